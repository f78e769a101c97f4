"""What several kinds of record share: references, contacts, where people come from, and checks of periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from coop_tui.i18n import N_, NP_, _
from coop_tui.records.fields import Choice, Field, Part, Ref
from coop_tui.records.kind import Problem
from coop_tui.values import PartialDate, first_day, last_day, parse_email, parse_phone

AgreementId = Annotated[int, Ref("agreements")]
BatchId = Annotated[int, Ref("batches")]
OrganisationId = Annotated[int, Ref("organisations")]
ParticipationId = Annotated[int, Ref("participations")]
PersonId = Annotated[int, Ref("people")]
ProgrammeId = Annotated[int, Ref("programmes")]
UnitId = Annotated[int, Ref("units")]


class Origin(Choice):
    """Where people come from. Own staff and municipal companies are the city's own; the rest are others."""

    OWN_STAFF = "own_staff", N_("Civil servants of the city")
    MUNICIPAL_COMPANY = "municipal_company", N_("Municipal company")
    ACADEMIA = "academia", N_("Academia")
    OTHER_GOVERNMENT = "other_government", N_("Other local government")
    OTHER = "other", NP_("origin", "Other")

    @property
    def own(self) -> bool:
        """Whether these count as the city's own."""
        return self in (Origin.OWN_STAFF, Origin.MUNICIPAL_COMPANY)


class Contact(Part, frozen=True, kw_only=True):
    """A person to write to or call."""

    name: Annotated[str, Field(NP_("person", "Name"), personal=True)]
    role: Annotated[str | None, Field(N_("Role"))] = None
    email: Annotated[str | None, Field(N_("E-mail"), personal=True, discreet=True, parse=parse_email)] = None
    phone: Annotated[str | None, Field(N_("Phone"), personal=True, discreet=True, parse=parse_phone)] = None


def ends_before_start(start: PartialDate | None, end: PartialDate | None, end_field: str) -> Iterator[Problem]:
    """The problem of a period that is over before it begins, at the field of its end."""
    if start is not None and end is not None and last_day(end) < first_day(start):
        yield Problem((end_field,), _("Ends before it starts. Fill in a later date, or leave it empty."))
