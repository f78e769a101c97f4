"""Reading: what was written comes back the same, and so does what a person types in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, in_every_language
from coop_tui.records import KINDS, AnyKind, Record
from coop_tui.records.fields import (
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldType,
    ListType,
    Part,
    PartType,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from coop_tui.records.read import Reading, read, read_value, references, to_document, to_record
from coop_tui.register.load import document_problems
from coop_tui.store import JSON, Document
from coop_tui.values import CountryCode, country_name
from tests.strategies import by_number, documents, examples

IDS = dict.fromkeys(KINDS, (1, 2, 3))
EXAMPLES = examples(15)
NAMES = list(KINDS)
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


READING = Reading(find=by_number)


def whole(kind: AnyKind, raw: Mapping[str, object]) -> Document:
    found = read(kind, raw, READING)
    assert found.problems == ()
    return found.document


@pytest.mark.parametrize("name", NAMES)
@EXAMPLES
@given(data=st.data())
def test_a_record_is_written_and_read_back_the_same(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    document = data.draw(documents(kind, IDS))
    record: Record = to_record(kind, document)

    assert to_document(record) == document
    assert whole(kind, document) == document
    assert list(document_problems(kind, document)) == []


Draw: TypeAlias = Callable[[st.SearchStrategy[str]], str]
Typed: TypeAlias = "str | list[Typed] | dict[str, Typed]"


def typed(held: FieldType, value: JSON, language: Language, draw: Draw) -> Typed:
    """A value as a person types it who reads `language` and writes the words of either."""
    words: Language = "id" if draw(st.sampled_from(LANGUAGES)) == "id" else "en"
    match held:
        case CountType():
            plain, grouped = str(value), f"{value:,}".replace(",", {"id": ".", "en": ","}[language])
            return draw(st.sampled_from([plain, f" {grouped} "]))
        case YesNoType():
            return draw(st.sampled_from(["ya", "Yes", "1", "true"] if value else ["TIDAK", "no", "0", "false"]))
        case ChoiceType(choices):
            label = in_every_language(next(one for one in choices if one == value).label)[LANGUAGES.index(words)]
            return draw(st.sampled_from([label, label.upper(), f" {label} ", str(value)]))
        case DateType():
            return draw(st.sampled_from(typed_dates(str(value), words)))
        case CountryType():
            code = CountryCode(str(value))
            return draw(st.sampled_from([str(code), code.lower(), country_name(code, words)]))
        case ListType(item):
            items = [typed(item, one, language, draw) for one in cast(list[JSON], value)]
            if not isinstance(item, PartType) and not any(";" in str(one) for one in items):
                return draw(st.sampled_from(["\n", "; ", " ;\n"])).join(cast(list[str], items))
            return items
        case PartType(part):
            return typed_fields(part, cast(Document, value), language, draw)
    return f" {value}" if isinstance(held, TextType) and not held.lines else str(value)


def typed_dates(value: str, words: Language) -> list[str]:
    numbers = [int(one) for one in value.split("-")]
    year, months = str(numbers[0]), MONTHS[words].split()
    match numbers[1:]:
        case [month, day]:
            return [value, f"{day}/{month}/{year}", f"{day}-{month}-{year}", f"{day} {months[month - 1]} {year}"]
        case [month]:
            return [value, f"{month}/{year}", f"{months[month - 1]} {year}", f"{months[month - 1][:3].lower()} {year}"]
    return [year]


def typed_fields(
    declared: type[Record] | type[Part], document: Document, language: Language, draw: Draw
) -> dict[str, Typed]:
    held = {spec.name: spec.type for spec in specs(declared)}
    return {name: typed(held[name], value, language, draw) for name, value in document.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "settings"])
@EXAMPLES
@given(data=st.data())
def test_what_a_person_types_in_either_language_is_understood(
    name: str, language: Language, data: st.DataObject
) -> None:
    kind = KINDS[name]
    document = data.draw(documents(kind, IDS))
    i18n.use(language)

    def pick(strategy: st.SearchStrategy[str]) -> str:
        return data.draw(strategy)

    assert whole(kind, typed_fields(kind.record, document, language, pick)) == document


def test_a_number_from_a_spreadsheet_is_taken_where_it_is_whole() -> None:
    i18n.use("id")
    raw = {"programme": "1", "mode": "ONLINE", "seats": 25.0, "groups": [{"reported": "1.250"}]}
    found = whole(KINDS["batches"], raw)

    assert (found["seats"], cast(list[Document], found["groups"])[0]["reported"]) == (25, 1250)
    assert read(KINDS["batches"], {**raw, "seats": 1.125}, READING).problems


def test_today_is_understood_where_it_is_known() -> None:
    reading = Reading(find=by_number, today=date(2019, 3, 1))
    assert read_value(DateType(), "hari ini", reading) == "2019-03-01"


def test_references_are_found_wherever_they_stand() -> None:
    document: Document = {"programme": 3, "mode": "online", "organiser": 1, "partners": [2, 1], "agreement": 7}

    assert sorted(references(KINDS["batches"].record, document), key=str) == [
        (("agreement",), "agreements", 7),
        (("organiser",), "organisations", 1),
        (("partners", 0), "organisations", 2),
        (("partners", 1), "organisations", 1),
        (("programme",), "programmes", 3),
    ]
    assert list(references(KINDS["batches"].record, {"programme": "3", "partners": 2})) == []


def test_a_reference_is_the_number_that_a_name_leads_to() -> None:
    assert read_value(RefType("units"), 2, READING) == 2
    assert read_value(RefType("units"), "3", READING) == 3


def test_lines_stay_lines_only_where_a_text_has_them() -> None:
    raw = {"name": "Dinas\nContoh", "notes": "satu\r\ndua\n"}
    assert read(KINDS["units"], raw, READING).document == {"name": "Dinas Contoh", "notes": "satu\ndua"}


def test_an_empty_part_is_no_part_but_a_wrong_name_in_it_is_told() -> None:
    raw = {"programme": 1, "mode": "online", "cancelled": {"on": "", "reason": None}, "experts": [{}, {"name": "A"}]}
    assert whole(KINDS["batches"], raw) == {
        "programme": 1,
        "mode": "online",
        "experts": [{"name": "A", "role": "speaker"}],
    }
    wrong = read(KINDS["batches"], {**raw, "cancelled": {"sebab": None}}, READING).problems
    assert [one.path for one in wrong] == [("cancelled", "sebab")]
