"""People who may be one person: pairs with the reasons, to be merged or to be remembered as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import partial
from typing import ClassVar, Final

from coop_tui.i18n import N_, _
from coop_tui.records import people
from coop_tui.register.apart import pairs_apart
from coop_tui.register.comparing import beginning, comparison
from coop_tui.register.duplicates import Pair, Piece, search
from coop_tui.screens import actions
from coop_tui.screens.duplicates_actions import APART, COMPARE, MERGE, STOP
from coop_tui.screens.list_screen import ListScreen
from coop_tui.screens.pair import PairScreen, merge_people, say_apart, seen_of
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.pair_lines import pair_lines
from coop_tui.widgets.pair_source import PairSource
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.soon import soon

_WHOLE: Final = 100  # percent
_SORTS: Final = ("weight", "one", "other")


class DuplicatesScreen(ListScreen):
    """The pairs that the search proposes, those with the best reasons first, and both people of the chosen one."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        STOP,
        actions.BACK,
        actions.CLEAR,
        COMPARE,
        MERGE,
        APART,
        actions.FILTER,
        actions.SORT,
        actions.REVERSE,
    )
    BINDINGS = bindings(ACTIONS)

    def __init__(self) -> None:
        super().__init__()
        self._pairs: dict[int, Pair] = {}
        self._work: Iterator[Piece] | None = None
        self._percent = 0
        self._searched: Set[int] = frozenset()
        """Who was on record when the search began."""
        self._unshown = False
        """Whether pairs were found that the list has not yet."""

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return 7

    @property
    def at_root(self) -> bool:
        return False

    @property
    def is_searching(self) -> bool:
        return super().is_searching or self._work is not None

    @property
    def pair(self) -> Pair | None:
        """The pair under the cursor."""
        row = self.table.cursor_id
        return None if row is None else self._source.pair(row)

    def called(self) -> str:
        if self._percent == _WHOLE:
            return N_("One person or two?")
        said = _("One person or two? {percent}% searched")
        return said.format(percent=self._percent)

    def why_empty(self) -> str:
        return _("No two people on record look like one person.")

    def filled_table(self) -> RecordTable:
        table = RecordTable(searched)
        self._take_source()
        table.set_source(self._source)
        table.sort_by(_SORTS[0], descending=True)
        table.action_first()
        return table

    def _take_source(self) -> None:
        self._records = self.coop.register.records
        self._source = PairSource(self._records, self._pairs, pairs_apart(self._records))

    # The search, in pieces between two keys

    def on_mount(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Search from the start; people on record now are compared as they are now."""
        self._pairs = {}
        self._search()

    def _search(self) -> None:
        """Search, and keep what was found before."""
        self._percent = 0
        self._searched = frozenset(self._records.all(people.KIND))
        idle = self._work is None
        found = {(one.one, one.other) for one in self._pairs.values()}
        self._work = search(self._records, pairs_apart(self._records) | found)
        if idle:
            self._one_piece()

    def _one_piece(self) -> None:
        """Compare some, and show what was found; now and then how far the search is."""
        if self._work is None or not self.is_attached:
            return
        piece = next(self._work, None)
        before = self._percent
        if piece is None:
            self._work, self._percent = None, _WHOLE
        else:
            self._pairs |= dict(enumerate(piece.found, len(self._pairs) + 1))
            self._percent = min(_WHOLE - 1, _WHOLE * piece.done // max(1, piece.total))
            soon(self, self._one_piece)
        self._unshown = self._unshown or bool(piece and piece.found)
        if piece is None or (self._unshown and (self._percent != before or not self.table.total)):
            self._show_pairs()  # the page follows the cursor
        elif self._percent != before:
            self.tell()

    def _show_pairs(self) -> None:
        self._unshown = False
        self._take_source()
        self.table.replace_source(self._source)
        self.tell()

    def _show(self) -> None:
        self._show_pairs()
        self.show_page()

    def tell(self) -> None:
        self.filter_line.call(self.called())
        super().tell()

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        ops = (one for change in changes for one in change.ops if one.kind == people.KIND.name)
        is_new = any(one.after is not None and one.id not in self._searched for one in ops)
        if is_new and (self._work is not None or self._percent == _WHOLE):  # and was not stopped
            self._search()
        self._show()

    def reload(self) -> None:
        if self._records is not self.coop.register.records:
            self._begin()
        self._show()

    # What table and page say

    def on_record_table_opened(self) -> None:
        self.action_compare()

    def show_page(self) -> None:
        pair, records = self.pair, self.coop.register.records
        found = None if pair is None else comparison(records, pair, beginning(records, pair))
        if found is None:
            self.page.show(lambda _width: ())
        else:
            self.page.show(partial(pair_lines, found, records, brief=True), keep=self.table.cursor_id == self._shown)
        self._shown = self.table.cursor_id

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_mounted and action in ("compare", "merge", "apart"):
            return self.table.cursor_id is not None
        if action == "stop":
            return self._work is not None and super().check_action("clear", ()) is not True and not self._page_has_focus
        if action == "back" and self._work is not None and not self._page_has_focus:
            return False
        return super().check_action(action, parameters)

    @property
    def _page_has_focus(self) -> bool:
        return self.is_mounted and self.page.has_focus

    def action_stop(self) -> None:
        self._work = None
        self.tell()

    def action_compare(self) -> None:
        if self.pair is not None:
            self.coop.push_screen(PairScreen(self.pair, self.tab))

    def action_merge(self) -> None:
        if self.pair is not None:
            merge_people(self.coop, beginning(self._records, self.pair), seen_of(self.coop, self.pair))

    def action_apart(self) -> None:
        if self.pair is not None:
            say_apart(self.coop, self.pair)

    def action_sort(self) -> None:
        now = self.table.sorted_by
        following = _SORTS[(_SORTS.index(now[0]) + 1) % len(_SORTS)] if now else _SORTS[0]
        self.table.sort_by(following, descending=following == _SORTS[0])

    def action_reverse(self) -> None:
        self.table.reverse()
