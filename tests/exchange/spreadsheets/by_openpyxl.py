"""A workbook as openpyxl writes it: formulas that nobody has computed, date cells, a hidden sheet, long numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook


def make(path: Path) -> None:
    """Write it; LibreOffice's own version, which has the formulas computed, is `libreoffice.xlsx` in this folder."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Peserta"
    sheet["A1"] = "DAFTAR PEGAWAI"
    sheet.merge_cells("A1:F1")
    rows: list[list[str | int | date | None]] = [
        ["Nama", "NIP", "Unit Kerja", "Jabatan", "Gol", "Catatan"],
        ["Sari Contoh", "198001312005012001", "Disdik", '=UPPER("analis")', "III/c", None],
        ["Budi Contoh", 198502022009031002, None, "Analis", "III/b", None],
        ["Tono Contoh", 140123456, None, "Analis", date(2019, 2, 3), None],
        ["Wati Contoh", None, "Bappeda", "=1/0", "III/a", "  satu\ndua "],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("C3:C5")
    hidden = book.create_sheet("Daftar", 0)
    hidden["A1"] = "Nama"
    hidden.sheet_state = "hidden"
    book.active = 1
    book.save(path)
