"""Dates told from one day: so many days, weeks, months or years from it, negative before it."""

from __future__ import annotations

from datetime import date, timedelta

from coop_tui.values import PartialDate


def day(today: date, days: int) -> PartialDate:
    """The day so many days from `today`."""
    return PartialDate((today + timedelta(days=days)).isoformat())


def weekday(today: date, weeks: int, number: int = 0) -> PartialDate:
    """A day of the week so many weeks from that of `today`; Monday is 0."""
    return day(today, 7 * weeks - today.weekday() + number)


def month(today: date, months: int) -> PartialDate:
    """The month so many months from that of `today`."""
    year, zero_based = divmod(today.year * 12 + today.month - 1 + months, 12)
    return PartialDate(f"{year:04}-{zero_based + 1:02}")


def year(today: date, years: int) -> PartialDate:
    """The year so many years from that of `today`."""
    return PartialDate(f"{today.year + years:04}")
