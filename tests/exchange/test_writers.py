"""Workbooks as other programs write them: what each gives, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from coop_tui.exchange.headings import by_field, match_headings
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import Choices, read_source
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
    with xlsxwriter.Workbook(path) as book:
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
