"""References between rows of one file, in any order.

Until all rows are read nobody knows which record a row will be, so such a reference first says which row is meant:
minus its place among the rows, from 1. Ids are never negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coop_tui.errors import CoopError
from coop_tui.exchange.headings import FieldRows
from coop_tui.exchange.rows import ID
from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.kind import Path
from coop_tui.records.read import references
from coop_tui.register import Records
from coop_tui.register.state import reference_paths
from coop_tui.store import JSON, Document
from coop_tui.values import LARGEST_COUNT, clean, folded


@dataclass(eq=False)
class SeveralRows(CoopError):
    """A name that several rows of the file have."""

    numbers: Sequence[int]

    def message(self) -> str:
        return _("Several rows of the file have this name: {numbers}. Name the record by its number.").format(
            numbers=", ".join(str(one) for one in self.numbers)
        )


class OwnReferences:
    """Finds what a row refers to: records on file, and the other rows where they are of the kind referred to."""

    def __init__(self, records: Records, rows: FieldRows) -> None:
        self._records = records
        self._rows = rows
        self._by_id: dict[int, int] = {}
        self._by_word: dict[str, list[int]] = {}
        if reference_paths(rows.kind.record, rows.kind.name):
            self._learn()

    def _learn(self) -> None:
        keys = self._rows.kind.keys
        for place, row in enumerate(self._rows.rows, 1):
            own_id = as_id(row.values.get(ID))
            if own_id is not None:
                self._by_id.setdefault(own_id, place)
            for field in self._rows.kind.names:
                for word in _words(row.values.get(field)):
                    places = self._by_word.setdefault(word, [])
                    # rows that share a key are the same record, and the first stands for all
                    if not places or (field,) not in keys:
                        places.append(place)

    def find(self, kind: str, text: str) -> Sequence[int]:
        """The ids that a name, acronym, alias, key or id may mean, or minus the place of a row. An id comes first,
        because it is what an exported file has. Raises SeveralRows.
        """
        number = as_id(text)
        own = kind == self._rows.kind.name
        if number is not None:
            if own and number in self._by_id:
                return (-self._by_id[number],)
            if number in self._records.all(KINDS[kind]):
                return (number,)
        found = self._records.find(kind, text)
        return found if found or not own else self._in_file(text)

    def _in_file(self, text: str) -> Sequence[int]:
        places = list(dict.fromkeys(self._by_word.get(folded(text), ())))
        if len(places) > 1:
            raise SeveralRows([self._rows.rows[place - 1].number for place in places])
        return [-place for place in places]


def row_references(kind: AnyKind, document: Document) -> Iterator[tuple[int, Path]]:
    """Every reference that still names a row: the row's place, and where in the document it stands."""
    return ((-found, path) for path, _kind, found in references(kind.record, document) if found < 0)


def put(document: Document, path: Path, value: JSON) -> None:
    """Set the value at a place of a document."""
    holder: JSON = document
    for step in path[:-1]:
        holder = _inner(holder, step)
    if isinstance(holder, list) and isinstance(path[-1], int):
        holder[path[-1]] = value
    elif isinstance(holder, dict):
        holder[str(path[-1])] = value


def as_id(value: object) -> int | None:
    """The record number that a value of a file is; None where it is none."""
    text = clean(value) if isinstance(value, str) else str(value) if type(value) is int else ""
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return int(text) if 1 <= int(text) <= LARGEST_COUNT else None


def _inner(holder: JSON, step: str | int) -> JSON:
    if isinstance(holder, list) and isinstance(step, int):
        return holder[step]
    assert isinstance(holder, dict)
    return holder[str(step)]


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return [folded(clean(value))] if isinstance(value, str) else []
