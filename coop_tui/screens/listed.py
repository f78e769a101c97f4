"""The records behind a figure or line: one on its page, several in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from coop_tui.records import KINDS
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.filter_line import FilterLine
from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.listed_source import ListedSource
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.search_text import searched

if TYPE_CHECKING:
    from coop_tui.screens.overview_lines import Opens


class ListedScreen(FramedScreen):
    """Some records of a kind, over the screen they were opened from."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.OPEN, actions.EDIT)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "ListedScreen RecordTable { padding: 0 1; height: 1fr; }"

    def __init__(self, listed: Opens, tab: int) -> None:
        super().__init__()
        self._listed = listed
        self._kind = KINDS[listed.kind]
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    def body(self) -> ComposeResult:
        yield FilterLine(segment_text(self._listed.called))
        table = RecordTable(searched)
        table.set_source(self._source())
        if self._kind.order:
            table.sort_by(self._kind.order[0], descending=self._kind.order[1] == "down")
        table.action_first()
        yield table

    def on_mount(self) -> None:
        self.table.focus()
        self._tell()

    def _source(self) -> ListedSource:
        return ListedSource(KindSource(self.coop.register.records, self._kind), self._listed.ids)

    def _tell(self) -> None:
        self.query_one(FilterLine).say(self.table.matches, self.table.total)
        self.refresh_frame()

    def take_up(self, changes: Sequence[Change]) -> None:
        touched = {one.id for change in changes for one in change.ops if one.kind == self._kind.name}
        self.table.records_changed(touched.intersection(self._listed.ids))
        self._tell()

    def reload(self) -> None:
        self.table.replace_source(self._source())
        self._tell()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self.coop.read(self._kind, event.record_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action not in ("open", "edit") or (self.is_mounted and self.table.cursor_id is not None)

    def action_back(self) -> None:
        self.dismiss()

    def action_open(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.read(self._kind, self.table.cursor_id)

    def action_edit(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.edit(self._kind, self.table.cursor_id)
