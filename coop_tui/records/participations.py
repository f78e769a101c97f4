"""Participations: one person in one batch, with unit, position, grade and origin as they were then."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_, _
from coop_tui.records.common import BatchId, Origin, ParticipationId, PersonId, UnitId
from coop_tui.records.fields import Choice, Date, Field, Part, Record
from coop_tui.records.kind import Column, Computed, Day, Kind, View


class ParticipationStatus(Choice):
    """How far it came. Only who attended counts."""

    NOMINATED = "nominated", N_("Nominated"), "open"
    ATTENDED = "attended", N_("Attended"), "good"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "off"
    REPLACED = "replaced", N_("Replaced"), "off"


class Paper(Part, frozen=True, kw_only=True):
    """The paper that a participant wrote."""

    title: Annotated[str | None, Field(N_("Title"))] = None
    presented_on: Annotated[Date | None, Field(N_("Presented on"))] = None


class Participation(Record, frozen=True, kw_only=True):
    """One person in one batch."""

    person: Annotated[PersonId, Field(N_("Participant"), personal=True)]
    batch: Annotated[BatchId, Field(N_("Batch"))]
    status: Annotated[ParticipationStatus, Field(N_("Status"))]
    replaces: Annotated[ParticipationId | None, Field(N_("Replaces"), personal=True)] = None
    unit: Annotated[UnitId | None, Field(N_("Unit"))] = None
    position: Annotated[str | None, Field(N_("Position"))] = None
    grade: Annotated[str | None, Field(N_("Grade"))] = None
    origin: Annotated[Origin | None, Field(N_("Origin"))] = None
    paper: Annotated[Paper | None, Field(N_("Paper"))] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


AS_THEN: Final = ("unit", "position", "grade", "origin")
"""The fields that stay as they were of the person when the person was nominated."""


def _title(participation: Participation, view: View) -> str:
    return f"{view.name('people', participation.person)} · {view.name('batches', participation.batch)}"


def _starts_on(_id: int, participation: Participation, view: View) -> Day | None:
    start = view.start_of(participation.batch)
    return None if start is None else Day(start)


def _replaced_by(record_id: int, participation: Participation, view: View) -> str | None:
    """Who took this one's place, which is on record there."""
    if participation.status is not ParticipationStatus.REPLACED:
        return None
    others = view.participations_of(participation.batch)
    return next((view.name("people", one.person) for one in others if one.replaces == record_id), None)


def _replacement(record_id: int, participation: Participation, view: View) -> str | None:
    """Whose place this one took, and who took this one's."""
    said = []
    before = None if participation.replaces is None else view.person_of(participation.replaces)
    if before is not None:
        said.append(_("in place of {name}").format(name=view.name("people", before)))
    after = _replaced_by(record_id, participation, view)
    if after is not None:
        said.append(_("replaced by {name}").format(name=after))
    return ", ".join(said) or None


KIND: Final = Kind(
    name="participations",
    record=Participation,
    one=N_("participation"),
    many=N_("Participations"),
    keys=(("person", "batch"),),
    unique=("person", "batch"),
    title=_title,
    personal=True,
    columns=(
        Column("status", 12),
        Column("person", 20, grow=True),
        Column("batch", 20, grow=True),
        Column("starts_on", 11),
        Column("unit", 12, drop=1),
    ),
    headline=("status", "batch", "unit"),
    as_then=(("person", ("unit", "position", "grade", "origin")),),
    figures=("replaced_by",),
    computed=(
        Computed("starts_on", N_("Starts"), _starts_on),
        Computed("replaced_by", N_("Replaced by"), _replaced_by),
        Computed("replacement", N_("Replacement"), _replacement),
    ),
    newest="starts_on",
)
