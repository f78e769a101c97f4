"""Whose turn it is as rows of a file. Of people, name, agency and position; numbers and addresses never."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from coop_tui.counts.turns import Turns
from coop_tui.records import people
from coop_tui.register import Records
from coop_tui.store import JSON, Document

RowOf: TypeAlias = Callable[[Records, Turns, int], Document]
"""The row of a record, with all its keys, in order."""


def _agency(records: Records, found: Turns, unit_id: int) -> Document:
    turn = found.unit(unit_id)
    return {
        "id": unit_id,
        "unit": records.name("units", unit_id),
        "last": turn.last,
        "sent": turn.sent,
        "batches": turn.times,
        "people": len(found.sent.get(unit_id, ())),
    }


def _never(records: Records, _found: Turns, person_id: int) -> Document:
    return _person(records, person_id)


def _again(records: Records, found: Turns, person_id: int) -> Document:
    went = [found.starts[batch] for batch in reversed(found.people.get(person_id, ()))]
    return {**_person(records, person_id), "times": len(went), "when": list[JSON](went)}


def _person(records: Records, person_id: int) -> Document:
    person = records.get(people.KIND, person_id)
    unit = None if person is None else person.unit
    return {
        "id": person_id,
        "name": records.name("people", person_id),
        "unit": None if unit is None else records.name("units", unit),
        "position": None if person is None else person.position,
    }


_ROWS: Final[Mapping[str, RowOf]] = MappingProxyType({"agencies": _agency, "never": _never, "again": _again})


def turn_rows(records: Records, found: Turns, name: str, ids: Sequence[int]) -> list[Document]:
    """A row for each of `ids` of the list `name`. `last` and `when`, the last time first, are the days on which batches
    began, as far as they are known; an agency that never sent anybody has 0 `batches`.
    """
    return [_ROWS[name](records, found, one) for one in ids]


def turn_headings(records: Records, found: Turns, name: str) -> Sequence[str]:
    """The keys of a row, in order."""
    return list(_ROWS[name](records, found, 0))
