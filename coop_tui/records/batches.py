"""Training batches: who was sent where, by whom, who taught, what they visited, who paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Final

import msgspec

from coop_tui.i18n import N_, NP_, _, language
from coop_tui.records.common import AgreementId, OrganisationId, Origin, ProgrammeId, ends_before_start
from coop_tui.records.fields import Choice, Date, Field, Part, Record, starts_as
from coop_tui.records.kind import Column, Computed, Figure, Kind, Problem, Stage, View
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.values import CountryCode, first_day, format_number, format_range, last_day


class Mode(Choice):
    """Where a batch takes place."""

    ABROAD = "abroad", N_("Abroad")
    AT_HOME = "at_home", N_("At home")
    ONLINE = "online", N_("Online")


class Basis(Choice):
    """What a head-count rests on. A decree's figure is a plan, not attendance."""

    REPORTED = "reported", N_("as reported")
    ESTIMATED = "estimated", N_("estimate")
    DECREE = "decree", N_("by decree")


class ExpertRole(Choice):
    """What an expert did."""

    SPEAKER = "speaker", N_("Speaker")
    FACILITATOR = "facilitator", N_("Facilitator")
    DISCUSSANT = "discussant", N_("Discussant")
    HOST = "host", N_("Host")


class BatchStatus(Choice):
    """Computed from the dates and what is on record of attendance."""

    PLANNED = "planned", N_("Planned"), "open"
    RUNNING = "running", N_("Running"), "busy"
    COMPLETED = "completed", N_("Completed"), "good"
    UNCONFIRMED = "unconfirmed", N_("Unconfirmed"), "bad"
    CANCELLED = "cancelled", N_("Cancelled"), "off"


class Decree(Part, frozen=True, kw_only=True):
    """The mayor's decree or assignment letter that names the participants."""

    number: Annotated[str | None, Field(N_("Number"))] = None
    on: Annotated[Date | None, Field(N_("Date"))] = None


class Group(Part, frozen=True, kw_only=True):
    """A head-count: so many people of one origin."""

    name: Annotated[str | None, Field(NP_("group", "Name"))] = None
    origin: Annotated[Origin, Field(N_("Origin"))] = starts_as(Origin.OWN_STAFF)
    reported: Annotated[int | None, Field(N_("Head-count"))] = None
    basis: Annotated[Basis, Field(N_("Basis"))] = starts_as(Basis.REPORTED)


class Expert(Part, frozen=True, kw_only=True):
    """Somebody who taught."""

    name: Annotated[str, Field(NP_("person", "Name"), personal=True)]
    position: Annotated[str | None, Field(N_("Position"))] = None
    organisation: Annotated[str | None, Field(N_("Organisation"), names="organisations")] = None
    role: Annotated[ExpertRole, Field(N_("Role"))] = starts_as(ExpertRole.SPEAKER)


class Visit(Part, frozen=True, kw_only=True):
    """A site visit."""

    place: Annotated[str, Field(N_("Place"))]
    organisation: Annotated[str | None, Field(N_("Host"), names="organisations")] = None


class SendOff(Part, frozen=True, kw_only=True):
    """The send-off before departure."""

    on: Annotated[Date | None, Field(N_("Date"))] = None
    place: Annotated[str | None, Field(N_("Place"))] = None
    official: Annotated[str | None, Field(N_("By whom"), personal=True)] = None


class Output(Part, frozen=True, kw_only=True):
    """What a batch brought home in writing."""

    title: Annotated[str, Field(N_("Title"))]
    author: Annotated[str | None, Field(N_("Author"), personal=True)] = None
    presented_on: Annotated[Date | None, Field(N_("Presented on"))] = None
    mode: Annotated[str | None, Field(N_("How presented"))] = None


class FollowUp(Part, frozen=True, kw_only=True):
    """Something to be done afterwards."""

    text: Annotated[str, Field(N_("What"))]
    due: Annotated[Date | None, Field(N_("Due"))] = None
    done_on: Annotated[Date | None, Field(N_("Done on"))] = None


class Cancelled(Part, frozen=True, kw_only=True):
    """That a batch was called off. Without a date it counts as cancelled on every day."""

    on: Annotated[Date | None, Field(N_("Date"))] = None
    reason: Annotated[str | None, Field(N_("Reason"))] = None


class Batch(Record, frozen=True, kw_only=True):
    """One group sent on training together."""

    programme: Annotated[ProgrammeId, Field(N_("Programme"))]
    number: Annotated[str | None, Field(N_("Batch number"), N_("Which batch of the programme, such as 6 or VI."))] = (
        None
    )
    title: Annotated[str | None, Field(N_("Title"), N_("What the training was about."))] = None
    mode: Annotated[Mode, Field(N_("Held"))]
    country: Annotated[CountryCode | None, Field(N_("Country"), N_("Type the name or the two-letter code."))] = None
    place: Annotated[str | None, Field(N_("Place"))] = None
    starts_on: Annotated[
        Date | None, Field(N_("Starts"), N_("A day, a month or a year: 17/2/2019, Feb 2019, 2019."))
    ] = None
    ends_on: Annotated[Date | None, Field(N_("Ends"), N_("Left empty, it ends with the day, month or year above."))] = (
        None
    )
    organiser: Annotated[OrganisationId | None, Field(N_("Organiser"))] = None
    partners: Annotated[tuple[OrganisationId, ...], Field(N_("Partners"))] = ()
    funder: Annotated[str | None, Field(N_("Funder"), N_("Who pays."))] = None
    fully_funded: Annotated[bool | None, Field(N_("Fully funded"), N_("Whether the funder pays everything."))] = None
    agreement: Annotated[AgreementId | None, Field(N_("Agreement"))] = None
    seats: Annotated[int | None, Field(N_("Seats"), N_("How many places are offered."))] = None
    decree: Annotated[Decree | None, Field(N_("Mayor's decree"))] = None
    groups: Annotated[tuple[Group, ...], Field(N_("Groups"), N_("Head-counts, apart for each origin."))] = ()
    topics: Annotated[tuple[str, ...], Field(N_("Topics"))] = ()
    experts: Annotated[tuple[Expert, ...], Field(N_("Experts"), N_("Who taught."))] = ()
    visits: Annotated[tuple[Visit, ...], Field(N_("Site visits"))] = ()
    send_off: Annotated[SendOff | None, Field(N_("Send-off"))] = None
    outputs: Annotated[tuple[Output, ...], Field(N_("Outputs"))] = ()
    follow_ups: Annotated[tuple[FollowUp, ...], Field(N_("Follow-ups"))] = ()
    cancelled: Annotated[Cancelled | None, Field(N_("Cancellation"))] = None
    sources: Annotated[tuple[str, ...], Field(N_("Sources"))] = ()
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


class Attendance(msgspec.Struct, frozen=True):
    """Seats taken in one batch. `reported` and `estimated` are head-counts, `named` the attending names on record;
    `own` and `others` the larger of head-count and names on each side.
    """

    own: int
    others: int
    reported: int
    estimated: int
    named: int

    @property
    def total(self) -> int:
        """All seats taken."""
        return self.own + self.others

    @property
    def head_count(self) -> int:
        """Who was counted, reported or by estimate."""
        return self.reported + self.estimated

    @property
    def without_name(self) -> int:
        """Seats that nobody is on record for."""
        return self.total - self.named

    @property
    def not_counted(self) -> int:
        """Seats of names beyond the head-count."""
        return self.total - self.head_count


class Planned(msgspec.Struct, frozen=True):
    """Seats that were to be taken in one batch: a plan, not attendance. `decreed` is the decree's figure, `named` the
    nominated names on record, `total` the larger of them on each side, own and others.
    """

    total: int
    decreed: int
    named: int

    def words(self) -> Iterator[str]:
        """Both, and the difference."""
        without_name, not_decreed = self.total - self.named, self.total - self.decreed
        yield _("By decree: {count}").format(count=format_number(self.decreed, language()))
        yield _("Names nominated: {count}").format(count=format_number(self.named, language()))
        if without_name:
            yield _("Without a name: {count}").format(count=format_number(without_name, language()))
        if not_decreed:
            yield _("More names than by decree: {count}").format(count=format_number(not_decreed, language()))


def attendance(batch: Batch, participations: Iterable[Participation]) -> Attendance:
    """Who attended, of the city's own and of others (CONTRACT: figures)."""
    return seats_taken(
        batch, Counter(one.origin for one in participations if one.status is ParticipationStatus.ATTENDED)
    )


def seats_taken(batch: Batch, named: Counter[Origin | None]) -> Attendance:
    """The same, given how many of each origin attended with their names on record."""
    counted = [group for group in batch.groups if group.basis is not Basis.DECREE]
    own, others = _larger(counted, named)
    reported, estimated = (
        sum(group.reported or 0 for group in counted if group.basis is basis)
        for basis in (Basis.REPORTED, Basis.ESTIMATED)
    )
    return Attendance(own=own, others=others, reported=reported, estimated=estimated, named=named.total())


def _larger(groups: Sequence[Group], named: Counter[Origin | None]) -> tuple[int, int]:
    """Of the city's own and of others, the larger of head-count and names."""
    names_of_others = sum(count for origin, count in named.items() if origin is not None and not origin.own)
    own, others = (sum(group.reported or 0 for group in groups if group.origin.own is side) for side in (True, False))
    return max(own, named.total() - names_of_others), max(others, names_of_others)


def planned(batch: Batch, participations: Iterable[Participation]) -> Planned | None:
    """Who was to go by the decree, and who is nominated; None where the decree's figure is not on record. Who withdrew
    or was replaced is nominated no more.
    """
    groups = [group for group in batch.groups if group.basis is Basis.DECREE and group.reported is not None]
    if not groups:
        return None
    going = (ParticipationStatus.NOMINATED, ParticipationStatus.ATTENDED)
    named = Counter(one.origin for one in participations if one.status in going)
    decreed = sum(group.reported or 0 for group in groups)
    return Planned(total=sum(_larger(groups, named)), decreed=decreed, named=named.total())


def has_head_count(batch: Batch) -> bool:
    """Whether a head-count that says who came, not who was to come, is on record."""
    return any(group.reported is not None and group.basis is not Basis.DECREE for group in batch.groups)


def status(batch: Batch, participations: Iterable[Participation], today: date) -> BatchStatus:
    """The status as of `today`."""
    called_off = batch.cancelled
    if called_off is not None and (called_off.on is None or last_day(called_off.on) <= today):
        return BatchStatus.CANCELLED
    start = batch.starts_on or batch.ends_on
    if start is None:
        return BatchStatus.COMPLETED if has_head_count(batch) else BatchStatus.PLANNED
    if today < first_day(start):
        return BatchStatus.PLANNED
    if today <= last_day(batch.ends_on or start):
        return BatchStatus.RUNNING
    came = has_head_count(batch) or any(one.status is ParticipationStatus.ATTENDED for one in participations)
    return BatchStatus.COMPLETED if came else BatchStatus.UNCONFIRMED


def _title(batch: Batch, view: View) -> str:
    if batch.title:
        return batch.title
    programme = view.name("programmes", batch.programme)
    return (
        _("{programme}, batch {number}").format(programme=programme, number=batch.number) if batch.number else programme
    )


def _status(batch_id: int, batch: Batch, view: View) -> BatchStatus:
    return status(batch, view.participations_of(batch_id), view.today)


def _participations(batch_id: int, batch: Batch, view: View) -> Figure | BatchStatus:
    """The seats taken; of a batch that does not count (yet), why."""
    now = _status(batch_id, batch, view)
    if now is not BatchStatus.COMPLETED:
        return now
    counted = attendance(batch, view.participations_of(batch_id))
    return Figure(counted.total, estimated=counted.estimated > 0)


def _planned(batch_id: int, batch: Batch, view: View) -> str | None:
    plan = planned(batch, view.participations_of(batch_id))
    return None if plan is None else "; ".join(plan.words())


def _called(_id: int, batch: Batch, view: View) -> str:
    return _title(batch, view)


def _when(_id: int, batch: Batch, _view: View) -> str | None:
    return format_range(batch.starts_on, batch.ends_on or batch.starts_on, language()) or None


def _stages(batch_id: int, batch: Batch, view: View) -> Sequence[Stage]:
    from coop_tui.records.batch_stages import stages_of  # only a page shows them

    return stages_of(batch, view.participations_of(batch_id), view.today)


def _rejects(batch: Batch) -> Iterator[Problem]:
    yield from ends_before_start(batch.starts_on, batch.ends_on, "ends_on")


KIND: Final = Kind(
    name="batches",
    record=Batch,
    one=N_("batch"),
    many=N_("Batches"),
    keys=(("programme", "title", "starts_on"),),
    names=("title",),
    title=_title,
    columns=(
        Column("status", 1),
        Column("starts_on", 11),
        Column("programme", 8, drop=3),
        Column("called", 26, grow=True),
        Column("country", 13, drop=2),
        Column("participations", 18, drop=1, number=True),
    ),
    headline=("programme", "when", "country", "status"),
    figures=("participations", "planned"),
    told=("title", "starts_on", "ends_on"),
    computed=(
        Computed("status", N_("Status"), _status),
        Computed("participations", N_("Participations"), _participations),
        Computed("planned", N_("Plan"), _planned),
        Computed("when", N_("When"), _when),
        Computed("called", N_("Title"), _called),
    ),
    rejects=_rejects,
    order=("starts_on", "down"),
    stages=_stages,
)
