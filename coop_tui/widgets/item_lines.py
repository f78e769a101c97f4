"""Some statuses and figures one after the other, as many on a line as fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coop_tui.records.page import Item
from coop_tui.widgets.page_lines import headline_lines

_STYLES = {
    "good": "$text-success",
    "accent": "$text-accent",
    "warn": "$text-warning",
    "bad": "$text-error",
    "muted": "$text-muted",
}


class ItemLines(Widget):
    """Draws them; it has no focus."""

    DEFAULT_CSS = "ItemLines { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items = items

    def say(self, items: Sequence[Item]) -> None:
        """Show others, or the same with the signs now in use."""
        self._items = items
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(list(headline_lines(self._items, width)))

    def render(self) -> Content:
        lines = headline_lines(self._items, self.size.width)
        drawn = (Content.assemble(*((piece.text, _STYLES.get(piece.look, "")) for piece in line)) for line in lines)
        return Content("\n").join(drawn)
