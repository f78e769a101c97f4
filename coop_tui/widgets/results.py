"""A list of what was found, one line each, of which one is picked: by keys from the input above it, or by a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec
from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.widget import Widget

from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import symbol

_GAP: Final = 2
_NOTE: Final = 8  # cells; in fewer a note says nothing
_NOTED_FROM: Final = 5  # notes stand below each other from this part of the width on, where names leave them the room
_SCROLLED: Final = 3  # lines a turn of the wheel


class ResultLine(msgspec.Struct, frozen=True):
    """One line: what was found, a note that tells it from others, and at the right what it is, or its key."""

    text: str
    note: str = ""
    aside: str = ""
    key: bool = False


class Results(Widget):
    """Draws the lines in sight and asks for no others. It never has the focus."""

    DEFAULT_CSS = """
    Results { height: 1fr; width: 1fr; color: $foreground; pointer: pointer; }
    """

    class Chosen(Message):
        """Somebody clicked on a line."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Picked(Message):
        """Another line may be picked now."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._line_of: Callable[[int], ResultLine] = lambda _index: ResultLine("")
        self._top = 0
        self._empty = ""
        self.picked = 0

    def show(self, count: int, line_of: Callable[[int], ResultLine], empty: str) -> None:
        """Show other lines; `line_of` gives the line of an index, `empty` is said where there is none."""
        self._count, self._line_of, self._empty = count, line_of, empty
        self.pick(self.picked)

    def pick(self, index: int) -> None:
        """Pick another line, at most the first or the last one."""
        self.picked = max(0, min(index, self._count - 1))
        height = max(1, self.size.height)
        self._top = max(0, min(self._top, self.picked), self.picked - height + 1)
        self.refresh()
        self.post_message(self.Picked())

    def render(self) -> Content:
        width = self.size.width
        if not self._count:
            return Content(cut(self._empty, width)).stylize("$foreground-muted")
        last = min(self._count, self._top + self.size.height)
        lines = [self._drawn(index, width) for index in range(self._top, last)]
        return Content("\n").join(lines)

    def _drawn(self, index: int, width: int) -> Content:
        line = self._line_of(index)
        picked = index == self.picked
        sign = f"{symbol('pick')} " if picked else "  "
        aside = Content(cut(line.aside, width // 3)).stylize("$text-accent" if line.key else "$foreground-muted")
        room = width - len(sign) - _GAP - aside.cell_length
        text = Content(cut(line.text, room))
        pieces = [Content(sign), text.stylize("bold") if picked else text]
        left = room - text.cell_length - _GAP
        if line.note and left >= min(_NOTE, len(line.note)):
            indent = max(0, min(width // _NOTED_FROM - text.cell_length, left - _NOTE))
            note = cut(segment_text(line.note), left - indent)
            pieces.append(Content(" " * (_GAP + indent) + note).stylize("$foreground-muted"))
        drawn = Content("").join(pieces)
        drawn = Content("").join([drawn, Content(" " * (width - drawn.cell_length - aside.cell_length)), aside])
        return drawn.stylize("on $accent 30%") if picked else drawn

    def on_click(self, event: Click) -> None:
        event.stop()
        index = self._top + event.y
        if index < self._count:
            self.post_message(self.Chosen(index))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.pick(self.picked + _SCROLLED)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.pick(self.picked - _SCROLLED)
