"""The rows that an import did not take, as a csv or xlsx file to be mended and imported alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from coop_tui.exchange.cells import to_cell
from coop_tui.exchange.csv_out import FILE_ENCODING, plain_table
from coop_tui.exchange.headings import FieldRows, end_of
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.meanings import REASON, meanings
from coop_tui.exchange.read_file import XLSX
from coop_tui.exchange.table import BadCell, Row
from coop_tui.exchange.write_file import unused, write_whole
from coop_tui.records.fields import DateType, FieldType

_REJECTS: Final = "rejects"
_TO: Final = " \u2013 "


def write_rejects(path: Path, plan: ImportPlan) -> None:
    """Write the rejected rows whole, under the headings of the file, each with everything that is wrong with it in a
    last column, which an import passes over; as a workbook where the name of `path` says so. What a row says stays as
    it was typed, but for days, which are written so that they can be read in one way alone, and for what was filled
    into the row from those above. Raises as `write_whole` does.
    """
    reasons: dict[int, list[str]] = {}
    for one in plan.reasons:
        reasons.setdefault(one.number, []).append(f"{one.column}: {one.text}")
    headings, lines = _table(plan.rows, plan.rejected)
    heading = [*headings, REASON]
    table = [[*cells, "; ".join(reasons[row.number])] for row, cells in zip(plan.rejected, lines, strict=True)]
    if path.suffix.lower() in XLSX:
        from coop_tui.exchange.xlsx_out import texts_to_xlsx

        write_whole(path, texts_to_xlsx(heading, table))
    else:
        write_whole(path, plain_table(heading, table).encode(FILE_ENCODING))


def beside(file: Path) -> Path:
    """Where the rejected rows of `file` go: beside it, under a name that nothing has yet."""
    return unused(file.with_name(f"{file.stem}-{_REJECTS}.csv"))


def _table(rows: FieldRows, rejected: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Headings of the file, then fields that were filled in for all rows and that it lacks; and a line for each row."""
    originals = {row.number: row.values for row in rows.file_rows.rows}
    headings = [heading for heading in rows.file_rows.headings if heading != REASON]
    added = [field for field, heading in rows.headings.items() if heading not in rows.fields and field == heading]
    types = meanings(rows.kind.name).types
    lines = [
        [
            *(_cell(rows, types, one, originals[row.number].get(one), row.values) for one in headings),
            *(to_cell(types[field], row.values.get(field)) for field in added),
        ]
        for row in rejected
    ]
    return [*headings, *added], lines


def _cell(
    rows: FieldRows, types: Mapping[str, FieldType], heading: str, original: object, values: Mapping[str, object]
) -> str:
    field = rows.fields.get(heading, "")
    held, value = types.get(field), values.get(field)
    if isinstance(original, BadCell):
        return original.shown
    if original is None or original == "":
        return "" if value is None else to_cell(held, value)
    if isinstance(held, DateType) and isinstance(value, str):
        end = end_of(field, types)
        ends = None if end is None or end in rows.fields.values() else values.get(end)
        return f"{value}{_TO}{ends}" if isinstance(ends, str) else value
    return to_cell(None if rows.file_rows.cells else held, original)
