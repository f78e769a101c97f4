"""Workbooks as other programs write them: what each gives, and what is refused by name."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from xlsxwriter import Workbook as XlsxWriter

from coop_tui.exchange.headings import by_field, match_headings
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import Choices, read_source
from coop_tui.exchange.table import BadCell
from coop_tui.records import KINDS
from tests.exchange.registers import records_of
from tests.exchange.spreadsheets import by_openpyxl
from tests.exchange.spreadsheets.expected import FOLDER, register


def plan_of(path: Path) -> ImportPlan:
    kind = KINDS["people"]
    source = read_source(path, kind, {})
    assert (source.sheet, source.header_row) == ("Peserta", 2)
    assert [one.name for one in source.sheets if one.hidden] == ["Daftar"]
    assert [one.number for one in source.rows.left_out] == [1]
    return try_import(records_of(register()), by_field(source.rows, kind, {}))


def test_openpyxl_computes_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    by_openpyxl.make(path)
    plan = plan_of(path)

    assert plan.added == 0
    assert [(one.number, one.field) for one in plan.reasons] == [
        (3, "position"), (4, "nip"), (5, "grade"), (6, "position"),
    ]  # fmt: skip


def test_libreoffice_computes_them(tmp_path: Path) -> None:
    plan = plan_of(FOLDER / "libreoffice.xlsx")

    assert [one.after for one in plan.outcomes if one.after is not None] == [
        {"name": "Sari Contoh", "nip": "198001312005012001", "unit": 1, "position": "ANALIS", "grade": "III/c"}
    ]
    assert [(one.number, one.field) for one in plan.reasons] == [(4, "nip"), (5, "grade"), (6, "position")]


def test_a_sheet_of_instructions_is_not_the_list(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with XlsxWriter(path) as book:
        book.add_worksheet("Petunjuk").write_column(0, 0, ["Isi lembar berikut", "Jangan ubah judulnya"])
        book.add_worksheet("Peserta").write_column(0, 0, ["Nama Lengkap / Gelar", "Sari Contoh"])
        book.add_worksheet("Lain").write_column(0, 0, ["Nama", "Budi Contoh"])
    source = read_source(path, KINDS["people"], {})
    assert (source.sheet, source.header_row, len(source.rows.rows)) == ("Peserta", 1, 1)
    assert read_source(path, KINDS["people"], {}, Choices(sheet="Lain")).sheet == "Lain"
    assert read_source(path, KINDS["countries"], {}).sheet == "Petunjuk"  # none has a heading that is known


def test_who_signs_below_a_list_does_not_make_a_heading_of_its_running_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("No;Nama\n1;Sari Contoh\nMengetahui,;\nKepala Bagian;\n", encoding="utf-8")
    rows = read_source(path, KINDS["people"], {}).rows
    assert [one.field for one in match_headings(rows, KINDS["people"], {})] == ["", "name"]
    path.write_text("No;Nama\n1;Sari Contoh\nA;Budi Contoh\n", encoding="utf-8")
    rows = read_source(path, KINDS["people"], {}).rows
    assert [one.field for one in match_headings(rows, KINDS["people"], {})] == [None, "name"]


def test_a_formula_that_came_to_nothing_is_no_formula_without_a_value(tmp_path: Path) -> None:
    """As spreadsheets write them: 0 and an empty text are values, where the workbook does not ask to be computed."""
    cells = '<c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><f>1-1</f><v>0</v></c><c r="C2"><f>A1</f><v></v></c>'
    found = {asked: cells_of(tmp_path / "a.xlsx", cells, asked=asked) for asked in (False, True)}

    assert found[False][:2] == [None, 0]
    assert [isinstance(cell, BadCell) for cell in found[False]] == [False, False, True]
    assert [isinstance(cell, BadCell) for cell in found[True]] == [False, True, True]
    assert [cell.shown for cell in found[True] if isinstance(cell, BadCell)] == ["=1-1", "=A1"]


def cells_of(path: Path, cells: str, *, asked: bool) -> list[object]:
    """What is read of the row `cells`, in a workbook that asks to be computed, or does not."""
    made = BytesIO()
    with XlsxWriter(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "acronym", "notes"])
        sheet.write_number(1, 0, 1)
    with ZipFile(made) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            content = re.sub(r"<c r=\"A2\".*?</c>", cells, content)
            new.writestr(name, content if asked else content.replace(' fullCalcOnLoad="1"', ""))
    ((row,),) = (read_source(path, KINDS["units"], {}).rows.rows,)
    return [row.values.get(name) for name in ("name", "acronym", "notes")]
