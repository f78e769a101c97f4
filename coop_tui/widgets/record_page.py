"""A record as a document to read: title, headline, then label and values, wrapped to the width there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coop_tui.i18n import _
from coop_tui.records.page import Item, Page, Row
from coop_tui.widgets.kind_source import TABLE_TONES
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.symbols import middle_dot, symbol, tone_sign

_LABEL_WIDTH: Final = 20  # the longest label, "Kunjungan lapangan", and a gap
_FEW: Final = 2


class _Text(msgspec.Struct, frozen=True):
    """A piece of a line and the component class it is drawn in."""

    text: str
    look: str = "value"


_Line = tuple[_Text, ...]


class RecordPage(ScrollView, can_focus=True):
    """The reading page of one record. `brief` shows no more than a few values of a long list."""

    COMPONENT_CLASSES = {
        "record-page--title",
        "record-page--label",
        "record-page--value",
        "record-page--link",
        "record-page--muted",
        "record-page--good",
        "record-page--accent",
        "record-page--warn",
        "record-page--bad",
    }

    DEFAULT_CSS = """
    RecordPage {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .record-page--title { text-style: bold; }
        & > .record-page--label { color: $text-muted; }
        & > .record-page--link { text-style: underline; }
        & > .record-page--muted { color: $text-muted; }
        & > .record-page--good { color: $text-success; }
        & > .record-page--accent { color: $text-accent; }
        & > .record-page--warn { color: $text-warning; }
        & > .record-page--bad { color: $text-error; }
    }
    """

    def __init__(self, *, brief: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._brief = brief
        self._page: Page | None = None
        self._empty = ""
        self._lines: list[_Line] = []
        self._looks: dict[str, Style] = {}

    def show(self, page: Page | None, empty: str = "") -> None:
        """Show a page from its top, or where there is none the text `empty`."""
        if page == self._page and empty == self._empty:
            return
        self._page, self._empty = page, empty
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def _style(self, look: str) -> Style:
        if look not in self._looks:
            self._looks[look] = self.get_component_rich_style(f"record-page--{look}")
        return self._looks[look]

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        before = self._lines
        if self._page is None:
            self._lines = [(_Text(self._empty, "muted"),)] if self._empty else []
        else:
            self._lines = list(_lines(self._page, width, brief=self._brief))
        size = Size(width, len(self._lines))
        self.set_reactive(RecordPage.virtual_size, size)  # set plainly it would lay out the whole screen again
        self._scroll_update(size)
        for at, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:  # drawing only these keeps the cursor of the list beside quick
                self.refresh_line(at)

    def render_line(self, y: int) -> Strip:
        width, blank = self.virtual_size.width, self._style("value")
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, blank)
        segments = [Segment(piece.text, self._style(piece.look)) for piece in self._lines[at]]
        return Strip(segments).adjust_cell_length(width, blank)


def _lines(page: Page, width: int, *, brief: bool) -> Iterator[_Line]:
    for line in _wrapped(page.title, width):
        yield (_Text(line, "title"),)
    yield from _headline(page.headline, width)
    if page.rows:
        yield ()
    for row in page.rows:
        yield from _row_lines(row, width, brief=brief)


def _headline(items: Sequence[Item], width: int) -> Iterator[_Line]:
    line: list[_Text] = []
    used = 0
    for item in items:
        pieces = _pieces(item)
        size = sum(cell_len(piece.text) for piece in pieces)
        if line and used + len(middle_dot()) + size > width:
            yield tuple(line)
            line, used = [], 0
        if line:
            line.append(_Text(middle_dot(), "muted"))
            used += len(middle_dot())
        line += pieces
        used += size
    if line:
        yield tuple(line)


def _pieces(item: Item) -> list[_Text]:
    text = segment_text(item.text)
    if item.tone is not None:
        return [_Text(f"{tone_sign(item.tone)} {text}", TABLE_TONES[item.tone])]
    if item.estimated:
        text += f" {symbol('estimate')}"
    return [_Text(text, "link" if item.leads_to else "value")]


def _row_lines(row: Row, width: int, *, brief: bool) -> Iterator[_Line]:
    label = segment_text(row.label)
    shown = row.items if not brief or len(row.items) <= _FEW + 1 else row.items[:_FEW]
    room = max(10, width - _LABEL_WIDTH)
    first = True
    for item in shown:
        look = _pieces(item)[0].look
        for line in _wrapped("".join(piece.text for piece in _pieces(item)), room, lines=item.text):
            yield (_Text((label if first else "").ljust(_LABEL_WIDTH), "label"), _Text(line, look))
            first = False
    if len(shown) < len(row.items):
        more = _("+{count} more").format(count=len(row.items) - len(shown))
        yield (_Text(" " * _LABEL_WIDTH), _Text(more, "muted"))


def _wrapped(text: str, width: int, lines: str = "") -> list[str]:
    """`text` in lines no wider than `width` cells. A text of several lines keeps them."""
    paragraphs = [segment_text(part) for part in lines.split("\n")] if "\n" in lines else [segment_text(text)]
    return [line for part in paragraphs for line in _wrapped_line(part, width)] or [""]


def _wrapped_line(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text.rstrip()]
    return [line.plain.rstrip() for line in Content(text).wrap(width)]
