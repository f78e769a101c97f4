"""Agencies and those that took over their work: who does it today, and that nothing leads back to itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.records import units
from coop_tui.register import InvalidRecord
from coop_tui.register.audit import store_problems
from coop_tui.register.succession import last_in_line, predecessors, successor_today
from coop_tui.store import Document
from tests.register.desks import at_desk, script
from tests.strategies import in_memory

FOLLOWING = st.dictionaries(st.integers(1, 6), st.integers(1, 7), max_size=6)


@given(FOLLOWING, st.integers(1, 6))
def test_a_line_ends_at_what_nothing_follows_or_at_a_ring(following: Mapping[int, int], one: int) -> None:
    passed = [one]
    while passed[-1] in following and passed.count(passed[-1]) == 1:
        passed.append(following[passed[-1]])
    assert last_in_line(one, following.get) == passed[-1]


CHAIN: dict[int, Document] = {
    1: {"name": "Kantor Lama", "until": "2010", "successor": 2},
    2: {"name": "Dinas Tua", "successor": 3},
    3: {"name": "Dinas Kini", "until": "2019-12-31", "successor": 4},
    4: {"name": "Dinas Nanti", "since": "2020"},
    5: {"name": "Tanpa Penerus", "until": "2010"},
}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2009, 5, 1), {1: 1, 2: 3, 3: 3, 4: 4, 5: 5}),  # no end that is still to come counts
        (date(2019, 12, 31), {1: 3, 2: 3, 3: 3, 4: 4, 5: 5}),
        (date(2020, 1, 1), {1: 4, 2: 4, 3: 4, 4: 4, 5: 5}),
    ],
)
def test_who_does_the_work_on_a_day(today: date, expected: dict[int, int]) -> None:
    records = in_memory({"units": CHAIN}, today)
    assert {one: successor_today(records, one) for one in CHAIN} == expected
    assert predecessors(records) == {
        today: tuple(one for one in CHAIN if expected[one] == today and one != today)
        for today in expected.values()
        if any(expected[one] == today and one != today for one in CHAIN)
    }


def test_a_ring_on_file_hangs_nothing_and_leaves_each_agency_itself() -> None:
    table: dict[int, Document] = {
        1: {"name": "A", "successor": 2},
        2: {"name": "B", "successor": 1},
        3: {"name": "C", "successor": 3},
        4: {"name": "D", "successor": 1},
        5: {"name": "E", "successor": 99},
    }
    records = in_memory({"units": table})
    assert [successor_today(records, one) for one in table] == [1, 2, 3, 1, 5]


@pytest.mark.parametrize("ring", [1, 2, 3])
def test_an_agency_that_would_follow_itself_is_refused_where_it_is_entered(path: Path, ring: int) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        register.create("units", {"name": "Dinas 1"})
        for number in range(2, ring + 1):
            register.create("units", {"name": f"Dinas {number}", "successor": number - 1})
        with pytest.raises(InvalidRecord) as refused:
            register.update("units", 1, {"name": "Dinas 1"}, {"name": "Dinas 1", "successor": ring})
        assert refused.value.problems == [
            ("Successor", "This leads back to where it began. Choose another, or leave it empty.")
        ]


def test_a_ring_that_a_script_made_is_a_problem_and_stands_in_the_way_of_nothing_else(path: Path) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        for name in ("Dinas A", "Dinas B"):
            register.create("units", {"name": name})
    script(path, "units", 1, {"name": "Dinas A", "successor": 2})
    script(path, "units", 2, {"name": "Dinas B", "successor": 1})
    assert list(store_problems(path)) == [
        f"unit {number}, Successor: This leads back to where it began. Choose another, or leave it empty."
        for number in (1, 2)
    ]
    with at_desk(path) as register:
        before: Document = {"name": "Dinas A", "successor": 2}
        register.update("units", 1, before, {**before, "acronym": "DA"})
        register.update("units", 2, {"name": "Dinas B", "successor": 1}, {"name": "Dinas B"})
    assert not list(store_problems(path))


@pytest.mark.parametrize(
    ("today", "standing"),
    [(date(2009, 1, 1), None), (date(2012, 1, 1), "until 2010, now DT")],
)
def test_what_became_of_an_agency_is_said_once_it_has_ended(today: date, standing: str | None) -> None:
    i18n.use("en")
    table: dict[int, Document] = {**CHAIN, 2: {"name": "Dinas Tua", "acronym": "DT", "successor": 3}}
    records = in_memory({"units": table}, today)
    said = [units.KIND.computed[0].value(one, held, records) for one, held in records.all(units.KIND).items()]
    assert said == [standing, "now Dinas Kini", None, None, standing and "until 2010"]
