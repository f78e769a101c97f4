"""What the overview shows, as facts: counted from the records as of their day, not yet in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from coop_tui.attention import Due, Watch, looked_at
from coop_tui.config import Reminders
from coop_tui.records import KINDS, batches, countries, organisations, participations
from coop_tui.records.batches import BatchStatus
from coop_tui.records.countries import CountryStatus
from coop_tui.records.organisations import MembershipStatus
from coop_tui.register import Records
from coop_tui.values import first_day, last_day

STEP: Final = 300  # batches looked at in one step: some milliseconds


class Standing(msgspec.Struct, frozen=True):
    """What is known without looking at the batches: ids of partner countries, of those active, of organisations of
    which the city is a member or observer; and whether anything is on record at all.
    """

    partners: tuple[int, ...]
    active: tuple[int, ...]
    memberships: tuple[int, ...]
    empty: bool


class Year(msgspec.Struct, frozen=True):
    """The participations in batches that started in a year, None where that is unknown; how many of them are
    estimated; and the batches behind them.
    """

    year: str | None
    participations: int
    estimated: int
    batches: tuple[int, ...]


class Counted(msgspec.Struct, frozen=True):
    """What the batches add up to: their ids by status, participations by year (unknown last), how many of these have a
    name on record, and what is due.
    """

    by_status: Mapping[BatchStatus, tuple[int, ...]]
    years: tuple[Year, ...]
    named: int
    due: tuple[Due, ...]

    @property
    def participations(self) -> int:
        """All seats taken."""
        return sum(year.participations for year in self.years)

    @property
    def behind(self) -> tuple[int, ...]:
        """The batches behind the participations."""
        return tuple(one for year in self.years for one in year.batches)


def standing(records: Records) -> Standing:
    """See `Standing`."""
    partners = records.all(countries.KIND)
    return Standing(
        partners=tuple(partners),
        active=tuple(id for id, one in partners.items() if one.status is CountryStatus.ACTIVE),
        memberships=tuple(
            id for id, one in records.all(organisations.KIND).items() if _belongs(one.membership, records.today)
        ),
        empty=not any(records.all(kind) for kind in KINDS.values() if kind.name != "settings"),
    )


def _belongs(held: organisations.Membership | None, today: date) -> bool:
    """Whether the city is a member or observer on that day."""
    if held is None or held.status is MembershipStatus.CANDIDATE:
        return False
    begun = held.since is None or first_day(held.since) <= today
    return begun and (held.until is None or last_day(held.until) >= today)


def size(records: Records) -> int:
    """How many records `counting` looks at."""
    return len(records.all(batches.KIND)) + len(records.all(participations.KIND))


def counting(records: Records, reminders: Reminders) -> Iterator[Counted | None]:
    """Count in steps of a few milliseconds, each ending with None so that keys can be answered; the last one yields
    what came out. Of no use once the records have changed on the way.
    """
    watch = Watch(records, reminders)
    by_status: dict[BatchStatus, list[int]] = {}
    years: dict[str | None, list[tuple[int, int, int]]] = {}
    named = 0
    for at, one in enumerate(looked_at(records), start=1):
        watch.see(one)
        by_status.setdefault(one.status, []).append(one.id)
        came, start = one.came, one.batch.starts_on
        if came is not None and came.total:
            years.setdefault(start[:4] if start else None, []).append((one.id, came.total, came.estimated))
            named += came.named
        if at % STEP == 0:
            yield None
    yield Counted(
        {status: tuple(ids) for status, ids in by_status.items()},
        tuple(_year(year, years[year]) for year in sorted(years, key=lambda year: (year is None, year))),
        named,
        tuple(watch.found()),
    )


def _year(year: str | None, came: Sequence[tuple[int, int, int]]) -> Year:
    ids, seats, estimated = zip(*came, strict=True)
    return Year(year, sum(seats), sum(estimated), tuple(ids))


def counted(records: Records, reminders: Reminders) -> Counted:
    """All of it at once."""
    return next(found for found in counting(records, reminders) if found is not None)
