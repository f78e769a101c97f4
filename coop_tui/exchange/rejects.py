"""The rows that an import did not take, as a csv or xlsx file to be mended and imported alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from coop_tui.exchange.cells import guarded, to_cell
from coop_tui.exchange.csv_out import FILE_ENCODING, csv_line
from coop_tui.exchange.headings import OtherEnd, end_of
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome
from coop_tui.exchange.marks import written
from coop_tui.exchange.meanings import REASON, meanings
from coop_tui.exchange.own_references import as_id
from coop_tui.exchange.read_file import XLSX
from coop_tui.exchange.rows import ID
from coop_tui.exchange.table import Row
from coop_tui.exchange.write_file import unused, write_whole
from coop_tui.records.fields import AnyType, DateType, FieldType, RefType, TextType

_REJECTS: Final = "rejects"
_TO: Final = " \u2013 "
_ALTERED: Final = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]+(?:[-/.,:][0-9]+)+|[0-9.,]+[eE][0-9]+")
"""Texts of which a spreadsheet makes another number, or a day, when it opens a csv file."""

Values = Mapping[str, object]


@dataclass(frozen=True)
class _Column:
    """A column: what its field holds, None where it has none; and the text of a cell, by the row with what was filled
    into it and by what stands in the file.
    """

    held: FieldType | None
    text: Callable[[Row, Values], str]


def write_rejects(path: Path, plan: ImportPlan) -> None:
    """Write the rejected rows whole, under the headings of the file, each with everything that is wrong with it in a
    column of its own, which an import passes over; behind it the fields that were filled in for all rows and that the
    file lacks. It is a workbook where the name of `path` says so. What a row says stays as it was typed, but for days,
    which are written so that they can be read in one way alone, for what was filled into the row from those above, and
    for what no text says, which is marked (`marks.py`). Raises as `write_whole` does.
    """
    columns = _Columns(plan).all()
    originals = {row.number: row.values for row in plan.rows.file_rows.rows}
    headings = [guarded(name) for name in columns]
    lines = [[one.text(row, originals[row.number]) for one in columns.values()] for row in plan.rejected]
    if path.suffix.lower() in XLSX:
        from coop_tui.exchange.xlsx_out import texts_to_xlsx

        write_whole(path, texts_to_xlsx(headings, lines))
    else:
        types = [one.held for one in columns.values()]
        table = ([_kept(held, cell) for held, cell in zip(types, line, strict=True)] for line in lines)
        write_whole(path, "".join(map(csv_line, chain([headings], table))).encode(FILE_ENCODING))


def beside(file: Path) -> Path:
    """Where the rejected rows of `file` go: beside it, under a name that nothing has yet; a workbook's into one."""
    ending = ".xlsx" if file.suffix.lower() in XLSX else ".csv"
    return unused(file.with_name(f"{file.stem}-{_REJECTS}{ending}"))


def _kept(held: FieldType | None, cell: str) -> str:
    """A cell of a csv file in which a spreadsheet leaves the text as it is."""
    return f"'{cell}" if isinstance(held, TextType) and _ALTERED.fullmatch(cell) else guarded(cell)


class _Columns:
    """The columns of the rejected rows of a plan."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._rows = plan.rows
        self._types = meanings(plan.rows.kind.name).types
        self._moved = _moved(plan)

    def all(self) -> Mapping[str, _Column]:
        """Those of the file, the reasons, and the fields that were filled in for all rows and that the file lacks."""
        fields = self._rows.fields
        own = [heading for heading in self._rows.file_rows.headings if heading != REASON]
        filled = [field for field, name in self._rows.headings.items() if name not in fields and name == field]
        columns = {heading: self._column(fields.get(heading), heading) for heading in own} | {REASON: self._reasons()}
        return columns | {field: self._column(field, None) for field in filled if field not in columns}

    def _reasons(self) -> _Column:
        reasons: dict[int, list[str]] = {}
        for one in self._plan.reasons:
            reasons.setdefault(one.number, []).append(f"{one.column}: {one.text}")
        return _Column(None, lambda row, _own: "; ".join(reasons[row.number]))

    def _column(self, field: str | None, heading: str | None) -> _Column:
        def original(own: Values) -> object:
            return None if heading is None else own.get(heading)

        if field is None:
            return _Column(None, lambda _row, own: written(None, original(own)))
        return _Column(self._types[field], lambda row, own: self._cell(field, original(own), row.values))

    def _cell(self, field: str, original: object, values: Values) -> str:
        held, value = self._types[field], values.get(field)
        is_empty = original is None or (isinstance(original, str) and not original.strip())
        match held:
            case DateType():
                return self._day(field, values)
            case AnyType() if is_empty or not self._rows.file_rows.cells:
                return to_cell(held, value)
            case RefType(kind) if kind == self._rows.kind.name and as_id(value) in self._moved:
                return str(self._moved[as_id(value)])
        return written(held, value if is_empty else original)

    def _day(self, field: str, values: Values) -> str:
        """A day, with the end of a range that stands in the same cell."""
        start = written(self._types[field], values.get(field))
        end = end_of(field, self._types)
        if end is None:
            return start
        until = values.get(end)
        if isinstance(until, OtherEnd):
            return f"{start}{_TO}{until.of_range}"
        of_range = self._rows.headings.get(end) == self._rows.headings.get(field)
        return f"{start}{_TO}{until}" if of_range and isinstance(until, str) and start else start


def _moved(plan: ImportPlan) -> Mapping[int | None, int]:
    """The numbers by which rows name other rows of the file, those that were taken as another number, with that."""
    found: dict[int | None, Outcome] = {}
    for one in plan.outcomes:
        found.setdefault(as_id(one.row.values.get(ID)), one)
    return {
        number: one.record_id
        for number, one in found.items()
        if number is not None and one.record_id not in (None, number) and one.fate is not Fate.REJECTED
    }
