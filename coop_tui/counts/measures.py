"""Measures: what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from coop_tui.counts.dimensions import DIMENSIONS, Subject
from coop_tui.counts.occasions import Occasion, agreement_status
from coop_tui.records import agreements
from coop_tui.records.batches import Batch, BatchStatus
from coop_tui.records.common import Origin
from coop_tui.records.fields import Choice
from coop_tui.records.participations import Participation
from coop_tui.register import Records
from coop_tui.values import days_between


class Fact(Struct, frozen=True, gc=False):
    """So much of a record, `estimated` of it by estimate. `subject` is what it happened in, with its status as of the
    day; `participation` and `origin` say who, where that is known.
    """

    kind: str
    id: int
    amount: int
    subject: Subject
    status: Choice
    participation: Participation | None = None
    origin: Origin | None = None
    estimated: int = 0


Measure: TypeAlias = Callable[[Records, Iterable[Occasion]], Iterator[Fact]]
"""The facts, those of one subject together."""


def facts(
    records: Records, measure: str, held: Iterable[Occasion], year: str | None = None, country: str | None = None
) -> Sequence[Fact]:
    """What one of MEASURES counts, of the batches `held`. If given, only what starts in `year`, or is in `country`."""
    return within(records, list(MEASURES[measure](records, held)), year, country)


def within(records: Records, counted: Sequence[Fact], year: str | None, country: str | None) -> Sequence[Fact]:
    """Of facts those that start in `year` and are in `country`, so far as these are given."""
    for dimension, wanted in (("year", year), ("country", country)):
        if wanted is not None:
            places = DIMENSIONS[dimension](counted, records)
            counted = [fact for fact, place in zip(counted, places, strict=True) if place == wanted]
    return counted


def _participations(_records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
    completed = BatchStatus.COMPLETED
    for occasion in held:
        batch = occasion.batch
        for participation_id, one in occasion.attended.items():
            yield Fact("participations", participation_id, 1, batch, completed, one, one.origin)
        for left in occasion.unnamed:
            yield Fact("batches", occasion.id, left.amount, batch, completed, None, left.origin, left.estimated)


def _people(_records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
    completed = BatchStatus.COMPLETED
    for occasion in held:
        batch = occasion.batch
        for one in occasion.attended.values():
            yield Fact("people", one.person, 1, batch, completed, one, one.origin)


def _agreements(records: Records, _held: Iterable[Occasion]) -> Iterator[Fact]:
    for agreement_id, agreement in records.all(agreements.KIND).items():
        yield Fact("agreements", agreement_id, 1, agreement, agreement_status(records, agreement))


def _of_batches(amount: Callable[[Batch], int]) -> Measure:
    """A measure of whole batches. By unit, origin and sex a batch is where each of those who came is."""

    def counted(_records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
        for occasion in held:
            id, batch, status, so_much = occasion.id, occasion.batch, occasion.status, amount(occasion.batch)
            for one in occasion.attended.values():
                yield Fact("batches", id, so_much, batch, status, one, one.origin)
            for left in occasion.unnamed:
                yield Fact("batches", id, so_much, batch, status, None, left.origin)
            if not occasion.attended and not occasion.unnamed:
                yield Fact("batches", id, so_much, batch, status)

    return counted


def _days(batch: Batch) -> int:
    return days_between(batch.starts_on, batch.ends_on or batch.starts_on) or 0


MEASURES: Final[Mapping[str, Measure]] = {
    "batches": _of_batches(lambda _batch: 1),
    "participations": _participations,
    "people": _people,
    "seats": _of_batches(lambda batch: batch.seats or 0),
    "agreements": _agreements,
    "days": _of_batches(_days),
}

ONCE: Final = frozenset(("batches", "people", "seats", "days"))
"""The measures of which a record counts once in a cell, however many of its facts lie there."""
