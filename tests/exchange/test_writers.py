"""Workbooks as other programs write them: what each gives, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

from coop_tui.exchange.headings import by_field
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import read_source
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
