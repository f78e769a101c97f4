"""People: those who went, were nominated, or are on the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from coop_tui.i18n import N_, NP_
from coop_tui.records.common import Origin, UnitId
from coop_tui.records.fields import Choice, Field, Record
from coop_tui.records.kind import Column, Kind, Problem, View
from coop_tui.values import Nip, nip_doubts, parse_email, parse_nip, parse_phone


class Sex(Choice):
    """As in the civil servant's number."""

    F = "f", N_("Female")
    M = "m", N_("Male")


class Person(Record, frozen=True, kw_only=True):
    """One person."""

    name: Annotated[str, Field(NP_("person", "Name"), personal=True)]
    nip: Annotated[
        str | None,
        Field(N_("NIP"), N_("18 digits, or 9 for older records."), personal=True, discreet=True, parse=parse_nip),
    ] = None
    sex: Annotated[Sex | None, Field(N_("Sex"))] = None
    unit: Annotated[UnitId | None, Field(N_("Unit"))] = None
    position: Annotated[str | None, Field(N_("Position"))] = None
    grade: Annotated[str | None, Field(N_("Grade"))] = None
    origin: Annotated[Origin | None, Field(N_("Origin"))] = None
    email: Annotated[str | None, Field(N_("E-mail"), personal=True, discreet=True, parse=parse_email)] = None
    phone: Annotated[str | None, Field(N_("Phone"), personal=True, discreet=True, parse=parse_phone)] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(person: Person, _view: View) -> str:
    return person.name


def _doubts(person: Person, today: date) -> Iterator[Problem]:
    for field, said in nip_doubts(Nip(person.nip), person.sex, person.grade, today) if person.nip else ():
        yield Problem((field,), said)


KIND: Final = Kind(
    name="people",
    record=Person,
    one=N_("person"),
    many=N_("People"),
    keys=(("nip",), ("name", "unit")),
    told=("name",),
    unique=("nip",),
    names=("nip", "name"),
    title=_title,
    personal=True,
    columns=(
        Column("name", 30, grow=True),
        Column("nip", 7),
        Column("unit", 24, drop=1),
        Column("position", 20, drop=2),
        Column("grade", 8, drop=3),
        Column("phone", 8, drop=4),
        Column("email", 8, drop=5),
    ),
    headline=("unit", "position", "grade"),
    doubts=_doubts,
    order=("name", "up"),
)
