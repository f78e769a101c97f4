"""Nominating, and saying who went: one change each, undone by one undo; and a batch day by day against a slow count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.counts import facts, occasions
from coop_tui.records import batches, participations
from coop_tui.records.batch_stages import steps
from coop_tui.records.batches import Decree
from coop_tui.register import AlreadyThere, Register
from coop_tui.register.describe import change_words
from coop_tui.register.participants import Nominee, going, nominate, set_decree, settle
from coop_tui.store import Change, Document
from coop_tui.values import PartialDate
from tests.register.desks import at_desk, everything
from tests.strategies import examples

PEOPLE = 8
DECREE = Decree(number="188.45/1", on=PartialDate("2019-02-03"))


def begin(register: Register) -> None:
    """A programme, two batches, a unit and some people, none of whom goes."""
    register.create("programmes", {"name": "Program Contoh"})
    for title in ("Kota Contoh", "Air Contoh"):
        register.create("batches", {"programme": 1, "title": title, "mode": "online", "starts_on": "2019-02-17"})
    register.create("units", {"name": "Dinas Contoh"})
    for number in range(1, PEOPLE + 1):
        filled: Document = (
            {"unit": 1, "position": "Analis", "grade": "III/a", "origin": "own_staff"} if number % 2 else {}
        )
        register.create("people", {"name": f"Peserta Rahasia {number}", **filled})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Register]:
    with at_desk(tmp_path / "coop.json") as register:
        begin(register)
        yield register


def statuses(register: Register) -> dict[int, str]:
    return {one.person: one.status.value for one in register.records.participations_of(1)}


def one_change_and_back(register: Register, do: Callable[[], Change | None]) -> Change:
    """Do it, and see that it is one line of the history that one undo takes back and one redo brings again."""
    before, generation = everything(register), register.records.generation
    change = do()
    assert change is not None
    assert register.records.generation == generation + 1
    after = everything(register)
    register.undo()
    assert everything(register) == before
    register.redo()
    assert everything(register) == after
    return change


def test_people_are_nominated_as_they_are_then_whatever_becomes_of_them(desk: Register) -> None:
    change = one_change_and_back(desk, lambda: nominate(desk, 1, [1, 2, {"name": "Orang Baru", "unit": 1}], DECREE))
    kept = {"unit": 1, "position": "Analis", "grade": "III/a", "origin": "own_staff"}
    assert desk.document("participations", 1) == {"person": 1, "batch": 1, "status": "nominated", **kept}
    assert desk.document("participations", 2) == {"person": 2, "batch": 1, "status": "nominated"}
    assert desk.document("people", PEOPLE + 1) == {"name": "Orang Baru", "unit": 1}
    assert (desk.document("batches", 1) or {})["decree"] == {"number": "188.45/1", "on": "2019-02-03"}
    said = change_words(change, desk.records)
    assert said == "Kota Contoh: 3 participants nominated"
    person = desk.document("people", 1)
    assert person is not None
    desk.update("people", 1, person, {"name": "Peserta Rahasia 1", "position": "Kepala", "origin": "academia"})
    assert desk.document("participations", 1) == {"person": 1, "batch": 1, "status": "nominated", **kept}


def test_who_goes_already_is_passed_over_and_who_withdrew_is_nominated_again(desk: Register) -> None:
    nominate(desk, 1, [1, 2, 1])
    settle(desk, 1, {1: None}, rest_attended=False)
    assert statuses(desk) == {1: "withdrawn", 2: "nominated"}
    one_change_and_back(desk, lambda: nominate(desk, 1, [1, 2]))
    assert statuses(desk) == {1: "nominated", 2: "nominated"}
    assert nominate(desk, 1, [1, 2]) is None
    assert len(desk.records.all(participations.KIND)) == 2


def test_all_attended_but_for_exceptions_is_one_change(desk: Register) -> None:
    nominate(desk, 1, [1, 2, 3, 4])
    nominate(desk, 2, [5])
    change = one_change_and_back(desk, lambda: settle(desk, 1, {2: None, 3: 6}, rest_attended=True))
    assert statuses(desk) == {1: "attended", 2: "withdrawn", 3: "replaced", 4: "attended", 6: "attended"}
    assert (desk.document("participations", 6) or {})["replaces"] == 3
    assert [one.status.value for one in desk.records.participations_of(2)] == ["nominated"]
    assert change_words(change, desk.records) == "Kota Contoh: attendance of 5 participants"


def test_a_replacement_before_the_batch_is_nominated(desk: Register) -> None:
    nominate(desk, 1, [1, 2])
    one_change_and_back(desk, lambda: settle(desk, 1, {1: {"name": "Orang Baru"}}, rest_attended=False))
    assert statuses(desk) == {1: "replaced", 2: "nominated", PEOPLE + 1: "nominated"}
    assert going(desk.records, 1) == {2, PEOPLE + 1}


def test_nobody_takes_two_places(desk: Register) -> None:
    nominate(desk, 1, [1, 2])
    before = everything(desk)
    for replaced in ({1: 2}, {1: 3, 2: 3}):
        with pytest.raises(AlreadyThere) as caught:
            settle(desk, 1, dict(replaced), rest_attended=True)
        assert "Rahasia" not in caught.value.message()
        assert everything(desk) == before


def test_a_decree_is_set_changed_and_taken_away(desk: Register) -> None:
    one_change_and_back(desk, lambda: set_decree(desk, 1, DECREE))
    assert set_decree(desk, 1, DECREE) is None
    one_change_and_back(desk, lambda: set_decree(desk, 1, Decree()))
    assert "decree" not in (desk.document("batches", 1) or {})


def test_what_somebody_else_did_meanwhile_is_seen(desk: Register, tmp_path: Path) -> None:
    with at_desk(tmp_path / "coop.json", "Budi") as other:
        nominate(other, 1, [1])
    nominate(desk, 1, [1, 2])
    assert statuses(desk) == {1: "nominated", 2: "nominated"}


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("nominate"), st.lists(st.integers(1, PEOPLE), max_size=4)),
        st.tuples(st.sampled_from(["attend", "except"]), st.lists(st.integers(1, PEOPLE), max_size=3, unique=True)),
        st.tuples(st.just("undo"), st.just([])),
    ),
    max_size=6,
)


@examples(15)
@given(actions=ACTIONS)
def test_a_batch_day_by_day_is_as_it_is_counted_slowly(actions: Sequence[tuple[str, list[int]]]) -> None:
    """Each day from before the nomination until after the end one thing happens; `model` holds status by person."""
    with TemporaryDirectory() as folder, at_desk(Path(folder) / "coop.json") as register:
        begin(register)
        model: dict[int, str] = {}
        undone: list[dict[int, str]] = []
        for at, (action, who) in enumerate(actions):
            day = date(2019, 2, 14) + timedelta(days=at)
            register.turn_to(day)
            before = dict(model)
            done = act(register, model, action, who)
            if action == "undo" and undone:
                register.undo()
                model = undone.pop()
            elif done:
                undone.append(before)
            assert statuses(register) == model
            compare(register, model, day)


def act(register: Register, model: dict[int, str], action: str, who: Sequence[int]) -> bool:
    """Do it to both; whether anything was done."""
    if action == "nominate":
        for one in who:
            if model.get(one) not in ("nominated", "attended"):
                model[one] = "nominated"
        nominees: list[Nominee] = list(who)
        return nominate(register, 1, nominees) is not None
    if action == "undo":
        return False
    ids = {one.person: at for at, one in register.records.all(participations.KIND).items()}
    gone = {ids[one]: None for one in who if model.get(one) in ("nominated", "attended")}
    for one in who:
        if model.get(one) in ("nominated", "attended"):
            model[one] = "withdrawn"
    if action == "attend":
        for one, status in model.items():
            if status == "nominated":
                model[one] = "attended"
    return settle(register, 1, gone, rest_attended=action == "attend") is not None


def compare(register: Register, model: dict[int, str], day: date) -> None:
    """Status, seats, people and steps as of the day."""
    came = sum(status == "attended" for status in model.values())
    open_ = sum(status == "nominated" for status in model.values())
    batch = register.records.all(batches.KIND)[1]
    taking = register.records.participations_of(1)
    now = batches.status(batch, taking, day).value
    first = date(2019, 2, 17)
    expected = "planned" if day < first else "running" if day == first else "completed" if came else "unconfirmed"
    assert now == expected
    assert batches.attendance(batch, taking).total == came
    for measure in ("participations", "people"):
        counted = sum(fact.amount for fact in facts(register.records, measure, occasions(register.records)))
        assert counted == (came if now == "completed" else 0), measure
    found = {one.event.value: one for one in steps(batch, taking, day)}
    assert (found["nominated"].have or 0) == came + open_
    assert (found["attended"].have or 0) == came
    assert (found["attended"].state == "missing") == (day > first and (open_ > 0 or not came))
