"""Dates as people type them: numbers in the office's order, month names of both languages."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from coop_tui.errors import CoopError
from coop_tui.i18n import LANGUAGES, _, language
from coop_tui.values.date_output import month_names
from coop_tui.values.dates import PartialDate, days_in, partial
from coop_tui.values.text import folded

Order = Literal["dmy", "mdy", "ymd"]

_EXAMPLES: Final[dict[Order, str]] = {"dmy": "17/2/2019", "mdy": "2/17/2019", "ymd": "2019/2/17"}
_PLACES: Final[dict[Order, tuple[int, int, int]]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_TODAY: Final = {"today", "hari ini"}
_BETWEEN: Final = r"[\s,./-]+"
_WORD: Final = r"[a-z']+|[0-9]{1,4}"
_ORDINAL: Final = r"\b([0-9]{1,2})(?:st|nd|rd|th)\b"
_WEEKDAYS: Final = (
    "senin selasa rabu kamis jumat jum'at sabtu minggu ahad sen sel rab kam jum sab min "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)
_OLDER_MONTHS: Final = {
    "peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11,
}  # fmt: skip


class BadDate(CoopError):
    """`text` can't be read as a date of the years 1900 to 2199 whose numbers stand in `order`."""

    text: str
    order: Order

    def message(self) -> str:
        return _(
            "“{text}” cannot be read as one date (1900 to 2199). Write it like {numbers}, {words} or just 2019."
        ).format(text=self.text, numbers=_EXAMPLES[self.order], words=f"17 {month_names(language(), 'long')[1]} 2019")


class NoSuchDay(BadDate):
    """The month has no such day."""

    year: int
    month: int

    def message(self) -> str:
        return _("“{text}”: there is no such day, {month} {year} has {days} days.").format(
            text=self.text,
            month=month_names(language(), "long")[self.month - 1],
            year=self.year,
            days=days_in(self.year, self.month),
        )


def parse_date(text: str, order: Order = "dmy", today: date | None = None) -> PartialDate:
    """A date as a person types it, in either language; `order` is that of dates in numbers alone.

    A four-digit year may also come first. Years of two digits are 1970 to 2069. "Today" is understood where `today` is
    given. Raises BadDate, or NoSuchDay where only the day is wrong.
    """
    plain = folded(text)
    if today is not None and plain in _TODAY:
        return PartialDate(today.isoformat())
    words = _words(plain)
    numbers = [word for word in words if word.isdigit()]
    months = [_months()[word] for word in words if word in _months()]
    if len(numbers) + len(months) != len(words) or len(months) > 1:
        raise BadDate(text, order)
    found = _with_name(words, months[0]) if months else _in_numbers(numbers, order)
    if found is None:
        raise BadDate(text, order)
    return _checked(text, order, *found)


def _words(plain: str) -> list[str]:
    """Words and numbers of a date, without the weekday; none where anything else stands between them."""
    words = re.split(_BETWEEN, re.sub(_ORDINAL, r"\1", plain).rstrip(".,"))
    if not all(re.fullmatch(_WORD, word) for word in words):
        return []
    return words[1:] if words[0] in _WEEKDAYS.split() else words


def _with_name(words: list[str], month: int) -> tuple[str, int, str | None] | None:
    """Year, month, day of `17 Feb 2019`, `Feb 17 2019`, `2019 Feb 17`, `Feb 2019` and `2019 Feb`."""
    match [word for word in words if word.isdigit()]:
        case [year] if len(year) == 4:
            return year, month, None
        case [year, day] if len(year) == 4 and len(day) < 3:
            return year, month, day
        case [day, year] if len(day) < 3 and not words[-1].isalpha():
            return year, month, day
    return None


def _in_numbers(numbers: list[str], order: Order) -> tuple[str, int | None, str | None] | None:
    """Year, month, day of `2019`, `2/2019`, `2019-02` and of three numbers."""
    match numbers:
        case [year] if len(year) == 4:
            return year, None, None
        case [year, month] if len(year) == 4 and len(month) < 3:
            return year, int(month), None
        case [month, year] if len(year) == 4 and len(month) < 3:
            return year, int(month), None
        case [_, _, _]:
            year_at, month_at, day_at = _PLACES["ymd" if len(numbers[0]) == 4 else order]
            if len(numbers[month_at]) < 3 and len(numbers[day_at]) < 3:
                return numbers[year_at], int(numbers[month_at]), numbers[day_at]
    return None


def _checked(text: str, order: Order, year_text: str, month: int | None, day_text: str | None) -> PartialDate:
    if len(year_text) not in (2, 4):
        raise BadDate(text, order)
    year = int(year_text) if len(year_text) == 4 else _century(int(year_text))
    day = None if day_text is None else int(day_text)
    if not 1900 <= year <= 2199 or (month is not None and not 1 <= month <= 12):
        raise BadDate(text, order)
    if month is not None and day is not None and not 1 <= day <= days_in(year, month):
        raise NoSuchDay(text, order, year, month)
    return partial(year, month, day)


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Every spelling of a month's name in both languages, folded."""
    names = [month_names(each, style) for each in LANGUAGES for style in ("long", "short")]
    return _OLDER_MONTHS | {folded(name): number for twelve in names for number, name in enumerate(twelve, 1)}
