"""A record's reading page: what stands on it in which order, derived from the kind. Plain data; widgets lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar, cast

import msgspec

from coop_tui.i18n import _
from coop_tui.records.fields import (
    Choice,
    CountryType,
    FieldSpec,
    FieldType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    TextType,
    Tone,
    spec_of,
    specs,
)
from coop_tui.records.kind import Day, Figure, Kind, View
from coop_tui.records.words import BETWEEN, brief_words, filled_fields, plain_words, words

R = TypeVar("R", bound=Record)

Target: TypeAlias = tuple[str, int]
"""The record that something leads to: its kind and id."""


class Link(msgspec.Struct, frozen=True):
    """A part of a text that leads to a record: the characters from `start` up to `end`."""

    start: int
    end: int
    leads_to: Target


class Item(msgspec.Struct, frozen=True):
    """One value on a page: its words, the record it leads to or the `links` within it, the tone of a status, whether a
    figure is an estimate, and its words beside a list, where these are not the same.
    """

    text: str
    leads_to: Target | None = None
    tone: Tone | None = None
    estimated: bool = False
    links: tuple[Link, ...] = ()
    brief: str | None = None


class Row(msgspec.Struct, frozen=True):
    """A field on a page: its label and one item for each value."""

    label: str
    items: tuple[Item, ...]


class Page(msgspec.Struct, frozen=True):
    """What is known of one record, in reading order; `stages`, below the headline, say how far it has come,
    `doubts` what can hardly be so.
    """

    title: str
    headline: tuple[Item, ...]
    rows: tuple[Row, ...]
    stages: tuple[Item, ...] = ()
    doubts: tuple[str, ...] = ()


def page_of(kind: Kind[R], record_id: int, record: R, view: View) -> Page:
    """The reading page of a record."""
    headline = tuple(
        msgspec.structs.replace(item, text=view.short_name(*item.leads_to)) if item.leads_to else item
        for name in kind.headline
        for item in field_items(kind, name, record_id, record, view)
    )
    rows = [Row(_(label), tuple(field_items(kind, name, record_id, record, view))) for name, label in _body(kind)]
    stages = stage_items(kind, record_id, record, view)
    doubts = tuple(doubt.message for doubt in kind.doubts(record, view.today))
    return Page(kind.title(record, view), headline, tuple(row for row in rows if _tells(row)), stages, doubts)


def stage_items(kind: Kind[R], record_id: int, record: R, view: View) -> tuple[Item, ...]:
    """How far a record has come."""
    found = kind.stages(record_id, record, view)
    return tuple(Item(f"{one.label} {one.said}".strip(), tone=one.tone) for one in found)


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


def _computed_item(value: Choice | Figure | Day | str) -> Item:
    tone = value.tone if isinstance(value, Choice) else None
    return Item(plain_words(value), tone=tone, estimated=isinstance(value, Figure) and value.estimated)


def _items(spec: FieldSpec, record: Record, view: View) -> Iterator[Item]:
    value = getattr(record, spec.name)
    if value is None:
        return
    held = spec.type.item if isinstance(spec.type, ListType) else spec.type
    for one in cast(tuple[object, ...], value) if isinstance(spec.type, ListType) else (value,):
        tone = one.tone if isinstance(one, Choice) else None
        links = tuple(_links(held.part, cast(Part, one), view)) if isinstance(held, PartType) else ()
        said = words(held, one, view)
        brief = brief_words(spec, held, one, view)
        yield Item(said, _leads_to(held, one, view), tone, links=links, brief=None if brief == said else brief)


def _leads_to(held: FieldType, value: object, view: View) -> Target | None:
    """The record that a value refers to, or names so that only one can be meant."""
    match held:
        case RefType(kind):
            return kind, cast(int, value)
        case CountryType():
            kind = "countries"
        case TextType(names=str(kind)):
            pass
        case _:
            return None
    named = view.named(kind, str(value))
    return (kind, named[0]) if len(named) == 1 else None


def _links(part: type[Part], value: Part, view: View) -> Iterator[Link]:
    """The links in what `part_words` makes of a part."""
    start = 0
    for spec, said in filled_fields(part, value, view):
        target = _leads_to(spec.type, getattr(value, spec.name), view)
        if target is not None:
            yield Link(start, start + len(said), target)
        start += len(said) + len(BETWEEN)
