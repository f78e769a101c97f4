"""A table of records on Textual's line API: it draws the rows on the screen and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView

from coop_tui.i18n import N_
from coop_tui.widgets.row_view import TONES, RowView, Source, fitted
from coop_tui.widgets.table_lines import GUTTER, Look, header_line, heading_at, row_line, text_line

if TYPE_CHECKING:
    from textual.events import Click
    from textual.strip import Strip
    from textual.timer import Timer

_HEADER: Final = 1  # lines, the topmost
_SLICE: Final = 200  # search texts read between two key presses
_BREATH: Final = 0.001  # seconds between two slices


class RecordTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of a `Source` under a line of headings.

    The cursor stands on a record, not on a row: it follows its record through changes, sorting and filtering, and
    goes to the nearest row where that is no longer shown.
    """

    ALLOW_SELECT = False  # a press of the mouse moves the cursor

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("Row up"), show=False, id="table.up"),
        Binding("down", "move(1)", N_("Row down"), show=False, id="table.down"),
        Binding("pageup", "move_page(-1)", N_("Page up"), show=False, id="table.page_up"),
        Binding("pagedown", "move_page(1)", N_("Page down"), show=False, id="table.page_down"),
        Binding("home,ctrl+home", "first", N_("First row"), show=False, id="table.first"),
        Binding("end,ctrl+end", "last", N_("Last row"), show=False, id="table.last"),
        Binding("enter", "open", N_("Open"), show=False, id="table.open"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--row",
        "record-table--cursor",
        "record-table--good",
        "record-table--warn",
        "record-table--bad",
        "record-table--muted",
        "record-table--accent",
    }

    DEFAULT_CSS = """
    RecordTable {
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .record-table--header { color: $text-muted; text-style: bold; }
        & > .record-table--cursor { color: $foreground; background: $accent 25%; text-style: bold; }
        &:focus > .record-table--cursor { color: $text; background: $accent; text-style: bold; }
        & > .record-table--good { color: $text-success; }
        & > .record-table--warn { color: $text-warning; }
        & > .record-table--bad { color: $text-error; }
        & > .record-table--muted { color: $text-muted; }
        & > .record-table--accent { color: $text-accent; }
    }
    """

    empty_text: reactive[str] = reactive("")
    """What is said where there are no rows."""

    cursor_id: var[int | None] = var(None, init=False)
    """The record under the cursor; None where there are no rows. Whoever watches it is called at once, so that what it
    draws comes in the same paint as the cursor."""

    class Opened(Message):
        """A record is to be opened: enter, or a click on the cursor's row."""

        def __init__(self, table: RecordTable, record_id: int) -> None:
            super().__init__()
            self.table = table
            self.record_id = record_id

        @property
        def control(self) -> RecordTable:
            return self.table

    class SortAsked(Message):
        """A heading was clicked. The table has sorted itself by then; `RecordTable.sorted_by` says how."""

        def __init__(self, table: RecordTable, column_key: str) -> None:
            super().__init__()
            self.table = table
            self.column_key = column_key

        @property
        def control(self) -> RecordTable:
            return self.table

    class Settled(Message):
        """All rows that match a filter are found, and `matches` is their number."""

        def __init__(self, table: RecordTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> RecordTable:
            return self.table

    def __init__(self, fold: Callable[[str], str], *, id: str | None = None, classes: str | None = None) -> None:
        """`fold` makes a query comparable with the search texts of the source."""
        super().__init__(id=id, classes=classes)
        self._view = RowView(fold)
        self._source: Source | None = None
        self._look: Look | None = None
        self._look_size = Size(0, 0)  # of the table when `_look` was made
        self._position = 0
        self._moved_by_click = False
        self._preparing: Timer | None = None

    # What is shown

    def set_source(self, source: Source) -> None:
        """Show the records of `source` from the first one on, unsorted and unfiltered."""
        self._source = source
        self._view.set_source(source)
        self.cursor_id, self._position = None, 0
        self._take_up()
        self._show_from(0)

    def replace_source(self, source: Source) -> None:
        """Show the records of `source`, sorted and filtered as before, the cursor on the same one: the register, the
        language or the day is another.
        """
        self._source = source
        self._view.replace_source(source)
        self._take_up()

    def records_changed(self, ids: Collection[int]) -> None:
        """Take up that these records were added, changed or removed."""
        self._view.changed(ids)
        self._take_up()

    def apply_filter(self, query: str) -> None:
        """Show the rows in which every word of `query` occurs; an empty query shows all."""
        self._view.filter(query)
        self._take_up()
        self._scroll_to_cursor()
        if not self._view.settled:
            self.prepare_filter()

    def prepare_filter(self) -> None:
        """Read the search texts between key presses, so that the first letter of a filter is as quick as the others."""
        if self._preparing is None:
            self._preparing = self.set_interval(_BREATH, self._prepare)
            self._prepare()

    def _prepare(self) -> None:
        unsettled = not self._view.settled
        if self._view.prepare(_SLICE) or self._preparing is None:
            return
        self._preparing.stop()
        self._preparing = None
        if unsettled:
            self._take_up()
            self.post_message(self.Settled(self))

    def sort_by(self, column_key: str | None, *, descending: bool = False) -> None:
        """Order the rows by a sort key of the source, or with None by id."""
        self._view.sort(column_key, descending=descending)
        self._take_up()
        self._scroll_to_cursor()

    def sort_by_next(self) -> None:
        """Order the rows by the column after the one that they are sorted by; after the last comes the first."""
        columns = self._source.columns if self._source else ()
        keys = list(dict.fromkeys(column.key for column in columns if column.sorts))
        now = self.sorted_by
        if keys:
            self.sort_by(keys[(keys.index(now[0]) + 1) % len(keys)] if now and now[0] in keys else keys[0])

    def reverse(self) -> None:
        """Turn the order round."""
        now = self.sorted_by
        if now:
            self.sort_by(now[0], descending=not now[1])

    def move_to(self, record_id: int) -> None:
        """Put the cursor on a record, where it is shown."""
        position = self._view.position_of(record_id)
        if position is not None:
            self._move_to(position)

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The sort key and whether it descends."""
        return self._view.sorted_by

    @property
    def matches(self) -> int | None:
        """The number of rows shown; None while not all that match are found yet, see `Settled`."""
        return len(self._view) if self._view.settled else None

    @property
    def total(self) -> int:
        """The number of rows without the filter."""
        return self._view.total

    @property
    def shown(self) -> Sequence[int]:
        """The records of all rows, in the order in which they stand."""
        return [self._view.id_at(at) for at in range(len(self._view))]

    # Keys and mouse

    def action_move(self, rows: int) -> None:
        self._move_to(self._position + rows)

    def action_move_page(self, pages: int) -> None:
        page = max(self._page - 1, 1) * pages
        self._show_from(self.scroll_offset.y + page)
        self._move_to(self._position + page)

    def action_first(self) -> None:
        self._move_to(0)

    def action_last(self) -> None:
        self._move_to(len(self._view) - 1)

    def action_open(self) -> None:
        if self.cursor_id is not None:
            self.post_message(self.Opened(self, self.cursor_id))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        position = offset.y - _HEADER + self.scroll_offset.y
        if offset.y < _HEADER:
            self._click_heading(offset.x)
        elif position < len(self._view):
            self._click_row(position, event.chain)

    def _click_heading(self, x: int) -> None:
        key = heading_at(self._current_look(), x)
        if key is not None:
            self.sort_by(key, descending=self.sorted_by == (key, False))
            self.post_message(self.SortAsked(self, key))

    def _click_row(self, position: int, chain: int) -> None:
        if position != self._position:
            self._move_to(position)
            self._moved_by_click = True
        elif chain == 1 or self._moved_by_click:  # the second half of a double click opens what the first half didn't
            self._moved_by_click = False
            self.action_open()

    # The cursor

    def _move_to(self, position: int) -> None:
        if not len(self._view):
            return
        before, self._position = self._position, max(0, min(position, len(self._view) - 1))
        self.cursor_id = self._view.id_at(self._position)
        if before != self._position:
            self.refresh_line(before + _HEADER)
            self.refresh_line(self._position + _HEADER)
        self._scroll_to_cursor()

    def _take_up(self) -> None:
        """Draw the rows anew, the cursor's row where it was on the screen."""
        line = self._position - self.scroll_offset.y
        self._position = self._found_again()
        self.cursor_id = self._view.id_at(self._position) if len(self._view) else None
        self._resize_contents(len(self._view) + _HEADER)
        if 0 <= line < self._page:
            self._show_from(self._position - line)
        self._redraw()

    def _resize_contents(self, height: int) -> None:
        size = Size(0, height)
        self.set_reactive(RecordTable.virtual_size, size)  # set plainly it would lay out the whole screen again
        self._scroll_update(size)

    def _found_again(self) -> int:
        if self.cursor_id is None or self._source is None:
            return 0
        if self.cursor_id in self._source:
            return self._view.position_near(self.cursor_id)
        return max(0, min(self._position, len(self._view) - 1))

    # Lines

    @property
    def _page(self) -> int:
        return self.size.height - _HEADER

    def _show_from(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True)

    def _scroll_to_cursor(self) -> None:
        y = self.scroll_offset.y
        wanted = max(min(y, self._position), self._position - self._page + 1)
        if wanted != y:
            self._show_from(wanted)

    def _redraw(self) -> None:
        self._look = None
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = None

    def on_resize(self) -> None:
        self._scroll_to_cursor()

    def _current_look(self) -> Look:
        if self._look is None or self._look_size != self.outer_size:
            width, self._look_size = self.scrollable_size.width, self.outer_size
            columns = self._source.columns if self._source is not None else ()
            self._look = Look(
                width=width,
                columns=fitted(columns, width - GUTTER),
                header=self.get_component_rich_style("record-table--header"),
                cursor=self.get_component_rich_style("record-table--cursor"),
                tones={tone: self.get_component_rich_style(f"record-table--{tone or 'row'}") for tone in TONES},
            )
        return self._look

    def render_line(self, y: int) -> Strip:
        look = self._current_look()
        if y < _HEADER:
            return header_line(look, self.sorted_by)
        position = y - _HEADER + self.scroll_offset.y
        if self._source is None or not len(self._view):
            return text_line(look, self.empty_text, y - _HEADER - 1)
        if position >= len(self._view):
            return text_line(look, "", 0)
        record_id = self._view.id_at(position)
        is_cursor = position == self._position
        strip = look.rows.get((record_id, is_cursor))
        if strip is None:
            strip = row_line(look, self._source.cells(record_id), is_cursor=is_cursor)
            look.rows[record_id, is_cursor] = strip
        return strip
