"""Finding records by what people call them, as they type: exactly, and by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from typing import Final
from weakref import WeakKeyDictionary, proxy

from coop_tui.records import KINDS
from coop_tui.records.fields import Record
from coop_tui.register import Register
from coop_tui.values import folded

SLICE: Final = 4_000  # records taken up between two key presses
_ALIKE: Final = 72  # rapidfuzz's ratio, 0 to 100, from which a name counts as mistyped
_NUMBERED: Final = r"(?P<name>.*?)\s*#(?P<id>[0-9]+)"


@dataclass
class _Known:
    """What the records of one kind are called, folded: each record's texts, and all of them beside the ids."""

    records: dict[int, Record] = field(default_factory=dict)
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)


class Names:
    """The names of a register's records. Nothing is read before it is asked for."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, _Known] = {}

    def prepare(self, kind: str) -> bool:
        """Take up some names between key presses. True where more are left."""
        known = self._known.setdefault(kind, _Known())
        self._take_up(kind, known, list(islice(self._missing(kind, known), SLICE)))
        return next(self._missing(kind, known), None) is not None

    def find(self, kind: str, text: str) -> Sequence[int]:
        """The ids that a name, acronym, alias, id or `name #id` may mean, exactly."""
        if re.fullmatch(r"#[0-9]+", text):
            return self._by_number(kind, text)
        known, key = self._up_to_date(kind), folded(text)
        found = list(dict.fromkeys(one for word, one in zip(known.keys, known.ids, strict=True) if word == key))
        return found or self._by_number(kind, text)

    def text(self, kind: str, record_id: int) -> str:
        """The name of a record, with its number where the name alone does not tell which one is meant."""
        return self.texts(kind, [record_id])[0]

    def texts(self, kind: str, ids: Sequence[int]) -> list[str]:
        """The same for several records, in one pass over the names."""
        known = self._up_to_date(kind)
        names = [self._register.records.name(kind, one) for one in ids]
        meant: dict[str, set[int]] = {folded(name): set() for name in names}
        for word, one in zip(known.keys, known.ids, strict=True):
            if word in meant:
                meant[word].add(one)
        return [
            name if meant[folded(name)] == {one} else f"{name} #{one}" for name, one in zip(names, ids, strict=True)
        ]

    def suggest(self, kind: str, text: str, limit: int) -> list[int]:
        """Records that `text` may be meant for: whose names are it, begin with it, have a word that does, hold it;
        where there are none, whose names look like it.
        """
        known, key = self._up_to_date(kind), folded(text)
        if not key:
            return []
        found: dict[int, None] = {}
        for hits in _passes(known, key):
            for _word, one in nsmallest(limit * 2, hits):
                found.setdefault(one)
            if len(found) >= limit:
                break
        return list(islice(found or _alike(known, key, limit), limit))

    def _by_number(self, kind: str, text: str) -> list[int]:
        table = self._table(kind)
        if text.isascii() and text.isdecimal():
            text = f"#{text}"
        match = re.fullmatch(_NUMBERED, text.strip())
        if match is None or len(match["id"]) > 18 or int(match["id"]) not in table:
            return []
        found = int(match["id"])
        name = folded(match["name"])
        return [found] if not name or name == folded(self._register.records.name(kind, found)) else []

    def _table(self, kind: str) -> Mapping[int, Record]:
        table: Mapping[int, Record] = self._register.records.all(KINDS[kind])
        return table

    def _up_to_date(self, kind: str) -> _Known:
        known = self._known.setdefault(kind, _Known())
        self._take_up(kind, known, list(self._missing(kind, known)))
        return known

    def _missing(self, kind: str, known: _Known) -> Iterator[int]:
        """Records that came, went or changed since they were taken up."""
        table, taken = self._table(kind), known.records
        there = 0
        for record_id, record in table.items():
            found = taken.get(record_id)
            there += found is not None
            if found is not record:
                yield record_id
        if there < len(taken):
            yield from taken.keys() - table.keys()

    def _take_up(self, kind: str, known: _Known, ids: Sequence[int]) -> None:
        if not ids:
            return
        table = self._table(kind)
        changed = [one for one in ids if one in known.records]
        for record_id in changed:
            del known.records[record_id], known.words[record_id]
        for record_id in ids:
            if record_id in table:
                known.records[record_id] = table[record_id]
                known.words[record_id] = self._words(kind, table[record_id])
        if changed:
            known.keys, known.ids = [], []
        for record_id in known.words if changed else ids:
            known.keys += known.words[record_id]
            known.ids += [record_id] * len(known.words[record_id])

    def _words(self, kind: str, record: Record) -> tuple[str, ...]:
        declared = KINDS[kind]
        words = {folded(declared.title(record, self._register.records)): None}
        for name in declared.names:
            value = getattr(record, name)
            for text in value if isinstance(value, tuple) else (value,):
                if text:
                    words[folded(text)] = None
        return tuple(words)


def _passes(known: _Known, key: str) -> Iterator[list[tuple[str, int]]]:
    """Names that fit, the better fit first. One pass over all names each, made only where it is asked for."""
    pairs = zip(known.keys, known.ids, strict=True)
    yield [pair for pair in pairs if pair[0].startswith(key)]
    inner = [pair for pair in zip(known.keys, known.ids, strict=True) if key in pair[0]]
    yield [pair for pair in inner if f" {key}" in pair[0]]
    yield inner


def _alike(known: _Known, key: str, limit: int) -> dict[int, None]:
    """Records whose names are nearly `key`, nearest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(key, known.keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=limit * 2)
    return {known.ids[index]: None for _word, _score, index in found}


_KEPT: Final[WeakKeyDictionary[Register, Names]] = WeakKeyDictionary()


def names_of(register: Register) -> Names:
    """The names of this register's records, kept as long as the register is."""
    if register not in _KEPT:
        _KEPT[register] = Names(proxy(register))
    return _KEPT[register]
