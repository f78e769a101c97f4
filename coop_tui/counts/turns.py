"""Fair turn: how often somebody went, or an agency sent somebody, and when last. Only completed batches count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from msgspec import Struct

from coop_tui.counts.dimensions import unit_then
from coop_tui.counts.occasions import Occasion, one_by_one
from coop_tui.i18n import _, language, n_
from coop_tui.records import units
from coop_tui.register import Records
from coop_tui.register.roster import on_roster
from coop_tui.register.succession import successor_today
from coop_tui.values import PartialDate, first_day, format_date, format_number

_BATCHES: Final = 250  # looked at at once, between two keys
_PIECE: Final = 20_000  # participations taken up at once


class Turn(Struct, frozen=True, gc=False):
    """In how many batches, the last of which began on `last` (None: no date is on record); `sent` went to that."""

    times: int = 0
    last: PartialDate | None = None
    sent: int = 0


class Turns(Struct, frozen=True):
    """The batches of each person; of each agency of today those that it, or one whose work it took over, sent people
    to, with how many, and `sent` who these were. The last comes last. `unknown` went of whom no agency is on record,
    by name or not.
    """

    people: Mapping[int, Sequence[int]]
    units: Mapping[int, Mapping[int, int]]
    sent: Mapping[int, Set[int]]
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
        return Turn(len(sent), self.starts[last], sent[last])


def turns(records: Records, held: Iterable[Occasion] | None = None) -> Turns:
    """Everybody's turns as of the day of `records`; `held` are its occasions, where they are known already."""
    *_parts, found = turns_in_pieces(records, held)
    return found


def turns_in_pieces(records: Records, held: Iterable[Occasion] | None = None) -> Iterator[Turns]:
    """The same in pieces of some milliseconds: what is known so far, and at last all. Holds as long as nothing changes
    meanwhile.
    """
    went: defaultdict[int, list[int]] = defaultdict(list)
    counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    sent: defaultdict[int, set[int]] = defaultdict(set)
    known: list[Occasion] = []
    for occasion in one_by_one(records) if held is None else held:
        known.append(occasion)
        if len(known) % _BATCHES == 1:
            yield Turns(went, counts, sent, {}, 0)
    in_order = sorted(known, key=lambda one: one.batch.starts_on or "")
    starts = {one.id: one.batch.starts_on for one in in_order}
    then = unit_then(records)
    today = {one: successor_today(records, one) for one in records.all(units.KIND)}
    unknown = taken_up = 0
    yield Turns(went, counts, sent, starts, unknown)
    for occasion in in_order:
        unknown += sum(one.amount for one in occasion.unnamed)
        for one in occasion.attended.values():
            went[one.person].append(occasion.id)
            unit = then(one)
            if unit is None:
                unknown += 1
            else:
                unit = today.get(unit, unit)
                of_it = counts[unit]
                of_it[occasion.id] = of_it.get(occasion.id, 0) + 1
                sent[unit].add(one.person)
        taken_up += len(occasion.attended)
        if taken_up >= _PIECE:
            taken_up = 0
            yield Turns(went, counts, sent, starts, unknown)
    yield Turns(went, counts, sent, starts, unknown)


def agencies(records: Records, found: Turns) -> list[int]:
    """The agencies whose turn may come, and those of older days that sent somebody and have no successor."""
    return [
        unit_id
        for unit_id, unit in records.all(units.KIND).items()
        if found.units.get(unit_id)
        or not (
            units.ended(unit, records.today)
            or (unit.since and first_day(unit.since) > records.today)
            or successor_today(records, unit_id) != unit_id
        )
    ]


def never_went(records: Records, found: Turns) -> list[int]:
    """The people on the roster who have not gone once. None where there is no roster."""
    return [one for one in on_roster(records) if not found.people.get(one)]


def went_again(found: Turns) -> list[int]:
    """The people who have gone more than once."""
    return [one for one, went in found.people.items() if len(went) > 1]


def turn_words(turn: Turn) -> str:
    """`2 times, last Feb 2019`."""
    if not turn.times:
        return _("never")
    times = n_("{count} time", "{count} times", turn.times).format(count=format_number(turn.times, language()))
    return times if turn.last is None else _("{times}, last {month}").format(times=times, month=month_words(turn.last))


def when_words(found: Turns, person_id: int) -> str:
    """`Jan 2019, May 2017`: when this person went, the last time first; of several without a date, once that it is not
    known.
    """
    days = [found.starts[batch] for batch in reversed(found.people.get(person_id, ()))]
    return ", ".join([*(month_words(day) for day in days if day), *([_("unknown")] if None in days else [])])


def person_words(found: Turns, person_id: int, *, all_staff: bool) -> str:
    """`went 2 times: Jan 2019, May 2017`. Only where `all_staff` there is are on record, somebody is said never to have
    gone.
    """
    times = found.person(person_id).times
    if times:
        said = n_("went {count} time: {when}", "went {count} times: {when}", times)
        return said.format(count=format_number(times, language()), when=when_words(found, person_id))
    return _("has never gone") if all_staff else _("no participation on record")


def unit_words(records: Records, found: Turns, unit_id: int) -> str:
    """`Dinas Contoh sent people 2 times, last Jan 2019`: of the agency that does its work today."""
    today = successor_today(records, unit_id)
    name, turn = records.name("units", today), found.unit(today)
    if not turn.times:
        return _("{unit}: nobody sent on record").format(unit=name)
    return _("{unit} sent people {times}").format(unit=name, times=turn_words(turn))


def month_words(day: PartialDate) -> str:
    """`Feb 2019`."""
    return format_date(PartialDate(day[:7]), language(), "short")
