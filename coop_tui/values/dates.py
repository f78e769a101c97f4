"""Dates as sources give them: a year, a month or a day, kept as ISO text that sorts as it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NewType

PartialDate = NewType("PartialDate", str)
"""`2019`, `2019-02` or `2019-02-17`. Years run from 1900 to 2199."""

PATTERN: Final = r"\A(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z"


def partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """The partial date of these numbers, which are taken as they are."""
    given = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return PartialDate("-".join(given))


def first_day(when: PartialDate) -> date:
    """The first day that `when` can mean. A day past the end of its month is the month's last."""
    whole = _calendar_day(when)
    if whole is not None:
        return whole
    year, month, day = numbers_of(when)
    return _day(year, month or 1, day or 1)


def last_day(when: PartialDate) -> date:
    """The last day that `when` can mean. A day past the end of its month is the month's last."""
    whole = _calendar_day(when)
    if whole is not None:
        return whole
    year, month, day = numbers_of(when)
    return _day(year, month or 12, day or 31)


def days_between(start: PartialDate | None, end: PartialDate | None) -> int | None:
    """Calendar days from `start` to `end`, both counted; None unless both are days and in this order."""
    if start is None or end is None or len(start) < 10 or len(end) < 10:
        return None
    days = (first_day(end) - first_day(start)).days + 1
    return days if days > 0 else None


def numbers_of(when: PartialDate) -> tuple[int, int | None, int | None]:
    """Year, month and day; None for what `when` leaves open."""
    return int(when[:4]), int(when[5:7]) if len(when) > 4 else None, int(when[8:]) if len(when) > 7 else None


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _calendar_day(when: PartialDate) -> date | None:
    """The day that `when` is; None where it is a month, a year, or past the end of its month. Much the quickest way."""
    if len(when) < 10:
        return None
    try:
        return date.fromisoformat(when)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, days_in(year, month)))
