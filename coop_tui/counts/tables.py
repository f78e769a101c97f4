"""Tables: facts by one dimension or two, and what is behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final, TypeAlias

from msgspec import Struct

from coop_tui.counts.dimensions import DIMENSIONS, Value, in_order
from coop_tui.counts.measures import ONCE, Fact
from coop_tui.records.batches import BatchStatus
from coop_tui.register import Records

Place: TypeAlias = tuple[Value | None, ...]
"""A cell of a table: a value of each dimension, None where it stands for all of them. The total is at None alone."""


class Table(Struct, frozen=True):
    """Figures by `dimensions`. `values` are those of each that occur, in order, `unknown` last. `cells` has every
    place at which something is counted, and the total; `estimates` how much of a figure rests on an estimate, where
    some of it does.
    """

    dimensions: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    cells: Mapping[Place, int]
    estimates: Mapping[Place, int]

    def figure(self, *place: Value | None) -> int:
        """The figure at one place; 0 where nothing is counted."""
        return self.cells.get(place, 0)

    def estimated(self, *place: Value | None) -> int:
        """How much of that figure rests on an estimate."""
        return self.estimates.get(place, 0)


class Share(Struct, frozen=True):
    """How much of a figure a record is, `estimated` of it by estimate."""

    amount: int
    estimated: int = 0


def count(records: Records, measure: str, dimensions: Sequence[str], counted: Sequence[Fact]) -> Table:
    """The figures that summary, screen and command show of `counted`, the facts of `measure`, by one or two of
    DIMENSIONS. Only completed batches count, except by status, where each says what it is.
    """
    counted = _counting(measure, dimensions, counted)
    columns = [DIMENSIONS[name](counted, records) for name in dimensions]
    places: list[Place] = list(zip(*columns, strict=True))
    cells = _once(places, counted) if measure in ONCE else _added(places, [fact.amount for fact in counted])
    uncertain = [(place, fact.estimated) for place, fact in zip(places, counted, strict=True) if fact.estimated]
    estimates = _added([place for place, _ in uncertain], [estimated for _, estimated in uncertain])
    values = tuple(in_order(records, name, set(column)) for name, column in zip(dimensions, columns, strict=True))
    return Table(tuple(dimensions), values, {(None,) * len(columns): 0, **cells}, estimates)


def behind(
    records: Records, measure: str, dimensions: Sequence[str], counted: Sequence[Fact], place: Place
) -> dict[tuple[str, int], Share]:
    """The records (kind, id) behind the figure at `place`, each with its share; together they are the figure. To be
    asked with what `count` was asked with.
    """
    counted = _counting(measure, dimensions, counted)
    for name, wanted in zip(dimensions, place, strict=True):
        if wanted is not None:
            found = DIMENSIONS[name](counted, records)
            counted = [fact for fact, value in zip(counted, found, strict=True) if value == wanted]
    shares: dict[tuple[str, int], Share] = {}
    for fact in counted:
        key = fact.kind, fact.id
        before = None if measure in ONCE else shares.get(key)
        if before is None:
            shares[key] = Share(fact.amount, fact.estimated)
        else:
            shares[key] = Share(before.amount + fact.amount, before.estimated + fact.estimated)
    return shares


def _counting(measure: str, dimensions: Sequence[str], counted: Sequence[Fact]) -> Sequence[Fact]:
    if measure in _OF_COMPLETED and "status" not in dimensions:
        return [one for one in counted if one.status is BatchStatus.COMPLETED]
    return counted


_OF_COMPLETED: Final = frozenset(("batches",))


def _added(places: Iterable[Place], amounts: Iterable[int]) -> dict[Place, int]:
    """The sum of the amounts at each place and at each that stands for several."""
    cells: dict[Place, int] = {}
    for place, amount in zip(places, amounts, strict=True):
        cells[place] = cells.get(place, 0) + amount
    whole: dict[Place, int] = {}
    for place, amount in cells.items():
        for margin in _margins(place):
            whole[margin] = whole.get(margin, 0) + amount
    return whole


def _once(places: Iterable[Place], counted: Sequence[Fact]) -> dict[Place, int]:
    """The same, of which each record counts once, however many of its facts lie there."""
    ids: defaultdict[Place, set[int]] = defaultdict(set)
    for place, fact in zip(places, counted, strict=True):
        ids[place].add(fact.id)
    margins: defaultdict[Place, set[int]] = defaultdict(set)
    for place, found in ids.items():
        for margin in _margins(place):
            if margin != place:
                margins[margin] |= found
    whole = {**ids, **margins}
    if all(fact.amount == 1 for fact in counted):  # much the quickest, and so it is with batches and people
        return {place: len(found) for place, found in whole.items()}
    amounts = {fact.id: fact.amount for fact in counted}
    return {place: sum(map(amounts.__getitem__, found)) for place, found in whole.items()}


def _margins(place: Place) -> Iterable[Place]:
    return product(*((value, None) for value in place))
