"""A text and a date, such as number and date of a decree, in two lines."""

from __future__ import annotations

from typing import ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, language
from coop_tui.records.fields import Part, specs
from coop_tui.values import PartialDate, format_date, parse_date
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import Typing
from coop_tui.widgets.frame import FooterLine
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol

# before the field gets the key: what is typed right after it belongs to the date
DATE: Final = Action("lines.date", "enter", "screen.date", N_("Date"), N_("From the text to the date."), priority=True)
SAVE: Final = Action("lines.save", "ctrl+s,f10,enter", "screen.save", N_("Save"), N_("Saves text and date."), footer=1)
CLOSE: Final = Action("lines.close", "escape", "screen.close", N_("Cancel"), N_("Leaves everything as it is."))
ACTIONS: Final = (DATE, SAVE, CLOSE)

TextAndDate: TypeAlias = tuple[str | None, PartialDate | None]


class TextAndDateScreen(ModalScreen[TextAndDate | None]):
    """What was typed; None where everything stays as it was. `part` declares a text and a date, in this order."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "#text"
    DEFAULT_CSS = """
    TextAndDateScreen {
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

    def __init__(self, title: str, part: type[Part], now: TextAndDate) -> None:
        super().__init__()
        self._title = title
        self._labels = [spec.label for spec in specs(part)]
        self._now = now

    def compose(self) -> ComposeResult:
        text, on = self._now
        filled = (text or "", format_date(on, language()) if on else "")
        with Vertical() as pane:
            pane.border_title = content(self._title)
            for name, label, value in zip(("text", "date"), self._labels, filled, strict=True):
                yield Static(content(_(label)))
                line = Typing(value, replaced=True)
                line.id = name
                yield line
            yield Static(id="wrong")
            yield FooterLine(self, ACTIONS, CLOSE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "date" or self.focused is self.query_one("#text")

    def action_date(self) -> None:
        self.set_focus(self.query_one("#date"))

    def action_save(self) -> None:
        text, on = (self.query_one(f"#{name}", Typing).value.strip() for name in ("text", "date"))
        try:
            self.dismiss((text or None, parse_date(on) if on else None))
        except CoopError as error:
            self.query_one("#wrong", Static).update(content(f"{symbol('error')} {error.message()}"))
            self.set_focus(self.query_one("#date"))

    def action_close(self) -> None:
        self.dismiss(None)
