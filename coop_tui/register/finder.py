"""Finding any record by what it is called. Nothing is read before it is asked for, and then in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import Record, RefType, specs
from coop_tui.records.kind import View
from coop_tui.register.word_index import WordIndex

PIECE: Final = 1_000  # records taken up at once, between two keys

KINDS_FOUND: Final[Sequence[str]] = sorted(
    (name for name in KINDS if name != "settings"), key=lambda name: not KINDS[name].names
)
"""The kinds that are looked through; last those that are only called by what they link."""


class Finder:
    """The names of all records, kept up to date by `changed`."""

    def __init__(self, tables: Mapping[str, Mapping[int, Record]], view: View) -> None:
        self._tables = tables
        self._view = view
        self._names = {name: WordIndex() for name in KINDS_FOUND}
        self._left: dict[str, Iterator[int] | None] = dict.fromkeys(KINDS_FOUND)  # None: not begun

    @property
    def indexes(self) -> Sequence[WordIndex]:
        """What the records of each kind are called, in the order of `KINDS_FOUND`."""
        return list(self._names.values())

    def index(self, kind: str) -> WordIndex:
        """What the records of one kind are called, as far as they are read."""
        return self._names[kind]

    def knows(self, kind: str) -> bool:
        """Whether all names of a kind are read."""
        return kind not in self._left

    @property
    def unread(self) -> int:
        """How many kinds have records whose names are still to be read."""
        return len(self._left)

    def read_on(self) -> None:
        """Read some more names, those of small kinds first."""
        if not self._left:
            return
        name = min(self._left, key=lambda one: len(self._tables[one]))
        left = self._left[name] or iter(list(self._tables[name]))
        self._left[name] = left
        piece = list(islice(left, PIECE))
        for record_id in piece:
            self._take(KINDS[name], record_id)
        if len(piece) < PIECE:
            del self._left[name]

    def changed(self, kind: str, record_id: int) -> None:
        """A record came, went, or is called otherwise."""
        if kind in self._names:
            self._take(KINDS[kind], record_id)

    def _take(self, kind: AnyKind, record_id: int) -> None:
        """Take up what a record is called now. Where that is something else than before, kinds whose records are called
        by it are read anew.
        """
        record = self._tables[kind.name].get(record_id)
        if record is None:
            self._names[kind.name].drop(record_id)
        elif self._names[kind.name].put(record_id, _names(kind, record, self._view)):
            self._left |= dict.fromkeys(other for other in KINDS_FOUND if _called_by(KINDS[other], kind.name))


def _names(kind: AnyKind, record: Record, view: View) -> Iterator[str]:
    """All a record is called: as others refer to it, and by the fields that name it."""
    yield kind.title(record, view)
    for field in kind.names:
        value = getattr(record, field)
        yield from value if isinstance(value, tuple) else (str(value),) if value else ()


def _called_by(kind: AnyKind, other: str) -> bool:
    """Whether records of `kind` may be called by records of `other`: only by those they cannot be without."""
    declared: type[Record] = kind.record
    return any(spec.required and spec.type == RefType(other) for spec in specs(declared))
