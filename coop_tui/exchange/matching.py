"""Which record a row of an import is: told by the alternatives of the kind's key, in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from coop_tui.records import AnyKind, Record
from coop_tui.values import folded

Get: TypeAlias = Callable[[str], object]
"""A record by field, whatever it is kept in; None where a field is empty."""

_Key: TypeAlias = tuple[tuple[str, ...], Hashable]
_MISSING: Final = (None, ())


class KeyIndex:
    """From keys to the ids of the records that have them. `match` is one field that is the key instead."""

    def __init__(self, kind: AnyKind, records: Mapping[int, Record], match: str | None = None) -> None:
        self._keys: tuple[tuple[str, ...], ...] = kind.keys if match is None else ((match,),)
        self._unique = kind.unique
        self._kept = self._keys if self._unique in self._keys or not self._unique else (*self._keys, self._unique)
        self._apart_by = tuple(fields[0] for fields in self._keys if len(fields) == 1)
        self._ids: dict[_Key, list[int]] = {}
        self._told: dict[tuple[int, str], Hashable] = {}  # of those fields that tell records of one key apart
        self._tells = 0 < len(self._apart_by) < len(self._keys)
        for record_id, record in records.items():
            self.add(record_id, _getter(record))

    def add(self, record_id: int, get: Get) -> None:
        """A record came."""
        for key in self._all(get):
            self._ids.setdefault(key, []).append(record_id)
        if self._tells:
            for field in self._apart_by:
                self._told[record_id, field] = _comparable(get(field))

    def remove(self, record_id: int, get: Get) -> None:
        """A record went."""
        for key in self._all(get):
            self._ids[key].remove(record_id)

    def is_told(self, get: Get) -> bool:
        """Whether a row has all parts of some alternative."""
        return any(True for fields in self._keys for _one in _values(fields, get))

    def same(self, get: Get, apart: Collection[int] = ()) -> list[int]:
        """The ids of the records that a row means: those of the first alternative that fits any. Records in `apart` are
        others, unless the kind allows each key once. An alternative of several fields does not make one of two that
        differ in an alternative of one field, as in a number that each has alone.
        """
        for fields in self._keys:
            told_apart = () if fields == self._unique else apart
            found = self._found(((fields, value) for value in _values(fields, get)), told_apart)
            if len(fields) > 1:
                found = [one for one in found if not self._differs(one, get)]
            if found:
                return found
        return self._found(self._words(get), apart)

    def owner(self, get: Get, but: int) -> int | None:
        """Another record than `but` that has the key which each may have once."""
        keys = ((self._unique, value) for value in _values(self._unique, get))
        return next(iter(self._found(keys, (but,))), None)

    def _differs(self, record_id: int, get: Get) -> bool:
        for field in self._apart_by:
            mine, theirs = _comparable(get(field)), self._told.get((record_id, field))
            if mine not in _MISSING and theirs not in _MISSING and mine != theirs:
                return True
        return False

    def _found(self, keys: Iterator[_Key], apart: Collection[int]) -> list[int]:
        ids = {one: None for key in keys for one in self._ids.get(key, ()) if one not in apart}
        return list(ids)

    def _all(self, get: Get) -> Iterator[_Key]:
        return ((fields, value) for fields in self._kept for value in _values(fields, get))

    def _words(self, get: Get) -> Iterator[_Key]:
        """What one calls its name, another its acronym or alias."""
        single = [fields for fields in self._keys if len(fields) == 1]
        words = {value: None for fields in single for value in _values(fields, get)}
        return ((fields, word) for fields in single for word in words)


def agrees(kind: AnyKind, one: Get, other: Get) -> bool:
    """Whether two have the same key, by one alternative; a part that is missing in both is the same."""
    for fields in kind.keys:
        mine, theirs = ([_comparable(get(field)) for field in fields] for get in (one, other))
        if mine == theirs and any(value not in _MISSING for value in mine):
            return True
    return False


def agree_in(fields: Sequence[str], one: Get, other: Get) -> bool:
    """Whether two are the same in each of `fields` that both have."""
    for field in fields:
        mine, theirs = _comparable(one(field)), _comparable(other(field))
        if mine not in _MISSING and theirs not in _MISSING and mine != theirs:
            return False
    return True


def _values(fields: tuple[str, ...], get: Get) -> list[Hashable]:
    """What an alternative is for a record: nothing where a part is missing, one for each item of a list."""
    values: list[Hashable] = []
    for field in fields:
        value = get(field)
        if value is None or value in ((), []):
            return []
        values.append(folded(value) if type(value) is str else _comparable(value))
    if len(values) > 1:
        return [tuple(values)]
    return list(values[0]) if values and isinstance(values[0], tuple) else values


def _comparable(value: object) -> Hashable:
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list | tuple):
        return tuple(_comparable(one) for one in value)
    if isinstance(value, dict):
        return tuple((key, _comparable(one)) for key, one in value.items())
    assert isinstance(value, Hashable)
    return value


def _getter(record: Record) -> Get:
    return lambda field: getattr(record, field)
