"""What is due, and why: pure, as of the day of the records.

What is overdue comes first, the longest overdue before the others; then what lies ahead, the nearest first; then what
merely ought to be known. `Due` holds facts, and `what` and `why` say them in the language in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from coop_tui.config import Reminders
from coop_tui.i18n import N_, _, language, n_
from coop_tui.records import activities, agreements, batches, countries, organisations
from coop_tui.records.agreements import AgreementStatus, days_left
from coop_tui.records.batches import Attendance, Batch, BatchStatus
from coop_tui.records.countries import CountryStatus
from coop_tui.records.fields import Choice
from coop_tui.records.organisations import MembershipStatus
from coop_tui.register import Records
from coop_tui.values import PartialDate, first_day, format_number, format_range, last_day
from coop_tui.values.dates import days_in


class Reason(Choice):
    """Why something needs attention."""

    UNCONFIRMED = "unconfirmed", N_("over, head-count not filled in"), "bad"
    FOLLOW_UP = "follow_up", N_("follow-up overdue: {text}"), "bad"
    LAPSED = "membership_lapsed", N_("membership lapsed"), "bad"
    STARTING = "starting", N_("starts soon, head-count not filled in"), "soon"
    ENDING = "agreement_ending", N_("agreement ends soon"), "soon"
    QUIET = "partner_quiet", N_("no contact on record for a long time"), "open"
    ESTIMATED = "estimated", N_("{seats} by estimate"), "busy"


_OVERDUE: Final = (Reason.UNCONFIRMED, Reason.FOLLOW_UP, Reason.LAPSED)
_AHEAD: Final = (Reason.STARTING, Reason.ENDING)


class Due(msgspec.Struct, frozen=True):
    """One thing that needs attention, and the records of `kind` that it is about.

    `days` from today until it is due, negative when that day is past, None where there is no such day; of a quiet
    partner, those since it was last heard of. `text` is the follow-up's own, `seats` are those estimated.
    """

    reason: Reason
    kind: str
    ids: tuple[int, ...]
    days: int | None = None
    text: str = ""
    seats: int = 0


def due(records: Records, reminders: Reminders) -> list[Due]:
    """Everything that needs attention, most urgent first."""
    watch = Watch(records, reminders)
    for one in looked_at(records):
        watch.see(one)
    return watch.found()


class Held(msgspec.Struct, frozen=True, gc=False):
    """A batch as of the day; `came` is who attended, once it is completed."""

    id: int
    batch: Batch
    status: BatchStatus
    came: Attendance | None


def looked_at(records: Records) -> Iterator[Held]:
    """Every batch, one at a time: a large register can be gone through in steps."""
    for batch_id, batch in records.all(batches.KIND).items():
        recorded = records.participations_of(batch_id)
        status = batches.status(batch, recorded, records.today)
        came = batches.attendance(batch, recorded) if status is BatchStatus.COMPLETED else None
        yield Held(batch_id, batch, status, came)


class Watch:
    """Is shown one batch after the other, and then says what is due."""

    def __init__(self, records: Records, reminders: Reminders) -> None:
        self._records = records
        self._reminders = reminders
        self._of_batches: list[Due] = []
        self._estimated: list[int] = []
        self._estimated_seats = 0
        self._contacts: dict[str, date] = {}  # the last one with each country

    def see(self, one: Held) -> None:
        """Take in a batch."""
        batch = one.batch
        self._of_batches += _of_batch(self._records, one, self._reminders.batch_starts_days)
        if one.came is not None and one.came.estimated:
            self._estimated.append(one.id)
            self._estimated_seats += one.came.estimated
        if one.status is not BatchStatus.CANCELLED:
            self._heard_of(batch.country, batch.partners, batch.ends_on or batch.starts_on)

    def found(self) -> list[Due]:
        """What is due, most urgent first."""
        found = [
            *self._of_batches,
            *_memberships(self._records),
            *_agreements(self._records, self._reminders.agreement_ends_days),
            *self._quiet_partners(),
        ]
        if self._estimated:
            found.append(Due(Reason.ESTIMATED, "batches", tuple(self._estimated), seats=self._estimated_seats))
        return sorted(found, key=_urgency)

    def _heard_of(self, country: str | None, partners: Sequence[int], when: PartialDate | None) -> None:
        if when is None:
            return
        day = last_day(when)
        homes = (self._records.get(organisations.KIND, one) for one in partners)
        for code in (country, *(home.country for home in homes if home is not None)):
            if code is not None and day > self._contacts.get(code, date.min):
                self._contacts[code] = day

    def _quiet_partners(self) -> Iterator[Due]:
        """Partners of whom there is something on record, but nothing within the months of the reminder, nor ahead."""
        if not self._reminders.partner_quiet_months:
            return
        for activity in self._records.all(activities.KIND).values():
            self._heard_of(activity.country, activity.partners, activity.on)
        for agreement in self._records.all(agreements.KIND).values():
            self._heard_of(agreement.country, agreement.partners, agreement.signed_on or agreement.starts_on)
        limit = _months_before(self._records.today, self._reminders.partner_quiet_months)
        for country_id, country in self._records.all(countries.KIND).items():
            last = self._contacts.get(country.code) or (last_day(country.since) if country.since else None)
            if country.status is not CountryStatus.DORMANT and last is not None and last < limit:
                yield Due(Reason.QUIET, "countries", (country_id,), (last - self._records.today).days)


def _of_batch(records: Records, one: Held, within: int) -> Iterator[Due]:
    start, end = one.batch.starts_on or one.batch.ends_on, one.batch.ends_on or one.batch.starts_on
    if one.status is BatchStatus.UNCONFIRMED and end is not None:
        yield Due(Reason.UNCONFIRMED, "batches", (one.id,), (last_day(end) - records.today).days)
    if one.status is BatchStatus.PLANNED and start is not None:
        days = (first_day(start) - records.today).days
        if days <= within and not _says_how_many(records, one):
            yield Due(Reason.STARTING, "batches", (one.id,), days)
    for follow_up in one.batch.follow_ups:
        done = follow_up.done_on is not None and first_day(follow_up.done_on) <= records.today
        if follow_up.due is not None and not done and last_day(follow_up.due) < records.today:
            days = (last_day(follow_up.due) - records.today).days
            yield Due(Reason.FOLLOW_UP, "batches", (one.id,), days, text=follow_up.text)


def _says_how_many(records: Records, one: Held) -> bool:
    """Whether it is on record how many go: by head-count, of a decree too, or by name. Seats are only an offer."""
    counted = any(group.reported is not None for group in one.batch.groups)
    return counted or bool(records.participations_of(one.id))


def _memberships(records: Records) -> Iterator[Due]:
    for organisation_id, organisation in records.all(organisations.KIND).items():
        held = organisation.membership
        if held is None or held.until is None or held.status is MembershipStatus.CANDIDATE:
            continue
        days = (last_day(held.until) - records.today).days
        if days < 0:
            yield Due(Reason.LAPSED, "organisations", (organisation_id,), days)


def _agreements(records: Records, within: int) -> Iterator[Due]:
    for agreement_id, agreement in records.all(agreements.KIND).items():
        if agreements.status(agreement, records.today, within) is AgreementStatus.ENDING_SOON:
            yield Due(Reason.ENDING, "agreements", (agreement_id,), days_left(agreement, records.today))


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier; where that month is shorter, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def _urgency(one: Due) -> tuple[int, int]:
    if one.reason in _OVERDUE:
        return 0, one.days or 0
    return (1, one.days or 0) if one.reason in _AHEAD else (2, one.days or 0)


# In words


def what(one: Due, records: Records) -> str:
    """What it is about."""
    if one.reason is Reason.ESTIMATED:
        text = n_("{count} batch", "{count} batches", len(one.ids))
        return text.format(count=format_number(len(one.ids), language()))
    called = records.label(one.kind, one.ids[0])
    batch = records.get(batches.KIND, one.ids[0]) if one.kind == "batches" else None
    when = format_range(batch.starts_on, batch.ends_on or batch.starts_on, language()) if batch else ""
    return f"{called}, {when}" if when else called


def why(one: Due) -> str:
    """Why it needs attention, without the days."""
    seats = n_("{count} participation", "{count} participations", one.seats)
    return _(one.reason.label).format(text=one.text, seats=seats.format(count=format_number(one.seats, language())))


def how_long(one: Due) -> str:
    """How many days overdue or ahead; "" where there is no such day."""
    if one.days is None:
        return ""
    if one.days == 0:
        return _("today")
    number = format_number(abs(one.days), language())
    if one.days < 0:
        return n_("{count} day", "{count} days", -one.days).format(count=number)
    return n_("in {count} day", "in {count} days", one.days).format(count=number)
