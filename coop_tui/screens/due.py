"""Everything that needs attention, where the overview has no room for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.attention import Due
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.overview_lines import due_lines
from coop_tui.screens.show import show
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.line_page import Line, LinePage


class DueScreen(FramedScreen):
    """What the overview found due when this was opened from it."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.FOLLOW)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "DueScreen LinePage { padding: 0 1; }"

    def __init__(self, found: Sequence[Due], tab: int) -> None:
        super().__init__()
        self._found = found
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    def body(self) -> ComposeResult:
        page = LinePage()
        page.show(self._lines)
        yield page

    def on_mount(self) -> None:
        self.query_one(LinePage).focus()

    def _lines(self, width: int) -> Sequence[Line]:
        return due_lines(self._found, self.coop.register.records, width)

    def reload(self) -> None:
        self.query_one(LinePage).show(self._lines, keep=True)
        self.refresh_frame()

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await show(self.coop, event.target, self.tab)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "follow" or (self.is_mounted and self.query_one(LinePage).chosen is not None)

    def action_follow(self) -> None:
        self.query_one(LinePage).action_follow()

    def action_back(self) -> None:
        self.dismiss()
