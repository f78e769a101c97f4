"""The city's agencies (OPD)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from coop_tui.i18n import N_, NP_, _, language
from coop_tui.records.common import UnitId, ends_before_start
from coop_tui.records.fields import Date, Field, Record
from coop_tui.records.kind import Column, Computed, Kind, Problem, View
from coop_tui.values import format_date, last_day


class Unit(Record, frozen=True, kw_only=True):
    """An agency of the city, under the name it has or had."""

    name: Annotated[str, Field(N_("Name"))]
    acronym: Annotated[str | None, Field(N_("Acronym"))] = None
    aliases: Annotated[tuple[str, ...], Field(N_("Other names"), N_("Names that lists and letters use for it."))] = ()
    since: Annotated[Date | None, Field(N_("Since"))] = None
    until: Annotated[Date | None, Field(N_("Until"))] = None
    successor: Annotated[UnitId | None, Field(N_("Successor"), N_("The agency that took over its work."))] = None
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(unit: Unit, _view: View) -> str:
    return unit.name


def ended(unit: Unit, today: date) -> bool:
    """Whether it is no longer there on that day."""
    return unit.until is not None and last_day(unit.until) < today


def _standing(_id: int, unit: Unit, view: View) -> str | None:
    """What became of an agency of older days; None while it is there."""
    over = ended(unit, view.today)
    if unit.until is not None and not over:
        return None
    day = format_date(unit.until, language()) if unit.until else ""
    if unit.successor is None:
        return _("until {day}").format(day=day) if over else None
    successor = view.short_name("units", unit.successor)
    if over:
        return _("until {day}, now {successor}").format(day=day, successor=successor)
    return _("now {successor}").format(successor=successor)


def _rejects(unit: Unit) -> list[Problem]:
    return list(ends_before_start(unit.since, unit.until, "until"))


KIND: Final = Kind(
    name="units",
    record=Unit,
    one=NP_("agency", "unit"),
    many=N_("Units"),
    keys=(("name",), ("acronym",), ("aliases",)),
    told=("name",),
    unique=("name",),
    names=("name", "acronym", "aliases"),
    title=_title,
    columns=(Column("acronym", 14), Column("name", 40, grow=True), Column("until", 12, drop=1)),
    headline=("acronym", "standing"),
    leads_on="successor",
    computed=(Computed("standing", N_("Standing"), _standing),),
    rejects=_rejects,
    order=("name", "up"),
)
