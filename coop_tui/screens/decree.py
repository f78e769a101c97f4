"""Number and date of a batch's decree, in two lines."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, language
from coop_tui.records.batches import Decree
from coop_tui.records.fields import spec_of
from coop_tui.values import format_date, parse_date
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import Typing
from coop_tui.widgets.frame import FooterLine
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol

# before the field gets the key: what is typed right after it belongs to the date
DATE: Final = Action(
    "decree.date", "enter", "screen.date", N_("Date"), N_("From the number to the date."), priority=True
)
SAVE: Final = Action(
    "decree.save", "ctrl+s,f10,enter", "screen.save", N_("Save"), N_("Takes number and date."), footer=1
)
CLOSE: Final = Action("decree.close", "escape", "screen.close", N_("Cancel"), N_("Leaves the decree as it is."))
ACTIONS: Final = (DATE, SAVE, CLOSE)


class DecreeScreen(ModalScreen[Decree | None]):
    """The decree as typed; None where it stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "#number"
    DEFAULT_CSS = """
    DecreeScreen {
        align: center top;
        background: transparent;
        & > Vertical {
            width: 62; max-width: 100%; height: auto; margin-top: 4;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 1;
        }
        & Static { height: auto; color: $text-muted; }
        & #wrong { color: $text-error; margin-bottom: 1; }
        & Typing { background: $panel; }
        & FooterLine { background: $surface; padding: 0; }
    }
    """

    def __init__(self, decree: Decree) -> None:
        super().__init__()
        self._decree = decree

    def compose(self) -> ComposeResult:
        on = format_date(self._decree.on, language()) if self._decree.on else ""
        with Vertical() as pane:
            pane.border_title = _("Mayor's decree")
            for name, text in (("number", self._decree.number or ""), ("on", on)):
                spec = spec_of(Decree, name)
                yield Static(content(_(spec.label) if spec else name))
                line = Typing(text, replaced=True)
                line.id = name
                yield line
            yield Static(id="wrong")
            yield FooterLine(self, ACTIONS, CLOSE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "date" or self.focused is self.query_one("#number")

    def action_date(self) -> None:
        self.set_focus(self.query_one("#on"))

    def action_save(self) -> None:
        number, on = (self.query_one(f"#{name}", Typing).value.strip() for name in ("number", "on"))
        try:
            self.dismiss(Decree(number=number or None, on=parse_date(on) if on else None))
        except CoopError as error:
            self.query_one("#wrong", Static).update(content(f"{symbol('error')} {error.message()}"))
            self.query_one("#on").focus()

    def action_close(self) -> None:
        self.dismiss(None)
