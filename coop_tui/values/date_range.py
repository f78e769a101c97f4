"""Two dates in one text: "17 s.d. 23 Februari 2019", "28 Feb - 3 Mar 2019", "17/2/2019 to 23/2/2019"."""

from __future__ import annotations

import re
from typing import Final

from coop_tui.values.date_input import BadDate, Order, parse_date
from coop_tui.values.dates import PartialDate, first_day, last_day, numbers_of
from coop_tui.values.text import folded

_WORDS: Final = re.compile(r"\s*\b(?:sampai dengan|sampai|hingga|s\.?\s?/?\s?d\.?|until|through|to)(?![a-z])\s*")
_DASH: Final = re.compile(r"\s*[\u2013\u2014]\s*|\s+-{1,2}\s+|(?<=[0-9a-z])-{1,2}(?=[0-9a-z])")
_LONGEST: Final = 80


def parse_range(text: str, order: Order = "dmy") -> tuple[PartialDate, PartialDate] | None:
    """Start and end, in this order; None where `text` is no range. What the end says of month and year also goes for a
    start that does not say it. Each half is read as `parse_date` does.
    """
    plain = folded(text) if len(text) <= _LONGEST else ""
    for first, last in _halves(plain):
        end = _date(last, order)
        start = None if end is None else _start(first, end, order)
        if start is not None and end is not None and first_day(start) <= last_day(end):
            return start, end
    return None


def _halves(plain: str) -> list[tuple[str, str]]:
    """Where the text may be parted: at a word for "until", else at one of its dashes."""
    found = list(_WORDS.finditer(plain))
    if len(found) != 1:
        found = list(_DASH.finditer(plain))
    return [(plain[: one.start()], plain[one.end() :]) for one in found if one.start() and one.end() < len(plain)]


def _start(first: str, end: PartialDate, order: Order) -> PartialDate | None:
    """`17`, `17 februari` or a whole date, with month and year of the end where they are missing."""
    year, month, _day = numbers_of(end)
    if re.fullmatch(r"[0-9]{1,2}", first):
        return _date(f"{year}-{month:02}-{int(first):02}", order) if len(end) == 10 else None
    found = _date(first, order)
    if found is not None and len(found) >= len(end):
        return found
    return _date(f"{first} {year}", order)


def _date(text: str, order: Order) -> PartialDate | None:
    try:
        return parse_date(text, order)
    except BadDate:
        return None
