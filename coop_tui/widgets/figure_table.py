"""A table of figures: headings, totals and the column of totals stay in sight while the rest scrolls."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coop_tui.counts import Place
from coop_tui.counts.grid import Column, Figure, Grid, Row, change_column, figure_columns
from coop_tui.i18n import N_
from coop_tui.widgets.figure_layout import (
    GAP,
    FigureColumns,
    column_widths,
    first_to_show,
    fitted_columns,
    widest_label,
)
from coop_tui.widgets.line_page import cells
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import symbol

_HEAD: Final = 1  # lines, the topmost
_FOOT: Final = 2  # the rule and the totals


class FigureTable(ScrollView, can_focus=True, inherit_bindings=False):
    """The figures of a grid with a cursor on one of them, which stays at its place when the figures change."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", N_("Row up"), show=False, id="figures.up"),
        Binding("down", "move(1, 0)", N_("Row down"), show=False, id="figures.down"),
        Binding("left", "move(0, -1)", N_("Column left"), show=False, id="figures.left"),
        Binding("right", "move(0, 1)", N_("Column right"), show=False, id="figures.right"),
        Binding("pageup", "move_page(-1)", N_("Page up"), show=False, id="figures.page_up"),
        Binding("pagedown", "move_page(1)", N_("Page down"), show=False, id="figures.page_down"),
        Binding("home", "ends(0)", N_("First row"), show=False, id="figures.first"),
        Binding("end", "ends(1)", N_("Totals"), show=False, id="figures.last"),
        Binding("enter", "open", N_("Records"), show=False, id="figures.open"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"figure-table--{look}" for look in ("heading", "label", "figure", "none", "total", "rule", "cursor")
    }

    DEFAULT_CSS = """
    FigureTable {
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .figure-table--heading { color: $text-muted; text-style: bold; }
        & > .figure-table--none { color: $text-muted; }
        & > .figure-table--rule { color: $text-muted; }
        & > .figure-table--total { text-style: bold; }
        & > .figure-table--cursor { color: $foreground; background: $accent 25%; text-style: bold; }
        &:focus > .figure-table--cursor { color: $text; background: $accent; text-style: bold; }
    }
    """

    class Opened(Message):
        """The records behind the figure at `place` are asked for: enter, or a click on it."""

        def __init__(self, table: FigureTable, place: Place) -> None:
            super().__init__()
            self.table = table
            self.place = place

        @property
        def control(self) -> FigureTable:
            return self.table

    class Moved(Message):
        """The cursor is on another figure."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grid = Grid("", ("",), (), Row("", (Figure((), 0, 0),)))
        self._figures = figure_columns(self._grid, "")
        self._changes: Column | None = None
        self._widths = [1]
        self._widest = 0
        self._first = 0
        self._row = 0
        self._column = 0
        self._looks: dict[str, Style] = {}
        self._columns: tuple[int, FigureColumns] | None = None  # and the width that they were laid out for

    # What is shown

    def show(self, grid: Grid, *, keep: bool = False) -> None:
        """Show other figures, from the first on; `keep` leaves the cursor at its place, for the same table anew."""
        place, top = self.cursor.place, self.scroll_offset.y
        sign = symbol("estimate")
        self._grid, self._figures = grid, figure_columns(grid, sign)
        self._changes = change_column(grid, sign) if grid.compared else None
        self._widths, self._widest = column_widths(self._figures), widest_label(grid)
        if not keep:
            self._first = self._row = self._column = top = 0
        self._row, self._column = self._found_again(place if keep else None)
        size = Size(0, len(grid.rows) + _HEAD + _FOOT)
        self.set_reactive(FigureTable.virtual_size, size)  # set plainly it would lay out the whole screen again
        self._scroll_update(size)
        self.scroll_to(y=top, animate=False, force=True)
        self._bring_into_view()

    def _found_again(self, place: Place | None) -> tuple[int, int]:
        """The row and column of a place; where it is gone, the nearest to where it was."""
        rows = (*self._grid.rows, self._grid.total)
        for at, row in enumerate(rows):
            for column, figure in enumerate(row.figures):
                if figure.place == place:
                    return at, column
        return min(self._row, len(rows) - 1), min(self._column, len(self._widths) - 1)

    @property
    def cursor(self) -> Figure:
        """The figure under the cursor."""
        return (*self._grid.rows, self._grid.total)[self._row].figures[self._column]

    # Keys and mouse

    def action_move(self, rows: int, columns: int) -> None:
        self._move_to(self._row + rows, self._column + columns)

    def action_move_page(self, pages: int) -> None:
        self._move_to(self._row + pages * max(self._page - 1, 1), self._column)

    def action_ends(self, last: int) -> None:
        self._move_to(len(self._grid.rows) if last else 0, self._column)

    def action_open(self) -> None:
        if self.cursor.count:
            self.post_message(self.Opened(self, self.cursor.place))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        columns = self._fitted()
        row, column = self._row_at(offset.y), columns.column_at(offset.x)
        if offset.y < _HEAD:
            self._click_marks(offset.x, columns)
        elif row is not None and column is not None:
            self._move_to(row, column)
            self.action_open()

    def _click_marks(self, x: int, columns: FigureColumns) -> None:
        """The marks beside the headings lead to the columns that are left out."""
        if columns.first > 0 and x in range(columns.shown[0].start - GAP, columns.shown[0].start):
            self._move_to(self._row, columns.first - 1)
        elif columns.more and x in range(columns.shown[-1].start - GAP, columns.shown[-1].start):
            self._move_to(self._row, columns.shown[-2].index + 1)

    def _move_to(self, row: int, column: int) -> None:
        self._row = max(0, min(row, len(self._grid.rows)))
        self._column = max(0, min(column, len(self._widths) - 1))
        self._bring_into_view()
        self.post_message(self.Moved())

    def _bring_into_view(self) -> None:
        self._first = first_to_show(self._widest, self._widths, self._width, self._first, self._column)
        y = self.scroll_offset.y
        if self._row < len(self._grid.rows) and not y <= self._row < y + self._page:
            self.scroll_to(y=self._row if self._row < y else self._row - self._page + 1, animate=False, force=True)
        self._columns = None
        self.refresh()

    # Lines

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _page(self) -> int:
        """How many rows are in sight."""
        return max(1, self.scrollable_content_region.height - _HEAD - _FOOT)

    def _row_at(self, y: int) -> int | None:
        """The row on a line of the widget; the total comes after the last one."""
        in_sight = min(self._page, len(self._grid.rows))
        if _HEAD <= y < _HEAD + in_sight:
            return y - _HEAD + self.scroll_offset.y
        return len(self._grid.rows) if y == _HEAD + in_sight + 1 else None

    def on_resize(self) -> None:
        self._bring_into_view()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def _fitted(self) -> FigureColumns:
        if self._columns is None or self._columns[0] != self._width:
            fitted = fitted_columns(self._widest, self._widths, self._width, self._first, self._change_width)
            self._columns = self._width, fitted
        return self._columns[1]

    def _style(self, look: str) -> Style:
        if look not in self._looks:
            self._looks[look] = self.get_component_rich_style(f"figure-table--{look}")
        return self._looks[look]

    def render_line(self, y: int) -> Strip:
        columns, row = self._fitted(), self._row_at(y)
        if y < _HEAD:
            segments = self._head_segments(columns)
        elif row is not None:
            segments = self._row_segments(columns, row)
        elif y == _HEAD + min(self._page, len(self._grid.rows)):
            end = columns.shown[-1].start + columns.shown[-1].width
            segments = [Segment(symbol("rule") * end, self._style("rule"))]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(self._width, self.rich_style)

    def _head_segments(self, columns: FigureColumns) -> list[Segment]:
        text = _left(self._grid.of_rows, columns.label_width)
        for at, one in enumerate(columns.shown):
            before = columns.first > 0 and at == 0
            after = columns.more and at == len(columns.shown) - 1
            mark = symbol("previous") if before else symbol("link") if after else " "
            text += f" {mark}" if before else f"{mark} " if after else " " * GAP
            text += _heading(self._figures[one.index], one.width)
        if columns.change_start is not None and self._changes is not None:
            text += " " * GAP + _heading(self._changes, self._change_width)
        return [Segment(text, self._style("heading"))]

    @property
    def _change_width(self) -> int:
        """The cells of the last column, that of changes; 0 where there are none."""
        if self._changes is None:
            return 0
        return max(cells(self._changes.heading) + self._changes.room, *map(cells, self._changes.texts))

    def _row_segments(self, columns: FigureColumns, row: int) -> list[Segment]:
        line = (*self._grid.rows, self._grid.total)[row]
        whole = row == len(self._grid.rows)
        segments = [Segment(_left(line.label, columns.label_width), self._style("total" if whole else "label"))]
        for one in columns.shown:
            is_cursor = (row, one.index) == (self._row, self._column)
            look = "total" if whole or one.index == len(self._widths) - 1 else "figure"
            look = look if line.figures[one.index].count else "none"
            text = _right(self._figures[one.index].texts[row], one.width)
            segments += [
                Segment(" " * GAP, self._style("figure")),
                Segment(text, self._style("cursor" if is_cursor else look)),
            ]
        if columns.change_start is not None and self._changes is not None:
            change = _right(self._changes.texts[row], self._change_width)
            segments.append(Segment(" " * GAP + change, self._style("none")))
        return segments


def _left(text: str, width: int) -> str:
    text = cut(segment_text(text), width)
    return text + " " * (width - cells(text))


def _right(text: str, width: int) -> str:
    text = cut(segment_text(text), width)
    return " " * (width - cells(text)) + text


def _heading(column: Column, width: int) -> str:
    """A heading that ends where the digits of its column do."""
    return _right(column.heading, width - column.room) + " " * column.room
