"""The reading page of every kind says everything that is on record, once, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, _
from coop_tui.records import KINDS, AnyKind, Record
from coop_tui.records.fields import CountType, FieldSpec, ListType, RefType
from coop_tui.records.page import Item, Page, field_items, page_of
from coop_tui.records.read import to_record
from coop_tui.records.words import path_words, words
from coop_tui.register.state import Records
from coop_tui.store import Tables
from tests.strategies import documents, examples, in_memory, registers, specs_of


def everything(records: Records) -> Iterator[tuple[AnyKind, int, Record]]:
    for kind in KINDS.values():
        for record_id, record in records.all(kind).items():
            yield kind, record_id, record


def items_of(page: Page) -> list[Item]:
    return [*page.headline, *(item for row in page.rows for item in row.items)]


def stored_words(kind: AnyKind, spec: FieldSpec, record: Record, records: Records) -> list[str]:
    """One text for each value of a field, as the page should have it."""
    value = getattr(record, spec.name)
    if value is None:
        return []
    if isinstance(spec.type, RefType) and spec.name in kind.headline:
        return [records.short_name(spec.type.kind, value)]
    if isinstance(spec.type, ListType):
        return [words(spec.type.item, one, records) for one in value]
    return [words(spec.type, value, records)]


@pytest.mark.parametrize("language", LANGUAGES)
@examples(10)
@given(tables=registers())
def test_every_filled_field_stands_on_the_page_once(language: Language, tables: Tables) -> None:
    i18n.use(language)
    records = in_memory(tables)
    for kind, record_id, record in everything(records):
        page = page_of(kind, record_id, record, records)
        computed = [
            item.text
            for one in kind.computed
            if one.name in {*kind.headline, *kind.figures}
            for item in field_items(kind, one.name, record_id, record, records)
            if item.tone is None or one.name in kind.headline  # a figure that cannot be given yet is no figure
        ]
        stored = [
            text
            for spec in specs_of(kind)
            if spec.name not in kind.told
            for text in stored_words(kind, spec, record, records)
        ]
        assert Counter(item.text for item in items_of(page)) == Counter(computed + stored)
        assert all(item.text for item in items_of(page))


@pytest.mark.parametrize("language", LANGUAGES)
@examples(10)
@given(tables=registers())
def test_what_is_told_elsewhere_is_in_title_or_headline(language: Language, tables: Tables) -> None:
    i18n.use(language)
    records = in_memory(tables)
    for kind, record_id, record in everything(records):
        page = page_of(kind, record_id, record, records)
        told = " ".join([page.title, *(item.text for item in page.headline)])
        for spec in specs_of(kind):
            if spec.name in kind.told:
                for text in stored_words(kind, spec, record, records):
                    # of a period the month and year that both ends share are said once
                    assert all(word in told for word in text.split(" ")[:1])


@examples(10)
@given(tables=registers())
def test_references_lead_to_the_records_they_name(tables: Tables) -> None:
    records = in_memory(tables)
    for kind, record_id, record in everything(records):
        for item in items_of(page_of(kind, record_id, record, records)):
            if item.leads_to is not None:
                other, other_id = item.leads_to
                assert records.get(KINDS[other], other_id) is not None
                assert item.text in {records.name(other, other_id), records.short_name(other, other_id)}


def test_a_reference_that_leads_nowhere_is_shown_with_its_number() -> None:
    records = in_memory({"batches": {1: {"programme": 7, "mode": "online"}}})
    page = page_of(KINDS["batches"], 1, records.all(KINDS["batches"])[1], records)

    assert page.title == "? 7"
    assert page.headline[0].text == "? 7"


@pytest.mark.parametrize(("language", "thousand"), [("id", "1.250"), ("en", "1,250")])
def test_numbers_are_grouped_and_years_are_not(language: Language, thousand: str) -> None:
    i18n.use(language)
    records = in_memory(
        {
            "programmes": {1: {"name": "Contoh"}},
            "batches": {1: {"programme": 1, "mode": "online", "seats": 1250}},
            "agreements": {1: {"title": "x", "document": "mou", "evaluations": [{"year": 2019, "result": "baik"}]}},
        }
    )
    texts = [
        item.text for kind, record_id, record in everything(records)
        for item in items_of(page_of(kind, record_id, record, records))
    ]  # fmt: skip

    assert thousand in texts
    assert "2019, baik" in texts


def test_what_the_program_remembers_is_shown_as_it_is_written() -> None:
    records = in_memory({"settings": {1: {"name": "snooze", "value": {"until": "2019", "on": True}}}})
    page = page_of(KINDS["settings"], 1, records.all(KINDS["settings"])[1], records)

    assert [item.text for row in page.rows for item in row.items] == ['{"until":"2019","on":true}']


def test_the_page_of_a_batch() -> None:
    records = in_memory(
        {
            "programmes": {1: {"name": "Program Contoh", "acronym": "PC"}},
            "batches": {
                1: {
                    "programme": 1,
                    "title": "Kota Contoh",
                    "mode": "abroad",
                    "starts_on": "2019-02-17",
                    "ends_on": "2019-02-23",
                    "groups": [{"origin": "own_staff", "reported": 25, "basis": "estimated"}],
                    "experts": [{"name": "Tina", "role": "host"}, {"name": "Budi", "role": "speaker"}],
                }
            },
        },
        today=date(2019, 3, 1),
    )
    page = page_of(KINDS["batches"], 1, records.all(KINDS["batches"])[1], records)

    assert page.title == "Kota Contoh"
    assert [(item.text, item.tone) for item in page.headline] == [
        ("PC", None),
        ("17–23 February 2019", None),
        ("Completed", "good"),
    ]
    assert [(row.label, [(item.text, item.estimated) for item in row.items]) for row in page.rows] == [
        ("Participations", [("25", True)]),
        ("Held", [("Abroad", False)]),
        ("Groups", [("Civil servants of the city, 25, estimate", False)]),
        ("Experts", [("Tina, Host", False), ("Budi, Speaker", False)]),
    ]


@examples(30)
@given(st.sampled_from(list(KINDS)), st.data())
def test_the_title_of_a_record_is_never_empty(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    document = data.draw(documents(kind, dict.fromkeys(KINDS, (1,))))

    assert kind.title(to_record(kind, document), in_memory({})).strip()


def test_a_place_in_words() -> None:
    assert path_words(KINDS["batches"], ("experts", 1, "name")) == "Experts 2 › Name"
    assert path_words(KINDS["agreements"], ("stages", 0, "letters", 2, "on")) == "Stages 1 › Letters 3 › Date"
    assert path_words(KINDS["batches"], ("judul",)) == "judul"


def test_a_count_in_words_follows_the_language_when_it_is_shown() -> None:
    records = in_memory({})
    found = []
    for language in LANGUAGES:
        i18n.use(language)
        found.append((words(CountType(0), 1250, records), _("Notes")))

    assert [count for count, _label in found] == ["1.250", "1,250"]
