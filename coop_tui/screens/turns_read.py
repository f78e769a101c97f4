"""Everybody's turns beside the people whom a screen lists, read in pieces so that no key waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from textual.widget import Widget

from coop_tui.counts.turns import Turns, person_words, turn_words, turns_in_pieces, unit_words
from coop_tui.records import people
from coop_tui.register import Records
from coop_tui.register.roster import on_roster
from coop_tui.widgets.frame import joined
from coop_tui.widgets.soon import soon


class TurnsRead:
    """Says nothing until all are read; then `done` is called."""

    def __init__(self, owner: Widget, done: Callable[[], None]) -> None:
        """`owner` is the screen, with which the reading ends."""
        self._owner = owner
        self._done = done
        self._work: Iterator[None] | None = None
        self._found: tuple[Records, Turns, Set[int]] | None = None

    def begin(self, records: Records) -> None:
        """Read them as they are now; what was read before, or is being read, is given up."""
        self._found, idle = None, self._work is None
        self._work = self._pieces(records)
        if idle:
            soon(self._owner, self._one_piece)

    def _one_piece(self) -> None:
        if self._work is not None and next(self._work, self) is self:
            self._work = None
            self._done()
        elif self._work is not None:
            soon(self._owner, self._one_piece)

    def _pieces(self, records: Records) -> Iterator[None]:
        work = turns_in_pieces(records)
        found = next(work)
        for more in work:
            found = more
            yield
        self._found = records, found, frozenset(on_roster(records))

    def brief(self, person_id: int) -> str:
        """`2 times, last Jan 2019`. Nothing of those of whom it can only be said that no participation is on record:
        one below the other they would read as a list of people who never went.
        """
        if self._found is None:
            return ""
        _records, found, staff = self._found
        turn = found.person(person_id)
        return turn_words(turn) if turn.times or person_id in staff else ""

    def person(self, person_id: int) -> tuple[str, str]:
        """How often and when somebody went, and whether the person's agency has ever sent anybody."""
        if self._found is None:
            return "", ""
        records, found, staff = self._found
        held = records.get(people.KIND, person_id)
        unit = "" if held is None or held.unit is None else unit_words(records, found, held.unit)
        said = person_words(found, person_id, all_staff=person_id in staff)
        return joined([records.name("people", person_id), said]), unit

    def unit(self, unit_id: int | None) -> str:
        """Whether an agency has ever sent anybody."""
        if self._found is None or unit_id is None:
            return ""
        records, found, _staff = self._found
        return unit_words(records, found, unit_id)
