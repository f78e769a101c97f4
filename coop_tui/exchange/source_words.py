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
_ORDERS: Final[dict[Order, str]] = {
    "dmy": N_("“{heading}”: the day is read first, then the month."),
    "mdy": N_("“{heading}”: the month is read first, then the day."),
    "ymd": N_("“{heading}”: the year is read first, then the month."),
}
_MOST: Final = 12  # row numbers that are named


def source_lines(source: Source, matches: Sequence[Match], rows: FieldRows) -> Iterator[str]:
    """How the file was read, as far as it was not plain: encoding, sheet, headings, rows left out, orders of days."""
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
    for why, said in _LEFT_OUT.items():
        numbers = [str(one.number) for one in source.rows.left_out if one.why == why]
        if numbers:
            more = ["…"] if len(numbers) > _MOST else []
            yield n_(*said, len(numbers)).format(numbers=", ".join([*numbers[:_MOST], *more]))
    for one in matches:
        yield from _heading_line(rows.kind, one)
    for field, order in rows.orders.items():
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
