"""Dates in words, with the month names of CLDR."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from coop_tui.i18n import Language, cldr_name
from coop_tui.values.dates import PartialDate, numbers_of

Style = Literal["long", "short"]

_DASH: Final = "\u2013"


@lru_cache(maxsize=8192)  # twenty years of days
def format_date(when: PartialDate, language: Language, style: Style = "long") -> str:
    """`17 Februari 2019`, `Februari 2019`, `2019`; short: `17 Feb 2019`."""
    year, month, day = numbers_of(when)
    words = [str(day)] if day else []
    words += [month_names(language, style)[month - 1]] if month else []
    return " ".join([*words, str(year)])


def format_range(start: PartialDate | None, end: PartialDate | None, language: Language, style: Style = "long") -> str:
    """`17-23 Februari 2019`, `28 Februari - 3 Maret 2019`, `Juli 2019`, with en dashes.

    Without an end it is `17 Februari 2019 -`, without a start `- 17 Februari 2019`, without both the empty text.
    """
    first = format_date(start, language, style) if start else ""
    last = format_date(end, language, style) if end else ""
    if first == last:
        return first
    if start is None or end is None or len(start) != len(end):
        return f"{first} {_DASH} {last}".strip()
    first = _without_shared(first, start, end)
    return f"{first} {_DASH} {last}" if " " in first else f"{first}{_DASH}{last}"


@lru_cache(maxsize=4)
def month_names(language: Language, style: Style) -> tuple[str, ...]:
    """The twelve month names, January first."""
    return tuple(cldr_name(f"month {style}", str(month), language) for month in range(1, 13))


def _without_shared(first: str, start: PartialDate, end: PartialDate) -> str:
    """`first`, the words of `start`, without the year or the month and year that `end` says as well."""
    if len(start) == 10 and start[:7] == end[:7]:
        return first.partition(" ")[0]
    return first.rpartition(" ")[0] if len(start) > 4 and start[:4] == end[:4] else first
