"""What concerns a record, held to a slow look at every value of every record."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from coop_tui.counts import count, facts, occasions, total
from coop_tui.records import KINDS, AnyKind, batches, countries
from coop_tui.records.fields import CountryType, FieldType, ListType, Part, PartType, RefType, TextType, specs
from coop_tui.register import Records
from coop_tui.register.related import Related, related
from coop_tui.store import JSON, Tables
from tests.strategies import examples, in_memory, registers, specs_of


def leaves(held: FieldType, value: object) -> Iterator[tuple[FieldType, object]]:
    """Every single value in a field, with its type."""
    if isinstance(held, ListType):
        assert isinstance(value, tuple)
        for one in value:
            yield from leaves(held.item, one)
    elif isinstance(held, PartType):
        assert isinstance(value, Part)
        for spec in specs(held.part):
            if getattr(value, spec.name) is not None:
                yield from leaves(spec.type, getattr(value, spec.name))
    else:
        yield held, value


def leads(records: Records, held: FieldType, value: object, kind: AnyKind, record_id: int) -> bool:
    match held:
        case RefType(other):
            return (other, value) == (kind.name, record_id)
        case CountryType():
            return kind is countries.KIND and records.all(countries.KIND)[record_id].code == value
        case TextType(names=str(other)):
            return other == kind.name and list(records.named(other, str(value))) == [record_id]
        case _:
            return False


def slowly(records: Records, kind: AnyKind, record_id: int) -> Iterator[Related]:
    for other in KINDS.values():
        for spec in specs_of(other):
            found = tuple(
                other_id
                for other_id, record in sorted(records.all(other).items())
                if (other.name, other_id) != (kind.name, record_id)
                and getattr(record, spec.name) is not None
                and any(
                    leads(records, *leaf, kind, record_id) for leaf in leaves(spec.type, getattr(record, spec.name))
                )
            )
            if found:
                yield Related(other.name, spec.name, spec.label, found)


@examples(25)
@given(tables=registers())
def test_everything_that_concerns_a_record_is_found_and_nothing_else(tables: Tables) -> None:
    records = in_memory(tables)
    for kind in KINDS.values():
        for record_id in records.all(kind):
            assert list(related(records, kind, record_id)) == list(slowly(records, kind, record_id))


def test_a_name_that_two_bear_leads_to_neither() -> None:
    visit: JSON = {"place": "Hall", "organisation": "clc"}
    records = in_memory(
        {
            "organisations": {
                1: {"name": "Centre", "acronym": "CLC", "kind": "other"},
                2: {"name": "College", "acronym": "CLC", "kind": "other"},
            },
            "batches": {1: {"programme": 1, "mode": "online", "visits": [visit]}},
        }
    )
    assert list(related(records, KINDS["organisations"], 1)) == []
    with_one = in_memory(
        {
            "organisations": {1: {"name": "Centre", "acronym": "CLC", "kind": "other"}},
            "batches": {1: {"programme": 1, "mode": "online", "visits": [visit]}},
        }
    )
    assert [(one.kind, one.field, one.ids) for one in related(with_one, KINDS["organisations"], 1)] == [
        ("batches", "visits", (1,))
    ]


@examples(25)
@given(tables=registers())
def test_the_figures_of_some_batches_are_those_of_the_counts(tables: Tables) -> None:
    records = in_memory(tables)
    for code in {batch.country for batch in records.all(batches.KIND).values()} - {None}:
        ids = [one for one, batch in records.all(batches.KIND).items() if batch.country == code]
        completed, seats = total(occasions(records, ids))
        held = occasions(records)
        for measure, figure in (("batches", completed), ("participations", seats.count)):
            assert count(records, measure, ["country"], facts(records, measure, held)).figure(code) == figure
