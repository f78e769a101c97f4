"""Fair turn: how often somebody went, or an agency sent somebody, and when last. Only completed batches count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from coop_tui.counts.dimensions import DIMENSIONS
from coop_tui.counts.measures import facts
from coop_tui.counts.occasions import Occasion, occasions
from coop_tui.i18n import _, language, n_
from coop_tui.register import Records
from coop_tui.values import PartialDate, format_date, format_number


class Turn(Struct, frozen=True, gc=False):
    """In how many batches, the last of which began on `last` (None: no date is on record); `sent` went to that."""

    times: int = 0
    last: PartialDate | None = None
    sent: int = 0


class Turns(Struct, frozen=True):
    """The batches of each person; of each agency of today those that it, or one whose work it took over, sent people
    to, with these people. The last comes last. `unknown` went of whom no agency is on record, by name or not.
    """

    people: Mapping[int, Sequence[int]]
    units: Mapping[int, Mapping[int, Sequence[int]]]
    starts: Mapping[int, PartialDate | None]
    unknown: int

    def person(self, person_id: int) -> Turn:
        """How often this person went."""
        went = self.people.get(person_id, ())
        return Turn(len(went), self.starts[went[-1]], 1) if went else Turn()

    def unit(self, unit_id: int) -> Turn:
        """How often this agency of today sent somebody."""
        sent = self.units.get(unit_id)
        if not sent:
            return Turn()
        last = list(sent)[-1]
        return Turn(len(sent), self.starts[last], len(sent[last]))


def turns(records: Records, held: Iterable[Occasion] | None = None) -> Turns:
    """Everybody's turns as of the day of `records`; `held` are its occasions, where they are known already."""
    in_order = sorted(occasions(records) if held is None else held, key=lambda one: one.batch.starts_on or "")
    went = facts(records, "participations", in_order)
    people: dict[int, list[int]] = {}
    units: dict[int, dict[int, list[int]]] = {}
    unknown = 0
    for fact, unit in zip(went, DIMENSIONS["unit_today"](went, records), strict=True):
        who = fact.participation
        if who is not None:
            people.setdefault(who.person, []).append(who.batch)
        if who is not None and isinstance(unit, int):
            units.setdefault(unit, {}).setdefault(who.batch, []).append(who.person)
        else:
            unknown += fact.amount
    return Turns(people, units, {one.id: one.batch.starts_on for one in in_order}, unknown)


def turn_words(turn: Turn) -> str:
    """`2 times, last Feb 2019`."""
    if not turn.times:
        return _("never")
    times = n_("{count} time", "{count} times", turn.times).format(count=format_number(turn.times, language()))
    if turn.last is None:
        return times
    month = format_date(PartialDate(turn.last[:7]), language(), "short")
    return _("{times}, last {month}").format(times=times, month=month)
