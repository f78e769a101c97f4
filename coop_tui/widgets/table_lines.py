"""The lines of a record table: headings, rows and the text of an empty one, each in exactly the cells of the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from coop_tui.widgets.row_view import Cell, Fitted, Tone
from coop_tui.widgets.safe import content, cut, segment_text
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from rich.style import Style

GUTTER: Final = 2  # cells: the marker of the cursor's row, and a blank
_JOINER: Final = "\u200d"  # at the end of a text it would swallow the blank after it


class Look(msgspec.Struct, frozen=True):
    """What lines are drawn with until the width, the columns, the records, the theme or the focus change."""

    width: int
    columns: Sequence[Fitted]
    header: Style
    cursor: Style
    tones: dict[Tone, Style]
    rows: LRUCache[tuple[int, bool], Strip] = msgspec.field(default_factory=lambda: LRUCache(512))
    """Rows drawn, by the id of their record and whether they are the cursor's."""


def header_line(look: Look, sorted_by: tuple[str, bool] | None) -> Strip:
    """The headings; the one sorted by has an arrow, which says whether it descends."""
    line = " " * GUTTER
    for fit in look.columns:
        label, column = _one_line(fit.column.label), fit.column
        if sorted_by is not None and sorted_by[0] == column.key:
            arrow = symbol("sorted_down" if sorted_by[1] else "sorted_up")
            label = f"{cut(label, fit.width - 2)} {arrow}"
        line += filled(label, fit) + " "
    return Strip([Segment(set_cell_size(line, look.width), look.header)], look.width)


def heading_at(look: Look, x: int) -> str | None:
    """The key of the column whose heading is at cell `x`, where a click on it sorts."""
    start = GUTTER
    for fit in look.columns:
        if start <= x < start + fit.width:
            return fit.column.key if fit.column.sorts else None
        start += fit.width + 1
    return None


def row_line(look: Look, cells: Sequence[Cell], *, is_cursor: bool) -> Strip:
    """A row of `cells`, one for each column of the source; the cursor's can be told without colour."""
    base = look.cursor if is_cursor else look.tones[""]
    segments: list[Segment] = []
    same = symbol("pick").ljust(GUTTER) if is_cursor else " " * GUTTER  # cells of one style are one segment
    for place, fit in enumerate(look.columns):
        text, tone = cells[fit.index]
        gap = " " if place else ""
        cell = filled(_one_line(text), fit)
        if is_cursor or not tone:
            same += gap + cell
        else:
            segments += [Segment(same + gap, base), Segment(cell, look.tones[tone])]
            same = ""
    segments.append(Segment(same, base))
    used = GUTTER + sum(fit.width + 1 for fit in look.columns) - 1
    return Strip(segments, used).adjust_cell_length(look.width, base)


def text_line(look: Look, text: str, index: int) -> Strip:
    """Line `index` of a muted `text` that is wrapped into the table; blank where it has no such line."""
    lines = content(text).wrap(max(look.width - 2 * GUTTER, 1))
    line = " " * GUTTER + _one_line(lines[index].plain) if 0 <= index < len(lines) else ""
    return Strip([Segment(set_cell_size(line, look.width), look.tones["muted"])], look.width)


def _one_line(text: str) -> str:
    return segment_text(text).rstrip(_JOINER)


def filled(text: str, fit: Fitted) -> str:
    """`text` in exactly the cells of its column."""
    text = cut(text, fit.width)
    blank = " " * (fit.width - cell_len(text))
    return blank + text if fit.column.align == "right" else text + blank
