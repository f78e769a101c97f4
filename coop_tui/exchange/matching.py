"""Which record a row of an import is: told by the alternatives of the kind's key, in their order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias

from coop_tui.records import AnyKind, Record
from coop_tui.values import folded

Get: TypeAlias = Callable[[str], object]
"""A record by field, whatever it is kept in; None where a field is empty."""

_Key: TypeAlias = tuple[tuple[str, ...], Hashable]


class KeyIndex:
    """From keys to the ids of the records that have them."""

    def __init__(self, kind: AnyKind, records: Mapping[int, Record]) -> None:
        self._kind = kind
        self._ids: dict[_Key, list[int]] = {}
        for record_id, record in records.items():
            self.add(record_id, _getter(record))

    def add(self, record_id: int, get: Get) -> None:
        """A record came."""
        for key in self._keys(get):
            self._ids.setdefault(key, []).append(record_id)

    def remove(self, record_id: int, get: Get) -> None:
        """A record went."""
        for key in self._keys(get):
            self._ids[key].remove(record_id)

    def same(self, get: Get, apart: frozenset[int] | set[int]) -> list[int]:
        """The ids of the records that a row means: those of the first alternative that fits any. Records in `apart` are
        others, unless the kind allows each key once.
        """
        for fields in self._kind.keys:
            told_apart = () if fields == self._kind.unique else apart
            found = self._found(((fields, value) for value in _values(fields, get)), told_apart)
            if found:
                return found
        return self._found(self._words(get), apart)

    def owner(self, get: Get, but: int) -> int | None:
        """Another record than `but` that has the key which each may have once."""
        keys = ((self._kind.unique, value) for value in _values(self._kind.unique, get))
        return next(iter(self._found(keys, (but,))), None)

    def _found(self, keys: Iterator[_Key], apart: Sequence[int] | frozenset[int] | set[int]) -> list[int]:
        ids = {one: None for key in keys for one in self._ids.get(key, ()) if one not in apart}
        return list(ids)

    def _keys(self, get: Get) -> Iterator[_Key]:
        return ((fields, value) for fields in self._kind.keys for value in _values(fields, get))

    def _words(self, get: Get) -> Iterator[_Key]:
        """What one calls its name, another its acronym or alias."""
        single = [fields for fields in self._kind.keys if len(fields) == 1]
        words = {value: None for fields in single for value in _values(fields, get)}
        return ((fields, word) for fields in single for word in words)


def agrees(kind: AnyKind, one: Get, other: Get) -> bool:
    """Whether two have the same key, by one alternative; a part that is missing in both is the same."""
    for fields in kind.keys:
        mine, theirs = ([_comparable(get(field)) for field in fields] for get in (one, other))
        if mine == theirs and any(value not in (None, ()) for value in mine):
            return True
    return False


def _values(fields: tuple[str, ...], get: Get) -> list[Hashable]:
    """What an alternative is for a record: nothing where a part is missing, one for each item of a list."""
    values = [_comparable(get(field)) for field in fields]
    if not values or any(value in (None, ()) for value in values):
        return []
    if len(values) == 1:
        return list(values[0]) if isinstance(values[0], tuple) else values
    return [tuple(values)]


def _comparable(value: object) -> Hashable:
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list | tuple):
        return tuple(_comparable(one) for one in value)
    assert isinstance(value, Hashable)
    return value


def _getter(record: Record) -> Get:
    return lambda field: getattr(record, field)
