"""What a form asks before it is left, and what it says about a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from coop_tui.i18n import N_, _
from coop_tui.widgets.action import Action, bindings, keys_of
from coop_tui.widgets.safe import content

Answer: TypeAlias = Literal["save", "discard", "stay"]

SAVE: Final = Action("leave.save", "s", "screen.answer('save')", N_("Save"), N_("Save what was typed, then leave."))
KEEP: Final = Action("leave.save", "s", "screen.answer('save')", N_("Keep"), N_("Keep what was typed, then go back."))
DISCARD: Final = Action("leave.discard", "w", "screen.answer('discard')", N_("Discard"), N_("Leave without saving."))
STAY: Final = Action("leave.stay", "escape", "screen.answer('stay')", N_("Stay"), N_("Go on typing."))
_PREVIOUS: Final = Action("leave.previous", "left,up", "app.focus_previous", N_("Previous"), N_("The answer before."))
_NEXT: Final = Action("leave.next", "right,down", "app.focus_next", N_("Next"), N_("The next answer."))
ACTIONS: Final = (SAVE, DISCARD, STAY, _PREVIOUS, _NEXT)
CLOSE: Final = Action("help.close", "escape,enter,f1,question_mark", "screen.close", N_("Close"), N_("Close the help."))


_KEYS_WIDTH: Final = 13


class LeaveQuestion(ModalScreen[Answer]):
    """What to do with what was typed: `save` it (or keep it in the form around this one), `discard` it, or `stay`."""

    DEFAULT_CSS = """
    LeaveQuestion {
        align: center middle;
        & > Vertical { width: 56; max-width: 90%; height: auto; background: $panel; padding: 1 2; }
        & Horizontal { height: 1; margin-top: 1; }
        & Button { margin-right: 2; min-width: 10; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "#stay"

    def __init__(self, question: str, first: Action) -> None:
        super().__init__()
        self._question = question
        self._first = first

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(self._question))
            with Horizontal():
                for answer, action in (("save", self._first), ("discard", DISCARD), ("stay", STAY)):
                    key = keys_of(action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
                    yield Button(content(f"{key} {_(action.label)}"), id=answer, compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id or "stay")

    def action_answer(self, answer: str) -> None:
        known: dict[str, Answer] = {"save": "save", "discard": "discard", "stay": "stay"}
        self.dismiss(known[answer])


class FieldHelp(ModalScreen[None]):
    """All about one field. Any of escape, enter and the help keys closes it, as does a click."""

    DEFAULT_CSS = """
    FieldHelp {
        align: center middle;
        & > VerticalScroll {
            width: 72; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 2;
        }
        & Static { width: 1fr; height: auto; margin-bottom: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings([CLOSE])

    def __init__(self, label: str, paragraphs: Sequence[str], keys: Sequence[tuple[str, str]]) -> None:
        """`keys` are what can be pressed in the form now, each with what it does."""
        super().__init__()
        self._label = label
        self._paragraphs = paragraphs
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll() as pane:
            pane.border_title = content(self._label)
            yield Static(content("\n".join(self._paragraphs)))
            yield Static(content("\n").join(self._key_line(key, does) for key, does in self._keys))

    def _key_line(self, key: str, does: str) -> Content:
        return Content.assemble((key.ljust(_KEYS_WIDTH), "bold $text-accent"), content(does))

    def on_click(self) -> None:
        self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)
