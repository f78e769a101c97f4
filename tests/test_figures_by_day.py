"""Figures on every single day of a year and more: they follow the statuses, and whoever goes counts from then on."""

from __future__ import annotations

from collections import Counter
from itertools import product

from coop_tui.counts.turns import turns
from coop_tui.records.batches import BatchStatus
from coop_tui.store import Document
from tests.exchange.registers import Tables, records_of
from tests.records.test_statuses import DAYS, PERIODS, batch_status
from tests.test_counts import counted

WHO = ((None, None), (3, None), (None, 1), (3, 2))
"""A head-count and a person who went, or neither."""
GROUP: Document = {"origin": "own_staff", "reported": 3, "basis": "reported"}
CASES = [
    (id, start, end, cancelled, heads, person)
    for id, ((start, end), cancelled, (heads, person)) in enumerate(product(PERIODS, (None, "2019-06"), WHO), 1)
]


def a_register() -> Tables:
    found: Tables = {
        "programmes": {1: {"name": "Program Contoh"}},
        "units": {1: {"name": "Dinas Contoh"}},
        "people": {1: {"name": "A", "unit": 1}, 2: {"name": "B", "unit": 1}},
        "batches": {
            id: {
                "programme": 1, "mode": "online",
                **({"starts_on": start} if start else {}), **({"ends_on": end} if end else {}),
                **({"cancelled": {"on": cancelled}} if cancelled else {}), **({"groups": [GROUP]} if heads else {}),
            }
            for id, start, end, cancelled, heads, _person in CASES
        },
        "participations": {
            id: {"person": person, "batch": id, "status": "attended"} for id, *_when, person in CASES if person
        },
    }  # fmt: skip
    return found


def test_figures_on_every_day() -> None:
    records = records_of(a_register())
    moved = set()
    for records.today in DAYS:
        day = records.today.isoformat()
        statuses = {
            id: batch_status(day, start, end, cancelled, heads is not None, person is not None)
            for id, start, end, cancelled, heads, person in CASES
        }
        held = [one for one in CASES if statuses[one[0]] is BatchStatus.COMPLETED]
        seats: Counter[str] = Counter()
        for _id, start, _end, _cancelled, heads, person in held:
            seats[start[:4] if start else "unknown"] += max(heads or 0, 1 if person else 0)
        found = counted(records, "participations", "year")
        assert {value: found.figure(value) for value in found.values[0]} == seats
        assert found.figure(None) == seats.total()
        went = Counter(person for *_when, person in held if person)
        assert counted(records, "people", "unit").figure(1) == len(went)
        by_status = counted(records, "batches", "status")
        assert {value: by_status.figure(value) for value in by_status.values[0]} == Counter(statuses.values())
        now = turns(records)
        assert {one: now.person(one).times for one in (1, 2)} == {one: went[one] for one in (1, 2)}
        moved.add((seats.total(), tuple(sorted(went.items()))))
    assert len(moved) > 5
