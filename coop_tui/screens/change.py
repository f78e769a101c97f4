"""One change, read in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.errors import CoopError
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.show import show
from coop_tui.screens.taking_back import take_back
from coop_tui.store import Change
from coop_tui.store.log import ChangeLog
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.log_source import LogSource, row_of
from coop_tui.widgets.told_lines import change_lines


class ChangeScreen(FramedScreen):
    """The page of one change, over the list it was opened from, whose `log` takes up what comes."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.FOLLOW, actions.TAKE_BACK)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "ChangeScreen LinePage { padding: 1 2; }"

    def __init__(self, log: ChangeLog, number: int, tab: int) -> None:
        super().__init__()
        self._log = log
        self._row = row_of(number)
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def page(self) -> LinePage:
        """What is read."""
        return self.query_one(LinePage)

    @property
    def _source(self) -> LogSource:
        return LogSource(self._log, self.coop.register.records)

    def body(self) -> ComposeResult:
        yield LinePage()

    def on_mount(self) -> None:
        self.reload()
        self.page.focus()

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

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

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await show(self.coop, event.target, self._tab)

    def on_line_page_chosen(self) -> None:
        self.refresh_frame()  # enter does something now, or nothing any more

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "follow" or (self.is_mounted and self.page.chosen is not None)

    def action_back(self) -> None:
        self.dismiss()

    def action_follow(self) -> None:
        self.page.action_follow()

    def action_take_back(self) -> None:
        change = self._source.change(self._row)
        if change is not None:
            take_back(self.coop, change)
