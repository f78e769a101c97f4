"""Records from csv: commas, semicolons or tabs, as the heading shows; a record is a line, or several within quotes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coop_tui.exchange.cells import unguarded
from coop_tui.exchange.limits import check_columns
from coop_tui.exchange.table import BadFile, Row, Rows
from coop_tui.i18n import _
from coop_tui.values import clean
from coop_tui.yaml_in import MOST_BYTES

_SEPARATORS: Final = (",", ";", "\t")
_LONGEST_HEADING: Final = 20_000  # where the separator is looked for
_QUOTED: Final = re.compile(r'"[^"]*"?')


def csv_rows(file: Path, text: str) -> Rows:
    """The records below the heading. Empty lines are passed over, so is a column without heading and content."""
    lines = _lines(file, text)
    _number, first = next(lines, (0, []))
    check_columns(file, len(first))
    headings = [clean(heading) for heading in first]
    _check_headings(file, headings)
    rows: list[Row] = []
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            _check_width(file, number, headings, cells)
            values = {heading: unguarded(cell) for heading, cell in zip(headings, cells, strict=False) if heading}
            rows.append(Row(number, values))
    return Rows(file, tuple(heading for heading in headings if heading), tuple(rows), cells=True)


def _lines(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record, with the line on which it begins."""
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        reason = _("this is not csv ({problem}). Look for a quotation mark that is not closed, or not doubled.")
        raise BadFile(file, begins, reason.format(problem=error)) from error


def _separator(text: str) -> str:
    heading = _QUOTED.sub("", text[:_LONGEST_HEADING].lstrip("\r\n")).partition("\n")[0]
    return max(_SEPARATORS, key=heading.count)


def _check_headings(file: Path, headings: list[str]) -> None:
    if not any(headings):
        raise BadFile(file, 1, _("the first line must name the fields."))
    twice = next((one for one in headings if one and headings.count(one) > 1), None)
    if twice is not None:
        raise BadFile(file, 1, _("the heading “{heading}” stands here twice.").format(heading=twice))


def _check_width(file: Path, number: int, headings: list[str], cells: list[str]) -> None:
    """Nothing may stand where there is no heading: it may belong to a column further left."""
    for place, cell in enumerate(cells):
        if cell.strip() and (place >= len(headings) or not headings[place]):
            reason = _(
                "cell {place} has no heading. Name its column, or put the text that holds the separator in quotes."
            )
            raise BadFile(file, number, reason.format(place=place + 1))
