"""The demo city has something of everything, on whatever day it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from coop_tui.attention import Reason, due
from coop_tui.config import Reminders
from coop_tui.counts import agreement_status, occasions
from coop_tui.counts.turns import agencies, never_went, turns, went_again
from coop_tui.records import KINDS, activities, agreements, batches, countries, organisations, participations, people
from coop_tui.records.activities import ActivityKind
from coop_tui.records.agreements import AgreementStatus, Document, Regime
from coop_tui.records.batches import Basis, Batch, BatchStatus, ExpertRole, Mode
from coop_tui.records.common import Origin
from coop_tui.records.countries import CountryStatus
from coop_tui.records.fields import Choice
from coop_tui.records.organisations import MembershipStatus, Organisation, OrganisationKind
from coop_tui.records.participations import ParticipationStatus
from coop_tui.register import Records, Register
from coop_tui.register.audit import store_problems
from coop_tui.register.succession import predecessors
from coop_tui.sample import demo
from coop_tui.sample.beginning import DEMO, make
from coop_tui.store import FileStore
from coop_tui.values import first_day, last_day, nip_facts, parse_nip

DAYS: Final = [
    date(2026, 11, 24),
    date(2024, 2, 29),
    date(2025, 12, 31),
    date(2027, 1, 1),
    date(2026, 3, 2),  # a Monday
    date(2026, 3, 8),  # a Sunday
]
every_day = pytest.mark.parametrize("today", DAYS, ids=str)


def built(folder: Path, today: date) -> Records:
    """The demo city in a store, read again."""
    config = make(folder, DEMO.office, "en", DEMO, today=today, by="sari")
    store = config.parent / "data" / "coop.json"
    assert list(store_problems(store)) == []
    register = Register(FileStore(store), today=today, by="sari", ending_soon_days=365, on_problem=_fail)
    register.close()
    return register.records


def _fail(problem: Exception) -> None:
    raise problem


@every_day
def test_every_status_occurs_and_nothing_is_wrong(tmp_path: Path, today: date) -> None:
    records = built(tmp_path, today)
    assert {one.status for one in occasions(records)} == set(BatchStatus)
    assert {agreement_status(records, one) for one in records.all(agreements.KIND).values()} == set(AgreementStatus)
    assert {one.status for one in records.all(countries.KIND).values()} == set(CountryStatus)
    assert {one.status for one in records.all(participations.KIND).values()} == set(ParticipationStatus)
    found = [one.reason for one in due(records, Reminders())]
    assert set(found) == set(Reason)
    assert (found.count(Reason.FOLLOW_UP), found.count(Reason.LAPSED)) == (1, 1)


@every_day
def test_something_of_each_sort_needs_attention(today: date) -> None:
    made = demo.records(today)
    held = [one for one in made["batches"] if isinstance(one, Batch)]
    follow_ups = [one for batch in held for one in batch.follow_ups if one.due and not one.done_on]
    assert [last_day(one.due) < today for one in follow_ups if one.due] == [True, False]
    members = [one.membership for one in made["organisations"] if isinstance(one, Organisation) and one.membership]
    assert [last_day(one.until) < today for one in members if one.until] == [True]
    soon = [one for one in held if one.starts_on and 0 < (first_day(one.starts_on) - today).days <= 30]
    assert [(one.seats, one.groups) for one in soon] == [(None, ())]


def test_the_same_day_gives_the_same_records() -> None:
    assert demo.records(DAYS[0]) == demo.records(DAYS[0])


def test_every_choice_of_every_field_occurs(tmp_path: Path) -> None:
    records = built(tmp_path, DAYS[0])
    held = records.all(batches.KIND).values()
    found: dict[type[Choice], set[Choice]] = {
        Mode: {one.mode for one in held},
        Basis: {group.basis for one in held for group in one.groups},
        Origin: {group.origin for one in held for group in one.groups},
        ExpertRole: {expert.role for one in held for expert in one.experts},
        OrganisationKind: {one.kind for one in records.all(organisations.KIND).values()},
        MembershipStatus: {one.membership.status for one in records.all(organisations.KIND).values() if one.membership},
        Document: {one.document for one in records.all(agreements.KIND).values()},
        Regime: {one.regime for one in records.all(agreements.KIND).values() if one.regime},
        ActivityKind: {one.kind for one in records.all(activities.KIND).values()},
    }
    assert [(choices.__name__, one) for choices, values in found.items() for one in choices if one not in values] == []


def test_every_field_of_every_kind_is_filled_somewhere() -> None:
    empty = [
        f"{name}.{field}"
        for name, group in demo.records(DAYS[0]).items()
        for field in KINDS[name].record.__struct_fields__
        if all(getattr(one, field) in (None, ()) for one in group)
    ]
    assert empty == []


def test_numbers_of_civil_servants_are_right_and_evidently_made_up(tmp_path: Path) -> None:
    found = built(tmp_path, DAYS[0]).all(people.KIND).values()
    assert len(found) == 60
    for person in found:
        if person.nip:
            facts = nip_facts(parse_nip(person.nip))
            assert facts.born in (None, date(1990, 1, 1))
            assert facts.sex in (None, person.sex)
        assert "Contoh" in person.name


def test_nobody_in_it_is_called_like_a_person() -> None:
    named = set(_persons(DAYS[0]))
    assert named
    assert [name for name in named if "Contoh" not in name and "Mihon" not in name] == []


def _persons(today: date) -> Iterator[str]:
    """What stands in the fields for persons, but for those of people."""
    for group in demo.records(today).values():
        for one in group:
            if isinstance(one, countries.Country | organisations.Organisation):
                yield from (contact.name for contact in one.contacts)
            elif isinstance(one, activities.Activity):
                yield from one.officials
            elif isinstance(one, batches.Batch):
                yield from (expert.name for expert in one.experts)
                yield from (output.author for output in one.outputs if output.author)
                if one.send_off and one.send_off.official:
                    yield one.send_off.official


@every_day
def test_it_shows_whose_turn_it_is(tmp_path: Path, today: date) -> None:
    """Agencies that follow others and one that sent nobody, people who never went and such as went twice."""
    records = built(tmp_path, today)
    found = turns(records)
    assert [records.short_name("units", one) for one in agencies(records, found) if not found.unit(one).times] == [
        "Satpol PP"
    ]
    assert [[records.short_name("units", one) for one in pair] for pair in predecessors(records).values()] == [
        ["Distako"],
        ["BKD"],
    ]
    then = {one.unit for one in records.all(participations.KIND).values()}
    assert {one for pair in predecessors(records).values() for one in pair} <= then
    assert went_again(found)
    assert never_went(records, found)
