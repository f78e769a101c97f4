"""Pairs of people who may be one, as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from coop_tui.i18n import _
from coop_tui.records import people
from coop_tui.register import Records
from coop_tui.register.duplicates import Pair
from coop_tui.values import folded
from coop_tui.widgets.frame import joined
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import searched

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison


class PairSource:
    """Those of `pairs`, by number, of whom both are on record and nobody said that they are two."""

    def __init__(self, records: Records, pairs: Mapping[int, Pair], apart: Set[tuple[int, int]]) -> None:
        self._records = records
        there = records.all(people.KIND)
        self._pairs = {
            row: pair
            for row, pair in pairs.items()
            if (pair.one, pair.other) not in apart and pair.one in there and pair.other in there
        }

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("one", _("One"), 20, grow=True),
            Column("other", _("The other"), 20, grow=True),
            Column("why", _("Why"), 24, grow=True, priority=1, sorts=False),
        ]

    def ids(self) -> Sequence[int]:
        return list(self._pairs)

    def __contains__(self, row: int, /) -> bool:
        return row in self._pairs

    def pair(self, row: int) -> Pair:
        """The pair of a row."""
        return self._pairs[row]

    def cells(self, row: int, /) -> Sequence[Cell]:
        return [(self._name(self._pairs[row].one), ""), (self._name(self._pairs[row].other), ""), (self._why(row), "")]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        match column_key:
            case "weight":
                return lambda row: self._pairs[row].weight
            case "other":
                return lambda row: folded(self._name(self._pairs[row].other))
        return lambda row: folded(self._name(self._pairs[row].one))

    def search_text(self, row: int, /) -> str:
        names = (self._name(one) for one in (self._pairs[row].one, self._pairs[row].other))
        return searched(" ".join([*names, self._why(row)]))

    def _name(self, person_id: int) -> str:
        return self._records.name("people", person_id)

    def _why(self, row: int) -> str:
        return joined([_(reason.label) for reason in self._pairs[row].reasons if reason.weight > 0])
