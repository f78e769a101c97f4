"""Lookups that stay right while records come and go, built when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from coop_tui.records.fields import Record
from coop_tui.records.kind import Kind
from coop_tui.values import folded

R = TypeVar("R", bound=Record)


class Index(Generic[R]):
    """From a key to the ids of the records that have it. A record may have several keys, or none."""

    def __init__(self, keys: Callable[[R], Iterable[Hashable]], records: Mapping[int, R]) -> None:
        self._keys = keys
        self._ids: dict[Hashable, tuple[int, ...]] = {}
        for record_id, record in records.items():
            self.add(record_id, record)

    def add(self, record_id: int, record: R) -> None:
        """A record came."""
        for key in self._keys(record):
            self._ids[key] = (*self._ids.get(key, ()), record_id)

    def remove(self, record_id: int, record: R) -> None:
        """A record went."""
        for key in self._keys(record):
            left = tuple(one for one in self._ids.get(key, ()) if one != record_id)
            if left:
                self._ids[key] = left
            else:
                self._ids.pop(key, None)

    def ids(self, key: Hashable) -> tuple[int, ...]:
        """Who has this key, in the order they came."""
        return self._ids.get(key, ())


def key_values(record: Record, fields: tuple[str, ...]) -> Hashable | None:
    """What an alternative of a kind's key is for this record; None where a part of it is missing."""
    values = tuple(getattr(record, field) for field in fields)
    if any(value is None or value == () for value in values):
        return None
    return tuple(folded(value) if type(value) is str else value for value in values)


def unique_keys(kind: Kind[R]) -> Callable[[R], Iterable[Hashable]]:
    """The key that no two records of the kind may share."""

    def keys(record: R) -> Iterable[Hashable]:
        key = key_values(record, kind.unique) if kind.unique else None
        return () if key is None else (key,)

    return keys


def name_keys(kind: Kind[R]) -> Callable[[R], Iterable[Hashable]]:
    """The folded words by which people refer to a record: its name, acronym, aliases, as the kind declares."""

    def keys(record: R) -> Iterable[Hashable]:
        words: dict[str, None] = {}
        for field in kind.names:
            value = getattr(record, field)
            for text in value if isinstance(value, tuple) else (value,):
                if text:
                    words[folded(str(text))] = None
        return words

    return keys
