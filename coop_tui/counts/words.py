"""Measures, dimensions and their values as a person reads them, in the language in use. Not yet made safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coop_tui.counts.dimensions import REFERENCES, UNKNOWN, Value
from coop_tui.i18n import N_, _, language
from coop_tui.records.fields import Choice
from coop_tui.register import Records
from coop_tui.values import CountryCode, country_name

MEASURE_WORDS: Final[Mapping[str, str]] = {
    "batches": N_("Batches"),
    "participations": N_("Participations"),
    "people": N_("People"),
    "seats": N_("Seats"),
    "agreements": N_("Agreements"),
    "days": N_("Days"),
}
"""What each measure is called, marked with `N_`."""

DIMENSION_WORDS: Final[Mapping[str, str]] = {
    "year": N_("Year"),
    "quarter": N_("Quarter"),
    "country": N_("Country"),
    "programme": N_("Programme"),
    "mode": N_("Held"),
    "status": N_("Status"),
    "organiser": N_("Organiser"),
    "funder": N_("Funder"),
    "origin": N_("Origin"),
    "unit": N_("Unit"),
    "unit_today": N_("Unit today"),
    "sex": N_("Sex"),
    "document": N_("Document"),
    "regime": N_("Regime"),
}
"""What each dimension is called, marked with `N_`."""


def value_words(records: Records, dimension: str, value: Value) -> str:
    """A value in words: the name of a record or of a country, the label of a choice, the word for what is not known."""
    if isinstance(value, int):
        return records.name(REFERENCES[dimension], value)
    return _text_words(dimension, value)


def short_words(records: Records, dimension: str, value: Value) -> str:
    """The same for a heading: a record by its acronym, where it has one."""
    if isinstance(value, int):
        return records.short_name(REFERENCES[dimension], value)
    return _text_words(dimension, value)


def _text_words(dimension: str, value: str) -> str:
    if isinstance(value, Choice):
        return _(value.label)
    if value == UNKNOWN:
        return _("unknown")
    if dimension == "country":
        return country_name(CountryCode(value), language())
    if dimension == "quarter":
        year, _dash, quarter = value.partition("-Q")
        return _("Q{quarter} {year}").format(quarter=quarter, year=year)
    return value
