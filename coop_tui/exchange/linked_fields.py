"""The fields of records that rows refer to, as fields of these rows: `batch.title` in a row of participations is the
title of its batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, TypeVar

from coop_tui.records import KINDS, AnyKind, Kind
from coop_tui.records.fields import FieldSpec, Record, RefType, spec_of, specs

R = TypeVar("R", bound=Record)

DOT: Final = "."


@cache
def linked_kinds(kind: Kind[R]) -> Mapping[str, AnyKind]:
    """The fields of a kind that refer to one record of another kind, each with that kind."""
    return MappingProxyType(
        {
            spec.name: KINDS[spec.type.kind]
            for spec in specs(kind.record)
            if isinstance(spec.type, RefType) and spec.type.kind != kind.name
        }
    )


@cache
def linked_fields(kind: Kind[R]) -> Mapping[str, FieldSpec]:
    """The fields of the records that rows of a kind refer to, by path: `batch.title`."""
    return MappingProxyType(
        {f"{field}{DOT}{spec.name}": spec for field, other in linked_kinds(kind).items() for spec in _specs(other)}
    )


def _specs(kind: Kind[R]) -> tuple[FieldSpec, ...]:
    return specs(kind.record)


def field_spec(kind: Kind[R], name: str) -> FieldSpec | None:
    """A field of a row, its own or a linked one."""
    return linked_fields(kind).get(name) if DOT in name else spec_of(kind.record, name)


def path_of(field: str, inner: str) -> str:
    """What a field of a linked record is called in a row."""
    return f"{field}{DOT}{inner}"


def split(values: Mapping[str, object]) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """A row's own values, and those of the records it refers to, by field and then by their own fields."""
    own: dict[str, object] = {}
    linked: dict[str, dict[str, object]] = {}
    for name, value in values.items():
        field, dot, inner = name.partition(DOT)
        if dot:
            linked.setdefault(field, {})[inner] = value
        else:
            own[name] = value
    return own, linked
