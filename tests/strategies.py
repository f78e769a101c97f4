"""Valid documents of every kind, and whole registers, derived from the declarations. Personal fields carry a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import (
    AnyType,
    ChoiceType,
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
    TextType,
    YesNoType,
    specs,
)
from coop_tui.records.read import to_record
from coop_tui.register.index import unique_keys
from coop_tui.register.state import Records
from coop_tui.store import JSON, Document, Tables
from coop_tui.store.snapshots import raw_tables
from coop_tui.values import CODES, LARGEST_COUNT, clean, parse_email, parse_nip, parse_phone, parse_web

Ids = Mapping[str, Sequence[int]]
Fields = dict[str, JSON]


def examples(most: int) -> settings:
    """Settings of a test that draws whole documents or registers, which take minutes to shrink."""
    return settings(
        max_examples=most,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
    )


PERSONAL_MARKS: Final = ("rahasia", "0999777", "19770707")
"""What every personal text of a generated document contains one of."""

_WORDS: Final = st.sampled_from(
    ["Kota", "Air", "Data", "Città", "北京", "أمن", "R&D", "“x”", "[b]", "#1", "=1", "0812"]
)
_TEXTS: Final = st.one_of(st.lists(_WORDS, min_size=1, max_size=3).map(" ".join), st.text(min_size=1, max_size=12))
_DAYS: Final = st.dates(date(1900, 1, 1), date(2199, 12, 31)) | st.dates(date(2018, 1, 1), date(2020, 12, 31))
_LARGEST_YEAR: Final = 2199


def specs_of(kind: AnyKind) -> tuple[FieldSpec, ...]:
    """The declared fields of a kind."""
    record: type[Record] = kind.record
    return specs(record)


def partial_dates() -> st.SearchStrategy[str]:
    """A day, a month or a year, as on disk."""
    return st.builds(lambda day, length: day.isoformat()[:length], _DAYS, st.sampled_from([4, 7, 10]))


def by_number(_kind: str, text: str) -> Sequence[int]:
    """Finds records 1 to 3 of each kind by their number."""
    return (int(text),) if text in ("1", "2", "3") else ()


def texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    """Texts as the register keeps them."""
    several = st.lists(_TEXTS, min_size=1, max_size=3).map("\n".join) if lines else _TEXTS
    return several.map(lambda text: clean(text, lines=lines)).filter(lambda text: bool(text.strip()))


def nips() -> st.SearchStrategy[str]:
    """Numbers of 18 digits, all of people born on one day."""
    return st.builds(
        lambda year, month, sex, serial: f"19770707{year}{month:02}{sex}{serial:03}",
        st.integers(1995, 2020),
        st.integers(1, 12),
        st.sampled_from("12"),
        st.integers(1, 999),
    )


_PARSED: Final[Mapping[Callable[[str], str], st.SearchStrategy[str]]] = {
    parse_nip: nips(),
    parse_email: st.integers(1, 99).map("rahasia{}@contoh.example".format),
    parse_phone: st.integers(10, 99).map("0999777 {}".format),
    parse_web: st.integers(1, 99).map("www.contoh{}.example".format),
}


def _texts_of(held: TextType, *, personal: bool) -> st.SearchStrategy[str]:
    if held.parse is not None:
        return _PARSED[held.parse]
    return texts(lines=held.lines).map("rahasia {}".format) if personal else texts(lines=held.lines)


def values(held: FieldType, ids: Ids, *, personal: bool = False) -> st.SearchStrategy[JSON]:  # noqa: C901 - a case a type
    """Values of a type as on disk; none at all for a reference where there is no record to refer to."""
    match held:
        case TextType():
            return _texts_of(held, personal=personal)
        case CountType(least):
            return st.integers(least, _LARGEST_YEAR if least else LARGEST_COUNT)
        case YesNoType():
            return st.booleans()
        case ChoiceType(choices):
            return st.sampled_from([one.value for one in choices])
        case DateType():
            return partial_dates()
        case CountryType():
            return st.sampled_from(sorted(CODES))
        case RefType(kind):
            return st.sampled_from(list(ids[kind])) if ids.get(kind) else st.nothing()
        case ListType(item):
            return st.lists(values(item, ids, personal=personal), min_size=1, max_size=3)
        case PartType(part):
            return fields(part, ids).filter(bool)
        case AnyType():
            return st.one_of(st.booleans(), st.integers(-9, 9), texts(), st.dictionaries(texts(), texts(), max_size=2))


def _filled(spec: FieldSpec, ids: Ids) -> st.SearchStrategy[Fields]:
    """A field with a value, or left out where it may be."""
    filled = values(spec.type, ids, personal=spec.personal).map(lambda value: {spec.name: value})
    if spec.required or isinstance(spec.default, str):
        return filled
    nothing: st.SearchStrategy[Fields] = st.builds(dict)
    return nothing if filled.is_empty else nothing | filled


def fields(declared: type[Record] | type[Part], ids: Ids) -> st.SearchStrategy[Fields]:
    """The fields of a kind's Struct or of a part, as on disk."""

    def joined(found: tuple[Fields, ...]) -> Fields:
        return {name: value for one in found for name, value in one.items()}

    return st.tuples(*(_filled(spec, ids) for spec in specs(declared))).map(joined)


def documents(kind: AnyKind, ids: Ids) -> st.SearchStrategy[Document]:
    """Documents without problems that refer to records of `ids`, by kind."""
    return _documents(kind.name, tuple((name, tuple(some)) for name, some in sorted(ids.items()) if some))


@cache
def _documents(name: str, ids: tuple[tuple[str, tuple[int, ...]], ...]) -> st.SearchStrategy[Document]:
    kind = KINDS[name]
    return fields(kind.record, dict(ids)).filter(lambda document: not list(kind.rejects(to_record(kind, document))))


# Referred to before they refer, so that every kind finds records of those above it.
_ORDER: Final = (
    "settings", "countries", "programmes", "organisations", "units", "agreements", "batches", "people",
    "participations", "activities",
)  # fmt: skip


@st.composite
def registers(draw: st.DrawFn, most: int = 3) -> Tables:
    """Tables of at most `most` records of each kind: every reference leads somewhere, every unique key is unique."""
    tables: Tables = {name: {} for name in KINDS}
    for name in _ORDER:
        kind, taken = KINDS[name], set[object]()
        for _ in range(draw(st.integers(0, most))):
            strategy = documents(kind, {other: list(table) for other, table in tables.items()})
            document: Document | None = None if strategy.is_empty else draw(strategy)
            keys = set() if document is None else set(unique_keys(kind)(to_record(kind, document)))
            if document is not None and not keys & taken:
                taken |= keys
                tables[name][len(tables[name]) + 1] = document
    return tables


def in_memory(tables: Tables, today: date = date(2019, 3, 1)) -> Records:
    """The records of `tables`, as a register holds them."""
    return Records(raw_tables(tables), 0, Path("coop.json"), today, 365)
