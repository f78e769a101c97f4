"""Whole registers, made up by hypothesis from what the kinds declare, with texts that a file could mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from coop_tui.records import KINDS, Kind
from coop_tui.records.fields import (
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
from coop_tui.records.read import Reading, read, to_record
from coop_tui.register import Records
from coop_tui.register.index import key_values
from coop_tui.store import JSON, Change, Document, Operation
from coop_tui.values import clean, parse_email, parse_nip, parse_phone, parse_web

R = TypeVar("R", bound=Record)

TODAY = date(2026, 11, 24)
ENDING_SOON_DAYS = 365

# so that whatever a kind refers to is there before it
IMPORT_ORDER = (
    "countries", "organisations", "programmes", "units", "agreements",
    "batches", "people", "participations", "activities", "settings",
)  # fmt: skip

Tables = Mapping[str, Mapping[int, Document]]

_TRICKY = (
    "NO", "no", "on", "~", "null", "1", "0812", "1e3", "2019-02-17", "=1+1", "+1", "-1",
    "@x", "'x", "''", "'=x", "[1]",
    '"', "{", "a,b", "a;b", 'say "a"', "a: b", "# a", "- a", "é", "東京", "😀",
    "<<", "true", ".5", "0x1F", "|", "\u200d",
)  # fmt: skip
_PARSED: dict[object, tuple[str, ...]] = {
    parse_email: ("sari@contoh.go.id", "budi@contoh.id"),
    parse_phone: ("0741 123456", "+62 741 123456", "-741 123456"),
    parse_nip: ("198001312005011001", "199202292020122002", "140123456"),
    parse_web: ("www.contoh.go.id", "https://contoh.id/a?b=1"),
}
_ANY_REFERENCE = Reading(find=lambda _kind, text: (int(text),))


def one_line_texts() -> st.SearchStrategy[str]:
    return (st.sampled_from(_TRICKY) | st.text(max_size=8).map(clean)).filter(bool)


def long_texts() -> st.SearchStrategy[str]:
    parts = st.lists(one_line_texts(), min_size=1, max_size=3)
    return parts.map(lambda lines: clean("\n\t".join(lines), lines=True)).filter(lambda text: bool(text.strip()))


def json_values() -> st.SearchStrategy[JSON]:
    """Whatever a setting may hold: clean texts, numbers that every JSON reader has."""
    texts = long_texts() | st.just("")
    plain: st.SearchStrategy[JSON] = (
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False, allow_infinity=False)
        | texts
    )
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
    )


def dates() -> st.SearchStrategy[str]:
    return st.sampled_from(
        (
            "1999",
            "2019",
            "2019-02",
            "2019-02-17",
            "2019-02-23",
            "2026-11-23",
            "2026-11-24",
            "2026-11",
            "2027-03-01",
            "2031",
        )
    )


def values(held: FieldType, ids: Mapping[str, Sequence[int]]) -> st.SearchStrategy[JSON]:
    """Values of one field; references point to `ids`."""
    match held:
        case ListType(item):
            return st.lists(values(item, ids), max_size=2).map(list)
        case PartType(part):
            return parts(part, ids)
        case RefType(kind):
            return st.sampled_from(ids[kind]) if ids[kind] else st.none()
    return _plain_values(held)


def _plain_values(held: FieldType) -> st.SearchStrategy[JSON]:
    match held:
        case TextType(lines, parse):
            return st.sampled_from(_PARSED[parse]) if parse else long_texts() if lines else one_line_texts()
        case CountType(least):
            return st.integers(least, least + 30)
        case YesNoType():
            return st.booleans()
        case ChoiceType(choices):
            return st.sampled_from([str(one) for one in choices])
        case DateType():
            return dates()
        case CountryType():
            return st.sampled_from(("SG", "NO", "JP", "KR", "ID"))
    return json_values()


def parts(declared: type[Part] | type[Record], ids: Mapping[str, Sequence[int]]) -> st.SearchStrategy[JSON]:
    """Documents of a Struct: required fields always, the others now and then."""

    def field(spec: FieldSpec) -> st.SearchStrategy[JSON]:
        held = values(spec.type, ids)
        return held if spec.required else st.none() | held

    return st.fixed_dictionaries({spec.name: field(spec) for spec in specs(declared)}).map(
        lambda found: {name: value for name, value in found.items() if value is not None}
    )


@st.composite
def registers(draw: st.DrawFn, most: int = 4) -> Tables:
    """Tables of whole records: references that exist, unique keys, everything as the register itself would keep it."""
    ids = {kind: draw(st.lists(st.integers(1, 12), unique=True, max_size=most).map(sorted)) for kind in KINDS}
    tables: dict[str, dict[int, Document]] = {kind: {} for kind in KINDS}
    for name in IMPORT_ORDER:
        # only ids that were used: a record that was left out must not be referred to
        there = ids | {
            kind: sorted(table) for kind, table in tables.items() if table or kind in IMPORT_ORDER[: _at(name)]
        }
        there[name] = []
        tables[name] = _whole(KINDS[name], {id: draw(_documents(name, there)) for id in ids[name]})
        _refer_among_themselves(draw, KINDS[name], tables[name])
    return tables


def _at(name: str) -> int:
    return IMPORT_ORDER.index(name)


def _documents(name: str, ids: Mapping[str, Sequence[int]]) -> st.SearchStrategy[Document]:
    found = parts(KINDS[name].record, ids)
    return found.map(lambda document: document if isinstance(document, dict) else {})


def _whole(kind: Kind[R], documents: Mapping[int, Document]) -> dict[int, Document]:
    whole: dict[int, Document] = {}
    taken: set[object] = set()
    for record_id, document in documents.items():
        found = read(kind, document, _ANY_REFERENCE)
        key = key_values(to_record(kind, found.document), kind.unique) if kind.unique and not found.problems else None
        if not found.problems and (key is None or key not in taken):
            whole[record_id] = found.document
            taken.update([] if key is None else [key])
    return whole


def own_reference(kind: Kind[R]) -> str | None:
    """The field by which records of a kind refer to others of theirs."""
    return next((spec.name for spec in specs(kind.record) if spec.type == RefType(kind.name)), None)


def _refer_among_themselves(draw: st.DrawFn, kind: Kind[R], table: dict[int, Document]) -> None:
    field = own_reference(kind)
    if field is None or not table:
        return
    for record_id, document in table.items():
        others = [one for one in sorted(table) if kind.leads_on is None or one < record_id]
        other = draw(st.none() | st.sampled_from(others)) if others else None
        if other is not None:
            wanted: Document = {**document, field: other}
            table[record_id] = {spec.name: wanted[spec.name] for spec in specs(kind.record) if spec.name in wanted}


def records_of(tables: Tables, today: date = TODAY) -> Records:
    """A register in memory that holds `tables`."""
    raw = {kind: msgspec.Raw(msgspec.json.encode(table)) for kind, table in tables.items()}
    return Records(raw, 0, Path("coop.json"), today, ENDING_SOON_DAYS)


def apply(records: Records, operations: Sequence[Operation]) -> None:
    """Take in what an import would do."""
    records.apply(Change(records.generation + 1, "2026-11-24T10:00:00+07:00", "Sari", "import", tuple(operations)))
