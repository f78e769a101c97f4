"""Two people made one: nothing is lost, nothing dangles, and undo brings everything back."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coop_tui.counts import DIMENSIONS, count, facts, occasions
from coop_tui.records import KINDS, participations, people
from coop_tui.records.read import references
from coop_tui.register import Records, Register
from coop_tui.register.apart import keep_apart, pairs_apart
from coop_tui.register.duplicates import search
from coop_tui.register.errors import ChangedMeanwhile, NoSuchRecord
from coop_tui.register.merging import Merging, contested, merge, seats_of, twice, united
from coop_tui.store import Document, Tables
from tests.register.desks import at_desk, everything
from tests.strategies import documents, examples, in_memory, registers

STATUSES = ("nominated", "attended", "attended", "withdrawn", "replaced")
SOME_IDS: Mapping[str, tuple[int, ...]] = dict.fromkeys(KINDS, (1, 2))


FEW: Tables = {
    "programmes": {1: {"name": "Program Contoh"}},
    "units": {1: {"name": "Dinas Contoh", "successor": 2}, 2: {"name": "Dinas Umpama"}},
    "batches": {
        1: {"programme": 1, "mode": "online", "starts_on": "2018"},
        2: {
            "programme": 1,
            "mode": "abroad",
            "starts_on": "2017-02",
            "groups": [{"origin": "own_staff", "reported": 1}],
        },
    },
}


@st.composite
def with_two(draw: st.DrawFn, others: st.SearchStrategy[Tables]) -> tuple[Tables, Merging]:
    """A register with people and batches in it, several of them in one batch, and two people to merge."""
    tables: Tables = {**{kind: {} for kind in KINDS}, **deepcopy(draw(others))}
    for kind, most in (("programmes", 1), ("batches", 2), ("people", 3)):
        tables[kind] = dict(tables[kind])
        ids = {other: list(table) for other, table in tables.items()}
        while len(tables[kind]) < most:
            tables[kind][len(tables[kind]) + 1] = draw(documents(KINDS[kind], ids))
    assume(len({one.get("nip") for one in tables["people"].values()} - {None}) == _with_nip(tables))
    tables["participations"] = draw(_participations(tables))
    stays, goes = draw(st.permutations(sorted(tables["people"])))[:2]
    tables["settings"] = dict(tables["settings"])
    for one, other in draw(st.sets(st.sampled_from([(1, 2), (1, 3), (2, 3)]))):
        tables["settings"][90 + 10 * one + other] = {"name": f"apart:{one}:{other}", "value": True}
    return tables, Merging(stays, goes, frozenset(draw(st.sets(st.sampled_from(["name", "nip", "unit", "email"])))))


def _with_nip(tables: Tables) -> int:
    return sum("nip" in one for one in tables["people"].values())


@st.composite
def _participations(draw: st.DrawFn, tables: Tables) -> dict[int, Document]:
    seats = st.sampled_from(list(product(tables["people"], tables["batches"])))
    chosen = draw(st.lists(seats, unique=True, max_size=6))
    ids = {kind: list(table) for kind, table in tables.items()}
    found: dict[int, Document] = {}
    for at, (person, batch) in enumerate(chosen, 1):
        document = draw(documents(participations.KIND, {**ids, "people": [person], "batches": [batch]}))
        document["status"] = draw(st.sampled_from(STATUSES))
        document.pop("replaces", None)
        if draw(st.booleans()) and found:
            document["replaces"] = draw(st.sampled_from(sorted(found)))
        found[at] = document
    return found


def merged(register: Register, merging: Merging) -> None:
    seen = {one: register.document("people", one) or {} for one in (merging.stays, merging.goes)}
    assert merge(register, merging, seen) is not None


@examples(40)
@given(with_two(st.just(FEW)))
def test_a_merge_and_its_undo_leave_everything_as_it_was(drawn: tuple[Tables, Merging]) -> None:
    _there_and_back(*drawn)


@pytest.mark.torture
@examples(600)
@given(with_two(st.just(FEW) | registers()))
def test_many_merges_and_their_undo_leave_everything_as_it_was(drawn: tuple[Tables, Merging]) -> None:
    _there_and_back(*drawn)


def _there_and_back(tables: Tables, merging: Merging) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coop.json"
        with at_desk(path) as register:
            register.replace_all(tables, "restore")
            before = everything(register)
            merged(register, merging)
            after = everything(register)
            _check(before, after, merging)
            _check_figures(register.records, before)
            register.undo()
            assert everything(register) == before
            register.redo()
            assert everything(register) == after
        with at_desk(path) as register:
            assert everything(register) == after


def _check(before: Tables, after: Tables, merging: Merging) -> None:
    """Nothing dangles, everybody else is as before, nothing of either is gone but what the other has as well."""
    stays, goes = merging.stays, merging.goes
    assert merging.goes not in after["people"]
    for name, table in after.items():
        for id, document in table.items():
            for _path, kind, target in references(KINDS[name].record, document):
                assert target in after[kind], (name, id, kind, target)
                assert (kind, target) != (name, id) or before[name][id] == document, "it refers to itself"
    assert {id: one for id, one in after["people"].items() if id != stays} == {
        id: one for id, one in before["people"].items() if id not in (stays, goes)
    }
    kept, gone, one = before["people"][stays], before["people"][goes], after["people"][stays]
    assert one.keys() == kept.keys() | gone.keys()
    for name in contested(people.KIND, kept, gone):
        assert one[name] == (gone if name in merging.taken else kept)[name]
    seats = {_seat(one, merging) for one in before.get("participations", {}).values()}
    left = [_seat(one, merging) for one in after.get("participations", {}).values()]
    assert sorted(left, key=str) == sorted(seats, key=str)
    for seat in seats:
        had = [one for one in before["participations"].values() if _seat(one, merging) == seat]
        has = next(one for one in after["participations"].values() if _seat(one, merging) == seat)
        assert (has["status"] == "attended") == any(one["status"] == "attended" for one in had)
        assert has.keys() | {"replaces"} == {name for one in had for name in one} | {"replaces"}


def _seat(participation: Document, merging: Merging) -> tuple[object, object]:
    person = participation["person"]
    return (merging.stays if person == merging.goes else person), participation["batch"]


def _check_figures(records: Records, before: Tables) -> None:
    """In every cell people are no more than participations, and the total of people is no more than before."""
    counted = {one: facts(records, one, occasions(records)) for one in ("people", "participations")}
    earlier = in_memory(before, records.today)
    for name in DIMENSIONS:
        persons, seats = (count(records, one, (name,), counted[one]) for one in ("people", "participations"))
        for place, figure in persons.cells.items():
            assert figure <= seats.cells.get(place, 0), (name, place)
        were = count(earlier, "people", (name,), facts(earlier, "people", occasions(earlier)))
        assert persons.figure(None) <= were.figure(None) <= persons.figure(None) + 1


A_BATCH: Tables = {
    "programmes": {1: {"name": "Program Contoh"}},
    "batches": {1: {"programme": 1, "mode": "online"}},
    "people": {
        1: {"name": "Budi Rekaan", "notes": "dari daftar 2018"},
        2: {"name": "Drs. Budi Rekaan", "nip": "197001011995031001", "notes": "dari daftar 2019"},
        3: {"name": "Wati Contoh"},
    },
    "participations": {
        1: {"person": 1, "batch": 1, "status": "withdrawn", "position": "Analis"},
        2: {"person": 2, "batch": 1, "status": "attended", "grade": "III/c", "replaces": 1},
        3: {"person": 3, "batch": 1, "status": "attended", "replaces": 1},
    },
}


def test_of_two_participations_in_one_batch_the_one_that_came_further_stays(path: Path) -> None:
    with at_desk(path) as register:
        register.replace_all(A_BATCH, "restore")
        seats = seats_of(register.records, (1, 2))
        assert [(one.stays, one.goes) for one in twice(register.records, seats[1], seats[2])] == [(2, 1)]
        merged(register, Merging(1, 2))
        assert everything(register)["people"] == {
            1: {
                "name": "Budi Rekaan",
                "nip": "197001011995031001",
                "notes": "dari daftar 2018\ndari daftar 2019",
            },
            3: {"name": "Wati Contoh"},
        }
        assert everything(register)["participations"] == {
            2: {"person": 1, "batch": 1, "status": "attended", "position": "Analis", "grade": "III/c"},
            3: {"person": 3, "batch": 1, "status": "attended", "replaces": 2},
        }


def test_what_is_not_as_it_was_seen_is_not_merged(path: Path) -> None:
    with at_desk(path) as register, at_desk(path, "Budi") as another:
        register.replace_all(A_BATCH, "restore")
        seen = {one: register.document("people", one) or {} for one in (1, 2)}
        another.poll()
        another.update("people", 2, seen[2], {**seen[2], "position": "Camat"})
        with pytest.raises(ChangedMeanwhile):
            merge(register, Merging(1, 2), seen)
        another.update("people", 2, {**seen[2], "position": "Camat"}, seen[2])
        assert merge(register, Merging(1, 2), seen) is not None
        with pytest.raises(NoSuchRecord):
            merge(register, Merging(2, 1), seen)


def test_who_is_two_is_remembered_for_good_and_through_a_merge(path: Path) -> None:
    same: Document = {"name": "Ani Contoh"}
    with at_desk(path) as register:
        register.replace_all({"people": dict.fromkeys((1, 2, 3), same)}, "restore")
        keep_apart(register, 3, 1)
        assert keep_apart(register, 1, 3) is None
    with at_desk(path) as register:
        assert pairs_apart(register.records) == {(1, 3)}
        assert _proposed(register) == {(1, 2), (2, 3)}
        merged(register, Merging(2, 3))
        assert pairs_apart(register.records) == {(1, 2)}
        assert _proposed(register) == set()
        register.undo()
        assert pairs_apart(register.records) == {(1, 3)}
        register.undo()
        assert pairs_apart(register.records) == set()
        register.redo()
        register.delete("people", 1)
        assert _proposed(register) == {(2, 3)}
        keep_apart(register, 2, 3)
        merged(register, Merging(2, 3))  # somebody thought better of it
        assert pairs_apart(register.records) == {(1, 2)}


def _proposed(register: Register) -> set[tuple[int, int]]:
    pieces = search(register.records, pairs_apart(register.records))
    return {(pair.one, pair.other) for piece in pieces for pair in piece.found}


@examples(50)
@given(documents(people.KIND, SOME_IDS), documents(people.KIND, SOME_IDS))
@example({"name": "A", "notes": "x"}, {"name": "A", "notes": "x\ny"})
def test_uniting_loses_only_what_is_contested(stays: Document, goes: Document) -> None:
    one = united(people.KIND, stays, goes)
    lost = contested(people.KIND, stays, goes)
    assert lost == contested(people.KIND, goes, stays)
    for document in (stays, goes):
        for name, value in document.items():
            if name not in lost:
                assert str(value) in str(one[name]) if name == "notes" else one[name] == value
    assert united(people.KIND, stays, goes, set(lost)) | {"notes": None} == {
        **one,
        **{name: goes[name] for name in lost},
        "notes": None,
    }
