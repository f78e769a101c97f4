"""Agreements: the texts behind the cooperation, from initiative to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from coop_tui.i18n import N_, NP_
from coop_tui.records.common import AgreementId, OrganisationId, UnitId, ends_before_start
from coop_tui.records.fields import Choice, Date, Field, Part, Record
from coop_tui.records.kind import Column, Computed, Kind, Problem, View
from coop_tui.values import CountryCode, first_day, last_day


class Regime(Choice):
    """Which rules an agreement falls under."""

    SISTER_CITY = "sister_city", N_("Sister city")
    FOREIGN_LOCAL_GOVERNMENT = "foreign_local_government", N_("With a foreign local government")
    FOREIGN_INSTITUTION = "foreign_institution", N_("With a foreign institution")
    NATIONAL_PROGRAMME = "national_programme", N_("National programme")
    OTHER = "other", NP_("regime", "Other")


class Document(Choice):
    """What sort of text it is."""

    LOI = "loi", N_("Letter of intent (LoI)")
    MOU = "mou", N_("Memorandum of understanding (MoU)")
    PLAN_OF_ACTION = "plan_of_action", N_("Plan of action")
    ARRANGEMENT = "arrangement", N_("Arrangement")
    ADDENDUM = "addendum", N_("Addendum")
    EXTENSION = "extension", N_("Extension")
    OTHER = "other", NP_("document", "Other")


class AgreementStatus(Choice):
    """Computed from the dates."""

    IN_PROCESS = "in_process", N_("In process"), "busy"
    ACTIVE = "active", NP_("agreement", "Active"), "good"
    ENDING_SOON = "ending_soon", N_("Ending soon"), "soon"
    EXPIRED = "expired", N_("Expired"), "bad"
    TERMINATED = "terminated", N_("Terminated"), "off"


class Letter(Part, frozen=True, kw_only=True):
    """A letter sent or received at a stage."""

    number: Annotated[str | None, Field(N_("Number"))] = None
    on: Annotated[Date | None, Field(N_("Date"))] = None
    note: Annotated[str | None, Field(N_("Note"))] = None


class Stage(Part, frozen=True, kw_only=True):
    """A step of the procedure."""

    stage: Annotated[str, Field(N_("Stage"))]
    done_on: Annotated[Date | None, Field(N_("Done on"))] = None
    letters: Annotated[tuple[Letter, ...], Field(N_("Letters"))] = ()


class Evaluation(Part, frozen=True, kw_only=True):
    """What a year's evaluation found."""

    year: Annotated[int, Field(N_("Year"), least=1900)]
    result: Annotated[str | None, Field(N_("Result"))] = None
    obstacle: Annotated[str | None, Field(N_("Obstacle"))] = None


class Attachment(Part, frozen=True, kw_only=True):
    """Where a signed text or scan is kept."""

    title: Annotated[str, Field(N_("Title"))]
    location: Annotated[str | None, Field(N_("Where kept"))] = None
    sha256: Annotated[str | None, Field(N_("Checksum (SHA-256)"))] = None


class Terminated(Part, frozen=True, kw_only=True):
    """That an agreement was ended early. Without a date it counts as terminated on every day."""

    on: Annotated[Date | None, Field(N_("Date"))] = None
    reason: Annotated[str | None, Field(N_("Reason"))] = None


class Agreement(Record, frozen=True, kw_only=True):
    """One text of cooperation."""

    title: Annotated[str, Field(N_("Title"))]
    regime: Annotated[Regime | None, Field(N_("Regime"))] = None
    document: Annotated[Document, Field(N_("Document"))]
    country: Annotated[CountryCode | None, Field(N_("Country"))] = None
    partners: Annotated[tuple[OrganisationId, ...], Field(N_("Partners"))] = ()
    unit: Annotated[UnitId | None, Field(N_("Unit in charge"))] = None
    number_ours: Annotated[str | None, Field(N_("Our number"))] = None
    number_theirs: Annotated[str | None, Field(N_("Their number"))] = None
    signed_on: Annotated[Date | None, Field(N_("Signed on"))] = None
    starts_on: Annotated[Date | None, Field(N_("Starts"))] = None
    ends_on: Annotated[Date | None, Field(N_("Ends"), N_("Left empty, it runs until a party says otherwise."))] = None
    stated: Annotated[str | None, Field(N_("Status as stated"), N_("A status as a source gave it."))] = None
    renews: Annotated[AgreementId | None, Field(N_("Renews"))] = None
    scope: Annotated[tuple[str, ...], Field(N_("Scope"))] = ()
    funding: Annotated[tuple[str, ...], Field(N_("Funding"))] = ()
    stages: Annotated[tuple[Stage, ...], Field(N_("Stages"))] = ()
    evaluations: Annotated[tuple[Evaluation, ...], Field(N_("Evaluations"))] = ()
    documents: Annotated[tuple[Attachment, ...], Field(N_("Documents"))] = ()
    terminated: Annotated[Terminated | None, Field(N_("Termination"))] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def status(agreement: Agreement, today: date, ending_soon_days: int) -> AgreementStatus:
    """The status as of `today`."""
    ended = agreement.terminated
    if ended is not None and (ended.on is None or last_day(ended.on) <= today):
        return AgreementStatus.TERMINATED
    signed = agreement.signed_on or agreement.starts_on
    if signed is None or today < first_day(signed):
        return AgreementStatus.IN_PROCESS
    left = days_left(agreement, today)
    if left is None or left > ending_soon_days:
        return AgreementStatus.ACTIVE
    return AgreementStatus.ENDING_SOON if left >= 0 else AgreementStatus.EXPIRED


def days_left(agreement: Agreement, today: date) -> int | None:
    """Days until the last day of the term, negative once it is over; None without an end."""
    return (last_day(agreement.ends_on) - today).days if agreement.ends_on else None


def _title(agreement: Agreement, _view: View) -> str:
    return agreement.title


def _status(_id: int, agreement: Agreement, view: View) -> AgreementStatus:
    return status(agreement, view.today, view.ending_soon_days)


def _rejects(agreement: Agreement) -> Iterator[Problem]:
    yield from ends_before_start(agreement.starts_on or agreement.signed_on, agreement.ends_on, "ends_on")


KIND: Final = Kind(
    name="agreements",
    record=Agreement,
    one=N_("agreement"),
    many=N_("Agreements"),
    keys=(("number_ours",), ("title", "country", "signed_on")),
    told=("title",),
    unique=("number_ours",),
    names=("number_ours", "title"),
    title=_title,
    columns=(
        Column("status", 1),
        Column("title", 30, grow=True),
        Column("document", 15, drop=3),
        Column("country", 14, drop=1),
        Column("ends_on", 11, drop=2),
    ),
    headline=("document", "country", "status"),
    computed=(Computed("status", N_("Status"), _status),),
    rejects=_rejects,
    order=("ends_on", "down"),
)
