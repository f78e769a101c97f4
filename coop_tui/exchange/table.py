"""What a file holds before any field is known: rows of raw values under the headings of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coop_tui.errors import CoopError
from coop_tui.i18n import _

Why = Literal["title", "heading", "total"]


@dataclass(frozen=True)
class Line:
    """One row of a sheet or text file before it is known which one names the columns; empty ones are left out.

    `number` is what a spreadsheet shows beside it. `across` says that it is one text
    over several columns, which no record is; `merged` that a cell has its value from a row above.
    """

    number: int
    cells: Sequence[object]
    across: bool = False
    merged: bool = False


@dataclass(frozen=True)
class Row:
    """One record of a file. `number` is what a spreadsheet shows beside it; in a list its place from 1."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class LeftOut:
    """A row that is no record: a title above or between, a total, the headings once more."""

    number: int
    why: Why


@dataclass(frozen=True)
class Rows:
    """The records of a file. `headings` are all names they use, in the order of the file. With `cells` every value is
    that of a cell, which a person typed or a program wrote; else it is what the file's own types say. `merged` are the
    numbers of rows that have a value from a merged cell that begins further up. The rows are `whole` in a file of
    rejected rows: nothing is to be filled into them.
    """

    file: Path
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    cells: bool
    left_out: tuple[LeftOut, ...] = ()
    merged: frozenset[int] = frozenset()
    whole: bool = False


class BadCell(CoopError):
    """A cell whose value cannot be taken. It stands where the value would, and is refused when its field is read.
    `mark` is what a file of rejected rows has before it, None where what is `shown` is refused by itself.
    """

    shown: str
    reason: str
    mark: str | None = None

    def message(self) -> str:
        return self.reason


@dataclass(eq=False)
class BadFile(CoopError):
    """A file that cannot be read as records. `line` counts from 1; None where no line is to blame."""

    file: Path
    line: int | None
    reason: str

    def message(self) -> str:
        if self.line is None:
            return _("{file}: {reason}").format(file=self.file, reason=self.reason)
        return _("{file}, line {line}: {reason}").format(file=self.file, line=self.line, reason=self.reason)


def rows_of_list(file: Path, value: object) -> Rows:
    """The records of a JSON or YAML file. Raises BadFile where it is no list of them."""
    if not isinstance(value, list):
        raise BadFile(file, None, _("a list of records is expected, as “coop-tui export” writes it."))
    rows = []
    for number, one in enumerate(value, 1):
        if not isinstance(one, dict):
            reason = _("record {number} is no group of named fields.").format(number=number)
            raise BadFile(file, None, reason)
        rows.append(Row(number, one))
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row.values))
    return Rows(file, headings, tuple(rows), cells=False)


def letter(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, Z, AA."""
    return (letter(column // 26 - 1) if column > 25 else "") + chr(ord("A") + column % 26)
