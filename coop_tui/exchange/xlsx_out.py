"""Records as a workbook: days and numbers as such, everything else as text that no spreadsheet takes for a formula, a
link or a number. The same records give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from coop_tui.errors import CoopError
from coop_tui.exchange.cells import guarded, to_cell
from coop_tui.exchange.rows import ID, columns
from coop_tui.i18n import _
from coop_tui.records import Kind, Record
from coop_tui.records.fields import CountType, DateType, FieldType, RefType, YesNoType, specs

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

R = TypeVar("R", bound=Record)

_Cell: TypeAlias = str | int | bool | date | None

_LONGEST_TEXT: Final = 32_767  # characters in a cell, by the format
_MOST_ROWS: Final = 1_048_576
_FIRST_DAY: Final = "1900-03-01"  # before it spreadsheets count a day that there never was
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - in every workbook, which knows no zone
_WIDEST: Final = 60
_AS_THEY_ARE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooLongForCell(CoopError):
    """A text that no cell of a workbook can hold."""

    row: int
    heading: str

    def message(self) -> str:
        return _(
            "The text of “{heading}” in row {row} is longer than a spreadsheet's cell can hold ({most} characters)."
            " Export it as csv, yaml or json."
        ).format(heading=self.heading, row=self.row, most=_LONGEST_TEXT)


class TooManyRows(CoopError):
    """More records than a sheet has rows."""

    count: int

    def message(self) -> str:
        return _("{count} rows are more than a spreadsheet can hold. Export them as csv, or by year.").format(
            count=self.count
        )


def to_xlsx(kind: Kind[R], rows: Sequence[Mapping[str, object]]) -> bytes:
    """A sheet with a heading and a row for each of `rows`, which hold values of `kind` by field."""
    types: dict[str, FieldType] = {spec.name: spec.type for spec in specs(kind.record)} | {ID: CountType(1)}
    headings = columns(kind)
    held = [types.get(heading) for heading in headings]
    table = ([_cell(one, row.get(heading)) for one, heading in zip(held, headings, strict=True)] for row in rows)
    return _written(kind.name, headings, table, len(rows))


def texts_to_xlsx(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """A sheet of texts alone."""
    return _written("rows", headings, ([guarded(cell) for cell in line] for line in lines), len(lines))


def _cell(held: FieldType | None, value: object) -> _Cell:
    if value is None:
        return None
    if isinstance(held, DateType) and isinstance(value, str) and len(value) == 10 and value >= _FIRST_DAY:
        return date.fromisoformat(value)
    if isinstance(held, CountType | RefType) and isinstance(value, int):
        return value
    if isinstance(held, YesNoType) and isinstance(value, bool):
        return value
    return guarded(to_cell(held, value))


def _written(name: str, headings: Sequence[str], table: Iterable[Sequence[_Cell]], count: int) -> bytes:
    from xlsxwriter import Workbook

    if count >= _MOST_ROWS:
        raise TooManyRows(count)
    made = io.BytesIO()
    with Workbook(made, _AS_THEY_ARE) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
        widths = [len(one) for one in headings]
        for row, cells in enumerate(table, 1):
            for column, cell in enumerate(cells):
                if cell is not None:
                    _write(sheet, row, column, cell, day)
                    widths[column] = max(widths[column], len(str(cell)))
                    if widths[column] > _LONGEST_TEXT:
                        raise TooLongForCell(row + 1, headings[column])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width, _WIDEST) + 2)
        sheet.freeze_panes(1, 0)
    return made.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: _Cell, day: Format) -> None:
    match cell:
        case bool():
            sheet.write_boolean(row, column, cell)
        case int():
            sheet.write_number(row, column, cell)
        case date():
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
        case str():
            sheet.write_string(row, column, cell)
