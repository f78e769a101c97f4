"""All records in memory, as of one generation of the store: look up, name, link, search."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec

from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind, batches, participations
from coop_tui.records.fields import ListType, Part, PartType, Record, RefType, specs
from coop_tui.records.kind import Kind
from coop_tui.records.participations import Participation
from coop_tui.register.index import Index, name_keys, unique_keys
from coop_tui.register.load import decode, known_kind, records_of
from coop_tui.store import Change, Document, State
from coop_tui.values import PartialDate, folded

if TYPE_CHECKING:
    from coop_tui.register.finder import Finder

R = TypeVar("R", bound=Record)

_MOST_DIGITS = 18  # of an id


class Records:
    """Typed records by kind and id, and the lookups over them. Changes come in only through `apply`."""

    def __init__(
        self,
        tables: Mapping[str, msgspec.Raw],
        generation: int,
        file: Path,
        today: date,
        ending_soon_days: int,
        *,
        typed: bool = False,
    ) -> None:
        self.today = today
        self.ending_soon_days = ending_soon_days
        self.generation = generation
        self.file = file
        self._records = decode(tables, file, typed=typed)
        self._guard = threading.Lock()
        self._names: dict[str, Index[Record]] = {}
        self._unique: dict[str, Index[Record]] = {}
        self._by_batch: Index[Participation] | None = None
        self._finder: Finder | None = None

    def apply(self, change: Change) -> None:
        """Take in one committed change."""
        documents: dict[str, list[tuple[int, Document]]] = {one.kind: [] for one in change.ops}
        for one in change.ops:
            if one.after is not None:
                documents[one.kind].append((one.id, one.after))
        made = {
            kind: iter(records_of(known_kind(kind, self.file), found, self.file)) for kind, found in documents.items()
        }
        with self._guard:
            for one in change.ops:
                self._put(one.kind, one.id, None if one.after is None else next(made[one.kind]))
            self.generation = change.gen

    def _put(self, kind: str, record_id: int, after: Record | None) -> None:
        table = self._records[kind]
        before = table.get(record_id)
        for index in self._indexes(kind):
            if before is not None:
                index.remove(record_id, before)
            if after is not None:
                index.add(record_id, after)
        if after is None:
            table.pop(record_id, None)
        else:
            table[record_id] = after
        if self._finder is not None:
            self._finder.changed(kind, record_id)

    def _indexes(self, kind: str) -> Iterator[Index[Record]]:
        for kept in (self._names, self._unique):
            if kind in kept:
                yield kept[kind]
        if kind == "participations" and self._by_batch is not None:
            yield cast(Index[Record], self._by_batch)

    def state(self) -> State:
        """What a snapshot writes: the tables as they are now. May be called from another thread."""
        with self._guard:
            return State(self.generation, {kind: table.copy() for kind, table in self._records.items()}, typed=True)

    def all(self, kind: Kind[R]) -> Mapping[int, R]:
        """The records of a kind by id."""
        return MappingProxyType(cast(dict[int, R], self._records[kind.name]))

    def get(self, kind: Kind[R], record_id: int) -> R | None:
        """One record, or None where there is none."""
        return cast(R | None, self._records[kind.name].get(record_id))

    def participations_of(self, batch_id: int) -> Sequence[Participation]:
        """The participations recorded for a batch."""
        table = self.all(participations.KIND)
        return [table[one] for one in self.participation_ids(batch_id)]

    def participation_ids(self, batch_id: int) -> Sequence[int]:
        """The ids of the participations recorded for a batch."""
        table = self.all(participations.KIND)
        if not table:
            return ()
        if self._by_batch is None:
            self._by_batch = Index(lambda one: (one.batch,), table)
        return self._by_batch.ids(batch_id)

    def person_of(self, participation_id: int) -> int | None:
        """Who takes part; None where there is no such participation."""
        held = self.get(participations.KIND, participation_id)
        return None if held is None else held.person

    def start_of(self, batch_id: int) -> PartialDate | None:
        """When a batch starts; where only its end is known, that."""
        batch = self.get(batches.KIND, batch_id)
        return None if batch is None else batch.starts_on or batch.ends_on

    def name(self, kind: str, record_id: int) -> str:
        """What a record is called where another refers to it; `?` and the id where there is none."""
        record = self._records[kind].get(record_id)
        return f"? {record_id}" if record is None else KINDS[kind].title(record, self)

    def short_name(self, kind: str, record_id: int) -> str:
        """The acronym where there is one, else the name."""
        record = self._records[kind].get(record_id)
        return getattr(record, "acronym", None) or self.name(kind, record_id)

    def label(self, kind: str, record_id: int) -> str:
        """What a record is called where no personal data may stand: people by their number."""
        if KINDS[kind].personal or record_id not in self._records[kind]:
            return _("{kind} {id}").format(kind=_(KINDS[kind].one), id=record_id)
        return self.name(kind, record_id)

    def named(self, kind: str, text: str) -> Sequence[int]:
        """The ids of the records that people call so, exactly: by name, acronym, alias, as the kind declares."""
        if kind not in self._names:
            self._names[kind] = Index(name_keys(KINDS[kind]), self._records[kind])
        return self._names[kind].ids(folded(text))

    def find(self, kind: str, text: str) -> Sequence[int]:
        """The ids that a typed name, acronym, alias or id may mean, exactly: none, one or several."""
        found = self.named(kind, text)
        if not found and text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) in self._records[kind]:
            return (int(text),)
        return found

    def finder(self) -> Finder:
        """Finds records of every kind by what they are called, as people type it."""
        if self._finder is None:
            from coop_tui.register.finder import Finder

            self._finder = Finder(self._records, self)
        return self._finder

    def having(self, kind: AnyKind, key: Hashable) -> Sequence[int]:
        """The ids of the records that have this unique key. More than one only where a script wrote them."""
        if kind.name not in self._unique:
            self._unique[kind.name] = Index(unique_keys(kind), self._records[kind.name])
        return self._unique[kind.name].ids(key)

    def referrers(self, kind: str, record_id: int) -> Iterator[tuple[str, int]]:
        """The records that refer to this one, as (kind, id), each once."""
        for referrer, _target in self.references_to({(kind, record_id)}):
            yield referrer

    def references_to(self, targets: Set[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
        """Which records refer to which of `targets`, both as (kind, id), each pair once. Looks at each record once."""
        kinds = sorted({kind for kind, _id in targets})
        for other in KINDS.values():
            paths = [(kind, path) for kind in kinds for path in reference_paths(other.record, kind)]
            if paths:
                for other_id, record in self._records[other.name].items():
                    found = {(kind, one) for kind, path in paths for one in _ids_at(record, path)} & targets
                    for target in sorted(found):
                        yield (other.name, other_id), target


def reference_paths(declared: type[Record] | type[Part], kind: str) -> list[tuple[str, ...]]:
    """Where records of a Struct may refer to `kind`, as chains of field names."""
    paths: list[tuple[str, ...]] = []
    for spec in specs(declared):
        item = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(item, RefType) and item.kind == kind:
            paths.append((spec.name,))
        elif isinstance(item, PartType):
            paths.extend((spec.name, *inner) for inner in reference_paths(item.part, kind))
    return paths


def _ids_at(holder: object, path: tuple[str, ...]) -> Iterator[int]:
    value = getattr(holder, path[0])
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None:
            if len(path) == 1:
                yield cast(int, one)
            else:
                yield from _ids_at(one, path[1:])
