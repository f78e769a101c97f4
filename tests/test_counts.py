"""Figures against a slow count of single seats, and that each is made of the records behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop_tui.counts import (
    DIMENSIONS,
    MEASURES,
    REFERENCES,
    UNKNOWN,
    Place,
    Share,
    Table,
    Value,
    agreement_status,
    behind,
    count,
    facts,
    occasions,
    value_name,
)
from coop_tui.records import KINDS, agreements, batches, people
from coop_tui.records.batches import Batch, BatchStatus
from coop_tui.register import Records
from coop_tui.store import JSON, Document
from tests.exchange.registers import Tables, records_of

MAYBE_DATE = st.sampled_from(
    [None, "2018", "2019", "2019-02", "2019-02-17", "2019-11-30", "2026-11-20", "2027", "2030-01-01"]
)
TODAYS: dict[object, object] = {3: 1, 4: 1}
"""Which of the units did something that another does today."""

ORIGINS = ("own_staff", "municipal_company", "academia", "other")


def some(**fields: st.SearchStrategy[JSON]) -> st.SearchStrategy[Document]:
    """Documents of these fields, those that are None left out."""
    return st.fixed_dictionaries(fields).map(
        lambda one: {name: value for name, value in one.items() if value is not None}
    )


GROUPS: st.SearchStrategy[JSON] = st.lists(
    some(
        origin=st.sampled_from(ORIGINS),
        reported=st.sampled_from([None, 0, 1, 3]),
        basis=st.sampled_from(["reported", "estimated", "decree"]),
    ),
    max_size=3,
).map(list)
BATCHES = some(
    programme=st.sampled_from([1, 2]),
    mode=st.sampled_from(["abroad", "online"]),
    country=st.sampled_from([None, "SG", "NO"]),
    starts_on=MAYBE_DATE,
    ends_on=MAYBE_DATE,
    organiser=st.sampled_from([None, 1]),
    funder=st.sampled_from([None, "Dana Contoh"]),
    agreement=st.sampled_from([None, 1, 2]),
    seats=st.sampled_from([None, 0, 25]),
    groups=GROUPS,
    cancelled=st.sampled_from([None, None, None, None, {"on": "2019"}]),
)
PARTICIPATIONS = some(
    person=st.integers(1, 3),
    batch=st.sampled_from([1, 1, 1, 2, 3, 4]),
    status=st.sampled_from(["attended", "attended", "nominated", "withdrawn"]),
    unit=st.sampled_from([None, 1, 2, 3, 4, 5]),
    origin=st.sampled_from([None, *ORIGINS]),
)
AGREEMENTS = some(
    title=st.just("Naskah"),
    document=st.sampled_from(["mou", "loi"]),
    regime=st.sampled_from([None, "sister_city"]),
    country=st.sampled_from([None, "SG"]),
    unit=st.sampled_from([None, 2, 3]),
    signed_on=MAYBE_DATE,
    starts_on=MAYBE_DATE,
)


@st.composite
def registers(draw: st.DrawFn) -> Tables:
    numbered = draw(st.lists(PARTICIPATIONS, max_size=8, unique_by=lambda one: (one["person"], one["batch"])))
    found: dict[str, dict[int, Document]] = {
        "programmes": {1: {"name": "Zebra"}, 2: {"name": "Angsa"}},
        "organisations": {1: {"name": "Penyelenggara", "kind": "other"}},
        "units": {
            1: {"name": "Dinas"},
            2: {"name": "Badan"},
            3: {"name": "Kantor", "until": "2018", "successor": 4},
            4: {"name": "Bagian", "successor": 1},
            5: {"name": "Sampai nanti", "until": "2199", "successor": 1},
        },
        "agreements": {id: draw(AGREEMENTS) for id in (1, 2)},
        "batches": {id: draw(BATCHES) for id in (1, 2, 3, 4)},
        "people": {1: {"name": "A", "sex": "f", "unit": 2}, 2: {"name": "B", "unit": 1}, 3: {"name": "C", "sex": "m"}},
        "participations": dict(enumerate(numbered, 1)),
    }
    return found


def counted(records: Records, measure: str, *dimensions: str) -> Table:
    return count(records, measure, dimensions, facts(records, measure, occasions(records)))


def shares(records: Records, measure: str, dimensions: tuple[str, ...], place: Place) -> dict[tuple[str, int], Share]:
    return behind(records, measure, dimensions, facts(records, measure, occasions(records)), place)


# The slow count: every seat is a dictionary of what is known about it.

Seat = dict[str, object]


def seats_of(records: Records, tables: Tables, batch_id: int) -> list[Seat]:
    """One for each person who came to a completed batch; `who` where the name is on record."""
    rows = [
        one for one in tables["participations"].values() if one["batch"] == batch_id and one["status"] == "attended"
    ]
    named: list[Seat] = []
    for row in rows:
        person = records.get(people.KIND, int(str(row["person"])))
        assert person is not None
        now = {"unit": person.unit or UNKNOWN, "sex": person.sex or UNKNOWN}
        unit = row.get("unit", now["unit"])
        named.append(
            {"who": row["person"], **now, "unit": unit, "unit_today": TODAYS.get(unit, unit),
             "origin": row.get("origin", UNKNOWN)}
        )  # fmt: skip
    return named + [seat for own in (True, False) for seat in unnamed(tables["batches"][batch_id], named, own=own)]


def unnamed(batch: Document, named: list[Seat], *, own: bool) -> list[Seat]:
    """The seats of one side that have no name, of the origins whose head-count is not used up by names."""
    ours = ("own_staff", "municipal_company")
    groups = batch["groups"]
    assert isinstance(groups, list)
    heads = [
        group["origin"]
        for group in groups
        if isinstance(group, dict) and group["basis"] != "decree" and (group["origin"] in ours) is own
        for _ in range(int(str(group.get("reported", 0))))
    ]
    heads.sort(key=[group["origin"] for group in groups if isinstance(group, dict)].index)
    names = [seat["origin"] for seat in named if (seat["origin"] in (*ours, UNKNOWN)) is own]
    count = max(len(heads) - len(names), 0)
    for origin in names:
        if origin in heads:
            heads.remove(str(origin))
    return [{"unit": UNKNOWN, "unit_today": UNKNOWN, "sex": UNKNOWN, "origin": origin} for origin in heads[:count]]


def entries(records: Records, tables: Tables, measure: str) -> Iterator[tuple[object, int, Seat]]:
    """(what counts once in a cell, how much, what is known about it)."""
    if measure == "agreements":
        for id, agreement in records.all(agreements.KIND).items():
            start = agreement.starts_on or agreement.signed_on
            yield id, 1, {**about_agreement(records, id), "status": agreement_status(records, agreement), **when(start),
                          "country": agreement.country, "unit": agreement.unit,
                  "unit_today": TODAYS.get(agreement.unit, agreement.unit)}  # fmt: skip
        return
    for id, batch in records.all(batches.KIND).items():
        status = batches.status(batch, records.participations_of(id), records.today)
        seats = seats_of(records, tables, id) if status is BatchStatus.COMPLETED else []
        known = {**about_batch(records, batch), "status": status}
        if measure in ("participations", "people"):
            for place, seat in enumerate(seats):
                if measure == "participations" or "who" in seat:
                    yield seat["who"] if measure == "people" else (id, place), 1, known | seat
        else:
            amount = {"batches": 1, "seats": batch.seats or 0, "days": days_of(batch)}[measure]
            for seat in seats or [{}]:
                yield id, amount, known | seat


def days_of(batch: Batch) -> int:
    start, end = batch.starts_on or "", batch.ends_on or batch.starts_on or ""
    whole = len(start) == len(end) == len("2019-02-17")
    return max(0, (date.fromisoformat(end) - date.fromisoformat(start)).days + 1) if whole else 0


def about_batch(records: Records, batch: Batch) -> Seat:
    known: Seat = {name: getattr(batch, name) for name in ("country", "programme", "mode", "organiser", "funder")}
    return known | when(batch.starts_on) | (about_agreement(records, batch.agreement) if batch.agreement else {})


def about_agreement(records: Records, id: int) -> Seat:
    agreement = records.get(agreements.KIND, id)
    assert agreement is not None
    return {"document": agreement.document, "regime": agreement.regime}


def when(start: str | None) -> Seat:
    quarter = {"01": 1, "02": 1, "11": 4}[start[5:7]] if start and len(start) > 4 else None
    return {"year": start[:4] if start else None, "quarter": f"{start[:4]}-Q{quarter}" if start and quarter else None}


def slow(records: Records, tables: Tables, measure: str, dimensions: tuple[str, ...]) -> dict[tuple[object, ...], int]:
    seen: dict[tuple[object, ...], dict[object, int]] = {(None,) * len(dimensions): {}}
    for key, amount, known in entries(records, tables, measure):
        if measure == "batches" and "status" not in dimensions and known["status"] is not BatchStatus.COMPLETED:
            continue
        place = tuple(known.get(one) or UNKNOWN for one in dimensions)
        for margin in product((True, False), repeat=len(dimensions)):
            cell = tuple(None if whole else value for whole, value in zip(margin, place, strict=True))
            seen.setdefault(cell, {})[key] = amount
    return {cell: sum(found.values()) for cell, found in seen.items()}


PAIRS = [*((one,) for one in DIMENSIONS), *product(DIMENSIONS, repeat=2)]


@settings(max_examples=15)
@given(registers(), st.lists(st.sampled_from(PAIRS), min_size=12, max_size=12, unique=True))
@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_is_what_a_slow_count_of_seats_gives(
    measure: str, tables: Tables, tried: list[tuple[str, ...]]
) -> None:
    records = records_of(tables)
    for dimensions in tried:
        assert counted(records, measure, *dimensions).cells == slow(records, tables, measure, dimensions)


@settings(max_examples=15)
@given(registers(), st.lists(st.sampled_from(PAIRS), min_size=6, max_size=6, unique=True))
@pytest.mark.parametrize("measure", MEASURES)
def test_the_records_behind_a_figure_are_there_and_add_up_to_it(
    measure: str, tables: Tables, tried: list[tuple[str, ...]]
) -> None:
    records = records_of(tables)
    for dimensions in tried:
        found = counted(records, measure, *dimensions)
        for place, figure in found.cells.items():
            parts = shares(records, measure, dimensions, place)
            assert sum(one.amount for one in parts.values()) == figure
            assert sum(one.estimated for one in parts.values()) == found.estimated(*place)
            assert all(id in records.all(KINDS[kind]) for kind, id in parts)
            assert all(0 <= one.estimated <= one.amount for one in parts.values())


@settings(max_examples=20)
@given(registers())
def test_what_has_no_name_and_rests_on_an_estimate_is_an_estimate(tables: Tables) -> None:
    """Without names it is all that was estimated; each name confirms somebody, first of those reported."""
    records = records_of({**tables, "participations": {}})
    nameless = counted(records, "participations", "year", "origin")
    assert nameless.estimated(None, None) == sum(
        one.attendance.estimated for one in occasions(records) if one.attendance
    )
    records = records_of(tables)
    for measure in MEASURES:
        found = counted(records, measure, "unit", "origin")
        assert measure == "participations" or not found.estimates
        assert all(place[0] in (None, UNKNOWN) for place in found.estimates)
        assert all(0 < estimated <= found.figure(*place) for place, estimated in found.estimates.items())


@settings(max_examples=20)
@given(registers())
def test_there_are_never_more_people_than_participations_and_totals_are_distinct_persons(tables: Tables) -> None:
    records = records_of(tables)
    for dimensions in combinations(("year", "country", "programme", "unit", "unit_today", "origin", "sex"), 2):
        persons, seats = (counted(records, measure, *dimensions) for measure in ("people", "participations"))
        assert all(0 < figure <= seats.figure(*place) for place, figure in persons.cells.items() if any(place))
        went = {id for _kind, id in shares(records, "people", dimensions, (None, None))}
        assert persons.figure(None, None) == len(went) <= seats.figure(None, None)


@settings(max_examples=20)
@given(registers())
def test_nothing_is_dropped(tables: Tables) -> None:
    """By whatever belongs to one batch, the rows make up the total; people may be in several rows, but never fewer."""
    records = records_of(tables)
    for measure, dimension in product(MEASURES, ("year", "country", "programme", "status", "document")):
        found = counted(records, measure, dimension)
        rows = [found.figure(value) for value in found.values[0]]
        assert sum(rows) >= found.figure(None) if measure == "people" else sum(rows) == found.figure(None)
    attended = sum(one.attendance.total for one in occasions(records) if one.attendance)
    assert counted(records, "participations", "unit").figure(None) == attended


@settings(max_examples=20)
@given(registers(), st.integers(1, 4))
def test_a_batch_that_goes_takes_its_share_of_every_figure_along(tables: Tables, gone: int) -> None:
    records = records_of(tables)
    left = records_of({
        **tables,
        "batches": {id: one for id, one in tables["batches"].items() if id != gone},
        "participations": {id: one for id, one in tables["participations"].items() if one["batch"] != gone},
    })  # fmt: skip
    for measure in ("batches", "participations", "seats", "days"):
        before, after = counted(records, measure, "year", "origin"), counted(left, measure, "year", "origin")
        for place, figure in before.cells.items():
            parts = shares(records, measure, ("year", "origin"), place)
            share = sum(one.amount for (kind, id), one in parts.items() if batch_of(tables, kind, id) == gone)
            assert after.figure(*place) == figure - share


def batch_of(tables: Tables, kind: str, id: int) -> object:
    return id if kind == "batches" else tables[kind][id]["batch"]


BATCH: Document = {
    "programme": 1, "mode": "abroad", "country": "SG", "starts_on": "2019-02-17", "ends_on": "2019-02-23", "seats": 25,
    "organiser": 1, "funder": "Dana Contoh", "agreement": 1,
    "groups": [{"origin": "own_staff", "reported": 25, "basis": "reported"}],
}  # fmt: skip
ONE: Tables = {
    "programmes": {1: {"name": "Zebra"}, 2: {"name": "Angsa"}},
    "organisations": {1: {"name": "Satu", "kind": "other"}, 2: {"name": "Dua", "kind": "other"}},
    "agreements": {1: {"title": "A", "document": "mou", "regime": "sister_city"}, 2: {"title": "B", "document": "loi"}},
    "batches": {1: BATCH},
}


@pytest.mark.parametrize(
    ("dimension", "changed", "before", "after"),
    [
        ("year", {"starts_on": "2018-12-30"}, "2019", "2018"),
        ("quarter", {"starts_on": "2018-12-30"}, "2019-Q1", "2018-Q4"),
        ("country", {"country": "NO"}, "SG", "NO"),
        ("programme", {"programme": 2}, 1, 2),
        ("mode", {"mode": "online"}, "abroad", "online"),
        ("status", {"starts_on": "2031", "ends_on": "2031"}, "completed", "planned"),
        ("organiser", {"organiser": 2}, 1, 2),
        ("funder", {"funder": "Lain"}, "Dana Contoh", "Lain"),
        ("origin", {"groups": [{"origin": "academia", "reported": 5, "basis": "reported"}]}, "own_staff", "academia"),
        ("document", {"agreement": 2}, "mou", "loi"),
        ("regime", {"agreement": 2}, "sister_city", UNKNOWN),
    ],
)
def test_a_changed_record_moves_the_figures_that_depend_on_it(
    dimension: str, changed: Document, before: Value, after: Value
) -> None:
    old, new = (
        counted(records_of({**ONE, "batches": {1: one}}), "batches", dimension) for one in (BATCH, BATCH | changed)
    )

    assert (old.figure(before), old.figure(after), old.figure(None)) == (1, 0, 1)
    assert (new.figure(before), new.figure(after), new.figure(None)) == (0, 1, 1)


def test_who_went_twice_is_one_person_and_two_participations() -> None:
    tables: Tables = {
        **ONE,
        "batches": {1: BATCH, 2: BATCH | {"starts_on": "2020", "ends_on": "2020"}},
        "people": {5: {"name": "A"}},
        "participations": {id: {"person": 5, "batch": id, "status": "attended"} for id in (1, 2)},
    }
    found = counted(records_of(tables), "people", "year")

    assert [found.figure(value) for value in ("2019", "2020", None)] == [1, 1, 1]
    assert shares(records_of(tables), "people", ("year",), (None,)) == {("people", 5): Share(1)}
    assert counted(records_of(tables), "participations", "year").figure(None) == 50


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], {"own_staff": 3, "municipal_company": 2, "academia": 4}),
        (["own_staff", "own_staff"], {"own_staff": 3, "municipal_company": 2, "academia": 4}),
        (["own_staff"] * 4, {"own_staff": 4, "municipal_company": 1, "academia": 4}),
        (["own_staff"] * 6, {"own_staff": 6, "academia": 4}),
        (["academia"] * 5, {"own_staff": 3, "municipal_company": 2, "academia": 5}),
        ([None, None], {"own_staff": 3, "unknown": 2, "academia": 4}),
    ],
)
def test_on_each_side_names_come_first_and_the_head_count_fills_up(
    names: list[str | None], expected: dict[str, int]
) -> None:
    groups: list[JSON] = [
        {"origin": "own_staff", "reported": 3, "basis": "reported"},
        {"origin": "municipal_company", "reported": 2, "basis": "estimated"},
        {"origin": "academia", "reported": 4, "basis": "reported"},
        {"origin": "other", "reported": 9, "basis": "decree"},
    ]
    attended: dict[int, Document] = {}
    for id, origin in enumerate(names, 1):
        known: Document = {"origin": origin} if origin else {}
        attended[id] = {"person": id, "batch": 1, "status": "attended", **known}
    persons: dict[int, Document] = {id: {"name": f"Orang {id}"} for id in attended}
    records = records_of(
        {**ONE, "batches": {1: BATCH | {"groups": groups}}, "people": persons, "participations": attended}
    )
    found = counted(records, "participations", "origin")

    assert {str(value): found.figure(value) for value in found.values[0]} == expected


@pytest.mark.parametrize(("names", "estimated"), [(0, 2), (2, 2), (3, 2), (4, 1), (5, 0), (6, 0)])
def test_names_confirm_what_was_reported_before_they_confirm_an_estimate(names: int, estimated: int) -> None:
    groups: JSON = [
        {"origin": "own_staff", "reported": 3, "basis": "reported"},
        {"origin": "own_staff", "reported": 2, "basis": "estimated"},
    ]
    attended: dict[int, Document] = {
        id: {"person": id, "batch": 1, "status": "attended", "origin": "own_staff"} for id in range(1, names + 1)
    }
    persons: dict[int, Document] = {id: {"name": f"Orang {id}"} for id in attended}
    found = counted(
        records_of({**ONE, "batches": {1: BATCH | {"groups": groups}}, "people": persons, "participations": attended}),
        "participations",
        "origin",
    )

    assert (found.figure("own_staff"), found.estimated("own_staff")) == (max(5, names), estimated)


def test_days_are_counted_where_both_ends_are_days() -> None:
    assert counted(records_of(ONE), "days", "year").figure("2019") == 7
    partial = records_of({**ONE, "batches": {1: BATCH | {"ends_on": "2019-02"}}})
    assert counted(partial, "days", "year").figure("2019") == 0


def test_rows_stand_in_order_and_what_is_unknown_last() -> None:
    bare: Document = {"programme": 2, "mode": "online"}
    found = records_of(
        {**ONE, "batches": {1: bare | {"mode": "at_home"}, 2: BATCH, 3: bare, 4: BATCH | {"starts_on": "2018"}}}
    )

    assert counted(found, "seats", "year").values == (("2018", "2019", UNKNOWN),)
    assert counted(found, "seats", "mode").values == (("abroad", "at_home", "online"),)
    names = [value_name(found, "programme", value) for value in counted(found, "seats", "programme").values[0]]
    assert names == ["Angsa", "Zebra"]


def test_only_a_year_or_a_country_is_counted_where_that_is_asked_for() -> None:
    found = records_of({**ONE, "batches": {1: BATCH, 2: BATCH | {"country": "NO"}, 3: BATCH | {"starts_on": "2018"}}})

    def ids(year: str | None, country: str | None) -> list[int]:
        return [one.id for one in facts(found, "seats", occasions(found), year, country)]

    assert ids("2019", None) == [1, 2]
    assert ids(None, "SG") == [1, 3]
    assert ids("2019", "SG") == [1]


def test_an_empty_register_has_a_total_of_nothing() -> None:
    for measure in MEASURES:
        assert counted(records_of({}), measure, "year", "unit").cells == {(None, None): 0}


def test_the_dimensions_that_are_references_name_kinds() -> None:
    assert REFERENCES.keys() <= DIMENSIONS.keys()
    assert set(REFERENCES.values()) <= KINDS.keys()
