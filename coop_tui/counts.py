"""Figures: a measure by one dimension or two, each figure with the records behind it, which add up to it.

A measure is a list of facts: so much of this record. A dimension says where a fact belongs. Facts of one record count
once in a cell (who went twice is one person), so a total of people may be less than its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeAlias

from msgspec import Struct, structs

from coop_tui.records import agreements, batches, participations, people
from coop_tui.records.agreements import Agreement, AgreementStatus
from coop_tui.records.batches import Attendance, Basis, Batch, BatchStatus
from coop_tui.records.common import Origin
from coop_tui.records.fields import Choice
from coop_tui.records.kind import Figure
from coop_tui.records.participations import Participation, ParticipationStatus
from coop_tui.records.people import Person
from coop_tui.register import Records
from coop_tui.values import PartialDate, days_between, folded

Value: TypeAlias = str | int
"""Where a dimension puts a fact: a word as the register keeps it, or the id of a record (see REFERENCES)."""

UNKNOWN: Final = "unknown"


class Fact(Struct, frozen=True, gc=False):
    """So much of a record; `part` tells amounts of one record apart that add up. `subject` is what it happened in, with
    its status as of the day; `participation` and `origin` say who, where that is known.
    """

    kind: str
    id: int
    amount: int
    subject: Batch | Agreement
    status: Choice
    participation: Participation | None = None
    origin: Origin | None = None
    part: str = ""


class Occasion(Struct, frozen=True, gc=False):
    """A batch as of the day in question. Only once it is completed it counts: then `attendance` is there, and `seats`
    are the facts of who came.
    """

    id: int
    batch: Batch
    status: BatchStatus
    attendance: Attendance | None
    seats: Sequence[Fact]


class Cell(Struct, frozen=True):
    """A figure as the amounts (kind, id, part) that it is made of."""

    amounts: Mapping[tuple[str, int, str], int]

    @property
    def figure(self) -> int:
        """The sum of what is behind it."""
        return sum(self.amounts.values())

    @property
    def behind(self) -> dict[tuple[str, int], int]:
        """How much of the figure each record (kind, id) is."""
        records: dict[tuple[str, int], int] = {}
        for (kind, record_id, _part), amount in self.amounts.items():
            records[kind, record_id] = records.get((kind, record_id), 0) + amount
        return records


class Table(Struct, frozen=True):
    """Figures by `dimensions`. `values` are those of each that occur, in order, `unknown` last. `cells` has every
    combination that occurs; None in place of a value stands for all of them, so the total is at None alone.
    """

    dimensions: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    cells: Mapping[tuple[Value | None, ...], Cell]

    def figure(self, *place: Value | None) -> int:
        """The figure at one place; 0 where nothing is counted."""
        cell = self.cells.get(place)
        return cell.figure if cell else 0


def occasions(records: Records, only: Collection[int] | None = None) -> Iterator[Occasion]:
    """Every batch, or `only` those of these ids, as of the day of `records`."""
    table = records.all(batches.KIND)
    wanted = table if only is None else {batch_id: table[batch_id] for batch_id in only}
    by_batch: dict[int, dict[int, Participation]] = {}
    for participation_id, one in records.all(participations.KIND).items():
        if one.batch in wanted:
            by_batch.setdefault(one.batch, {})[participation_id] = one
    for batch_id, batch in wanted.items():
        recorded = by_batch.get(batch_id, {})
        status = batches.status(batch, recorded.values(), records.today)
        if status is BatchStatus.COMPLETED:
            attended = {id: one for id, one in recorded.items() if one.status is ParticipationStatus.ATTENDED}
            came = batches.attendance(batch, attended.values())
            yield Occasion(batch_id, batch, status, came, _seats_taken(batch_id, batch, attended))
        else:
            yield Occasion(batch_id, batch, status, None, ())


def of_batches(records: Records, batch_ids: Collection[int]) -> tuple[int, Figure]:
    """Of these batches, how many are completed, and the participations in them."""
    completed = [one.attendance for one in occasions(records, batch_ids) if one.attendance is not None]
    estimated = any(one.estimated for one in completed)
    return len(completed), Figure(sum(one.total for one in completed), estimated=estimated)


def agreement_status(records: Records, agreement: Agreement) -> AgreementStatus:
    """The status as of the day of `records`."""
    return agreements.status(agreement, records.today, records.ending_soon_days)


def facts(
    records: Records, measure: str, held: Iterable[Occasion], year: str | None = None, country: str | None = None
) -> list[Fact]:
    """What one of MEASURES counts, of the batches `held`. If given, only what starts in `year`, or is in `country`."""
    wanted = [(DIMENSIONS[name], value) for name, value in (("year", year), ("country", country)) if value is not None]
    counted = MEASURES[measure](records, held)
    return [one for one in counted if all(place(one, records) == value for place, value in wanted)]


def count(records: Records, measure: str, dimensions: Sequence[str], counted: Sequence[Fact]) -> Table:
    """The figures that summary, screen and command show of `counted`, the facts of a measure. Only completed batches
    count, except by status, where each says what it is.
    """
    if measure == "batches" and "status" not in dimensions:
        counted = [one for one in counted if one.status is BatchStatus.COMPLETED]
    return table(records, counted, dimensions)


def table(records: Records, counted: Iterable[Fact], dimensions: Sequence[str]) -> Table:
    """`counted` by one or two of DIMENSIONS."""
    places = [DIMENSIONS[name] for name in dimensions]
    amounts: dict[tuple[Value | None, ...], dict[tuple[str, int, str], int]] = {}
    amounts[(None,) * len(places)] = {}
    for fact in counted:
        for cell in product(*[(place(fact, records), None) for place in places]):
            amounts.setdefault(cell, {})[fact.kind, fact.id, fact.part] = fact.amount
    values = tuple(
        tuple(_in_order(records, name, {cell[at] for cell in amounts})) for at, name in enumerate(dimensions)
    )
    return Table(tuple(dimensions), values, {cell: Cell(found) for cell, found in amounts.items()})


def value_name(records: Records, dimension: str, value: Value) -> str:
    """A value as a file has it: the name of the record where it is an id."""
    return records.name(REFERENCES[dimension], value) if isinstance(value, int) else str(value)


def _in_order(records: Records, dimension: str, values: Iterable[Value | None]) -> list[Value]:
    def rank(value: Value) -> tuple[bool, int, str]:
        place = list(type(value)).index(value) if isinstance(value, Choice) else 0
        return value == UNKNOWN, place, folded(value_name(records, dimension, value))

    return sorted((value for value in values if value is not None), key=rank)


# Measures: what is counted.


Measure: TypeAlias = Callable[[Records, Iterable[Occasion]], Iterator[Fact]]


def _participations(_records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
    return (seat for occasion in held for seat in occasion.seats)


def _people(records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
    for seat in _participations(records, held):
        if seat.participation is not None:
            yield structs.replace(seat, kind="people", id=seat.participation.person)


def _agreements(records: Records, _held: Iterable[Occasion]) -> Iterator[Fact]:
    for agreement_id, agreement in records.all(agreements.KIND).items():
        yield Fact("agreements", agreement_id, 1, agreement, agreement_status(records, agreement))


def _of_batches(amount: Callable[[Batch], int]) -> Measure:
    """A measure of whole batches. By unit, origin and sex a batch is where each of those who came is."""

    def counted(_records: Records, held: Iterable[Occasion]) -> Iterator[Fact]:
        for occasion in held:
            whole = Fact("batches", occasion.id, amount(occasion.batch), occasion.batch, occasion.status)
            yield from (
                [whole]
                if not occasion.seats
                else [
                    structs.replace(whole, participation=seat.participation, origin=seat.origin)
                    for seat in occasion.seats
                ]
            )

    return counted


def _seats_taken(batch_id: int, batch: Batch, attended: Mapping[int, Participation]) -> list[Fact]:
    """Who came: those with names, and of each origin as many as the head-count of its side has beyond them."""
    completed = BatchStatus.COMPLETED
    named = [
        Fact("participations", participation_id, 1, batch, completed, one, one.origin)
        for participation_id, one in attended.items()
    ]
    unnamed = [
        Fact("batches", batch_id, amount, batch, completed, None, origin, part=origin)
        for origin, amount in _unnamed(batch, attended.values())
    ]
    return named + unnamed


def _unnamed(batch: Batch, attended: Iterable[Participation]) -> Iterator[tuple[Origin, int]]:
    heads: dict[Origin, int] = {}
    left = {True: 0, False: 0}  # how many of the own side and of the others have no name
    for group in batch.groups:
        if group.basis is not Basis.DECREE and group.reported:
            heads[group.origin] = heads.get(group.origin, 0) + group.reported
            left[group.origin.own] += group.reported
    named: dict[Origin | None, int] = {}
    for one in attended:
        named[one.origin] = named.get(one.origin, 0) + 1
        left[one.origin is None or one.origin.own] -= 1
    for origin, head_count in heads.items():
        amount = min(left[origin.own], head_count - named.get(origin, 0))
        if amount > 0:
            left[origin.own] -= amount
            yield origin, amount


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


# Dimensions: where a fact belongs.

Dimension: TypeAlias = Callable[[Fact, Records], Value]


def _starts_on(fact: Fact) -> PartialDate | None:
    subject = fact.subject
    return subject.starts_on or (subject.signed_on if isinstance(subject, Agreement) else None)


def _year(fact: Fact, _records: Records) -> Value:
    start = _starts_on(fact)
    return start[:4] if start else UNKNOWN


def _quarter(fact: Fact, _records: Records) -> Value:
    start = _starts_on(fact)
    return f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}" if start and len(start) > 4 else UNKNOWN


def _unit(fact: Fact, records: Records) -> Value:
    """As it was then; the person's present one where that is not on record. Of agreements, the unit in charge."""
    if isinstance(fact.subject, Agreement):
        return fact.subject.unit or UNKNOWN
    if fact.participation is not None and fact.participation.unit is not None:
        return fact.participation.unit
    return _UNIT_NOW(fact, records)


def _subject(fact: Fact, _records: Records) -> Batch | Agreement:
    return fact.subject


def _agreement(fact: Fact, records: Records) -> Agreement | None:
    """The agreement itself, or the one that the batch rests on."""
    subject = fact.subject
    if isinstance(subject, Agreement):
        return subject
    return None if subject.agreement is None else records.get(agreements.KIND, subject.agreement)


def _person(fact: Fact, records: Records) -> Person | None:
    return records.get(people.KIND, fact.participation.person) if fact.participation else None


def _field(holder: Callable[[Fact, Records], Batch | Agreement | Person | None], name: str) -> Dimension:
    """A field of what `holder` finds, where that has such a field."""

    def place(fact: Fact, records: Records) -> Value:
        value: Value | None = getattr(holder(fact, records), name, None)
        return UNKNOWN if value is None else value

    return place


_UNIT_NOW: Final = _field(_person, "unit")

DIMENSIONS: Final[Mapping[str, Dimension]] = {
    "year": _year,
    "quarter": _quarter,
    "country": _field(_subject, "country"),
    "programme": _field(_subject, "programme"),
    "mode": _field(_subject, "mode"),
    "status": lambda fact, _records: fact.status,
    "organiser": _field(_subject, "organiser"),
    "funder": _field(_subject, "funder"),
    "origin": lambda fact, _records: fact.origin or UNKNOWN,
    "unit": _unit,
    "sex": _field(_person, "sex"),
    "document": _field(_agreement, "document"),
    "regime": _field(_agreement, "regime"),
}

REFERENCES: Final[Mapping[str, str]] = {"programme": "programmes", "organiser": "organisations", "unit": "units"}
"""The dimensions whose values are ids, and the kind of these records."""
