"""What there is to say about how a file was read, in lines; not yet made safe. What is plain is not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coop_tui.exchange.headings import FieldRows, Match
from coop_tui.exchange.import_words import field_words
from coop_tui.exchange.meanings import PASSED_OVER, REASON
from coop_tui.exchange.read_file import Source
from coop_tui.exchange.table import Why
from coop_tui.i18n import N_, NN_, _, n_
from coop_tui.records import AnyKind
from coop_tui.values import Order

_LEFT_OUT: Final[dict[Why, tuple[str, str]]] = {
    "title": NN_("Left out as a title: row {numbers}.", "Left out as titles: rows {numbers}."),
    "heading": NN_(
        "Left out as headings that stand there again: row {numbers}.",
        "Left out as headings that stand there again: rows {numbers}.",
    ),
    "total": NN_("Left out as a total: row {numbers}.", "Left out as totals: rows {numbers}."),
}
_MERGED: Final = NN_(
    "A merged cell counts in each of its rows: filled in row {numbers}.",
    "A merged cell counts in each of its rows: filled in rows {numbers}.",
)
_ORDERS: Final[dict[Order, str]] = {
    "dmy": N_("“{heading}”: the day is read first, then the month."),
    "mdy": N_("“{heading}”: the month is read first, then the day."),
    "ymd": N_("“{heading}”: the year is read first, then the month."),
}
_MOST: Final = 12  # row numbers that are named


def source_lines(source: Source, matches: Sequence[Match], rows: FieldRows) -> Iterator[str]:
    """How the file was read, as far as it was not plain: encoding, sheet, headings, rows left out, orders of days."""
    yield from _read_lines(source)
    yield from left_out_lines(source)
    yield from merged_lines(source)
    for one in matches:
        yield from _heading_line(rows.kind, one)
    yield from order_lines(rows)


def _read_lines(source: Source) -> Iterator[str]:
    if source.encoding not in (None, "utf-8"):
        yield _("Read as {encoding}.").format(encoding=source.encoding)
    if len(source.sheets) > 1:
        others = ", ".join(
            _("“{name}” (hidden)").format(name=one.name) if one.hidden else f"“{one.name}”"
            for one in source.sheets
            if one.name != source.sheet
        )
        yield _("Read was the sheet “{name}”; there are also: {others}.").format(name=source.sheet, others=others)
    if source.header_row is not None and source.header_row > 1:
        yield _("The headings are in row {row}.").format(row=source.header_row)


def left_out_lines(source: Source) -> Iterator[str]:
    """Which rows are no records, and why."""
    for why, said in _LEFT_OUT.items():
        yield from _with_numbers(said, [one.number for one in source.rows.left_out if one.why == why])


def merged_lines(source: Source) -> Iterator[str]:
    """Which rows have something from a cell that was merged over them and a row above."""
    yield from _with_numbers(_MERGED, [row.number for row in source.rows.rows if row.number in source.rows.merged])


def _with_numbers(said: tuple[str, str], numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        named = [*map(str, numbers[:_MOST]), *(["…"] if len(numbers) > _MOST else [])]
        yield n_(*said, len(numbers)).format(numbers=", ".join(named))


def order_lines(rows: FieldRows) -> Iterator[str]:
    """By which order of day and month each column of days was read, where it matters and was told by the column."""
    for field, order in rows.orders.items():
        if rows.headings[field] not in rows.unsure:
            yield _(_ORDERS[order]).format(heading=rows.headings[field])


def _heading_line(kind: AnyKind, match: Match) -> Iterator[str]:
    if match.field == PASSED_OVER and match.heading != REASON:
        yield _("“{heading}” is passed over.").format(heading=match.heading)
    elif match.field and match.certainty == "alike":
        yield _("“{heading}” is taken for {field}.").format(heading=match.heading, field=_label(kind, match.field))
    elif match.field and match.certainty == "remembered":
        yield _("“{heading}” is {field}, as before.").format(heading=match.heading, field=_label(kind, match.field))


def _label(kind: AnyKind, field: str) -> str:
    return f"“{field_words(kind, field)}”"
