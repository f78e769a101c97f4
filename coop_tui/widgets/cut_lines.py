"""A few lines of text, each in one line of the screen, cut where it finds no room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from coop_tui.widgets.safe import cut


class CutLines(Widget):
    """As high as a screen gives it; what is below is not seen. It never has the focus."""

    DEFAULT_CSS = "CutLines { height: 1; width: 1fr; color: $text-muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[str] = ()

    def say(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render(self) -> Content:
        return Content("\n".join(cut(line, self.size.width) for line in self._lines))
