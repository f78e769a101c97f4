"""Whose turn it is: how often people and agencies went, against a slow count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from coop_tui import i18n
from coop_tui.counts.turns import Turn, Turns, person_words, turn_words, turns, turns_in_pieces, unit_words
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
    assert list(turns_in_pieces(records))[-1] == found
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


def test_nobody_is_said_never_to_have_gone_unless_all_staff_are_on_record() -> None:
    days = {7: PartialDate("2019-02-17"), 8: None, 9: PartialDate("2017")}
    found = Turns({1: [8, 9, 7], 2: [8], 3: [9]}, {4: {9: 2}}, {4: {1, 3}}, days, 0)
    records = records_of({"units": {4: {"name": "Dinas [/b] Contoh"}, 5: {"name": "Dinas Lain"}}})
    i18n.use("id")
    assert person_words(found, 1, all_staff=True) == "berangkat 3 kali: Feb 2019, 2017, tidak diketahui"
    assert person_words(found, 4, all_staff=True) == "belum pernah berangkat"
    assert person_words(found, 4, all_staff=False) == "belum ada keikutsertaan yang tercatat"
    assert unit_words(records, found, 4) == "Dinas [/b] Contoh mengirim orang 1 kali, terakhir 2017"
    assert unit_words(records, found, 5) == "Dinas Lain: belum tercatat mengirim orang"
    i18n.use("en")
    assert person_words(found, 2, all_staff=False) == "went 1 time: unknown"
    assert person_words(found, 3, all_staff=False) == "went 1 time: 2017"
    assert person_words(found, 4, all_staff=True) == "has never gone"
    assert person_words(found, 4, all_staff=False) == "no participation on record"
