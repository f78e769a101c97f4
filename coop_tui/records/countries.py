"""Partner countries."""

from __future__ import annotations

from typing import Annotated, Final

from coop_tui.i18n import N_, NP_, language
from coop_tui.records.common import Contact
from coop_tui.records.fields import Choice, Date, Field, Record, starts_as
from coop_tui.records.kind import Column, Kind, View
from coop_tui.values import CountryCode, country_name


class CountryStatus(Choice):
    """How alive the partnership is."""

    ACTIVE = "active", NP_("country", "Active"), "good"
    EXPLORING = "exploring", N_("Exploring"), "open"
    DORMANT = "dormant", N_("Dormant"), "off"


class Country(Record, frozen=True, kw_only=True):
    """A country the city works with."""

    code: Annotated[CountryCode, Field(N_("Country"), N_("Type the name or the two-letter code."))]
    status: Annotated[CountryStatus, Field(N_("Status"))] = starts_as(CountryStatus.ACTIVE)
    since: Annotated[Date | None, Field(N_("Partner since"))] = None
    fields: Annotated[tuple[str, ...], Field(N_("Fields of work"))] = ()
    contacts: Annotated[tuple[Contact, ...], Field(N_("Contacts"))] = ()
    notes: Annotated[str | None, Field(N_("Notes"), lines=True)] = None


def _title(country: Country, _view: View) -> str:
    return country_name(country.code, language())


KIND: Final = Kind(
    name="countries",
    record=Country,
    one=N_("country"),
    many=N_("Countries"),
    keys=(("code",),),
    told=("code",),
    unique=("code",),
    names=("code",),
    title=_title,
    columns=(
        Column("status", 12),
        Column("code", 24, grow=True),
        Column("since", 12, drop=2),
        Column("fields", 30, drop=3),
    ),
    headline=("status", "since"),
    order=("code", "up"),
)
