"""What else on record concerns a record: what refers to it, names it, or is in its country."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import cast

import msgspec

from coop_tui.records import KINDS, AnyKind, countries
from coop_tui.records.fields import CountryType, FieldSpec, ListType, Part, PartType, Record, RefType, TextType, specs
from coop_tui.register.index import name_keys
from coop_tui.register.state import Records
from coop_tui.values import folded

_Test = Callable[[object], bool]
"""Whether a value concerns the record asked about."""


class Related(msgspec.Struct, frozen=True):
    """Records of `kind` that concern the one asked about, by the field called `field` and labelled `label` (marked with
    `N_`), in the order of their ids.
    """

    kind: str
    field: str
    label: str
    ids: tuple[int, ...]


class _Sought(msgspec.Struct, frozen=True):
    """The record asked about, and the records it is one of."""

    records: Records
    kind: AnyKind
    id: int
    record: Record

    def names(self) -> frozenset[str]:
        """What texts call it and it alone, folded."""
        called = map(str, name_keys(self.kind)(self.record))
        return frozenset(name for name in called if len(self.records.named(self.kind.name, name)) == 1)


def related(records: Records, kind: AnyKind, record_id: int) -> Iterator[Related]:
    """Everything that concerns a record, by kind and field; only what there is. It looks at each record once for each
    field, which takes some milliseconds for 100,000.
    """
    record: Record | None = records.get(kind, record_id)
    if record is None:
        return
    sought = _Sought(records, kind, record_id, record)
    for other in KINDS.values():
        for spec in concerned_fields(other, kind):
            ids = _having(other, spec, sought)
            if ids:
                yield Related(other.name, spec.name, spec.label, ids)


def concerned_fields(kind: AnyKind, concerned: AnyKind) -> list[FieldSpec]:
    """The fields by which records of `kind` can concern one of `concerned`."""
    declared: type[Record] = kind.record
    return [spec for spec in specs(declared) if _can_lead(spec, concerned.name)]


def _can_lead(spec: FieldSpec, kind: str) -> bool:
    match _held(spec):
        case RefType(other):
            return other == kind
        case CountryType():
            return kind == "countries"
        case TextType(names=other):
            return other == kind
        case PartType(part):
            return any(_can_lead(inner, kind) for inner in specs(part))
        case _:
            return False


def _having(other: AnyKind, spec: FieldSpec, sought: _Sought) -> tuple[int, ...]:
    name, leads, table = spec.name, _test(spec, sought), sought.records.all(other)
    found = [one for one, held in table.items() if (value := getattr(held, name)) and leads(value)]
    itself = sought.id if other.name == sought.kind.name else None
    return tuple(sorted(one for one in found if one != itself))


def _test(spec: FieldSpec, sought: _Sought) -> _Test:
    """The test of a field's value, which is there: of a list, whether one of its items passes."""
    wanted: object
    match _held(spec):
        case RefType():
            wanted = sought.id
        case CountryType():
            assert isinstance(sought.record, countries.Country)
            wanted = sought.record.code
        case PartType(part):
            return _each(spec, _part_test(part, sought))
        case _:
            names = sought.names()
            test = cache(lambda value: folded(str(value)) in names)  # many records say the same
            return _each(spec, lambda values: any(map(test, values)))
    if isinstance(spec.type, ListType):
        return lambda values: wanted in cast(Sequence[object], values)
    return lambda value: value == wanted


def _part_test(part: type[Part], sought: _Sought) -> Callable[[Sequence[object]], bool]:
    """Whether a field within one of several parts passes its test."""
    tests = [(attrgetter(one.name), _test(one, sought)) for one in specs(part) if _can_lead(one, sought.kind.name)]

    return lambda parts: any(any(map(test, filter(None, map(get, parts)))) for get, test in tests)


def _each(spec: FieldSpec, test: Callable[[Sequence[object]], bool]) -> _Test:
    """The test of several values, of a field that holds several or one."""
    if isinstance(spec.type, ListType):
        return lambda values: test(cast(Sequence[object], values))
    return lambda value: test((value,))


def _held(spec: FieldSpec) -> object:
    return spec.type.item if isinstance(spec.type, ListType) else spec.type
