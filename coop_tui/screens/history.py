"""Every change ever made, newest first, or those of one record: who, when, what, and each field before and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _
from coop_tui.records import KINDS
from coop_tui.screens import actions
from coop_tui.screens.list_screen import ListScreen
from coop_tui.screens.taking_back import take_back
from coop_tui.store import Change
from coop_tui.store.log import ChangeLog
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.frame import joined
from coop_tui.widgets.log_source import LogSource, number_of, row_of
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.soon import soon
from coop_tui.widgets.told_lines import brief_change_lines

_AT_ONCE: Final = 4  # steps before the first paint


class HistoryScreen(ListScreen):
    """List of changes and the page of the one under the cursor. Without a `record`, a kind and an id, it is a tab."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        actions.BACK,
        actions.CLEAR,
        actions.READ_CHANGE,
        actions.FILTER,
        actions.TAKE_BACK,
        actions.HISTORY_OF,
    )
    BINDINGS = bindings(ACTIONS)

    def __init__(self, record: tuple[str, int] | None = None, tab: int = 9) -> None:
        super().__init__()
        self._record = record
        self._tab = tab
        self._log: ChangeLog | None = None

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def at_root(self) -> bool:
        return self._record is None

    @property
    def is_searching(self) -> bool:
        return super().is_searching or not (self._log is None or self._log.complete)

    @property
    def change(self) -> Change | None:
        """The change under the cursor."""
        row = self.table.cursor_id
        return None if row is None else self._source.change(row)

    def filled_table(self) -> RecordTable:
        table = RecordTable(searched)
        self._open()
        table.set_source(self._source)
        table.action_first()
        return table

    def called(self) -> str:
        if self._record is None:
            return N_("History")
        return segment_text(joined([_("History"), self.coop.register.records.name(*self._record)]))

    def why_empty(self) -> str:
        return _("No changes yet. Each one will stand here, with who made it and when.")

    def _open(self) -> None:
        """Begin to read the history, from its newest change."""
        register = self.coop.register
        try:
            self._log = register.store.log(self._record)
            for _step in range(_AT_ONCE if self._record else 1):
                if self._log is not None and not self._log.complete:
                    self._log.walk()
        except CoopError as error:  # the register was read without these lines, and goes on
            self._log = None
            self.coop.complain(error)
        self._newest = 0 if self._log is None else self._log.newest
        self._source = LogSource(self._log, register.records)

    def on_mount(self) -> None:
        self.call_after_refresh(self._walk_on)

    def _walk_on(self) -> None:
        """Read further back, between key presses, until the beginning."""
        log = self._log
        if log is None or log.complete:
            return
        known = len(log.numbers)
        try:
            log.walk()
        except CoopError:  # the history was replaced, and is about to be read anew
            return
        if len(log.numbers) > known or log.complete:
            self.table.records_changed([row_of(number) for number in log.numbers[known:]])
            self.tell()
        soon(self, self._walk_on)

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes  # the log tells which lines they stand on
        if self._log is None:
            self.reload()
            return
        try:
            self._log.take_up()
        except CoopError:
            self.reload()
            return
        new, self._newest = self._log.since(self._newest), self._log.newest
        at_top = self.table.scroll_offset.y == 0
        self.table.records_changed([row_of(number) for number in new])
        if at_top:  # the newest are seen as they come; the cursor stays on its change
            self.table.scroll_to(y=0, animate=False, force=True)
        self.show_page()
        self.tell()

    def reload(self) -> None:
        self._open()
        self.table.replace_source(self._source)
        self.show_page()
        self.tell()
        self._walk_on()

    # What table and page say

    def on_record_table_opened(self) -> None:
        self.action_read_change()

    def tell(self) -> None:
        self.filter_line.call(self.called())  # the record may have another name now
        super().tell()

    def show_page(self) -> None:
        row, change = self.table.cursor_id, self.change
        if row is None or change is None:
            self.page.show(lambda _width: ())
        else:
            lines = partial(brief_change_lines, change, self._source.taken_back_by(row), self.coop.register.records)
            self.page.show(lines, keep=row == self._shown)
        self._shown = row

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_mounted and action in ("read_change", "take_back"):
            return self.table.cursor_id is not None
        if self.is_mounted and action == "history_of":
            return self._record is None and self._subject() is not None
        return super().check_action(action, parameters)

    def _subject(self) -> tuple[str, int] | None:
        """The record that the change under the cursor is about."""
        change = self.change
        main = change.ops[-1] if change is not None and change.ops else None
        return (main.kind, main.id) if main is not None and main.kind in KINDS else None

    def action_read_change(self) -> None:
        if self.table.cursor_id is not None and self._log is not None:
            from coop_tui.screens.change import ChangeScreen

            self.coop.push_screen(ChangeScreen(self._log, number_of(self.table.cursor_id), self._tab))

    def action_take_back(self) -> None:
        change = self.change
        if change is not None:
            take_back(self.coop, change)

    def action_history_of(self) -> None:
        subject = self._subject()
        if subject is not None:
            self.coop.push_screen(HistoryScreen(subject, self._tab))
