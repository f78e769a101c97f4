"""Some records of a kind as the rows of a table, a few of them marked for what is still to be saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.listed_source import ListedSource
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

_FIRST = 2  # cells that a mark stands in: sign and words of a status


class MarkedSource:
    """`marks` are the words of those marked, which stand in the place of sign and status."""

    def __init__(self, of_kind: KindSource, ids: Sequence[int], marks: Mapping[int, str]) -> None:
        self._listed = ListedSource(of_kind, ids)
        self._marks = marks

    @property
    def columns(self) -> Sequence[Column]:
        return self._listed.columns

    def ids(self) -> Sequence[int]:
        return self._listed.ids()

    def __contains__(self, record_id: int, /) -> bool:
        return record_id in self._listed

    def cells(self, record_id: int, /) -> Sequence[Cell]:
        cells = self._listed.cells(record_id)
        if record_id not in self._marks:
            return cells
        return [(symbol("becomes"), "warn"), (self._marks[record_id], "warn"), *cells[_FIRST:]]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        return self._listed.sort_key(column_key)

    def search_text(self, record_id: int, /) -> str:
        return f"{self._listed.search_text(record_id)} {searched(self._marks.get(record_id, ''))}"
