"""A list of records of one kind with the page of the one under the cursor. Works for any kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.page import page_of
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.filter_line import FilterLine
from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.page_lines import brief_lines
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.split import ListAndPage


class RecordsScreen(FramedScreen):
    """List and page of one kind. A subclass names its `KIND` and says how an empty list is filled, by `{key}`. One that
    has no `TAB` is left again by escape.
    """

    KIND: ClassVar[AnyKind]
    TAB: ClassVar[int] = 0
    EMPTY: ClassVar[str]
    ACTIONS: ClassVar[Sequence[Action]] = (
        actions.BACK,
        actions.CLEAR,
        actions.OPEN,
        actions.EDIT,
        actions.NEW,
        actions.FILTER,
        actions.DELETE,
        actions.SORT,
        actions.REVERSE,
    )
    BINDINGS = bindings(ACTIONS)
    AUTO_FOCUS = "RecordTable"  # unless somebody has begun to type a filter already

    def body(self) -> ComposeResult:
        yield FilterLine(self.KIND.many)
        with ListAndPage():
            yield self._filled_table()
            yield LinePage()

    def _filled_table(self) -> RecordTable:
        """The list with its rows, so that the first paint shows them."""
        table = RecordTable(searched)
        table.set_source(KindSource(self.coop.register.records, self.KIND))
        if self.KIND.order:
            table.sort_by(self.KIND.order[0], descending=self.KIND.order[1] == "down")
        table.action_first()
        return table

    @property
    def tab(self) -> int:
        return self.TAB

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    @property
    def page(self) -> LinePage:
        """The page of the record under the cursor."""
        return self.query_one(LinePage)

    def on_mount(self) -> None:
        self._shown: int | None = None
        self.watch(self.table, "cursor_id", self._show_page)
        self._tell()

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        touched = {one.id for change in changes for one in change.ops if one.kind == self.KIND.name}
        if touched:
            self.table.records_changed(touched)
        else:
            self.table.refresh()
        self._show_page()
        self._tell()

    def reload(self) -> None:
        kept, order, query = self.table.cursor_id, self.table.sorted_by, self.query_one(FilterLine).query_text
        top = self.table.scroll_offset.y
        self.table.set_source(KindSource(self.coop.register.records, self.KIND))
        if order:
            self.table.sort_by(order[0], descending=order[1])
        self.table.apply_filter(query)
        self.table.scroll_to(y=top, animate=False, force=True)
        if kept is not None:
            self.table.move_to(kept)
        self._show_page()
        self._tell()

    # What the table says

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self.coop.read(self.KIND, event.record_id)

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        self.table.apply_filter(event.query)
        self._tell()

    def on_filter_line_left(self) -> None:
        if not self.page.has_focus:  # a tab typed right after has gone there already
            self.set_focus(self.table)
        self._tell()

    def on_record_table_settled(self) -> None:
        self._tell()

    # What the page says

    def on_line_page_followed(self, event: LinePage.Followed) -> None:
        match event.target:
            case (str(kind), int(record_id)):
                self.coop.read(KINDS[kind], record_id)

    def on_descendant_focus(self) -> None:
        self.refresh_frame()  # on the page escape goes back to the list

    def _tell(self) -> None:
        """Say how many rows there are, and where there are none, why."""
        line = self.query_one(FilterLine)
        line.say(self.table.matches, self.table.total)
        self.table.empty_text = self._why_empty()
        self.refresh_frame()

    def _why_empty(self) -> str:
        if self.table.matches is None:
            return _("Searching…")
        if self.table.total:
            return _("Nothing matches. {key} clears the filter.").format(key=self.coop.key_of(actions.CLEAR))
        return _(self.EMPTY).format(key=self.coop.key_of(actions.NEW))

    def _show_page(self) -> None:
        record_id = self.table.cursor_id
        record = None if record_id is None else self.coop.register.records.get(self.KIND, record_id)
        if record_id is None or record is None:
            self.page.show(lambda _width: ())
        else:
            page = page_of(self.KIND, record_id, record, self.coop.register.records)
            self.page.show(partial(brief_lines, page), keep=record_id == self._shown)
        self._shown = record_id

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.is_mounted:
            return True
        if action in ("open", "edit", "delete"):
            return self.table.cursor_id is not None
        if action == "back":
            return self.page.has_focus or (not self.TAB and not self.query_one(FilterLine).query_text)
        if action == "clear":
            return not self.page.has_focus and bool(self.query_one(FilterLine).query_text)
        if action == "filter":
            return not self.query_one(FilterLine).typing  # there its key is a letter like any other
        return True

    def action_back(self) -> None:
        if self.page.has_focus:
            self.set_focus(self.table)
        else:
            self.dismiss()

    def action_open(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.read(self.KIND, self.table.cursor_id)

    def action_edit(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.edit(self.KIND, self.table.cursor_id)

    def action_new(self) -> None:
        self.coop.edit(self.KIND, None, then=self._after_new)

    def _after_new(self, record_id: int | None) -> None:
        if record_id is not None:
            self.table.move_to(record_id)

    def action_delete(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.delete(self.KIND, self.table.cursor_id)

    def action_filter(self) -> None:
        self.set_focus(self.table)  # where the keys go afterwards
        self.query_one(FilterLine).open()
        self.table.prepare_filter()

    def action_clear(self) -> None:
        self.query_one(FilterLine).clear()

    def action_sort(self) -> None:
        keys = [column.field for column in self.KIND.columns]
        now = self.table.sorted_by
        following = keys[(keys.index(now[0]) + 1) % len(keys)] if now and now[0] in keys else keys[0]
        self.table.sort_by(following)

    def action_reverse(self) -> None:
        now = self.table.sorted_by
        if now:
            self.table.sort_by(now[0], descending=not now[1])
