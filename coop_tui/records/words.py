"""A record's values as a person reads them, in the language in use. What comes back is not yet made safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import msgspec

from coop_tui.i18n import _, language
from coop_tui.records.fields import (
    AnyType,
    Choice,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    YesNoType,
    spec_of,
    specs,
)
from coop_tui.records.kind import Day, Figure, Kind, Names, Path
from coop_tui.records.read import NO, YES
from coop_tui.values import CountryCode, PartialDate, country_name, format_date, format_number, masked, signs

BETWEEN: Final = ", "
"""What stands between the values of a part."""


def words(held: FieldType, value: object, names: Names, *, short: bool = False) -> str:
    """One value in words; "" where there is none. `short` is for lists: abbreviated months."""
    if value is None:
        return ""
    match held:
        case ListType(item):
            return "; ".join(words(item, one, names, short=short) for one in cast(tuple[object, ...], value))
        case PartType(part):
            return part_words(part, cast(Part, value), names)
        case YesNoType():
            return _(YES) if value else _(NO)
        case DateType():
            return format_date(cast(PartialDate, value), language(), "short" if short else "long")
        case CountryType():
            return country_name(cast(CountryCode, value), language())
        case RefType(kind):
            return names.name(kind, cast(int, value))
        case CountType(least):
            # only years have a smallest number, and they are not grouped: 2019
            return str(value) if least else format_number(cast(int, value), language())
        case AnyType():
            return msgspec.json.encode(value).decode()
    return plain_words(value)


def plain_words(value: object) -> str:
    """A value whose Python type says how it reads: a choice, a figure, a day, a number, a text."""
    if isinstance(value, Figure):
        return format_number(value.count, language())
    if isinstance(value, Day):
        return format_date(value.when, language(), "short")
    if isinstance(value, Choice):
        return _(value.label)
    if isinstance(value, int):
        return format_number(value, language())
    return str(value)


def part_words(part: type[Part], value: Part, names: Names) -> str:
    """A part in one line: its values in the order of declaration."""
    return BETWEEN.join(said for _spec, said in filled_fields(part, value, names))


def brief_words(spec: FieldSpec, held: FieldType, value: object, names: Names) -> str:
    """The words of a value of a field where others may look on: what is discreet in it is masked."""
    if isinstance(held, PartType):
        filled = filled_fields(held.part, cast(Part, value), names)
        return BETWEEN.join(masked(said) if inner.discreet else said for inner, said in filled)
    said = words(held, value, names)
    return masked(said) if spec.discreet else said


def _among_others(spec: FieldSpec, text: str) -> str:
    """A day says what happened on it: "until 5 September 2026". What a part is as a whole happened `on` its day."""
    if not isinstance(spec.type, DateType) or spec.name == "on":
        return text
    label = _(spec.label)
    return f"{label[:1].lower()}{label[1:]} {text}"


def filled_fields(part: type[Part], value: Part, names: Names) -> Iterator[tuple[FieldSpec, str]]:
    """The fields of a part that have a value, each with its words among the others'."""
    for spec in specs(part):
        text = words(spec.type, getattr(value, spec.name), names)
        if text:
            yield spec, _among_others(spec, text)


def path_words(kind: Kind[Record], path: Path) -> str:
    """Where in a record, in words: `Experts 2 › Name`."""
    steps: list[str] = []
    declared: type[Record] | type[Part] | None = kind.record
    for step in path:
        if isinstance(step, int):
            steps[-1] += f" {step + 1}"
            continue
        spec = spec_of(declared, step) if declared else None
        steps.append(_(spec.label) if spec else step)
        held = spec.type if spec else None
        item = held.item if isinstance(held, ListType) else held
        declared = item.part if isinstance(item, PartType) else None
    return signs.inner().join(steps)
