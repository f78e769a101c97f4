"""The one frame of every screen: title line, tabs, body, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from coop_tui.screens.actions import EVERYWHERE, HELP
from coop_tui.screens.tabs import TABS
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.frame import FooterLine, TabLine, TitleLine

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


class FramedScreen(Screen[None]):
    """A screen in the frame. A subclass lists its `ACTIONS`, names its `tab` and composes its `body`."""

    ACTIONS: ClassVar[Sequence[Action]] = ()
    BINDINGS = bindings((*EVERYWHERE, HELP))
    DEFAULT_CSS = "FramedScreen { layout: vertical; background: $background; }"

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
        yield TitleLine(*self.coop.title_texts())
        yield TabLine(TABS, self.tab)
        yield from self.body()
        yield FooterLine(self, (*self.ACTIONS, *EVERYWHERE), HELP)

    def refresh_frame(self) -> None:
        """Draw title, tabs and footer anew: something was saved, or other actions are possible now."""
        self.query_one(TitleLine).say(*self.coop.title_texts())
        self.query_one(TabLine).refresh()
        self.query_one(FooterLine).refresh()

    def take_up(self, changes: Sequence[Change]) -> None:
        """Show what these changes changed."""

    def reload(self) -> None:
        """Show everything anew: the register, the day, the language or the signs are others."""
