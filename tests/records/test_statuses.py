"""Statuses on every single day, against the sentences of the contract, told once more the slow way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.records import agreements, batches
from coop_tui.records.agreements import Agreement, AgreementStatus, Document, Terminated
from coop_tui.records.batches import Attendance, Basis, Batch, BatchStatus, Cancelled, Group, Mode, attendance, planned
from coop_tui.records.common import Origin
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.values import PartialDate

DAYS = [date(2018, 12, 30) + timedelta(days=n) for n in range(370)]
KNOWN = [(date(2018, 1, 1) + timedelta(days=n)).isoformat() for n in range(4 * 365)]


@cache
def begins(when: str) -> str:
    """The first of the days that `when` can mean."""
    return min(day for day in KNOWN if day.startswith(when))


@cache
def ends(when: str) -> str:
    """The last of the days that `when` can mean."""
    return max(day for day in KNOWN if day.startswith(when))


def when(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


# A batch


def batch_status(
    day: str, start: str | None, end: str | None, cancelled: str | None, counted: bool, named: bool
) -> BatchStatus:
    """`cancelled` is "" where it is not known when."""
    if cancelled == "" or (cancelled is not None and ends(cancelled) <= day):
        return BatchStatus.CANCELLED
    if start is None and end is None:
        return BatchStatus.COMPLETED if counted else BatchStatus.PLANNED
    first = begins(start or end or "")
    last = ends(end or start or "")
    if day < first:
        return BatchStatus.PLANNED
    if day <= last:
        return BatchStatus.RUNNING
    return BatchStatus.COMPLETED if counted or named else BatchStatus.UNCONFIRMED


PERIODS = [
    (None, None),
    ("2019", None),
    ("2019-02", None),
    ("2019-02-17", None),
    (None, "2019"),
    (None, "2019-02"),
    (None, "2019-02-23"),
    ("2019", "2019"),
    ("2019", "2019-06-30"),
    ("2019-02", "2019-02-23"),
    ("2019-02-17", "2019"),
    ("2019-02-17", "2019-03"),
    ("2019-02-17", "2019-02-23"),
    ("2019-02-17", "2020"),
    ("2018", "2019-01"),
]
CANCELLED = [None, "", "2019", "2019-02", "2019-02-20", "2018-12"]


def participation(status: ParticipationStatus, origin: Origin | None = None) -> Participation:
    return Participation(person=1, batch=1, status=status, origin=origin)


ATTENDED = [participation(ParticipationStatus.ATTENDED)]
OTHERWISE = [participation(one) for one in ParticipationStatus if one is not ParticipationStatus.ATTENDED]


def batch(start: str | None, end: str | None, cancelled: str | None, groups: tuple[Group, ...] = ()) -> Batch:
    called_off = None if cancelled is None else Cancelled(on=when(cancelled or None))
    return Batch(
        programme=1, mode=Mode.ABROAD, starts_on=when(start), ends_on=when(end), cancelled=called_off, groups=groups
    )


@pytest.mark.parametrize(("start", "end"), PERIODS)
def test_a_batch_day_by_day(start: str | None, end: str | None) -> None:
    for cancelled, counted in product(CANCELLED, (False, True)):
        groups = (Group(reported=25),) if counted else ()
        one = batch(start, end, cancelled, groups)
        expected = [batch_status(day.isoformat(), start, end, cancelled, counted, named=False) for day in DAYS]
        assert [batches.status(one, (), day) for day in DAYS] == expected


HEAD_COUNTS = [
    ((), False),
    ((Group(reported=25, basis=Basis.REPORTED),), True),
    ((Group(reported=25, basis=Basis.ESTIMATED),), True),
    ((Group(reported=25, basis=Basis.DECREE),), False),
    ((Group(reported=None, basis=Basis.REPORTED),), False),
    ((Group(reported=0, basis=Basis.REPORTED),), True),
    ((Group(reported=30, basis=Basis.DECREE), Group(reported=3, origin=Origin.OTHER)), True),
]
NAMES: list[tuple[list[Participation], bool]] = [([], False), (OTHERWISE, False), ([*OTHERWISE, *ATTENDED], True)]


@pytest.mark.parametrize(("groups", "counted"), HEAD_COUNTS)
@pytest.mark.parametrize(("names", "named"), NAMES)
def test_what_confirms_a_batch(
    groups: tuple[Group, ...], counted: bool, names: list[Participation], named: bool
) -> None:
    for start, day in product((None, "2019-02-17"), ("2019-02-16", "2019-02-17", "2019-02-18")):
        found = batches.status(batch(start, None, None, groups), names, date.fromisoformat(day))
        assert found is batch_status(day, start, None, None, counted, named)


# Who attended


@st.composite
def groups(draw: st.DrawFn) -> Group:
    return Group(
        origin=draw(st.sampled_from(Origin)),
        reported=draw(st.none() | st.integers(0, 40)),
        basis=draw(st.sampled_from(Basis)),
    )


NAMED = st.builds(participation, st.sampled_from(ParticipationStatus), st.none() | st.sampled_from(Origin))
OWN = {None, "own_staff", "municipal_company"}  # nothing said: it is the city that sends


@given(st.lists(groups(), max_size=5), st.lists(NAMED, max_size=6))
def test_each_side_counts_the_larger_of_heads_and_names(counted: list[Group], names: list[Participation]) -> None:
    heads, attending = {True: 0, False: 0}, {True: 0, False: 0}
    by_basis = {"reported": 0, "estimated": 0, "decree": 0}
    for group in counted:
        by_basis[group.basis.value] += group.reported or 0
        if group.basis.value != "decree":
            heads[group.origin.value in OWN] += group.reported or 0
    for one in names:
        if one.status.value == "attended":
            attending[one.origin.value in OWN if one.origin else True] += 1

    found = attendance(batch(None, None, None, tuple(counted)), names)

    assert found == Attendance(
        own=max(heads[True], attending[True]),
        others=max(heads[False], attending[False]),
        reported=by_basis["reported"],
        estimated=by_basis["estimated"],
        named=attending[True] + attending[False],
    )
    assert found.total == found.own + found.others


@given(st.lists(groups(), max_size=5), st.lists(NAMED, max_size=6))
def test_a_decree_and_the_names_nominated_are_compared_side_by_side(
    counted: list[Group], names: list[Participation]
) -> None:
    decreed, named = {True: 0, False: 0}, {True: 0, False: 0}
    by_decree = [group for group in counted if group.basis.value == "decree" and group.reported is not None]
    for group in by_decree:
        decreed[group.origin.value in OWN] += group.reported or 0
    for one in names:
        if one.status.value in ("nominated", "attended"):
            named[one.origin.value in OWN if one.origin else True] += 1

    found = planned(batch(None, None, None, tuple(counted)), names)

    if not by_decree:
        assert found is None
        return
    assert found is not None
    assert (found.decreed, found.named) == (sum(decreed.values()), sum(named.values()))
    without_name = sum(max(0, decreed[side] - named[side]) for side in (True, False))
    too_many = sum(max(0, named[side] - decreed[side]) for side in (True, False))
    said = [f"By decree: {found.decreed}", f"Names nominated: {found.named}"]
    said += [f"Without a name: {without_name}"] if without_name else []
    said += [f"More names than by decree: {too_many}"] if too_many else []
    i18n.use("en")
    assert list(found.words()) == said


# An agreement


def agreement_status(
    day: str, signed: str | None, start: str | None, end: str | None, terminated: str | None, soon: int
) -> AgreementStatus:
    if terminated == "" or (terminated is not None and ends(terminated) <= day):
        return AgreementStatus.TERMINATED
    binding = signed or start
    if binding is None or day < begins(binding):
        return AgreementStatus.IN_PROCESS
    if end is None:
        return AgreementStatus.ACTIVE
    if day > ends(end):
        return AgreementStatus.EXPIRED
    reminded = (date.fromisoformat(ends(end)) - timedelta(days=soon)).isoformat()
    return AgreementStatus.ENDING_SOON if day >= reminded else AgreementStatus.ACTIVE


def terms() -> Iterator[tuple[str | None, str | None, str | None]]:
    yield from product(
        (None, "2019", "2019-02", "2019-02-17"), (None, "2019-03-01"), (None, "2019", "2019-06", "2019-06-15")
    )


@pytest.mark.parametrize("soon", [0, 1, 30])
@pytest.mark.parametrize("terminated", [None, "", "2019", "2019-05", "2019-05-10"])
def test_an_agreement_day_by_day(terminated: str | None, soon: int) -> None:
    ended = None if terminated is None else Terminated(on=when(terminated or None))
    for signed, start, end in terms():
        one = Agreement(
            title="x", document=Document.MOU, signed_on=when(signed), starts_on=when(start), ends_on=when(end),
            terminated=ended,
        )  # fmt: skip
        expected = [agreement_status(day.isoformat(), signed, start, end, terminated, soon) for day in DAYS]
        assert [agreements.status(one, day, soon) for day in DAYS] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-05-31", AgreementStatus.ACTIVE),
        ("2019-06-01", AgreementStatus.ENDING_SOON),
        ("2019-06-30", AgreementStatus.ENDING_SOON),
        ("2019-07-01", AgreementStatus.EXPIRED),
    ],
)
def test_an_agreement_ends_soon_from_the_first_of_the_reminder_days(day: str, expected: AgreementStatus) -> None:
    one = Agreement(title="x", document=Document.MOU, signed_on=when("2018-07-01"), ends_on=when("2019-06-30"))
    assert agreements.status(one, date.fromisoformat(day), 29) is expected


def test_the_days_left_run_to_the_last_day_of_the_term() -> None:
    one = Agreement(title="x", document=Document.MOU, ends_on=when("2019-02"))
    left = [agreements.days_left(one, date(2019, *day)) for day in ((2, 27), (2, 28), (3, 1))]

    assert left == [1, 0, -1]
    assert agreements.days_left(Agreement(title="x", document=Document.MOU), date(2019, 1, 1)) is None
