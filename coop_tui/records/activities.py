"""Activities: visits, meetings, events and letters."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_
from coop_tui.records.common import AgreementId, BatchId, OrganisationId
from coop_tui.records.fields import Choice, Date, Field, Record
from coop_tui.records.kind import Column, Kind, View
from coop_tui.values import CountryCode


class ActivityKind(Choice):
    """What happened."""

    VISIT_OUT = "visit_out", N_("Visit out")
    VISIT_IN = "visit_in", N_("Visit in")
    MEETING = "meeting", N_("Meeting")
    EVENT = "event", N_("Event")
    LETTER = "letter", N_("Letter")


class Activity(Record, frozen=True, kw_only=True):
    """Something done with a partner."""

    kind: Annotated[ActivityKind, Field(N_("Kind"))]
    on: Annotated[Date, Field(N_("Date"))]
    title: Annotated[str, Field(N_("Title"))]
    country: Annotated[CountryCode | None, Field(N_("Country"))] = None
    partners: Annotated[tuple[OrganisationId, ...], Field(N_("Partners"))] = ()
    agreement: Annotated[AgreementId | None, Field(N_("Agreement"))] = None
    batch: Annotated[BatchId | None, Field(N_("Batch"))] = None
    officials: Annotated[tuple[str, ...], Field(N_("Officials"), personal=True)] = ()
    outcome: Annotated[str | None, Field(N_("Outcome"), lines=True)] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(activity: Activity, _view: View) -> str:
    return activity.title


KIND: Final = Kind(
    name="activities",
    record=Activity,
    one=N_("activity"),
    many=N_("Activities"),
    keys=(("kind", "on", "title"),),
    told=("title",),
    names=("title",),
    title=_title,
    columns=(Column("on", 11), Column("kind", 17), Column("title", 30, grow=True), Column("country", 14, drop=1)),
    headline=("kind", "on", "country"),
    order=("on", "down"),
)
