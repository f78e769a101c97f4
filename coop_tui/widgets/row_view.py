"""What a table shows of a list of records: which columns fit, which rows match, in what order. Pure Python.

Rows are known by the id of their record; a position counts the rows shown, from 0.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, Protocol, get_args

import msgspec

from coop_tui.widgets.search_texts import SearchTexts, stands

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

Tone = Literal["", "good", "warn", "bad", "muted", "accent"]
TONES: Final[tuple[Tone, ...]] = get_args(Tone)
Cell = tuple[str, Tone]
"""A text and how it is meant."""

_FIRST_ROWS: Final = 100  # as many rows as stand on any screen
_LOOKED_AT: Final = 1_200  # rows from the top, at most, that a filter reads itself before all texts have been read
_FEW: Final = 100  # more changes than this at once, and sorting anew is faster than moving one row after the other


class Column(msgspec.Struct, frozen=True):
    """`width` is in cells. Columns that `grow` share what is left; those of the highest `priority` go first. A click on
    the heading sorts by it, where it `sorts`.
    """

    key: str
    label: str
    width: int
    align: Literal["left", "right"] = "left"
    grow: bool = False
    priority: int = 0
    sorts: bool = True


class Source(Protocol):
    """The records of a table, as they are at the moment of each call."""

    @property
    def columns(self) -> Sequence[Column]: ...

    def ids(self) -> Sequence[int]:
        """Every record. Unsorted rows, and rows that are equal in the column sorted by, stand by id."""

    def __contains__(self, record_id: int, /) -> bool:
        """Whether there is such a record."""

    def cells(self, record_id: int, /) -> Sequence[Cell]:
        """One for each column. Asked for rows on the screen only."""

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        """What to sort a record by; None where it is not known, which stands last in both directions.

        The key need not belong to a column: a table can be sorted by what it doesn't show.
        """

    def search_text(self, record_id: int, /) -> str:
        """What a filter looks into, folded as the query is."""


class Fitted(msgspec.Struct, frozen=True):
    """A column that has room, by its index in the source's columns, and the cells it got."""

    index: int
    column: Column
    width: int


def fitted(columns: Sequence[Column], room: int, gap: int = 1) -> list[Fitted]:
    """The columns that fit into `room` cells with `gap` cells between them, in their order.

    Whole columns are left out, the highest priority number first and of equals the rightmost. The last one
    stays and is narrowed.
    """
    kept = list(enumerate(columns))
    while len(kept) > 1 and sum(column.width + gap for _, column in kept) - gap > room:
        kept.remove(max(kept, key=lambda item: (item[1].priority, item[0])))
    left = room - sum(column.width + gap for _, column in kept) + gap
    if left < 0:
        return [Fitted(index, column, max(room, 0)) for index, column in kept]
    growing = [index for index, column in kept if column.grow]
    extra = dict.fromkeys(growing, left // max(len(growing), 1))
    for index in growing[: left - sum(extra.values())]:
        extra[index] += 1
    return [Fitted(index, column, column.width + extra.get(index, 0)) for index, column in kept]


class RowView:
    """The rows of a source, sorted and filtered.

    A record that changed is moved by itself, in time that hardly grows with their number; every call with a
    source of 100,000 stays within what a key press may take.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        """`fold` makes a query comparable with the source's search texts."""
        self._fold = fold
        self._words: tuple[str, ...] = ()
        self._column: str | None = None
        self._descending = False
        self.set_source(_Nothing())

    def set_source(self, source: Source) -> None:
        """Show all rows of `source`, unsorted."""
        self._words, self._column, self._descending = (), None, False
        self.replace_source(source)

    def replace_source(self, source: Source) -> None:
        """Show the rows of `source`, sorted and filtered as before."""
        self._source = source
        self.reload()

    def reload(self) -> None:
        """Ask the source for everything again; sorting and filter stay."""
        self._texts = SearchTexts(_ids(sorted(self._source.ids())), self._source.search_text)
        unsorted = _Order({}, _Rows(_ids(), self._texts.ids))
        self._orders: dict[str | None, _Order] = {None: unsorted}
        self.sort(self._column, descending=self._descending)

    def sort(self, column: str | None, *, descending: bool = False) -> None:
        """Order the rows by a sort key of the source, or with None by id.

        Descending is the exact reverse of ascending, but what has no key stays last.
        """
        if column is not None and column not in self._orders:
            self._orders[column] = _ordered(self._texts.ids, self._source.sort_key(column))
        self._column, self._descending = column, descending
        self._show()

    def filter(self, query: str) -> None:
        """Show the rows in which every word of `query` occurs.

        Of a large source whose search texts have not been read yet, only the first such rows are known at once; see
        `settled`.
        """
        self._words = tuple(dict.fromkeys(self._fold(query).split()))
        self._show()

    @property
    def settled(self) -> bool:
        """Whether all rows that match are shown. Otherwise `prepare` brings the others."""
        return not self._words or self._texts.complete

    def prepare(self, count: int) -> bool:
        """Read up to `count` more search texts, which a filter looks into; whether there are more to read."""
        unsettled = not self.settled
        more = self._texts.read(count)
        if unsettled and not more:
            self._show()
        return more

    def changed(self, ids: Collection[int]) -> None:
        """Take up that these records were added, changed or removed."""
        if len(ids) > _FEW:
            self.reload()
            return
        for record_id in set(ids):
            self._move(record_id)

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The sort key and whether it descends."""
        return None if self._column is None else (self._column, self._descending)

    @property
    def total(self) -> int:
        """The number of rows without the filter."""
        return len(self._texts.ids)

    def __len__(self) -> int:
        return len(self._rows.known) + len(self._rows.unknown)

    def id_at(self, position: int) -> int:
        """The id of the row at `position`. IndexError outside `0 <= position < len(self)`."""
        if position < 0:
            raise IndexError(position)
        known, unknown = self._rows.known, self._rows.unknown
        if position >= len(known):
            return unknown[position - len(known)]
        return known[-1 - position if self._descending else position]

    def position_of(self, record_id: int) -> int | None:
        """Where the row is, or None where it is not shown."""
        rows, place = self._rows.place(record_id, self._orders[self._column].keys)
        return self._position(rows, place) if stands(rows, place, record_id) else None

    def position_near(self, record_id: int) -> int:
        """Where the row is, or the row that took its place: the next one, or the last where there is none."""
        rows, place = self._rows.place(record_id, self._orders[self._column].keys)
        missing = not stands(rows, place, record_id)
        reverse = self._descending and rows is self._rows.known
        return max(0, min(self._position(rows, place - 1 if missing and reverse else place), len(self) - 1))

    def _position(self, rows: array[int], place: int) -> int:
        known = self._rows.known
        if rows is not known:
            return len(known) + place
        return len(known) - 1 - place if self._descending else place

    def _show(self) -> None:
        rows = self._orders[self._column].rows
        if self._words:
            if self._texts.unread <= _LOOKED_AT:
                self._texts.read(self._texts.unread)
            rows = rows.only(self._texts.having(self._words)) if self._texts.complete else self._first_matches(rows)
        self._rows = rows

    def _first_matches(self, rows: _Rows) -> _Rows:
        """The first rows that match, in the order shown, as far as a quick look finds them."""
        found = _Rows(_ids(), _ids())
        looked_at = 0
        for candidates, matches in (
            (reversed(rows.known) if self._descending else rows.known, found.known),
            (rows.unknown, found.unknown),
        ):
            for record_id in islice(candidates, _LOOKED_AT - looked_at):
                if len(found.known) + len(found.unknown) == _FIRST_ROWS:
                    break
                looked_at += 1
                text = self._texts.ahead(record_id)
                if all(word in text for word in self._words):
                    matches.append(record_id)
        if self._descending:
            found.known.reverse()
        return found

    def _move(self, record_id: int) -> None:
        shown, keys, settled = self._rows, self._orders[self._column].keys, self.settled
        filtered = shown is not self._orders[self._column].rows
        if filtered:
            shown.discard(record_id, keys)
        present = record_id in self._source
        if present:  # and with it the unsorted rows
            self._texts.put(record_id)
        else:
            self._texts.discard(record_id)
        for column, order in self._orders.items():
            if column is not None:
                order.move(record_id, self._source.sort_key(column) if present else None)
        if not settled:
            self._show()
        elif filtered and present and self._texts.matches(record_id, self._words):
            shown.put(record_id, keys)


def _ids(ids: Iterable[int] = ()) -> array[int]:
    """Ids side by side in memory. Those of the records lie as far apart as the records do, and looking at 100,000 of
    them in the order of a sorted table takes 16 ms by itself.
    """
    return array("q", ids)


@dataclass
class _Rows:
    """Ids in ascending order: those whose key is known by key and then id, the others by id."""

    known: array[int]
    unknown: array[int]

    def place(self, record_id: int, keys: Mapping[int, SupportsRichComparison]) -> tuple[array[int], int]:
        """The list in which the row stands or would stand, and its place there."""
        if record_id not in keys:
            return self.unknown, bisect_left(self.unknown, record_id)
        key = (keys[record_id], record_id)
        return self.known, bisect_left(self.known, key, key=lambda other: (keys[other], other))

    def put(self, record_id: int, keys: Mapping[int, SupportsRichComparison]) -> None:
        rows, place = self.place(record_id, keys)
        rows.insert(place, record_id)

    def discard(self, record_id: int, keys: Mapping[int, SupportsRichComparison]) -> None:
        rows, place = self.place(record_id, keys)
        if stands(rows, place, record_id):
            del rows[place]

    def only(self, ids: Collection[int]) -> _Rows:
        if len(ids) == len(self.known) + len(self.unknown):
            return _Rows(self.known[:], self.unknown[:])
        kept = set(ids).__contains__
        return _Rows(_ids(filter(kept, self.known)), _ids(filter(kept, self.unknown)))


@dataclass
class _Order:
    """All rows in the order of one sort key, and the keys that are known."""

    keys: dict[int, SupportsRichComparison]
    rows: _Rows

    def move(self, record_id: int, sort_key: Callable[[int], SupportsRichComparison | None] | None) -> None:
        """Take up a record that was added or changed, or with None one that was removed."""
        self.rows.discard(record_id, self.keys)
        self.keys.pop(record_id, None)
        if sort_key is None:
            return
        key = sort_key(record_id)
        if key is not None:
            self.keys[record_id] = key
        self.rows.put(record_id, self.keys)


def _ordered(ids: Sequence[int], sort_key: Callable[[int], SupportsRichComparison | None]) -> _Order:
    keys = {row: key for row in ids if (key := sort_key(row)) is not None}
    unknown = _ids(row for row in ids if row not in keys) if len(keys) < len(ids) else _ids()
    return _Order(keys, _Rows(_ids(sorted(keys, key=keys.__getitem__)), unknown))


class _Nothing:
    columns: Sequence[Column] = ()

    def ids(self) -> Sequence[int]:
        return ()

    def __contains__(self, record_id: int) -> bool:
        return False

    def cells(self, record_id: int) -> Sequence[Cell]:
        raise KeyError(record_id)

    def sort_key(self, column_key: str) -> Callable[[int], SupportsRichComparison | None]:
        raise KeyError(column_key)

    def search_text(self, record_id: int) -> str:
        raise KeyError(record_id)
