"""What a filter looks into: the words of a record, and the names of what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import cast

from coop_tui.i18n import _, language
from coop_tui.records.fields import (
    AnyType,
    Choice,
    ChoiceType,
    CountryType,
    CountType,
    FieldType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    YesNoType,
    specs,
)
from coop_tui.register import Records
from coop_tui.values import CountryCode, country_name, folded

Reader = Callable[[object], Iterable[str]]
"""From a value, or a record or part, to its words, not yet folded."""


def searched(text: str) -> str:
    """`text` as a filter compares it: folded, and with the hyphen that people type for the dash of a period."""
    return folded(text.replace("\u2013", "-"))


def words_reader(declared: type[Record] | type[Part], records: Records) -> Reader:
    """Reads the words of records of the type `declared`, in the language in use now; numbers are left out.

    It is made once for all records: with 100,000 of them, asking each field of each for its type takes seconds.
    """
    fields = [
        (spec.name, isinstance(spec.type, ListType), _value_reader(item, records))
        for spec in specs(declared)
        for item in [spec.type.item if isinstance(spec.type, ListType) else spec.type]
        if not isinstance(item, CountType | YesNoType | AnyType)
    ]

    def read(holder: object) -> Iterable[str]:
        found: list[str] = []
        for name, many, words_of in fields:
            held = getattr(holder, name)
            if held and many:
                for one in held:
                    found += words_of(one)
            elif held:
                found += words_of(held)
        return found

    return read


def _value_reader(item: FieldType, records: Records) -> Reader:
    spoken = language()
    match item:
        case PartType(part):
            return words_reader(part, records)
        case RefType(kind):
            return lambda one: (records.name(kind, cast(int, one)), records.short_name(kind, cast(int, one)))
        case CountryType():
            return cache(lambda one: (country_name(cast(CountryCode, one), spoken),))
        case ChoiceType():
            return cache(lambda one: (_(cast(Choice, one).label),))
    return lambda one: (str(one),)
