"""The one frame of every screen: title line, tabs, body, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from coop_tui.screens.actions import EVERYWHERE, HELP, TO_TABS
from coop_tui.screens.tabs import TABS
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.frame import FooterLine, TabLine, TitleLine

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


class FramedScreen(Screen[None]):
    """A screen in the frame. A subclass lists its `ACTIONS`, names its `tab` and composes its `body`."""

    ACTIONS: ClassVar[Sequence[Action]] = ()
    BINDINGS = bindings((*EVERYWHERE, *TO_TABS, HELP))
    DEFAULT_CSS = "FramedScreen { layout: vertical; background: $background; }"

    _edition: int  # of what the dashboard shows, as of which this screen has been drawn

    @property
    def coop(self) -> CoopApp:
        """The application, by its own type."""
        return cast("CoopApp", self.app)

    @property
    def tab(self) -> int:
        """The number of the tab that is marked."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """What stands between the tabs and the footer."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        self._edition = self.coop.edition
        yield TitleLine(*self.coop.title_texts())
        yield TabLine(TABS, self.tab)
        yield from self.body()
        yield FooterLine(self, (*self.ACTIONS, *EVERYWHERE), HELP)

    def refresh_frame(self) -> None:
        """Draw title, tabs and footer anew: something was saved, or other actions are possible now."""
        self.query_one(TitleLine).say(*self.coop.title_texts())
        self.query_one(TabLine).refresh()
        self.query_one(FooterLine).refresh()

    def on_screen_resume(self) -> None:
        """Back in sight: what happened meanwhile is shown now."""
        self.query_one(TitleLine).say(*self.coop.title_texts())
        self.catch_up()

    def catch_up(self, changes: Sequence[Change] = ()) -> None:
        """Show `changes`, the newest; everything anew where there is more that this screen has not shown yet."""
        edition, self._edition = self._edition, self.coop.edition
        if self._edition != edition:
            self.query_one(TitleLine).say(*self.coop.title_texts())
        if changes and self._edition == edition + 1:
            self.take_up(changes)
        elif self._edition != edition:
            self.reload()

    def take_up(self, changes: Sequence[Change]) -> None:
        """Show what these changes changed."""

    def reload(self) -> None:
        """Show everything anew: the register, the day, the language or the signs are others."""
