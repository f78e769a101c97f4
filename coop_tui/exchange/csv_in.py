"""The lines of a csv or tsv file: commas, semicolons or tabs; a record is a line, or several within quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from coop_tui.exchange.limits import check_columns
from coop_tui.exchange.progress import Progress, unheard
from coop_tui.exchange.table import BadFile, Line
from coop_tui.i18n import _
from coop_tui.yaml_in import MOST_BYTES

DELIMITERS: Final[Mapping[str, str]] = MappingProxyType({",": ",", ";": ";", "tab": "\t"})
"""By the word for each."""

_EVERY: Final = 200  # records between two calls of what is told
_LOOKED_AT: Final = 30  # lines by which the delimiter is told
_LONGEST_START: Final = 200_000  # characters of them


def csv_lines(
    file: Path, text: str, delimiter: str, progress: Progress = unheard, most: int | None = None
) -> tuple[Line, ...]:
    """The lines that are not empty, or no more than the first `most`. Raises BadFile, and what `progress` raises."""
    lines = []
    records = _records(file, text, delimiter, lambda at: progress("read", at, len(text)))
    for number, cells in islice(records, most):
        check_columns(file, len(cells))
        if any(cell.strip() for cell in cells):
            lines.append(Line(number, cells))
    return tuple(lines)


def delimiter_of(text: str, rates: Callable[[Sequence[Line]], int]) -> str:
    """The delimiter by which the beginning of `text` gives the best headings by `rates`; else that which the first
    line has most often.
    """
    start = text[:_LONGEST_START]
    found = {one: _beginning(start, one) for one in DELIMITERS.values()}
    best = max(found, key=lambda one: rates(found[one]))
    if rates(found[best]):
        return best
    return max(found, key=lambda one: len(found[one][0].cells) if found[one] else 0)


def _beginning(text: str, delimiter: str) -> list[Line]:
    lines: list[Line] = []
    try:
        for number, cells in islice(_records(Path(), text, delimiter, lambda _at: None), _LOOKED_AT):
            if cells:
                lines.append(Line(number, cells))
    except BadFile:
        pass  # by this delimiter it is no table from there on
    return lines


def _records(file: Path, text: str, delimiter: str, told: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record, with the number that a spreadsheet shows beside it: empty lines count, and a record of
    several lines is one row. `told` hears how many characters have been read.
    """
    csv.field_size_limit(MOST_BYTES)
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for done, cells in enumerate(reader):
            if done % _EVERY == 0:
                told(stream.tell())
            yield done + 1, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        reason = _("this is not csv ({problem}). Look for a quotation mark that is not closed, or not doubled.")
        raise BadFile(file, begins, reason.format(problem=error)) from error
