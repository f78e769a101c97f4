"""One change, read in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from coop_tui.errors import CoopError
from coop_tui.screens import actions
from coop_tui.screens.page_screen import PageScreen
from coop_tui.screens.taking_back import take_back
from coop_tui.store.log import ChangeLog
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.log_source import LogSource, row_of
from coop_tui.widgets.told_lines import change_lines


class ChangeScreen(PageScreen):
    """The page of one change, over the list it was opened from, whose `log` takes up what comes."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.FOLLOW, actions.TAKE_BACK)
    BINDINGS = bindings(ACTIONS)

    def __init__(self, log: ChangeLog, number: int, tab: int) -> None:
        super().__init__(tab)
        self._log = log
        self._row = row_of(number)

    @property
    def _source(self) -> LogSource:
        return LogSource(self._log, self.coop.register.records)

    def reload(self) -> None:
        source = self._source
        try:
            self._log.take_up()
        except CoopError:  # the history was replaced: what was read is all there is
            self.dismiss()
            return
        change = source.change(self._row)
        if change is None:
            self.dismiss()
            return
        lines = partial(change_lines, change, source.taken_back_by(self._row), self.coop.register.records)
        self.page.show(lines, keep=True)
        self.refresh_frame()

    def action_take_back(self) -> None:
        change = self._source.change(self._row)
        if change is not None:
            take_back(self.coop, change)
