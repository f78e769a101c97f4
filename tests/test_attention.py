"""Each rule of what is due holds on exactly its days: gone through day by day, against the calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.attention import Due, Reason, due, how_long, what, why
from coop_tui.config import Reminders
from coop_tui.register import Records
from coop_tui.store import Document
from tests.strategies import examples, in_memory, registers

TABLES: dict[str, dict[int, Document]] = {
    "countries": {1: {"code": "SG", "status": "active"}},
    "programmes": {1: {"name": "Program Contoh", "acronym": "PC"}},
    "organisations": {1: {"name": "Jejaring Contoh", "kind": "network"}},
    "people": {1: {"name": "Anu Contoh"}},
}
REMINDERS = Reminders(agreement_ends_days=60, batch_starts_days=30, partner_quiet_months=0)
QUIET = Reminders(partner_quiet_months=12)
FIRST, LAST = date(2018, 12, 1), date(2020, 6, 1)
CAME: Document = {"groups": [{"origin": "own_staff", "reported": 25, "basis": "reported"}]}
DECREE: Document = {"groups": [{"origin": "own_staff", "reported": 25, "basis": "decree"}]}


def batch(**fields: object) -> dict[str, dict[int, Document]]:
    document = {"programme": 1, "mode": "online", "title": "Angkatan Contoh", **fields}
    return {"batches": {1: document}}  # type: ignore[dict-item] # JSON, as the cases below write it


def held(tables: Mapping[str, Mapping[int, Document]], day: date) -> Records:
    return in_memory({**TABLES, **{kind: dict(table) for kind, table in tables.items()}}, day)


def found(tables: Mapping[str, Mapping[int, Document]], day: date, reminders: Reminders = REMINDERS) -> list[Due]:
    return due(held(tables, day), reminders)


def days_of(
    reason: Reason, tables: Mapping[str, Mapping[int, Document]], reminders: Reminders = REMINDERS
) -> dict[date, int | None]:
    """The days on which something is due for this reason alone, and what it says of the days."""
    seen: dict[date, int | None] = {}
    records = held(tables, FIRST)
    while records.today <= LAST:
        of_reason = [one for one in due(records, reminders) if one.reason is reason]
        assert len(of_reason) <= 1
        if of_reason:
            seen[records.today] = of_reason[0].days
        records.today += timedelta(days=1)
    return seen


def span(first: date, last: date, days: Callable[[date], int]) -> dict[date, int | None]:
    """Every day from one to the other, and what is expected of it."""
    return {first + timedelta(n): days(first + timedelta(n)) for n in range((last - first).days + 1)}


@pytest.mark.parametrize(
    ("dates", "over"),
    [
        ({"starts_on": "2019-07-01", "ends_on": "2019-07-05"}, date(2019, 7, 5)),
        ({"starts_on": "2019-07"}, date(2019, 7, 31)),
        ({"starts_on": "2019"}, date(2019, 12, 31)),
        ({"ends_on": "2019-02"}, date(2019, 2, 28)),
        ({"starts_on": "2019-01-30", "ends_on": "2019-02"}, date(2019, 2, 28)),
    ],
)
def test_a_batch_is_unconfirmed_from_the_day_after_it_ended(dates: Mapping[str, str], over: date) -> None:
    expected = span(over + timedelta(1), LAST, lambda day: (over - day).days)
    assert days_of(Reason.UNCONFIRMED, batch(**dates)) == expected
    assert days_of(Reason.UNCONFIRMED, batch(**dates, **DECREE)) == expected  # a plan, not attendance
    assert days_of(Reason.UNCONFIRMED, batch(**dates, **CAME)) == {}
    assert days_of(Reason.UNCONFIRMED, batch(**dates, cancelled={"on": "2020-03"})) == {
        day: days for day, days in expected.items() if day < date(2020, 3, 31)
    }


@pytest.mark.parametrize(
    ("starts", "first"),
    [("2019-07-15", date(2019, 7, 15)), ("2019-07", date(2019, 7, 1)), ("2020", date(2020, 1, 1))],
)
def test_a_batch_starts_soon_until_the_day_before_it_does(starts: str, first: date) -> None:
    expected = span(first - timedelta(30), first - timedelta(1), lambda day: (first - day).days)
    assert days_of(Reason.STARTING, batch(starts_on=starts)) == expected
    assert days_of(Reason.STARTING, batch(starts_on=starts, seats=25)) == expected  # an offer says nothing of who goes
    assert days_of(Reason.STARTING, batch(starts_on=starts, groups=[{"origin": "own_staff"}])) == expected
    assert days_of(Reason.STARTING, batch(starts_on=starts, **DECREE)) == {}
    named = {"participations": {1: {"person": 1, "batch": 1, "status": "nominated"}}}
    assert days_of(Reason.STARTING, {**batch(starts_on=starts), **named}) == {}  # type: ignore[dict-item] # JSON
    assert days_of(Reason.STARTING, batch(starts_on=starts, cancelled={})) == {}


@pytest.mark.parametrize(
    ("said", "last"), [("2019-03-10", date(2019, 3, 10)), ("2019-03", date(2019, 3, 31)), ("2019", date(2019, 12, 31))]
)
def test_a_follow_up_is_overdue_from_the_day_after_until_it_was_done(said: str, last: date) -> None:
    def follow_up(**more: str) -> dict[str, dict[int, Document]]:
        return batch(follow_ups=[{"text": "Laporan", "due": said, **more}, {"text": "Tanpa tenggat"}])

    expected = span(last + timedelta(1), LAST, lambda day: (last - day).days)
    assert days_of(Reason.FOLLOW_UP, follow_up()) == expected
    done = days_of(Reason.FOLLOW_UP, follow_up(done_on="2020-02-10"))
    assert done == {day: days for day, days in expected.items() if day < date(2020, 2, 10)}
    in_a_month = days_of(Reason.FOLLOW_UP, follow_up(done_on="2020-02"))
    assert in_a_month == {day: days for day, days in expected.items() if day < date(2020, 2, 1)}


@pytest.mark.parametrize(
    ("until", "last"), [("2019-05-20", date(2019, 5, 20)), ("2019-02", date(2019, 2, 28)), ("2019", date(2019, 12, 31))]
)
def test_a_membership_has_lapsed_from_the_day_after_it_ended(until: str, last: date) -> None:
    def member(status: str) -> dict[str, dict[int, Document]]:
        membership = {"status": status, "until": until}
        return {"organisations": {1: {"name": "Jejaring Contoh", "kind": "network", "membership": membership}}}  # type: ignore[dict-item] # JSON

    expected = span(last + timedelta(1), LAST, lambda day: (last - day).days)
    assert days_of(Reason.LAPSED, member("member")) == expected
    assert days_of(Reason.LAPSED, member("observer")) == expected
    assert days_of(Reason.LAPSED, member("candidate")) == {}  # was none


@pytest.mark.parametrize(
    ("ends", "last"), [("2019-05-20", date(2019, 5, 20)), ("2019-02", date(2019, 2, 28)), ("2019", date(2019, 12, 31))]
)
def test_an_agreement_ends_soon_until_the_day_it_does(ends: str, last: date) -> None:
    def agreement(**more: object) -> dict[str, dict[int, Document]]:
        document = {"title": "Naskah", "document": "mou", "signed_on": "2018", "ends_on": ends, **more}
        return {"agreements": {1: document}}  # type: ignore[dict-item] # JSON

    expected = span(last - timedelta(60), last, lambda day: (last - day).days)
    expected = {day: days for day, days in expected.items() if day >= FIRST}
    assert days_of(Reason.ENDING, agreement()) == expected
    assert days_of(Reason.ENDING, agreement(terminated={})) == {}


@pytest.mark.parametrize(
    "last",
    [
        batch(country="SG", starts_on="2019-01-31", **CAME),
        batch(country="SG", starts_on="2018-12-20", ends_on="2019-01-31", **CAME),
        {"activities": {1: {"kind": "meeting", "on": "2019-01", "title": "Rapat", "country": "SG"}}},
        {"agreements": {1: {"title": "Naskah", "document": "mou", "country": "SG", "signed_on": "2019-01-31"}}},
        {"countries": {1: {"code": "SG", "since": "2019-01"}}},
    ],
)
def test_a_partner_is_quiet_when_the_months_are_over(last: Mapping[str, Mapping[int, Document]]) -> None:
    expected = span(date(2020, 2, 1), LAST, lambda day: (date(2019, 1, 31) - day).days)
    assert days_of(Reason.QUIET, last, QUIET) == expected
    assert days_of(Reason.QUIET, last, Reminders(partner_quiet_months=0)) == {}


def test_a_partner_of_whom_nothing_is_on_record_or_that_is_dormant_is_not_called_quiet() -> None:
    assert days_of(Reason.QUIET, {}, QUIET) == {}
    assert days_of(Reason.QUIET, batch(country="SG", starts_on="2010", cancelled={}), QUIET) == {}
    dormant = {"countries": {1: {"code": "SG", "status": "dormant", "since": "2010"}}}
    assert days_of(Reason.QUIET, dormant, QUIET) == {}  # type: ignore[arg-type] # JSON


def test_estimates_are_one_line_with_the_batches_that_rest_on_them() -> None:
    estimate = [{"origin": "own_staff", "reported": 25, "basis": "estimated"}]
    documents = {n: {"programme": 1, "mode": "online", "starts_on": "2019-01-01", "groups": estimate} for n in (1, 2)}
    documents[3] = {"programme": 1, "mode": "online", "starts_on": "2030", "groups": estimate}  # has not been
    (one,) = found({"batches": documents}, date(2019, 3, 1))  # type: ignore[dict-item] # JSON
    assert (one.reason, one.ids, one.seats, one.days) == (Reason.ESTIMATED, (1, 2), 50, None)


def test_the_longest_overdue_comes_first_then_what_is_near_then_the_rest() -> None:
    tables = {
        "batches": {
            1: {"programme": 1, "mode": "online", "starts_on": "2019-03-20"},
            2: {"programme": 1, "mode": "online", "starts_on": "2019-02-20"},
            3: {"programme": 1, "mode": "online", "starts_on": "2018-06-01"},
            4: {"programme": 1, "mode": "online", "starts_on": "2019-03-03"},
            5: {"programme": 1, "mode": "online", "follow_ups": [{"text": "Surat", "due": "2018-12-31"}],
                "groups": [{"origin": "academia", "reported": 3, "basis": "estimated"}]},
        },
        "agreements": {1: {"title": "Naskah", "document": "mou", "signed_on": "2018", "ends_on": "2019-03-10"}},
        "countries": {1: {"code": "SG", "since": "2001"}},
    }  # fmt: skip
    ordered = found(tables, date(2019, 3, 1), Reminders(60, 30, 12))  # type: ignore[arg-type] # JSON
    assert [(one.reason, one.ids) for one in ordered] == [
        (Reason.UNCONFIRMED, (3,)),
        (Reason.FOLLOW_UP, (5,)),
        (Reason.UNCONFIRMED, (2,)),
        (Reason.STARTING, (4,)),
        (Reason.ENDING, (1,)),
        (Reason.STARTING, (1,)),
        (Reason.QUIET, (1,)),
        (Reason.ESTIMATED, (5,)),
    ]


@pytest.mark.parametrize(("language", "days", "said"), [
    ("id", -2673, "2.673 hari"), ("en", -1, "1 day"), ("en", 0, "today"), ("id", 12, "dalam 12 hari"), ("en", None, ""),
])  # fmt: skip
def test_days_in_words(language: i18n.Language, days: int | None, said: str) -> None:
    i18n.use(language)
    assert how_long(Due(Reason.ENDING, "agreements", (1,), days)) == said


@examples(30)
@given(tables=registers(), day=st.dates(date(2000, 1, 1), date(2190, 1, 1)))
def test_any_register_says_what_is_due_of_records_there_are_and_in_order(
    tables: dict[str, dict[int, Document]], day: date
) -> None:
    records = in_memory(tables, day)
    ordered = due(records, Reminders())
    for one in ordered:
        assert one.ids
        assert set(one.ids) <= set(tables[one.kind])
        assert what(one, records)
        assert why(one)
        if one.reason in (Reason.UNCONFIRMED, Reason.FOLLOW_UP, Reason.LAPSED):
            assert one.days is not None
            assert one.days < 0
    bands = [0 if one.reason.tone == "bad" else 1 if one.reason.tone == "soon" else 2 for one in ordered]
    assert bands == sorted(bands)
