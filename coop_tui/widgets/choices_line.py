"""What is chosen: a key, what it chooses, and the choice; a click on it does the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset, Size
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.widgets.action import Action, keys_of
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.symbols import symbol

_GAP: Final = " " * 3


class Chosen(msgspec.Struct, frozen=True):
    """What an action chooses, and what is chosen now."""

    action: Action
    now: str


class ChoicesLine(Widget):
    """The choices of a screen, in one line, or in more where they are too long for it."""

    DEFAULT_CSS = "ChoicesLine { height: auto; text-wrap: nowrap; width: 1fr; padding: 0 1; pointer: pointer; }"

    def __init__(self, chosen: Sequence[Chosen] = ()) -> None:
        super().__init__()
        self._chosen = chosen
        self._places: list[tuple[Offset, int, str]] = []

    def say(self, chosen: Sequence[Chosen]) -> None:
        """Show other choices."""
        self._chosen = chosen
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        self._places.clear()
        pieces: list[Content] = []
        for y, line in enumerate(self._lines(self.content_size.width)):
            x = 0
            for one, piece in line:
                self._places.append((Offset(x, y), x + piece.cell_length, one.action.does))
                x += piece.cell_length + len(_GAP)
                pieces += [piece, Content(_GAP)]
            pieces.append(Content("\n"))
        return Content("").join(pieces[:-1])

    def _lines(self, width: int) -> list[list[tuple[Chosen, Content]]]:
        """The choices that stand in each line; at least one in each, however narrow."""
        lines: list[list[tuple[Chosen, Content]]] = [[]]
        left = width
        for one in self._chosen:
            piece = self._piece(one)
            if lines[-1] and piece.cell_length > left:
                lines.append([])
                left = width
            lines[-1].append((one, piece))
            left -= piece.cell_length + len(_GAP)
        return lines

    def _piece(self, one: Chosen) -> Content:
        key = keys_of(one.action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
        return Content.assemble(
            (key, "bold $text-accent"),
            (f" {_(one.action.label)} ", "$text-muted"),
            (segment_text(one.now), "bold"),
            (f" {symbol('sorted_down')}", "$text-muted"),
        )

    async def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        for start, end, does in self._places:
            if offset is not None and start.y == offset.y and start.x <= offset.x < end:
                await self.app.run_action(does, self.screen)
                return
