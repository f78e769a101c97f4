"""List and page: side by side where there is room, one above the other where there is not."""

from __future__ import annotations

from textual.containers import Container
from textual.events import Resize

from coop_tui.widgets.frame import WIDE


class ListAndPage(Container):
    """Two panes. `wide` is set as a class from a width of `WIDE` cells on."""

    DEFAULT_CSS = """
    ListAndPage {
        layout: vertical;
        & > RecordTable { height: 45%; padding: 0 1; }
        & > LinePage { height: 1fr; padding: 0 1; border-top: solid $panel; }
        & > LinePage:focus { border-top: solid $accent; }
        &.wide { layout: horizontal; }
        &.wide > RecordTable { width: 3fr; height: 1fr; }
        &.wide > LinePage { width: 2fr; height: 1fr; border-top: none; border-left: solid $panel; }
        &.wide > LinePage:focus { border-left: solid $accent; }
    }
    """

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "wide")  # before the first layout, so that nothing jumps

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "wide")
