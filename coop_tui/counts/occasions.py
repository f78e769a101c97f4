"""What happened: every batch as of a day, with who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from msgspec import Struct

from coop_tui.records import agreements, batches, participations
from coop_tui.records.agreements import Agreement, AgreementStatus
from coop_tui.records.batches import Attendance, Basis, Batch, BatchStatus
from coop_tui.records.common import Origin
from coop_tui.records.kind import Figure
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.register import Records


class Unnamed(Struct, frozen=True, gc=False):
    """So many of one origin came whose names are not on record; `estimated` of them rest on an estimate."""

    origin: Origin
    amount: int
    estimated: int


class Occasion(Struct, frozen=True, gc=False):
    """A batch as of the day in question. Only once it is completed it counts: then `attendance` is there, `attended`
    are the participations, by id, of those with names, and `unnamed` the others who came.
    """

    id: int
    batch: Batch
    status: BatchStatus
    attendance: Attendance | None
    attended: Mapping[int, Participation]
    unnamed: Sequence[Unnamed]


_NOBODY: Final[Mapping[int, Participation]] = {}
_ORIGIN: Final[Callable[[Participation], Origin | None]] = attrgetter("origin")


def occasions(records: Records, only: Collection[int] | None = None) -> list[Occasion]:
    """Every batch, or `only` those of these ids, as of the day of `records`. Holds until a record or the day changes;
    callers keep it as long.
    """
    return list(one_by_one(records, only))


def one_by_one(records: Records, only: Collection[int] | None = None) -> Iterator[Occasion]:
    """The same, each when it is asked for, of the batches and participations that there are now."""
    table = records.all(batches.KIND)
    wanted = table if only is None else {batch_id: table[batch_id] for batch_id in only}
    by_batch: dict[int, dict[int, Participation]] = {}
    for participation_id, one in records.all(participations.KIND).items():
        if one.status is ParticipationStatus.ATTENDED and one.batch in wanted:
            by_batch.setdefault(one.batch, {})[participation_id] = one
    for batch_id, batch in list(wanted.items()):
        yield _occasion(batch_id, batch, by_batch.get(batch_id, _NOBODY), records)


def total(held: Iterable[Occasion]) -> tuple[int, Figure]:
    """How many are completed, and the participations in them."""
    came = [one for one in held if one.attendance is not None]
    seats = sum(one.attendance.total for one in came if one.attendance)
    return len(came), Figure(seats, estimated=any(one.estimated for occasion in came for one in occasion.unnamed))


def _occasion(batch_id: int, batch: Batch, attended: Mapping[int, Participation], records: Records) -> Occasion:
    status = batches.status(batch, attended.values(), records.today)
    if status is not BatchStatus.COMPLETED:
        return Occasion(batch_id, batch, status, None, _NOBODY, ())
    named = Counter(map(_ORIGIN, attended.values()))
    came = batches.seats_taken(batch, named)
    unnamed = tuple(_unnamed(batch, named)) if came.total > len(attended) else ()
    return Occasion(batch_id, batch, status, came, attended, unnamed)


def agreement_status(records: Records, agreement: Agreement) -> AgreementStatus:
    """The status as of the day of `records`."""
    return agreements.status(agreement, records.today, records.ending_soon_days)


def _unnamed(batch: Batch, named: Mapping[Origin | None, int]) -> Iterator[Unnamed]:
    """Of each origin as many as the head-count of its side has beyond the names; names confirm what was reported before
    they confirm an estimate.
    """
    heads: dict[Origin, int] = {}
    estimated: dict[Origin, int] = {}
    left = {True: 0, False: 0}  # how many of the own side and of the others have no name
    for group in batch.groups:
        if group.basis is not Basis.DECREE and group.reported:
            heads[group.origin] = heads.get(group.origin, 0) + group.reported
            left[group.origin.own] += group.reported
            if group.basis is Basis.ESTIMATED:
                estimated[group.origin] = estimated.get(group.origin, 0) + group.reported
    for origin, count in named.items():
        left[origin is None or origin.own] -= count
    for origin, head_count in heads.items():
        amount = min(left[origin.own], head_count - named.get(origin, 0))
        if amount > 0:
            left[origin.own] -= amount
            yield Unnamed(origin, amount, min(amount, estimated.get(origin, 0)))
