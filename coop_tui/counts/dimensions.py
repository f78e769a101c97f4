"""Dimensions: where a fact belongs, and in what order these places stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from coop_tui.records import agreements, people
from coop_tui.records.agreements import Agreement
from coop_tui.records.batches import Batch
from coop_tui.records.fields import Choice
from coop_tui.records.people import Person
from coop_tui.register import Records
from coop_tui.values import PartialDate, folded

if TYPE_CHECKING:
    from coop_tui.counts.measures import Fact

Subject: TypeAlias = Batch | Agreement
"""What a fact happened in."""

Value: TypeAlias = str | int
"""Where a dimension puts a fact: a word as the register keeps it, or the id of a record (see REFERENCES)."""

UNKNOWN: Final = "unknown"

Dimension: TypeAlias = "Callable[[Fact, Records], Value]"


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


def _subject(fact: Fact, _records: Records) -> Subject:
    return fact.subject


def _agreement(fact: Fact, records: Records) -> Agreement | None:
    """The agreement itself, or the one that the batch rests on."""
    subject = fact.subject
    if isinstance(subject, Agreement):
        return subject
    return None if subject.agreement is None else records.get(agreements.KIND, subject.agreement)


def _person(fact: Fact, records: Records) -> Person | None:
    return records.get(people.KIND, fact.participation.person) if fact.participation else None


def _field(holder: Callable[[Fact, Records], Subject | Person | None], name: str) -> Dimension:
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

_OF_WHO_CAME: Final = frozenset(("origin", "unit", "sex"))
"""The dimensions that differ between facts of one subject."""


def places_of(dimension: str, counted: Sequence[Fact], records: Records) -> list[Value]:
    """Where each fact belongs. What belongs to a subject is found once for all its facts, which stand together."""
    place = DIMENSIONS[dimension]
    if dimension in _OF_WHO_CAME:
        return [place(fact, records) for fact in counted]
    found: list[Value] = []
    subject: Subject | None = None
    value: Value = UNKNOWN
    for fact in counted:
        if fact.subject is not subject:
            subject, value = fact.subject, place(fact, records)
        found.append(value)
    return found


def value_name(records: Records, dimension: str, value: Value) -> str:
    """A value as a file has it: the name of the record where it is an id."""
    return records.name(REFERENCES[dimension], value) if isinstance(value, int) else str(value)


def in_order(records: Records, dimension: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Choices as they are declared, all others by name; `unknown` last."""

    def rank(value: Value) -> tuple[bool, int, str]:
        place = list(type(value)).index(value) if isinstance(value, Choice) else 0
        return value == UNKNOWN, place, folded(value_name(records, dimension, value))

    return tuple(sorted(values, key=rank))
