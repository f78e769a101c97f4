"""A question over the screen that is answered with yes or no."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from coop_tui.i18n import N_, _
from coop_tui.widgets.action import Action, bindings, keys_of
from coop_tui.widgets.safe import content

YES: Final = Action("ask.yes", "y", "screen.answer(True)", N_("Yes"), N_("Does what is asked about."))
NO: Final = Action("ask.no", "escape,n", "screen.answer(False)", N_("Cancel"), N_("Leaves everything as it is."))
_PREVIOUS: Final = Action("ask.previous", "left,up", "app.focus_previous", N_("Previous"), N_("The answer before."))
_NEXT: Final = Action("ask.next", "right,down", "app.focus_next", N_("Next"), N_("The next answer."))
ACTIONS: Final = (YES, NO, _PREVIOUS, _NEXT)


class AskScreen(ModalScreen[bool]):
    """`yes`, marked with `N_`, says in a word or two what is done then; nothing is unless it is chosen."""

    DEFAULT_CSS = """
    AskScreen {
        align: center middle;
        & > Vertical { width: 62; max-width: 90%; height: auto; max-height: 100%; background: $panel; padding: 1 2; }
        & Static { height: auto; max-height: 10; }
        & Horizontal { height: 1; margin-top: 1; }
        & Button { margin-right: 2; min-width: 10; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "#no"

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(self._question))
            with Horizontal():
                for answer, action, label in (("yes", YES, self._yes), ("no", NO, NO.label)):
                    key = keys_of(action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
                    yield Button(content(f"{key} {_(label)}"), id=answer, compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - Textual's actions have no keywords
        self.dismiss(answer)
