"""The records behind one figure, which add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from coop_tui.counts import Fact, Place, behind, facts, occasions
from coop_tui.counts.words import MEASURE_WORDS, value_words
from coop_tui.i18n import _, language, n_
from coop_tui.records import KINDS
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.question import Question
from coop_tui.store import Change
from coop_tui.values import format_number
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.behind_source import BehindSource, record_of
from coop_tui.widgets.frame import joined
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import content
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.symbols import symbol


class BehindScreen(FramedScreen):
    """What a figure is made of: each record with how much it counts for."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.OPEN, actions.SORT, actions.REVERSE)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = """
    BehindScreen {
        & > Static { height: auto; padding: 1 1 1 3; text-style: bold; }
        & > RecordTable { height: 1fr; padding: 0 1; }
    }
    """

    def __init__(self, asked: Question, place: Place, counted: Sequence[Fact]) -> None:
        """`counted` are the facts that are asked for as of now."""
        super().__init__()
        self._asked = asked
        self._place = place
        self._counted = counted

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return 5

    def body(self) -> ComposeResult:
        yield Static()
        yield RecordTable(searched)

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    def on_mount(self) -> None:
        self._fill()
        self.table.sort_by("amount", descending=True)
        self.table.action_first()

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    def reload(self) -> None:
        records, asked = self.coop.register.records, self._asked
        self._counted = facts(records, asked.measure, occasions(records), asked.year, asked.country)
        self._fill()

    def _fill(self) -> None:
        records = self.coop.register.records
        shares = behind(records, self._asked.measure, self._asked.dimensions, self._counted, self._place)
        self.table.replace_source(BehindSource(records, self._asked.measure, shares))
        self.table.empty_text = _("Nothing stands behind this figure any more.")
        figure = sum(share.amount for share in shares.values())
        estimated = any(share.estimated for share in shares.values())
        said = n_("{figure} from {count} record", "{figure} from {count} records", len(shares)).format(
            figure=format_number(figure, language()) + (f" {symbol('estimate')}" if estimated else ""),
            count=format_number(len(shares), language()),
        )
        self.query_one(Static).update(content(f"{joined(self._where())}\n{said}"))
        self.refresh_frame()

    def _where(self) -> Sequence[str]:
        """What is counted, and where."""
        records = self.coop.register.records
        named = zip(self._asked.dimensions, self._place, strict=True)
        where = [value_words(records, name, value) for name, value in named if value is not None]
        return [_(MEASURE_WORDS[self._asked.measure]), *dict.fromkeys((*where, *self._asked.limits(records)))]

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self.table.cursor_id is not None if action == "open" and self.is_mounted else True

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self._read(event.record_id)

    def action_open(self) -> None:
        if self.table.cursor_id is not None:
            self._read(self.table.cursor_id)

    def _read(self, row: int) -> None:
        kind, record_id = record_of(row)
        self.coop.read(KINDS[kind], record_id)

    def action_back(self) -> None:
        self.dismiss()

    def action_sort(self) -> None:
        self.table.sort_by_next()

    def action_reverse(self) -> None:
        self.table.reverse()
