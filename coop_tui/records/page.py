"""A record's reading page: what stands on it in which order, derived from the kind. Plain data; widgets lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, cast

import msgspec

from coop_tui.i18n import _
from coop_tui.records.fields import Choice, FieldSpec, ListType, Record, RefType, Tone, spec_of, specs
from coop_tui.records.kind import Figure, Kind, View
from coop_tui.records.words import plain_words, words

R = TypeVar("R", bound=Record)


class Item(msgspec.Struct, frozen=True):
    """One value on a page: its words, the record it leads to, the tone of a status, whether a figure is an estimate."""

    text: str
    leads_to: tuple[str, int] | None = None
    tone: Tone | None = None
    estimated: bool = False


class Row(msgspec.Struct, frozen=True):
    """A field on a page: its label and one item for each value."""

    label: str
    items: tuple[Item, ...]


class Page(msgspec.Struct, frozen=True):
    """What is known of one record, in reading order."""

    title: str
    headline: tuple[Item, ...]
    rows: tuple[Row, ...]


def page_of(kind: Kind[R], record_id: int, record: R, view: View) -> Page:
    """The reading page of a record."""
    headline = tuple(
        msgspec.structs.replace(item, text=view.short_name(*item.leads_to)) if item.leads_to else item
        for name in kind.headline
        for item in field_items(kind, name, record_id, record, view)
    )
    rows = [Row(_(label), tuple(field_items(kind, name, record_id, record, view))) for name, label in _body(kind)]
    return Page(kind.title(record, view), headline, tuple(row for row in rows if _tells(row)))


def _tells(row: Row) -> bool:
    """Whether there is anything to say; a status in the place of a figure stands in the headline already."""
    return any(item.tone is None for item in row.items)


def _body(kind: Kind[R]) -> Iterator[tuple[str, str]]:
    """The fields below the headline, as (name, label): those computed first, then as declared."""
    for name in kind.figures:
        yield name, next(computed.label for computed in kind.computed if computed.name == name)
    for spec in specs(kind.record):
        if spec.name not in kind.headline and spec.name not in kind.told:
            yield spec.name, spec.label


def field_items(kind: Kind[R], name: str, record_id: int, record: R, view: View) -> Iterator[Item]:
    """The items of one field, stored or computed, by name."""
    for computed in kind.computed:
        if computed.name == name:
            value = computed.value(record_id, record, view)
            if value is not None:
                yield _computed_item(value)
            return
    spec = spec_of(kind.record, name)
    if spec is not None:
        yield from _items(spec, record, view)


def _computed_item(value: Choice | Figure | str) -> Item:
    tone = value.tone if isinstance(value, Choice) else None
    return Item(plain_words(value), tone=tone, estimated=isinstance(value, Figure) and value.estimated)


def _items(spec: FieldSpec, record: Record, view: View) -> Iterator[Item]:
    value = getattr(record, spec.name)
    if value is None:
        return
    held = spec.type.item if isinstance(spec.type, ListType) else spec.type
    for one in cast(tuple[object, ...], value) if isinstance(spec.type, ListType) else (value,):
        leads_to = (held.kind, cast(int, one)) if isinstance(held, RefType) else None
        tone = one.tone if isinstance(one, Choice) else None
        yield Item(words(held, one, view), leads_to, tone)
