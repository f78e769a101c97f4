"""Who is proposed as one person, measured on the pairs that were labelled before there was a program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from coop_tui.register import duplicates
from coop_tui.register.duplicates import Pair, Reason, search
from coop_tui.register.state import Records
from coop_tui.store import Change, Document, Operation, Tables
from coop_tui.store.snapshots import raw_tables

PAIRS = Path(__file__).with_name("duplicate_pairs.yaml")
LEAST_RECALL = 0.95
MOST_FALSE = 20


def labelled() -> dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]]:
    found: dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]] = yaml.safe_load(PAIRS.read_text("utf-8"))
    return found


def records_of(*people: dict[str, Any]) -> Records:
    """A register of these people, numbered from 1, whose units are given by name."""
    names = sorted({one["unit"] for one in people if "unit" in one})
    units = {at: {"name": name} for at, name in enumerate(names, 1)}
    table = {
        at: {**one, **({"unit": names.index(one["unit"]) + 1} if "unit" in one else {})}
        for at, one in enumerate(people, 1)
    }
    return Records(raw_tables({"units": units, "people": table}), 0, Path("coop.json"), date(2019, 3, 1), 365)


def proposed(records: Records) -> Iterator[Pair]:
    for piece in search(records, frozenset()):
        yield from piece.found


def measured() -> tuple[list[str], list[str]]:
    """Which pairs that are one person were not found, and what was proposed that is two, among all of them together."""
    pairs = labelled()
    people = [person for label in ("same", "different") for _why, *both in pairs[label] for person in both]
    of_one = {(2 * at + 1, 2 * at + 2): why for at, (why, *_both) in enumerate(pairs["same"])}
    found = {(pair.one, pair.other) for pair in proposed(records_of(*people))}
    missed = [why for pair, why in of_one.items() if pair not in found]
    wrong = [f"{people[one - 1]} / {people[other - 1]}" for one, other in sorted(found - of_one.keys())]
    return missed, wrong


def test_those_who_are_one_are_found_and_few_who_are_two() -> None:
    pairs = labelled()
    assert len(pairs["same"]) + len(pairs["different"]) == 200
    missed, wrong = measured()
    recall = 1 - len(missed) / len(pairs["same"])
    assert recall >= LEAST_RECALL, missed
    assert len(wrong) <= MOST_FALSE, wrong


def test_who_should_meet_does() -> None:
    """The keys lose nothing: everybody compared with everybody gives the same pairs."""
    pairs = labelled()["same"]
    people = [person for _why, *both in pairs for person in both]
    records = records_of(*people)
    reader = duplicates._Reader(records)
    reader.count_addresses(range(1, len(people) + 1))
    known = list(reader.known(range(1, len(people) + 1)))
    everybody = {
        (one.id, other.id)
        for at, one in enumerate(known)
        for other in known[at + 1 :]
        if sum(reason.weight for reason in duplicates._reasons(one, other)) >= duplicates.ENOUGH
    }
    assert everybody == {(pair.one, pair.other) for pair in proposed(records)}
    assert len(everybody) >= len(pairs) - 5


def test_what_is_known_to_be_two_is_not_proposed_again() -> None:
    records = records_of({"name": "Ani Contoh", "unit": "A"}, {"name": "Ani Contoh, S.T.", "unit": "A"})
    assert [(pair.one, pair.other) for pair in proposed(records)] == [(1, 2)]
    assert [piece.found for piece in search(records, {(1, 2)})] == [(), (), ()]


def test_the_search_goes_in_pieces_and_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "PIECE", 7)
    people = [person for _why, *both in labelled()["same"] for person in both]
    pieces = list(search(records_of(*people), frozenset()))
    assert len(pieces) == 3 * -(-len(people) // 7)
    assert [piece.done for piece in pieces] == sorted({piece.done for piece in pieces})
    assert all(piece.total == 3 * len(people) and piece.done < piece.total for piece in pieces)
    assert {pair for piece in pieces for pair in piece.found} == set(proposed(records_of(*people)))


def test_the_search_forgets_in_pieces_too(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [person for _why, *both in labelled()["same"] for person in both]
    whole = len(list(search(records_of(*people), frozenset())))
    monkeypatch.setattr(duplicates, "_FORGOTTEN", 100)
    pieces = list(search(records_of(*people), frozenset()))
    assert len(pieces) > whole + 5
    assert {pair for piece in pieces for pair in piece.found} == set(proposed(records_of(*people)))


def test_whoever_is_deleted_meanwhile_is_passed_over() -> None:
    people = [{"name": "Ani Contoh", "unit": "A"} for _ in range(3)]
    records = records_of(*people)
    pieces = search(records, frozenset())
    next(pieces)
    before: Document = {"name": "Ani Contoh", "unit": 1}
    records.apply(Change(1, "2019-03-01T08:00:00.000+07:00", "sari", "x", (Operation("people", 2, before, None),)))
    assert {(pair.one, pair.other) for piece in pieces for pair in piece.found} == {(1, 3)}


def test_a_unit_and_its_successor_are_one() -> None:
    tables: Tables = {
        "units": {1: {"name": "Kantor Arsip", "successor": 2}, 2: {"name": "Dinas Arsip", "successor": 1}},
        "people": {1: {"name": "Ani Contoh", "unit": 1}, 2: {"name": "Ani Contoh", "unit": 2}},
    }
    records = Records(raw_tables(tables), 0, Path("coop.json"), date(2019, 3, 1), 365)
    assert not list(proposed(records))  # each the other's: nobody knows who works today

    tables["units"][2] = {"name": "Dinas Arsip"}
    records = Records(raw_tables(tables), 0, Path("coop.json"), date(2019, 3, 1), 365)
    assert [pair.reasons for pair in proposed(records)] == [(Reason.SAME_NAME, Reason.SAME_UNIT)]


def test_a_name_or_an_address_that_many_have_proposes_nobody() -> None:
    crowd = [{"name": f"{chr(97 + at) * 7} Contoh{at}", "email": "kepala@contoh.example"} for at in range(3)]
    crowd += [{"name": "Siti Aminah"} for _ in range(60)]
    assert not list(proposed(records_of(*crowd)))


SAME: dict[str, Any] = {"name": "Ani Contoh", "unit": "A"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"nip": "197003121995031001"}, {"nip": "198509222010011003"}),
        ({"nip": "010055001"}, {"nip": "490177345"}),
        ({"sex": "m"}, {"sex": "f"}),
        ({"nip": "197003121995031001"}, {"sex": "f"}),
        ({"position": "Guru", "phone": "0800 1"}, {"position": "Camat", "phone": "0800 2"}),
        ({"unit": "B"}, {"unit": "A"}),
        ({"unit": "B", "email": "humas@contoh.example"}, {"email": "humas@contoh.example"}),
    ],
)
def test_what_contradicts_speaks_against(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(list(proposed(records_of(SAME, SAME)))) == 1
    assert not list(proposed(records_of({**SAME, **one}, {**SAME, **other})))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"nip": "197003121995031001"}, {"nip": "197003121995031008"}),
        ({"nip": "197003121995031001"}, {"nip": "197003211995031001"}),
        ({"email": "ani@contoh.example"}, {"email": "ANI@contoh.example"}),
        ({"phone": "0800-111 1"}, {"phone": "+62 800 1111"}),
    ],
)
def test_a_number_or_address_in_common_is_enough_with_the_name(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert len(list(proposed(records_of({**SAME, **one, "unit": "B"}, {**SAME, **other})))) == 1


def test_two_who_were_forgotten_are_not_one() -> None:
    forgotten = [{"name": f"? {number}", "unit": "A"} for number in (1, 11, 123, 132, 1234567, 1234576)]
    assert not list(proposed(records_of(*forgotten)))
