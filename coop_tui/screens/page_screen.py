"""A page over the screen that it was opened from. What it says is a subclass's matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.show import show
from coop_tui.store import Change
from coop_tui.widgets.line_page import LinePage


class PageScreen(FramedScreen):
    """A page with pieces to follow. A subclass draws it in `reload`, and names what follows the chosen piece."""

    DEFAULT_CSS = "PageScreen LinePage { padding: 1 2; }"
    FOLLOWING: ClassVar[str] = "follow"
    """The action that goes where the chosen piece leads; there is none to do while no piece is chosen."""

    def __init__(self, tab: int) -> None:
        super().__init__()
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def page(self) -> LinePage:
        """What is read."""
        return self.query_one(LinePage)

    def body(self) -> ComposeResult:
        yield LinePage()

    def on_mount(self) -> None:
        self.reload()
        self.page.focus()

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    async def follow(self, target: object) -> None:
        """Go where a piece leads."""
        await show(self.coop, target, self._tab)

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await self.follow(event.target)

    def on_line_page_chosen(self) -> None:
        self.refresh_frame()  # enter does something now, or nothing any more

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != self.FOLLOWING or (self.is_mounted and self.page.chosen is not None)

    def action_back(self) -> None:
        self.dismiss()

    def action_follow(self) -> None:
        self.page.action_follow()
