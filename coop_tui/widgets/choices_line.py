"""One line of what is chosen: a key, what it chooses, and the choice; a click on it does the same."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.widgets.action import Action, keys_of
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.symbols import symbol


class Chosen(msgspec.Struct, frozen=True):
    """What an action chooses, and what is chosen now."""

    action: Action
    now: str


class ChoicesLine(Widget):
    """The choices of a screen."""

    DEFAULT_CSS = "ChoicesLine { height: 1; width: 1fr; padding: 0 1; pointer: pointer; }"

    def __init__(self, chosen: Sequence[Chosen] = ()) -> None:
        super().__init__()
        self._chosen = chosen
        self._places: list[tuple[int, int, str]] = []

    def say(self, chosen: Sequence[Chosen]) -> None:
        """Show other choices."""
        self._chosen = chosen
        self.refresh()

    def render(self) -> Content:
        self._places.clear()
        pieces: list[Content] = []
        at = 0
        for one in self._chosen:
            key = keys_of(one.action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
            piece = Content.assemble(
                (key, "bold $text-accent"),
                (f" {_(one.action.label)} ", "$text-muted"),
                (segment_text(one.now), "bold"),
                (f" {symbol('sorted_down')}", "$text-muted"),
            )
            self._places.append((at, at + piece.cell_length, one.action.does))
            gap = " " * 3
            pieces += [piece, Content(gap)]
            at += piece.cell_length + len(gap)
        return Content("").join(pieces)

    async def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        for start, end, does in self._places:
            if offset is not None and start <= offset.x < end:
                await self.app.run_action(does, self.screen)
                return
