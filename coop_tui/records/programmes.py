"""Training programmes, such as the Singapore Cooperation Programme."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_
from coop_tui.records.fields import Field, Record
from coop_tui.records.kind import Column, Kind, View
from coop_tui.values import CountryCode


class Programme(Record, frozen=True, kw_only=True):
    """A programme under which batches are sent."""

    name: Annotated[str, Field(N_("Name"))]
    acronym: Annotated[str | None, Field(N_("Acronym"))] = None
    country: Annotated[CountryCode | None, Field(N_("Country"))] = None
    funder: Annotated[str | None, Field(N_("Funder"))] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(programme: Programme, _view: View) -> str:
    return programme.name


KIND: Final = Kind(
    name="programmes",
    record=Programme,
    one=N_("programme"),
    many=N_("Programmes"),
    keys=(("name",), ("acronym",)),
    told=("name",),
    unique=("name",),
    names=("name", "acronym"),
    title=_title,
    columns=(Column("acronym", 12), Column("name", 34, grow=True), Column("country", 16), Column("funder", 24, drop=1)),
    headline=("acronym", "country"),
    order=("name", "up"),
)
