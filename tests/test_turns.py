"""Whose turn it is: how often people and agencies went, against a slow count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from coop_tui import i18n
from coop_tui.counts.turns import Turn, turn_words, turns
from coop_tui.records import batches, people, units
from coop_tui.records.batches import BatchStatus
from coop_tui.values import PartialDate
from tests.exchange.registers import Tables, records_of
from tests.test_counts import TODAYS, counted, registers


@settings(max_examples=30)
@given(registers())
def test_turns_are_what_a_slow_count_gives(tables: Tables) -> None:
    _compared(tables)


@pytest.mark.torture
@settings(max_examples=3000, suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_many_turns_are_what_a_slow_count_gives(tables: Tables) -> None:
    _compared(tables)


def _compared(tables: Tables) -> None:
    records = records_of(tables)
    found = turns(records)
    completed = {
        id: batch.starts_on
        for id, batch in records.all(batches.KIND).items()
        if batches.status(batch, records.participations_of(id), records.today) is BatchStatus.COMPLETED
    }
    went = [
        (row["person"], row["batch"], row.get("unit") or records.all(people.KIND)[int(str(row["person"]))].unit)
        for row in tables["participations"].values()
        if row["status"] == "attended" and row["batch"] in completed
    ]
    for person in records.all(people.KIND):
        mine = [batch for who, batch, _unit in went if who == person]
        last = max((completed[int(str(batch))] or "" for batch in mine), default="")
        assert found.person(person) == (Turn(len(mine), PartialDate(last) if last else None, 1) if mine else Turn())
    for unit in records.all(units.KIND):
        sent = [batch for _who, batch, of in went if TODAYS.get(of, of) == unit]
        turn = found.unit(unit)
        assert turn.times == len(set(sent))
        last = max((completed[int(str(batch))] or "" for batch in sent), default="")
        assert turn.last == (PartialDate(last) if last else None)
        latest = [batch for batch in sent if (completed[int(str(batch))] or "") == last]
        assert turn.sent in map(latest.count, latest) if sent else turn.sent == 0
    # the same figures as those of Counts
    table = counted(records, "participations", "unit_today")
    assert {unit: sum(sent.values()) for unit, sent in found.units.items()} == {
        unit: table.figure(unit) for unit in table.values[0] if isinstance(unit, int)
    }
    assert found.unknown == table.figure("unknown")
    assert len(found.people) == counted(records, "people", "year").figure(None)


def test_turns_in_words() -> None:
    i18n.use("id")
    assert turn_words(Turn()) == "belum pernah"
    assert turn_words(Turn(1, PartialDate("2019-02-17"), 1)) == "1 kali, terakhir Feb 2019"
    assert turn_words(Turn(3, PartialDate("2018"), 2)) == "3 kali, terakhir 2018"
    i18n.use("en")
    assert turn_words(Turn(1, PartialDate("2019-02"), 1)) == "1 time, last Feb 2019"
    assert turn_words(Turn(2, PartialDate("2019-02"), 1)) == "2 times, last Feb 2019"
    assert turn_words(Turn(2, None, 1)) == "2 times"
