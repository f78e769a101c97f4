"""What else on record concerns a record: what refers to it, names it, or is in its country."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coop_tui.records import KINDS, AnyKind, countries
from coop_tui.records.fields import CountryType, FieldSpec, ListType, Part, PartType, Record, RefType, TextType, specs
from coop_tui.register.state import Records
from coop_tui.values import folded


class Related(msgspec.Struct, frozen=True):
    """Records of `kind` that concern the one asked about, by the field labelled `label` (marked with `N_`)."""

    kind: str
    label: str
    ids: tuple[int, ...]


class _Sought(msgspec.Struct, frozen=True):
    """The record asked about: its id, what texts call it (folded), and its code where it is a country."""

    kind: str
    id: int
    names: frozenset[str]
    code: str | None


def related(records: Records, kind: AnyKind, record_id: int) -> Iterator[Related]:
    """Everything that concerns a record, by kind and field; only what there is."""
    record = records.get(kind, record_id)
    if record is None:
        return
    names = frozenset(folded(str(value)) for field in kind.names if (value := getattr(record, field)))
    sought = _Sought(kind.name, record_id, names, record.code if isinstance(record, countries.Country) else None)
    for other in KINDS.values():
        declared: type[Record] = other.record
        for spec in specs(declared):
            if _may_concern(spec, sought):
                ids = [
                    one for one, held in records.all(other).items() if _concerns(spec, getattr(held, spec.name), sought)
                ]
                if ids:
                    yield Related(other.name, spec.label, tuple(ids))


def _may_concern(spec: FieldSpec, sought: _Sought) -> bool:
    """Whether a field can hold what leads to the record at all."""
    match _held(spec):
        case RefType(kind):
            return kind == sought.kind
        case CountryType():
            return sought.code is not None and sought.kind == "countries" and spec.name != "code"
        case TextType(names=kind):
            return kind == sought.kind
        case PartType(part):
            return any(_may_concern(inner, sought) for inner in specs(part))
        case _:
            return False


def _concerns(spec: FieldSpec, value: object, sought: _Sought) -> bool:
    if value is None or value == ():
        return False
    if isinstance(value, tuple):
        return any(_leads(spec, one, sought) for one in value)
    return _leads(spec, value, sought)


def _leads(spec: FieldSpec, value: object, sought: _Sought) -> bool:
    match _held(spec):
        case RefType():
            return value == sought.id
        case CountryType():
            return value == sought.code
        case PartType(part) if isinstance(value, Part):
            inner = (one for one in specs(part) if _may_concern(one, sought))
            return any(_concerns(one, getattr(value, one.name), sought) for one in inner)
        case _:
            return folded(str(value)) in sought.names


def _held(spec: FieldSpec) -> object:
    return spec.type.item if isinstance(spec.type, ListType) else spec.type
