"""A setting with all its values in sight, one of which holds. Choosing another one is said at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import symbol

_LABEL: Final = 10  # cells
_SIGN: Final = 2
_GAP: Final = 2


class Values(Widget, can_focus=True):
    """The values stand beside and below each other, as many in a line as find room."""

    DEFAULT_CSS = """
    Values { height: auto; width: 1fr; margin-bottom: 1; pointer: pointer; }
    """

    class Chosen(Message):
        """Somebody wants another value."""

        def __init__(self, values: Values, value: str) -> None:
            super().__init__()
            self.values = values
            self.value = value

    def __init__(
        self, label: str, values: Sequence[str], words: Callable[[str], str], now: Callable[[], str], *, id: str
    ) -> None:
        """`label` is marked with `N_`; `words` says a value to a person, `now` which one holds."""
        super().__init__(id=id)
        self._label = label
        self._values = values
        self._words = words
        self._now = now

    @property
    def _longest(self) -> int:
        return max(Content(segment_text(self._words(one))).cell_length for one in self._values) + _SIGN

    @property
    def _width(self) -> int:
        """Of a column: with a gap, where that costs none of them."""
        room = self.size.width - _LABEL
        return max(self._longest, min(self._longest + _GAP, room // self._columns(self.size.width)))

    def _columns(self, width: int) -> int:
        return max(1, (width - _LABEL) // self._longest)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return -(-len(self._values) // self._columns(width))

    def render(self) -> Content:
        columns, width = self._columns(self.size.width), self._width
        lines: list[Content] = []
        for first in range(0, len(self._values), columns):
            label = cut(_(self._label), _LABEL - 1) if first == 0 else ""
            look = "bold $text-accent" if self.has_focus else ""
            pieces = [Content.styled(label.ljust(_LABEL), look)]
            pieces += [self._drawn(one, width) for one in self._values[first : first + columns]]
            lines.append(Content("").join(pieces))
        return Content("\n").join(lines)

    def _drawn(self, value: str, width: int) -> Content:
        holds = value == self._now()
        text = Content((f"{symbol('pick')} " if holds else "  ") + segment_text(self._words(value)))
        if holds:
            text = text.stylize("bold $text-accent" if not self.has_focus else "bold on $accent 40%")
        return text.pad_right(width - text.cell_length)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # Choosing

    def turn(self, by: int) -> None:
        """To the value beside; after the last one stands nothing."""
        self._choose(self._at + by)

    def climb(self, by: int) -> bool:
        """To the value below (1) or above (-1). False where there is none."""
        return self._choose(self._at + by * self._columns(self.size.width))

    @property
    def _at(self) -> int:
        return self._values.index(self._now()) if self._now() in self._values else 0

    def _choose(self, at: int) -> bool:
        if not 0 <= at < len(self._values):
            return False
        if self._values[at] != self._now():
            self.post_message(self.Chosen(self, self._values[at]))
        return True

    def on_click(self, event: Click) -> None:
        column = (event.x - _LABEL) // self._width
        columns = self._columns(self.size.width)
        if 0 <= column < columns:
            self._choose(event.y * columns + column)
