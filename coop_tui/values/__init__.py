"""Parts of a record's fields: parse, check, format. Pure functions, no Textual, no records."""

from coop_tui.values.contact import BadContact, parse_email, parse_phone, parse_web
from coop_tui.values.countries import (
    CODES,
    CountryCode,
    UnknownCountry,
    country_name,
    country_names,
    find_country,
    parse_country,
    suggest_countries,
)
from coop_tui.values.date_input import BadDate, NoSuchDay, Order, parse_date
from coop_tui.values.date_output import format_date, format_range, month_names
from coop_tui.values.date_range import parse_range
from coop_tui.values.dates import PATTERN, PartialDate, days_between, first_day, last_day
from coop_tui.values.nip import BadNip, Nip, NipFacts, masked, masked_within, nip_doubts, nip_facts, parse_nip
from coop_tui.values.numbers import LARGEST_COUNT, BadCount, format_number, parse_count
from coop_tui.values.text import clean, folded, shown, suspicious

__all__ = [
    "CODES",
    "LARGEST_COUNT",
    "PATTERN",
    "BadContact",
    "BadCount",
    "BadDate",
    "BadNip",
    "CountryCode",
    "Nip",
    "NipFacts",
    "NoSuchDay",
    "Order",
    "PartialDate",
    "UnknownCountry",
    "clean",
    "country_name",
    "country_names",
    "days_between",
    "find_country",
    "first_day",
    "folded",
    "format_date",
    "format_number",
    "format_range",
    "last_day",
    "masked",
    "masked_within",
    "month_names",
    "nip_doubts",
    "nip_facts",
    "parse_count",
    "parse_country",
    "parse_date",
    "parse_email",
    "parse_nip",
    "parse_phone",
    "parse_range",
    "parse_web",
    "shown",
    "suggest_countries",
    "suspicious",
]
