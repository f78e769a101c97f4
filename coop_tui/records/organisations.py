"""International organisations and all others the city works with."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_, NP_
from coop_tui.records.common import Contact, OrganisationId, ends_before_start
from coop_tui.records.fields import Choice, Date, Field, Part, Record
from coop_tui.records.kind import Column, Computed, Kind, Problem, View
from coop_tui.values import CountryCode, parse_web


class OrganisationKind(Choice):
    """What sort of organisation it is."""

    LOCAL_GOVERNMENT = "local_government", N_("Foreign local government")
    GOVERNMENT_AGENCY = "government_agency", N_("Government agency")
    NETWORK = "network", N_("Network")
    UNIVERSITY = "university", N_("University")
    TRAINING_INSTITUTION = "training_institution", N_("Training institution")
    COMPANY = "company", N_("Company")
    NGO = "ngo", N_("NGO")
    DONOR = "donor", N_("Donor")
    OTHER = "other", NP_("organisation", "Other")


class MembershipStatus(Choice):
    """The city's standing in an organisation."""

    MEMBER = "member", N_("Member"), "good"
    OBSERVER = "observer", N_("Observer"), "open"
    CANDIDATE = "candidate", N_("Candidate"), "busy"


class Membership(Part, frozen=True, kw_only=True):
    """The city's membership of an organisation."""

    status: Annotated[MembershipStatus, Field(N_("Membership"))]
    since: Annotated[Date | None, Field(N_("Since"))] = None
    until: Annotated[Date | None, Field(N_("Until"))] = None


class Organisation(Record, frozen=True, kw_only=True):
    """An organisation: a network the city belongs to, an organiser, a host."""

    name: Annotated[str, Field(N_("Name"))]
    acronym: Annotated[str | None, Field(N_("Acronym"))] = None
    kind: Annotated[OrganisationKind, Field(N_("Kind"))]
    country: Annotated[CountryCode | None, Field(N_("Country"))] = None
    parent: Annotated[OrganisationId | None, Field(N_("Part of"), N_("The organisation above it."))] = None
    website: Annotated[str | None, Field(N_("Website"), parse=parse_web)] = None
    membership: Annotated[Membership | None, Field(N_("Membership"))] = None
    contacts: Annotated[tuple[Contact, ...], Field(N_("Contacts"))] = ()
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(organisation: Organisation, _view: View) -> str:
    return organisation.name


def _rejects(organisation: Organisation) -> list[Problem]:
    membership = organisation.membership
    if membership is None:
        return []
    return [
        Problem(("membership", *problem.path), problem.message)
        for problem in ends_before_start(membership.since, membership.until, "until")
    ]


def _standing(_id: int, organisation: Organisation, _view: View) -> MembershipStatus | None:
    return organisation.membership.status if organisation.membership else None


KIND: Final = Kind(
    name="organisations",
    record=Organisation,
    one=N_("organisation"),
    many=N_("Organisations"),
    keys=(("name",), ("acronym",)),
    told=("name",),
    unique=("name",),
    names=("name", "acronym"),
    title=_title,
    columns=(
        Column("acronym", 12),
        Column("name", 30, grow=True),
        Column("kind", 20, drop=2),
        Column("country", 14, drop=1),
        Column("standing", 14, drop=3),
    ),
    headline=("acronym", "kind", "country"),
    computed=(Computed("standing", N_("Membership"), _standing),),
    rejects=_rejects,
    order=("name", "up"),
)
