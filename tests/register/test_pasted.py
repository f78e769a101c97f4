"""Pasted lists: no line is lost, nobody is taken by likeness, and two people of one name stay two."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.register.pasted import (
    Choice,
    PastedLine,
    Proposal,
    choices_of,
    pasted_line,
    pasted_lines,
    proposals,
    spoken,
)
from coop_tui.store import Document
from coop_tui.values import clean
from tests.hostile import PAYLOADS
from tests.strategies import in_memory

UNITS = {"dinas umum kota": [1], "duk": [1], "dinas air, tanah dan hutan": [2], "kembar": [1, 2]}
NIP = "198001312005012001"


def units(text: str) -> Sequence[int]:
    return UNITS.get(text.lower(), [])


@pytest.mark.parametrize(
    ("text", "name", "nip", "unit"),
    [
        ("Ani Contoh", "Ani Contoh", None, None),
        ("1. Ani Contoh", "Ani Contoh", None, None),
        ("12) Ani Contoh", "Ani Contoh", None, None),
        ("(3) Ani Contoh", "Ani Contoh", None, None),
        ("3 Ani Contoh", "Ani Contoh", None, None),
        ("4\tAni Contoh\t198001312005012001\tDUK", "Ani Contoh", NIP, 1),
        ("Ani Contoh\t\tDUK", "Ani Contoh", None, 1),
        ("- Ani Contoh", "Ani Contoh", None, None),
        ("\u2022Ani Contoh", "Ani Contoh", None, None),
        ("Ani Contoh; 19800131 200501 2 001; Dinas Umum Kota", "Ani Contoh", NIP, 1),
        ("Ani Contoh; DUK; NIP. 198001312005012001", "Ani Contoh", NIP, 1),
        ("Ani Contoh, S.T., M.T.", "Ani Contoh, S.T., M.T.", None, None),
        ("Ani Contoh, S.T., DUK", "Ani Contoh, S.T.", None, 1),
        ("Ani Contoh, Dinas Air, Tanah dan Hutan", "Ani Contoh", None, 2),
        ("Ani Contoh, 198001312005012001, DUK", "Ani Contoh", NIP, 1),
        ("Ani Contoh NIP 198001312005012001", "Ani Contoh", NIP, None),
        ("Ani Contoh (198001312005012001)", "Ani Contoh", NIP, None),
        ("Ani Contoh (NIP. 19800131 200501 2 001), DUK", "Ani Contoh", NIP, 1),
    ],
)
def test_a_line_is_read(text: str, name: str, nip: str | None, unit: int | None) -> None:
    line = pasted_line(text, units)
    assert (line.name, line.nip, line.unit, line.fault, line.unused) == (name, nip, unit, "", ())


def test_a_number_never_becomes_part_of_a_name() -> None:
    line = pasted_line("Ani Contoh, NIP 198001312005012001, Dinas Antah", units)
    assert (line.name, line.nip, line.unused) == ("Ani Contoh", NIP, ("Dinas Antah",))


def test_what_is_not_understood_is_kept_and_a_bad_number_is_named_and_not_repeated() -> None:
    line = pasted_line("Ani Contoh; Dinas Antah; kembar; 19800131200501200", units)
    assert (line.name, line.nip, line.unit, line.unused) == ("Ani Contoh", None, None, ("Dinas Antah", "kembar"))
    assert "18 digits" in line.fault
    assert "1980" not in line.fault
    assert "spreadsheet" in pasted_line("Ani Contoh\t1,98001E+17", units).fault


LINE = st.one_of(
    st.text(max_size=30), st.sampled_from(PAYLOADS), st.sampled_from(["1. Ani", "Budi; 1980", "\t;\t", ","])
)


@given(st.lists(LINE, max_size=8).map("\n".join))
def test_no_line_is_lost_and_all_of_it_is_clean(text: str) -> None:
    lines = pasted_lines(text, units)
    apart = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    assert len(lines) == sum(bool(clean(one)) for one in apart)
    for line in lines:
        for said in (line.text, line.name, *line.unused):
            assert said == clean(said)
        assert line.name or line.unused or line.nip or line.fault or not re.search(r"\w", line.text)


def test_pasting_what_was_read_gives_the_same_again() -> None:
    text = "1. Ani Contoh\n2. Budi Contoh; 198001312005012001\n\n  \n3. Citra, S.T., DUK\n"
    assert [one.name for one in pasted_lines(text, units)] == ["Ani Contoh", "Budi Contoh", "Citra, S.T."]


PEOPLE: dict[int, Document] = {
    1: {"name": "Ani Contoh", "unit": 1},
    2: {"name": "Budi Contoh", "nip": NIP},
    3: {"name": "Citra Contoh", "unit": 1},
    4: {"name": "Citra Contoh", "unit": 2},
    5: {"name": "Dewi Contoh"},
}
TABLES: dict[str, dict[int, Document]] = {
    "units": {1: {"name": "Dinas Umum Kota", "acronym": "DUK"}, 2: {"name": "Dinas Air Kota", "acronym": "DAK"}},
    "people": PEOPLE,
}


def proposed(text: str, already: frozenset[int] = frozenset(), near: Sequence[int] = ()) -> list[Proposal]:
    records = in_memory(TABLES)
    lines = pasted_lines(text, lambda one: records.named("units", one))
    return proposals(records, lines, already, lambda _name: near)


@pytest.mark.parametrize(
    ("text", "choice", "people"),
    [
        ("Ani Contoh", 1, (1,)),
        ("ANI  CONTOH", 1, (1,)),
        ("Ani Contoh; DUK", 1, (1,)),
        ("Ani Contoh; DAK", "ask", (1,)),  # moved, or another
        (f"Budi Contoh; {NIP}", 2, (2,)),
        (f"Budi Kontoh; {NIP}", "ask", (2,)),  # the number says one thing, the name another
        ("Budi Contoh; 198001312005012002", "new", ()),  # another number, another person
        (f"Ani Contoh; {NIP[:-3]}009", "ask", (1,)),  # has no number on record: nothing says it is her
        (f"Ani Contoh; {NIP[:-3]}009; DUK", 1, (1,)),
        ("Citra Contoh", "ask", (3, 4)),
        ("Citra Contoh, DAK", 4, (3, 4)),
        ("Orang Baru", "new", ()),
        ("Nama", "skip", ()),
        ("198001312005012009", "skip", ()),
        ("Ani Contoh; 1980013120050120", "ask", (1,)),
    ],
)
def test_what_each_line_will_do(text: str, choice: Choice, people: tuple[int, ...]) -> None:
    (found,) = proposed(text)
    assert (found.choice, found.people) == (choice, people)


def test_nobody_is_taken_by_likeness() -> None:
    (found,) = proposed("Anni Contoh", near=[1])
    assert (found.choice, found.people, found.exact) == ("new", (1,), 0)


def test_two_people_of_one_name_stay_two() -> None:
    first, second = proposed("Dewi Contoh\nDewi Contoh")
    assert (first.choice, second.choice) == (5, "ask")
    both = proposed("Orang Baru\nOrang Baru")
    assert [one.nominee(one.choice) for one in both] == [{"name": "Orang Baru"}] * 2


def test_who_goes_already_is_left_out_and_said_so() -> None:
    (found,) = proposed("Ani Contoh", already=frozenset({1}))
    assert (found.choice, found.going) == ("skip", True)


def test_a_new_person_has_what_the_line_says() -> None:
    line = PastedLine("x", "Ani Contoh", unit=1)
    assert Proposal(line, (), 0, "new").nominee("new") == {"name": "Ani Contoh", "unit": 1}
    assert Proposal(line, (), 0, "new").nominee("skip") is None
    assert Proposal(line, (7,), 1, 7).nominee(7) == 7


PROPOSED = st.builds(
    lambda name, people, choice: Proposal(PastedLine(name, name), people, len(people), choice if people else "new"),
    st.sampled_from(["Ani Contoh", "Budi Contoh", ""]),
    st.lists(st.integers(1, 4), max_size=3, unique=True).map(tuple),
    st.sampled_from(["ask", "skip", "new"]),
)


@given(st.lists(PROPOSED, max_size=5), st.data())
def test_what_was_said_of_lines_holds_where_they_stand_again_and_nobody_is_meant_twice(
    proposed: list[Proposal], data: st.DataObject
) -> None:
    choices: list[Choice] = []
    for one in proposed:
        free = [person for person in one.people if person not in choices]
        possible = [one.choice, "skip", *(["new"] if one.line.name else []), *free]
        choices.append(data.draw(st.sampled_from(possible)))
    said = spoken(proposed, choices)
    assert choices_of(proposed, said) == choices
    assert choices_of(proposed, {}) == [one.choice for one in proposed]
    elsewhere = choices_of(data.draw(st.permutations(proposed)), said)  # lines were typed, or moved, meanwhile
    meant = [one for one in elsewhere if isinstance(one, int)]
    assert len(meant) == len(set(meant))
