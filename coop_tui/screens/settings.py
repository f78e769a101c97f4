"""Settings: language, colours and signs. What is chosen holds at once, and is remembered when the screen is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coop_tui.config import SYMBOLS
from coop_tui.i18n import LANGUAGES, N_, _, language
from coop_tui.records.batches import BatchStatus
from coop_tui.records.fields import Tone
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.looks import Look, themes
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import tone_sign
from coop_tui.widgets.values import Values

LEFT: Final = Action("settings.left", "left", "screen.turn(-1)", N_("Left"), N_("The value before."))
RIGHT: Final = Action("settings.right", "right", "screen.turn(1)", N_("Right"), N_("The next value."))
UP: Final = Action("settings.up", "up", "screen.climb(-1)", N_("Up"), N_("The line above."))
DOWN: Final = Action("settings.down", "down", "screen.climb(1)", N_("Down"), N_("The line below."))

_LANGUAGES: Final = {"id": N_("Bahasa Indonesia"), "en": N_("English")}  # each by its own name
_SYMBOLS: Final = {"unicode": "● ◐ ✗ ≈ ›", "ascii": "* % x ~ >"}


_TONES: Final[dict[Tone, str]] = {
    "good": "$text-success", "open": "$text-accent", "busy": "$text-warning", "bad": "$text-error",
}  # fmt: skip


def _sample() -> Iterator[Content]:
    """Statuses as they stand in lists, to see them in the colours and signs that hold."""
    for status in BatchStatus:
        if status.tone in _TONES:
            yield Content(f"{tone_sign(status.tone)} {_(status.label)}").stylize(_TONES[status.tone])


class SettingsScreen(FramedScreen):
    """Over the screen it was opened from."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, LEFT, RIGHT, UP, DOWN)
    BINDINGS = bindings(ACTIONS)
    AUTO_FOCUS = "Values"
    DEFAULT_CSS = """
    SettingsScreen {
        & VerticalScroll { padding: 0 2; scrollbar-size-vertical: 1; }
        & Static { height: auto; width: 1fr; margin-bottom: 1; }
        & #hint { color: $text-muted; }
        & #title { text-style: bold; }
    }
    """

    def __init__(self, tab: int) -> None:
        super().__init__()
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    def body(self) -> ComposeResult:
        app = self.coop
        with VerticalScroll(can_focus=False):
            yield Static(id="title")
            yield Values(N_("Language"), LANGUAGES, lambda one: _(_LANGUAGES[one]), language, id="language")
            yield Values(N_("Colours"), themes(app.available_themes), str, lambda: app.theme, id="theme")
            yield Values(N_("Signs"), SYMBOLS, _SYMBOLS.__getitem__, lambda: app.symbols, id="symbols")
            yield Static(id="sample")
            yield Static(id="hint")

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.query_one("#title", Static).update(Content(_("Settings")))
        self.query_one("#sample", Static).update(Content("   ").join(_sample()))
        self.query_one("#hint", Static).update(content(self._hint()))
        for values in self.query(Values):
            values.refresh(layout=True)
        self.refresh_frame()

    def _hint(self) -> str:
        if self.coop.register.store.read_only:
            return _("What you choose holds until you leave: this register is read only.")
        said = _("What you choose holds at once and is remembered for {who}.")
        return said.format(who=self.coop.register.by)

    def on_values_chosen(self, event: Values.Chosen) -> None:
        self.coop.choose(cast("Look", event.values.id), event.value)
        event.values.refresh()

    # Actions

    @property
    def _values(self) -> Values | None:
        return self.focused if isinstance(self.focused, Values) else None

    def action_turn(self, by: int) -> None:
        if self._values is not None:
            self._values.turn(by)

    def action_climb(self, by: int) -> None:
        """Within the values of a setting where they stand in several lines, else to the next setting."""
        if self._values is None or not self._values.climb(by):
            if by > 0:
                self.focus_next(Values)
            else:
                self.focus_previous(Values)

    def action_back(self) -> None:
        self.dismiss()
        self.coop.keep_looks()
