"""The overview: what the register adds up to, what needs attention, what happened last."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import ClassVar, Final

from textual.app import ComposeResult

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.overview_facts import Counted, counted, counting, size, standing
from coop_tui.screens.overview_lines import MOST_CHANGES, Facts, overview_lines, tells, welcome_lines
from coop_tui.screens.show import show
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.line_page import Line, LinePage

_AT_ONCE: Final = 1500  # records that are counted in less time than anybody notices
_BREATH: Final = 0.002  # seconds between two steps of counting, for keys and painting
_REACH: Final = 1 << 20  # bytes of history that the newest changes are looked for in


class OverviewScreen(FramedScreen):
    """Figures and lines that lead to the records behind them.

    A large register is counted after the first paint, a step at a time. What was counted stays on the screen until it
    has been counted anew.
    """

    ACTIONS: ClassVar[Sequence[Action]] = (actions.FOLLOW,)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "OverviewScreen LinePage { padding: 0 1; }"

    _counted: Counted | None = None
    _changes: tuple[Change, ...] | None = None  # None before they are read
    _stale = True  # whether there is something to count that has not been
    _asked = False  # whether counting is going to begin after the next paint

    @property
    def tab(self) -> int:
        return 1

    def body(self) -> ComposeResult:
        if size(self.coop.register.records) <= _AT_ONCE:
            self._count_at_once()
        page = LinePage()
        page.show(self._lines)
        yield page

    def on_mount(self) -> None:
        self.query_one(LinePage).focus()

    def _lines(self, width: int) -> Sequence[Line]:
        records = self.coop.register.records
        found = standing(records)
        if found.empty:
            return welcome_lines(self._welcome(), width)
        now = datetime.now().astimezone()
        facts = Facts(found, self._counted, self._changes or (), self.coop.register.by, now.date())
        return overview_lines(facts, records, width, self.query_one(LinePage).scrollable_content_region.height)

    def _welcome(self) -> str:
        tabs = {action.id: self.coop.key_of(action) for action in actions.TO_TABS}
        text = _("Nothing is on record yet. Press {countries} for countries or {batches} for batches, then {new}.")
        return text.format(countries=tabs["countries"], batches=tabs["batches"], new=self.coop.key_of(actions.NEW))

    # What others see to

    def on_screen_resume(self) -> None:
        if self._stale:
            self._count_soon()

    def take_up(self, changes: Sequence[Change]) -> None:
        told = [change for change in reversed(changes) if tells(change)]
        if self._changes is not None:
            self._changes = (*told, *self._changes)[:MOST_CHANGES]
        if told:
            self._count_anew()

    def reload(self) -> None:
        self._changes = None
        self._draw()  # in another language; the figures follow
        self._count_anew()

    # Counting

    def _count_anew(self) -> None:
        self._stale = True
        self.refresh_frame()
        if self.is_current:
            self._count_soon()

    def _count_soon(self) -> None:
        """After the next paint, so that nobody waits for it; once, however often it is asked for until then."""
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self._count)

    def _count(self) -> None:
        self._asked = False
        if size(self.coop.register.records) <= _AT_ONCE:
            self._count_at_once()
            self._draw()
        else:
            self.run_worker(self._count_in_steps(), exclusive=True)

    def _count_at_once(self) -> None:
        self._read_changes()
        self._counted = counted(self.coop.register.records, self.coop.config.reminders)
        self._stale = False

    async def _count_in_steps(self) -> None:
        self._read_changes()
        found = None
        while found is None and self.is_current:
            found = await self._counted_in_peace()
        if found is not None:
            self._counted = found
            self._stale = False
            self._draw()

    async def _counted_in_peace(self) -> Counted | None:
        """The figures; None where something was changed on the way, or another screen came up."""
        register = self.coop.register
        records = register.records
        as_of = records.generation, records.today
        for found in counting(records, self.coop.config.reminders):
            await asyncio.sleep(_BREATH)
            if found is not None:
                return found
            if not self.is_current or register.records is not records or (records.generation, records.today) != as_of:
                break
        return None

    def _read_changes(self) -> None:
        if self._changes is None:
            try:
                newest = (one for one in self.coop.register.store.history(reach=_REACH) if tells(one))
                self._changes = tuple(islice(newest, MOST_CHANGES))
            except CoopError:  # the figures do not depend on it, and `check` tells what is wrong
                self._changes = ()

    def _draw(self) -> None:
        self.query_one(LinePage).show(self._lines, keep=True)

    # Where a figure or line leads

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await show(self.coop, event.target, self.tab)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "follow" or not standing(self.coop.register.records).empty

    def action_follow(self) -> None:
        self.query_one(LinePage).action_follow()
