"""What is due, and why: pure, as of the day of the records."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coop_tui.counts import Occasion, occasions
from coop_tui.i18n import language, n_
from coop_tui.records import agreements, organisations
from coop_tui.records.agreements import AgreementStatus, days_left
from coop_tui.records.batches import BatchStatus
from coop_tui.records.fields import Tone
from coop_tui.register import Records
from coop_tui.values import first_day, format_number, last_day


class Due(msgspec.Struct, frozen=True):
    """One thing that needs attention: the records it is about, how urgent (lowest first), and why, in words."""

    kind: str
    ids: tuple[int, ...]
    urgency: int
    tone: Tone
    what: str
    why: str


def due(records: Records, starts_within: int) -> list[Due]:
    """Everything that needs attention, most urgent first. `starts_within` are the days before a batch in which its
    head-count should be known.
    """
    held = occasions(records)
    found = [
        *_unconfirmed(records, held),
        *_starting(records, held, starts_within),
        *_follow_ups(records, held),
        *_memberships(records),
        *_agreements(records),
        *_estimates(held),
    ]
    return sorted(found, key=lambda one: one.urgency)


def _unconfirmed(records: Records, held: list[Occasion]) -> Iterator[Due]:
    for one in held:
        if one.status is BatchStatus.UNCONFIRMED:
            start = one.batch.ends_on or one.batch.starts_on
            days = (records.today - last_day(start)).days if start else 0
            why = n_(
                "over for {days} day, head-count not filled in", "over for {days} days, head-count not filled in", days
            )
            yield Due("batches", (one.id,), 0, "bad", records.name("batches", one.id), _days(why, days))


def _starting(records: Records, held: list[Occasion], within: int) -> Iterator[Due]:
    for one in held:
        if one.status is BatchStatus.PLANNED and one.batch.starts_on is not None:
            days = (first_day(one.batch.starts_on) - records.today).days
            if days <= within and one.batch.seats is None and not one.batch.groups:
                why = n_("starts in {days} day, without head-count", "starts in {days} days, without head-count", days)
                yield Due("batches", (one.id,), 1, "busy", records.name("batches", one.id), _days(why, days))


def _follow_ups(records: Records, held: list[Occasion]) -> Iterator[Due]:
    for one in held:
        for follow_up in one.batch.follow_ups:
            if follow_up.due is not None and follow_up.done_on is None and last_day(follow_up.due) < records.today:
                days = (records.today - last_day(follow_up.due)).days
                why = n_("overdue for {days} day: {text}", "overdue for {days} days: {text}", days)
                yield Due(
                    "batches",
                    (one.id,),
                    2,
                    "bad",
                    records.name("batches", one.id),
                    why.format(days=format_number(days, language()), text=follow_up.text),
                )


def _memberships(records: Records) -> Iterator[Due]:
    for organisation_id, organisation in records.all(organisations.KIND).items():
        membership = organisation.membership
        if membership is not None and membership.until is not None and last_day(membership.until) < records.today:
            days = (records.today - last_day(membership.until)).days
            why = n_("membership lapsed {days} day ago", "membership lapsed {days} days ago", days)
            yield Due("organisations", (organisation_id,), 3, "bad", organisation.name, _days(why, days))


def _agreements(records: Records) -> Iterator[Due]:
    for agreement_id, agreement in records.all(agreements.KIND).items():
        status = agreements.status(agreement, records.today, records.ending_soon_days)
        left = days_left(agreement, records.today)
        if status is AgreementStatus.ENDING_SOON and left is not None:
            why = n_("ends in {days} day", "ends in {days} days", left)
            yield Due("agreements", (agreement_id,), 4, "soon", agreement.title, _days(why, left))


def _estimates(held: list[Occasion]) -> Iterator[Due]:
    estimated = [one for one in held if one.attendance is not None and one.attendance.estimated]
    if estimated:
        seats = sum(one.attendance.estimated for one in estimated if one.attendance)
        count = len(estimated)
        what = n_("{count} batch rests on an estimate", "{count} batches rest on estimates", count)
        why = n_("{seats} participation", "{seats} participations", seats)
        yield Due(
            "batches",
            tuple(one.id for one in estimated),
            9,
            "busy",
            what.format(count=format_number(count, language())),
            why.format(seats=format_number(seats, language())),
        )


def _days(text: str, days: int) -> str:
    return text.format(days=format_number(days, language()))
