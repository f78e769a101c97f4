"""Whose turn it is as the rows of a table: agencies, people who never went, people who went more than once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from coop_tui.counts.grid import NONE
from coop_tui.counts.turns import Turns, agencies, month_words, never_went, went_again, when_words
from coop_tui.i18n import N_, _, language
from coop_tui.records import people
from coop_tui.records.people import Person
from coop_tui.register import Records
from coop_tui.values import PartialDate, folded, format_number
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import searched

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

_NOBODY: Final = Person(name="")


class Told(msgspec.Struct, frozen=True):
    """A column: how it stands, its text for a row, and by what that sorts."""

    column: Column
    text: Callable[[int], str]
    key: Callable[[int], SupportsRichComparison | None]


class ToldSource:
    """Rows by their ids, told column by column."""

    def __init__(self, ids: Sequence[int], told: Sequence[Told]) -> None:
        self._ids = dict.fromkeys(ids)
        self._told = told

    @property
    def columns(self) -> Sequence[Column]:
        return [one.column for one in self._told]

    def ids(self) -> Sequence[int]:
        return list(self._ids)

    def __contains__(self, row: int, /) -> bool:
        return row in self._ids

    def cells(self, row: int, /) -> Sequence[Cell]:
        return [(one.text(row), "") for one in self._told]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        return next(one.key for one in self._told if one.column.key == column_key)

    def search_text(self, row: int, /) -> str:
        return searched(" ".join(one.text(row) for one in self._told))


class Section(msgspec.Struct, frozen=True):
    """One of the lists: its name, what it is called, marked with `N_`, the kind of its rows, which records and columns
    it has, and by which it is sorted at first, whether descending. One that is `of_staff` needs a roster.
    """

    name: str
    label: str
    kind: str
    ids: Callable[[Records, Turns], Sequence[int]]
    told: Callable[[Records, Turns], Sequence[Told]]
    order: tuple[str, bool]
    of_staff: bool = False

    def source(self, records: Records, found: Turns) -> ToldSource:
        """Its rows as of now."""
        return ToldSource(self.ids(records, found), self.told(records, found))


def _of_units(records: Records, found: Turns) -> Sequence[Told]:
    def told(unit: int) -> int:
        return len(found.sent.get(unit, ()))

    def last(unit: int) -> tuple[bool, str]:
        turn = found.unit(unit)
        return turn.times > 0, turn.last or ""

    return (
        _column("name", _("Unit"), 30, lambda one: records.name("units", one), grow=True),
        _column("last", _("Last sent"), 13, lambda one: _when(found.unit(one).last, found.unit(one).times), last),
        _number("sent", _("Then"), 8, lambda one: found.unit(one).sent),
        _number("times", _("Batches"), 9, lambda one: found.unit(one).times),
        _number("people", _("People"), 7, told),
    )


def _of_those_who_never_went(records: Records, _found: Turns) -> Sequence[Told]:
    persons = records.all(people.KIND)

    def unit(one: int) -> str:
        held = persons.get(one, _NOBODY).unit
        return "" if held is None else records.name("units", held)

    def position(one: int) -> str:
        return persons.get(one, _NOBODY).position or ""

    def name(one: int) -> str:
        return records.name("people", one)

    return (
        _column("name", _("Name"), 28, name, grow=True),
        _column("unit", _("Unit"), 28, unit, lambda one: (folded(unit(one)), folded(name(one))) if unit(one) else None),
        msgspec.structs.replace(
            _column("position", _("Position"), 20, position), column=Column("position", _("Position"), 20, priority=1)
        ),
    )


def _of_those_who_went_again(records: Records, found: Turns) -> Sequence[Told]:
    def when(one: int) -> str:
        return when_words(found, one)

    def unit(one: int) -> str:
        held = persons.get(one, _NOBODY).unit
        return "" if held is None else records.short_name("units", held)

    persons = records.all(people.KIND)
    return (
        _column("name", _("Name"), 24, lambda one: records.name("people", one), grow=True),
        _column("unit", _("Unit"), 12, unit),
        _number("times", _("Times"), 6, lambda one: found.person(one).times),
        _column("when", _("When"), 20, when, lambda one: found.person(one).last or "", grow=True),
    )


def _column(
    key: str,
    label: str,
    width: int,
    text: Callable[[int], str],
    by: Callable[[int], SupportsRichComparison | None] | None = None,
    *,
    grow: bool = False,
) -> Told:
    return Told(Column(key, label, width, grow=grow), text, by or (lambda one: folded(text(one))))


def _number(key: str, label: str, width: int, figure: Callable[[int], int]) -> Told:
    def text(one: int) -> str:
        return format_number(figure(one), language()) if figure(one) else NONE

    return Told(Column(key, label, width, align="right", priority=1), text, figure)


def _when(day: PartialDate | None, times: int) -> str:
    if not times:
        return _("never")
    return month_words(day) if day else _("unknown")


SECTIONS: Final = (
    Section("agencies", N_("Agencies"), "units", agencies, _of_units, ("last", False)),
    Section("never", N_("Never went"), "people", never_went, _of_those_who_never_went, ("unit", False),
            of_staff=True),
    Section("again", N_("Went more than once"), "people", lambda _records, found: went_again(found),
            _of_those_who_went_again, ("times", True)),
)  # fmt: skip
"""Which agencies sent people, who of the roster never went, who went more than once."""
