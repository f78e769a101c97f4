"""Rows that somebody else has put in words, by their numbers, as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import searched

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison


class ToldSource:
    """They stand by number."""

    def __init__(self, columns: Sequence[Column], rows: Mapping[int, Sequence[Cell]]) -> None:
        self._columns = columns
        self._rows = rows

    @property
    def columns(self) -> Sequence[Column]:
        return self._columns

    def ids(self) -> Sequence[int]:
        return list(self._rows)

    def __contains__(self, row: int, /) -> bool:
        return row in self._rows

    def cells(self, row: int, /) -> Sequence[Cell]:
        return self._rows[row]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        raise KeyError(column_key)  # they stand as they were pasted

    def search_text(self, row: int, /) -> str:
        return searched(" ".join(text for text, _tone in self._rows[row]))
