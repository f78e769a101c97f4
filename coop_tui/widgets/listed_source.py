"""Some records of a kind as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.row_view import Cell, Column

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison


class ListedSource:
    """Those of `ids` that are still on record, as the list of their kind has them."""

    def __init__(self, of_kind: KindSource, ids: Sequence[int]) -> None:
        self._of_kind = of_kind
        self._ids = dict.fromkeys(ids)

    @property
    def columns(self) -> Sequence[Column]:
        return self._of_kind.columns

    def ids(self) -> Sequence[int]:
        return [one for one in self._ids if one in self._of_kind]

    def __contains__(self, record_id: int, /) -> bool:
        return record_id in self._ids and record_id in self._of_kind

    def cells(self, record_id: int, /) -> Sequence[Cell]:
        return self._of_kind.cells(record_id)

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        return self._of_kind.sort_key(column_key)

    def search_text(self, record_id: int, /) -> str:
        return self._of_kind.search_text(record_id)
