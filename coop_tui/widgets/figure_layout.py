"""Where the columns of a table of figures stand, and the lines of its chart. Pure: cells and pieces, nothing drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from coop_tui.counts.grid import Column, Figure, Grid, Row, figure_columns
from coop_tui.widgets.line_page import Line, Piece, cells
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import symbol

GAP: Final = 2  # cells before each column; in the headings, that of the mark that there are more
_HEADING: Final = 14  # cells that a heading may take where its figures are narrower
_LONGEST_BAR: Final = 60  # cells


class Shown(msgspec.Struct, frozen=True):
    """A column of figures by its index in the grid, from which cell on, and how wide; the gap before it not counted."""

    index: int
    start: int
    width: int


class FigureColumns(msgspec.Struct, frozen=True):
    """The columns that have room: as many as fit from one on, and always the last, the total. `change_start` is the
    cell from which on the change of each year stands, None where there is no room for it.
    """

    label_width: int
    shown: tuple[Shown, ...]
    change_start: int | None

    def column_at(self, x: int) -> int | None:
        """The index of the column at cell `x`."""
        return next((one.index for one in self.shown if one.start <= x < one.start + one.width), None)

    @property
    def first(self) -> int:
        """The index of the first column shown."""
        return self.shown[0].index

    @property
    def more(self) -> bool:
        """Whether columns between the last but one and the total are left out."""
        return len(self.shown) > 1 and self.shown[-1].index - self.shown[-2].index > 1


def column_widths(columns: Sequence[Column]) -> list[int]:
    """The cells that each column of figures takes."""
    return [max(min(cells(segment_text(one.heading)), _HEADING) + one.room, *map(cells, one.texts)) for one in columns]


def widest_label(grid: Grid) -> int:
    """The cells that the longest label of a row takes."""
    labels = (grid.of_rows, *(row.label for row in grid.rows), grid.total.label)
    return max(cells(segment_text(label)) for label in labels)


def fitted_columns(widest: int, widths: Sequence[int], room: int, first: int, change_width: int) -> FigureColumns:
    """The columns that fit into `room` cells, from the index `first` on, beside labels of at most `widest` cells."""
    *inner, last = range(len(widths))
    needed = sum(width + GAP for width in widths)
    label_width = max(min(widest, room - needed), min(widest, room * 2 // 5))
    left = room - label_width - widths[last] - GAP
    if needed <= room - label_width:
        first = 0
    taken: list[int] = []
    for index in inner[first:]:
        left -= widths[index] + GAP
        if left < 0 and taken:
            break
        taken.append(index)
    shown: list[Shown] = []
    at = label_width
    for index in (*taken, last):
        shown.append(Shown(index, at + GAP, widths[index]))
        at += GAP + widths[index]
    whole = len(shown) == len(widths) and at + GAP + change_width <= room
    return FigureColumns(label_width, tuple(shown), at + GAP if change_width and whole else None)


def first_to_show(widest: int, widths: Sequence[int], room: int, first: int, wanted: int) -> int:
    """The first column to show, moved from `first` as little as needed for the column `wanted` to be in sight."""
    if wanted == len(widths) - 1:
        return first
    if wanted < first:
        return wanted
    while first < wanted and all(one.index != wanted for one in fitted_columns(widest, widths, room, first, 0).shown):
        first += 1
    return first


def chart_lines(grid: Grid, width: int) -> list[Line]:
    """A bar for each row; where two dimensions are crossed, one for each figure that there is, under its row."""
    texts = [one.texts for one in figure_columns(grid, symbol("estimate"))]
    crossed = len(grid.columns) > 1
    figures = [one for row in grid.rows for one in (row.figures[:-1] if crossed else row.figures)]
    labels = [row.label for row in (*grid.rows, grid.total)]
    labels += [f"  {heading}" for heading in grid.columns[:-1]] if crossed else []
    label_width = min(max(cells(segment_text(label)) for label in labels), width // 3)
    figure_width = max(cells(text) for column in texts for text in column)
    room = max(1, min(width - label_width - figure_width - 2 * GAP - 1, _LONGEST_BAR))
    bars = _Bars(label_width, room, figure_width, max((one.count for one in figures), default=0))
    lines: list[Line] = []
    for at, row in enumerate(grid.rows):
        said = [column[at] for column in texts]
        lines += _group(grid, row, said, bars) if crossed else [bars.line(row.label, row.figures[0], said[0])]
    whole = label_width + bars.room + figure_width + 2 * GAP
    lines.append((Piece(symbol("rule") * whole, "muted"),))
    lines.append(bars.line(grid.total.label, grid.total.figures[-1], texts[-1][-1], bar=False, look="figure"))
    return lines


def _group(grid: Grid, row: Row, texts: Sequence[str], bars: _Bars) -> Iterator[Line]:
    yield bars.line(row.label, row.figures[-1], texts[-1], bar=False, look="figure")
    for heading, figure, text in zip(grid.columns[:-1], row.figures[:-1], texts[:-1], strict=True):
        if figure.count:
            yield bars.line(f"  {heading}", figure, text)


class _Bars(msgspec.Struct, frozen=True):
    """How bars stand: the cells of their labels, of the longest and of the figures, and the largest figure."""

    label_width: int
    room: int
    figure_width: int
    most: int

    def line(self, label: str, figure: Figure, text: str, *, bar: bool = True, look: str = "value") -> Line:
        length = max(1, round(figure.count * self.room / self.most)) if bar and figure.count > 0 else 0
        label = cut(label, self.label_width)
        blank = " " * (self.label_width - cells(label) + GAP)
        target = figure.place if figure.count else None
        return (
            Piece(label + blank, look),
            Piece(symbol("bar") * length, "accent"),
            Piece(" " * (self.room - length + GAP)),
            Piece(text.rjust(self.figure_width), look, target),
        )
