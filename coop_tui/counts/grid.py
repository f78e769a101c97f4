"""A table of figures for reading: headings, rows and totals in words. Screen and command draw the same grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from coop_tui.counts.dimensions import Value
from coop_tui.counts.measures import Fact
from coop_tui.counts.tables import Place, Table
from coop_tui.counts.words import DIMENSION_WORDS, MEASURE_WORDS, short_words, value_words
from coop_tui.i18n import _, language, n_
from coop_tui.register import Records
from coop_tui.values import format_number

NONE: Final = "–"
"""How a figure of nothing reads."""


class Figure(Struct, frozen=True):
    """One figure: the place whose records are behind it, how much it is, and how much of that is an estimate."""

    place: Place
    count: int
    estimated: int


class Change(Struct, frozen=True):
    """How much more a year's total is than that of the year before, and whether an estimate is in it."""

    more: int
    estimated: bool


class Row(Struct, frozen=True):
    """A line of figures; `change` is None where there is no year before."""

    label: str
    figures: tuple[Figure, ...]
    change: Change | None = None


class Grid(Struct, frozen=True):
    """Rows by columns. `of_rows` says what the rows are; where two dimensions are crossed, the last column is the total
    of each row. `total` is the last row.
    """

    of_rows: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def compared(self) -> bool:
        """Whether there is a year to compare with the one before."""
        return any(row.change is not None for row in self.rows)


def grid(records: Records, measure: str, table: Table) -> Grid:
    """The table of a measure in words."""
    first, *others = table.dimensions
    ends: list[Place] = [(value,) for value in table.values[1]] + [(None,)] if others else [()]
    across = table.values[1] if others else ()
    return Grid(
        of_rows=_(DIMENSION_WORDS[first]),
        columns=(
            *(short_words(records, others[0], value) for value in across),
            _("Total") if others else _(MEASURE_WORDS[measure]),
        ),
        rows=tuple(
            Row(value_words(records, first, value), _figures(table, value, ends), _change(table, value, ends[-1]))
            for value in table.values[0]
        ),
        total=Row(_("Total"), _figures(table, None, ends)),
    )


def _figures(table: Table, value: Value | None, ends: Sequence[Place]) -> tuple[Figure, ...]:
    places = [(value, *end) for end in ends]
    return tuple(Figure(place, table.figure(*place), table.estimated(*place)) for place in places)


def _change(table: Table, value: Value, whole: Place) -> Change | None:
    """None for the first year, and where a row is no year."""
    years = [one for one in table.values[0] if isinstance(one, str) and one.isdecimal()]
    if table.dimensions[0] != "year" or value not in years[1:]:
        return None
    before = str(int(value) - 1)
    estimated = table.estimated(value, *whole) or table.estimated(before, *whole)
    return Change(table.figure(value, *whole) - table.figure(before, *whole), estimated=bool(estimated))


def notes(measure: str, table: Table, counted: Iterable[Fact], sign: str) -> Iterator[str]:
    """Sentences about the figures of the facts `counted`; `sign` is that of an estimate."""
    whole = (None,) * len(table.dimensions)
    total, estimated = table.figure(*whole), table.estimated(*whole)
    if estimated:
        yield _("{sign} {count} by estimate.").format(sign=sign, count=format_number(estimated, language()))
    if measure == "participations" and total:
        yield _participations_note(total, len({one.participation.person for one in counted if one.participation}))
    if _adds_up_to_more(table, total) and measure == "people":
        yield _("Somebody who went twice counts once in the total.")
    elif _adds_up_to_more(table, total):
        yield _("What stands in several places counts once in the total.")


def _participations_note(total: int, persons: int) -> str:
    seats = n_("{seats} participation", "{seats} participations", total)
    names = n_("{count} person by name", "{count} persons by name", persons)
    known = names.format(count=format_number(persons, language()))
    return _("{participations}; {persons}.").format(
        participations=seats.format(seats=format_number(total, language())),
        persons=known if persons else _("number of people not known"),
    )


def _adds_up_to_more(table: Table, total: int) -> bool:
    """Whether the figures by some dimension add up to more than the total."""
    sizes = range(len(table.values))
    return any(
        sum(table.figure(*(value if at == own else None for own in sizes)) for value in values) > total
        for at, values in enumerate(table.values)
    )


class Column(Struct, frozen=True):
    """A heading and the texts below it, from the first row to the total, all to be aligned at their right. `room` are
    the cells after the digits, for the sign of an estimate; the heading, too, is to leave them free.
    """

    heading: str
    texts: tuple[str, ...]
    room: int


def figure_columns(shown: Grid, sign: str) -> list[Column]:
    """The columns of figures as they read."""
    lines = (*shown.rows, shown.total)
    return [
        _column(heading, [_figure_text(row.figures[at]) for row in lines], [row.figures[at] for row in lines], sign)
        for at, heading in enumerate(shown.columns)
    ]


def change_column(shown: Grid, sign: str) -> Column:
    """How much more each year's total is than that of the year before; nothing for the total of all."""
    changes = [*(row.change for row in shown.rows), None]
    return _column(_("vs year before"), [_change_text(one) for one in changes], changes, sign)


def _figure_text(figure: Figure) -> str:
    return format_number(figure.count, language()) if figure.count else NONE


def _change_text(change: Change | None) -> str:
    if change is None:
        return ""
    if change.more == 0:
        return NONE
    return f"{'+' if change.more > 0 else '−'}{format_number(abs(change.more), language())}"


def _column(heading: str, texts: Sequence[str], of: Sequence[Figure | Change | None], sign: str) -> Column:
    """With the sign of an estimate after some texts and as much room after the others, so that digits stand in line."""
    estimated = [one is not None and bool(one.estimated) for one in of]
    room = 1 + len(sign) if any(estimated) else 0
    marks = [f" {sign}" if is_one else " " * room for is_one in estimated]
    return Column(heading, tuple(text + mark for text, mark in zip(texts, marks, strict=True)), room)
