"""Dimensions: where a fact belongs, and in what order these places stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from coop_tui.records import agreements, people
from coop_tui.records.agreements import Agreement
from coop_tui.records.batches import Batch
from coop_tui.records.fields import Choice
from coop_tui.records.participations import Participation
from coop_tui.register import Records
from coop_tui.register.succession import successor_today
from coop_tui.values import PartialDate, folded

if TYPE_CHECKING:
    from coop_tui.counts.measures import Fact

Subject: TypeAlias = Batch | Agreement
"""What a fact happened in."""

Value: TypeAlias = str | int
"""Where a dimension puts a fact: a word as the register keeps it, or the id of a record (see REFERENCES)."""

UNKNOWN: Final = "unknown"

Dimension: TypeAlias = "Callable[[Sequence[Fact], Records], list[Value]]"
"""Where each of several facts belongs."""


def _of_subject(place: Callable[[Subject, Records], Value | None]) -> Dimension:
    """What belongs to a subject is found once for all its facts, which stand together."""

    def places(counted: Sequence[Fact], records: Records) -> list[Value]:
        found: list[Value] = []
        subject: Subject | None = None
        value: Value = UNKNOWN
        for fact in counted:
            if fact.subject is not subject:
                subject = fact.subject
                value = place(subject, records) or UNKNOWN
            found.append(value)
        return found

    return places


def _field(name: str) -> Dimension:
    """A field of the subject, where that has such a field."""
    return _of_subject(lambda subject, _records: getattr(subject, name, None))


def _starts_on(subject: Subject) -> PartialDate | None:
    return subject.starts_on or (subject.signed_on if isinstance(subject, Agreement) else None)


def _year(subject: Subject, _records: Records) -> Value | None:
    start = _starts_on(subject)
    return start[:4] if start else None


def _quarter(subject: Subject, _records: Records) -> Value | None:
    start = _starts_on(subject)
    return f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}" if start and len(start) > 4 else None


def _agreement(subject: Subject, records: Records) -> Agreement | None:
    """The agreement itself, or the one that the batch rests on."""
    if isinstance(subject, Agreement):
        return subject
    return None if subject.agreement is None else records.get(agreements.KIND, subject.agreement)


def _document(subject: Subject, records: Records) -> Value | None:
    agreement = _agreement(subject, records)
    return agreement.document if agreement else None


def _regime(subject: Subject, records: Records) -> Value | None:
    agreement = _agreement(subject, records)
    return agreement.regime if agreement else None


def unit_then(records: Records) -> Callable[[Participation], int | None]:
    """Gives the unit of a participation as it was then; the person's present one where that is not on record."""
    persons = records.all(people.KIND)

    def unit(one: Participation) -> int | None:
        if one.unit is not None:
            return one.unit
        person = persons.get(one.person)
        return person.unit if person else None

    return unit


def _units(counted: Sequence[Fact], records: Records) -> list[Value]:
    """As it was then. Of agreements, the unit in charge."""
    then = unit_then(records)

    def place(fact: Fact) -> Value | None:
        if isinstance(fact.subject, Agreement):
            return fact.subject.unit
        return then(fact.participation) if fact.participation else None

    return [place(fact) or UNKNOWN for fact in counted]


def _units_today(counted: Sequence[Fact], records: Records) -> list[Value]:
    """The agencies that do today what these did then."""
    found = _units(counted, records)
    today: dict[Value, Value] = {one: successor_today(records, one) for one in set(found) if isinstance(one, int)}
    return [today.get(one, one) for one in found]


def _sexes(counted: Sequence[Fact], records: Records) -> list[Value]:
    persons = records.all(people.KIND)

    def place(fact: Fact) -> Value | None:
        person = persons.get(fact.participation.person) if fact.participation else None
        return person.sex if person else None

    return [place(fact) or UNKNOWN for fact in counted]


DIMENSIONS: Final[Mapping[str, Dimension]] = {
    "year": _of_subject(_year),
    "quarter": _of_subject(_quarter),
    "country": _field("country"),
    "programme": _field("programme"),
    "mode": _field("mode"),
    "status": lambda counted, _records: [fact.status for fact in counted],
    "organiser": _field("organiser"),
    "funder": _field("funder"),
    "origin": lambda counted, _records: [fact.origin or UNKNOWN for fact in counted],
    "unit": _units,
    "unit_today": _units_today,
    "sex": _sexes,
    "document": _of_subject(_document),
    "regime": _of_subject(_regime),
}

REFERENCES: Final[Mapping[str, str]] = {
    "programme": "programmes",
    "organiser": "organisations",
    "unit": "units",
    "unit_today": "units",
}
"""The dimensions whose values are ids, and the kind of these records."""


def value_name(records: Records, dimension: str, value: Value) -> str:
    """A value as a file has it: the name of the record where it is an id."""
    return records.name(REFERENCES[dimension], value) if isinstance(value, int) else str(value)


def in_order(records: Records, dimension: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Choices as they are declared, all others by name; `unknown` last."""

    def rank(value: Value) -> tuple[bool, int, str]:
        place = list(type(value)).index(value) if isinstance(value, Choice) else 0
        return value == UNKNOWN, place, folded(value_name(records, dimension, value))

    return tuple(sorted(values, key=rank))
