"""Records of a kind that follow one another, as an agency follows the one whose work it took over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coop_tui.i18n import _
from coop_tui.records import AnyKind, units
from coop_tui.records.kind import Problem
from coop_tui.register.state import Records
from coop_tui.store import Document
from coop_tui.values import first_day

Follow = Callable[[int], int | None]
"""From a record's id to that of the next; None where nothing follows."""


def last_in_line(first: int, follow: Follow) -> int:
    """Where the line that begins with a record ends; a line that runs round in a ring ends where it comes to the ring,
    so that each record of a ring stands for itself.
    """
    passed, at = {first}, first
    while (following := follow(at)) is not None:
        if following in passed:
            return following
        passed.add(following)
        at = following
    return at


def successor_today(records: Records, unit_id: int) -> int:
    """The agency that does the work of this one as of the day of `records`: itself, while it has not ended."""
    return last_in_line(unit_id, lambda one: _taken_over_by(records, one))


def predecessors(records: Records) -> Mapping[int, tuple[int, ...]]:
    """The agencies of older days whose work each does today, directly or through others."""
    found: dict[int, tuple[int, ...]] = {}
    for unit_id in records.all(units.KIND):
        today = successor_today(records, unit_id)
        if today != unit_id:
            found[today] = (*found.get(today, ()), unit_id)
    return found


def _taken_over_by(records: Records, unit_id: int) -> int | None:
    """Nothing that is dated later has happened yet."""
    unit = records.get(units.KIND, unit_id)
    following = None if unit is None or unit.successor is None else records.get(units.KIND, unit.successor)
    if unit is None or following is None:
        return None
    begun = following.since is None or first_day(following.since) <= records.today
    return unit.successor if begun and (unit.until is None or units.ended(unit, records.today)) else None


def rings(kind: AnyKind, table: Mapping[int, Document]) -> Iterator[tuple[int, Problem]]:
    """The records that lead back to themselves, each with its problem."""
    field = kind.leads_on
    if field is None:
        return

    def follow(one: int) -> int | None:
        value = table[one].get(field) if one in table else None
        return value if isinstance(value, int) else None

    for one, document in table.items():
        if document.get(field) is not None and last_in_line(one, follow) == one:
            yield one, Problem((field,), _("This leads back to where it began. Choose another, or leave it empty."))
