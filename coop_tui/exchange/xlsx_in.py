"""The sheets of a workbook, and the lines of one of them as a spreadsheet shows it: merged cells filled down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coop_tui.exchange.progress import Progress, unheard, watched
from coop_tui.exchange.table import BadCell, BadFile, Line
from coop_tui.exchange.xlsx_cells import Place, bad_cells, check_extent
from coop_tui.exchange.xlsx_parts import Parts
from coop_tui.i18n import _

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_EXACT: Final = 10**15  # whole numbers that a spreadsheet keeps to the last digit


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    hidden: bool


def read_workbook(
    file: Path, data: bytes, name: str | None, progress: Progress = unheard
) -> tuple[tuple[Sheet, ...], str, tuple[Line, ...]]:
    """All sheets, the one that is read, and its lines that are not empty. Read is `name`, else the first that is not
    hidden and not empty. Raises BadFile, and what `progress` raises.
    """
    parts = Parts(file, data)
    sheets, paths = _sheets(file, parts), parts.sheet_parts()
    if name is not None:
        place = next((place for place, one in enumerate(sheets) if one.name == name), None)
        if place is None:
            reason = _("it has no sheet “{name}”. There are: {sheets}.")
            named = ", ".join(f"“{one.name}”" for one in sheets)
            raise BadFile(file, None, reason.format(name=name, sheets=named))
        return sheets, name, _lines(file, parts, paths, place, progress)
    seen = [place for place, one in enumerate(sheets) if not one.hidden and paths[place]]
    for place in seen:
        lines = _lines(file, parts, paths, place, progress)
        if lines:
            return sheets, sheets[place].name, lines
    raise BadFile(file, None, _("all its sheets are empty or hidden. Name the one to read with --sheet."))


def _open(file: Path, parts: Parts, *sheets: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(parts.alone(*sheets))
    except (CalamineError, OSError) as error:
        raise _damaged(file, error) from error


def _damaged(file: Path, error: Exception) -> BadFile:
    reason = _("the workbook is damaged ({problem}). Open it in a spreadsheet and save it there.")
    return BadFile(file, None, reason.format(problem=str(error).partition("\n")[0]))


def _sheets(file: Path, parts: Parts) -> tuple[Sheet, ...]:
    from python_calamine import SheetVisibleEnum

    with _open(file, parts) as book:
        found = [Sheet(one.name, one.visible != SheetVisibleEnum.Visible) for one in book.sheets_metadata]
    if not found or len(found) != len(parts.sheet_parts()):
        raise _damaged(file, ValueError(_("its sheets are not listed")))
    return tuple(found)


def _lines(file: Path, parts: Parts, paths: Sequence[str], place: int, progress: Progress) -> tuple[Line, ...]:
    from python_calamine import CalamineError

    xml = parts.read(paths[place])
    check_extent(file, xml, parts.texts())
    progress("read", 0, 0)  # how long the parts take that are read at once, nobody can tell
    bad = bad_cells(xml, never_computed=parts.never_computed())
    progress("read", 0, 0)
    try:
        with _open(file, parts, paths[place]) as book:
            sheet = book.get_sheet_by_index(place)
            table: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            merged = sheet.merged_cell_ranges or []
    except (CalamineError, OSError) as error:
        raise _damaged(file, error) from error
    values = [[_value(cell) for cell in row] for row in watched(table, len(table), "read", progress)]
    _put_bad(values, bad)
    across, filled = _fill(values, merged)
    return tuple(
        Line(number, cells, across=number in across, merged=number in filled)
        for number, cells in enumerate(values, 1)
        if any(cell is not None for cell in cells)
    )


def _value(cell: object) -> object:
    """A cell as the fields take it: an empty one is None, a whole number that is exact an int, a moment its day."""
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool | int | float | date):
        return cell
    return str(cell)


def _put_bad(values: list[list[object]], bad: Mapping[Place, BadCell]) -> None:
    for (row, column), cell in bad.items():
        if row >= len(values):
            values.extend([] for _each in range(row + 1 - len(values)))
        values[row].extend([None] * (column + 1 - len(values[row])))
        values[row][column] = cell


def _fill(values: list[list[object]], merged: Sequence[tuple[Place, Place]]) -> tuple[set[int], set[int]]:
    """Write what stands over several rows into each of them; the numbers of the rows that are one text across, and of
    those that got something from above.

    A file may say that a million rows are one cell: only the rows that there are get its value.
    """
    across: set[int] = set()
    filled: set[int] = set()
    for (top, left), (bottom, right) in merged:
        if top >= len(values) or left >= len(values[top]):
            continue
        cell = values[top][left]
        for number, row in enumerate(values[top + 1 : bottom + 1], top + 2):
            if left < len(row) and row[left] is None:
                row[left] = cell
                filled.add(number)
        if right > left and top == bottom and sum(one is not None for one in values[top]) == 1:
            across.add(top + 1)
    return across, filled
