"""A list of records of one kind with the page of the one under the cursor. Works for any kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.page import page_of
from coop_tui.screens import actions
from coop_tui.screens.list_screen import ListScreen
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.page_lines import brief_lines
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.search_text import searched


class RecordsScreen(ListScreen):
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

    @property
    def tab(self) -> int:
        return self.TAB

    @property
    def at_root(self) -> bool:
        return bool(self.TAB)

    def called(self) -> str:
        return self.KIND.many

    def why_empty(self) -> str:
        brings = _("{key} brings in a list of them.").format(key=self.coop.key_of(actions.IMPORT))
        return f"{_(self.EMPTY).format(key=self.coop.key_of(actions.NEW))} {brings}"

    def filled_table(self) -> RecordTable:
        table = RecordTable(searched)
        table.set_source(KindSource(self.coop.register.records, self.KIND))
        if self.KIND.order:
            table.sort_by(self.KIND.order[0], descending=self.KIND.order[1] == "down")
        table.action_first()
        return table

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        touched = {one.id for change in changes for one in change.ops if one.kind == self.KIND.name}
        if touched:
            self.table.records_changed(touched)
        else:
            self.table.refresh()
        self.show_page()
        self.tell()

    def reload(self) -> None:
        self.table.replace_source(KindSource(self.coop.register.records, self.KIND))
        self.show_page()
        self.tell()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self.coop.read(self.KIND, event.record_id)

    def show_page(self) -> None:
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
        if action in ("open", "edit", "delete") and self.is_mounted:
            return self.table.cursor_id is not None
        return super().check_action(action, parameters)

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

    def action_sort(self) -> None:
        self.table.sort_by_next()

    def action_reverse(self) -> None:
        self.table.reverse()
