"""A question over the screen that is answered with a day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, language
from coop_tui.values import PartialDate, clean, first_day, format_date, parse_date
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import OneLine
from coop_tui.widgets.frame import FooterLine
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol

TAKE: Final = Action("day.take", "enter", "screen.take", N_("Take it"), N_("Takes the day as it stands."), 1)
LEAVE: Final = Action("day.leave", "escape", "screen.leave", N_("Cancel"), N_("Leaves everything as it is."))
ACTIONS: Final = (TAKE, LEAVE)


class _Day(OneLine):
    """Where the day is typed. Enter is the question's key."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "submit" and super().check_action(action, parameters)


class AskDayScreen(ModalScreen[PartialDate | str | None]):
    """Gives the day, "" where none is typed, None where it was left. No day that is still to come is taken."""

    DEFAULT_CSS = """
    AskDayScreen {
        align: center middle;
        & > Vertical { width: 62; max-width: 90%; height: auto; max-height: 100%; background: $panel; padding: 1 2; }
        & Static { height: auto; max-height: 10; }
        & OneLine { margin-top: 1; background: $surface; }
        & #wrong { color: $text-error; }
        & FooterLine { background: $panel; padding: 0; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "OneLine"

    def __init__(self, question: str, day: PartialDate, today: date) -> None:
        """`day` stands there at first."""
        super().__init__()
        self._question = question
        self._day = day
        self._today = today

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(self._question))
            yield _Day(format_date(self._day, language()), replaced=True)
            yield Static(id="wrong")
            yield FooterLine(self, (TAKE,), LEAVE)

    def action_take(self) -> None:
        typed = clean(self.query_one(_Day).value)
        try:
            day = parse_date(typed, today=self._today) if typed else None
        except CoopError as error:
            self._refuse(error.message())
            return
        if day is not None and first_day(day) > self._today:
            self._refuse(_("This day is still to come. Fill in an earlier one."))
        else:
            self.dismiss(day or "")

    def _refuse(self, why: str) -> None:
        self.query_one("#wrong", Static).update(content(f"{symbol('error')} {why}"))

    def action_leave(self) -> None:
        self.dismiss(None)
