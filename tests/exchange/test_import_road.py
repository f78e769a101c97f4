"""The road that the import screen goes, from a file to a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coop_tui import i18n
from coop_tui.exchange.import_road import first_look, look
from tests.exchange.registers import records_of


def test_cells_typed_anew_count_where_the_line_has_none_and_in_either_language(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("Nama;Singkatan;\nDinas Satu\nDinas Dua;DD;x\n", encoding="utf-8")
    i18n.use("id")
    looked = first_look(records_of({}), file)
    assert looked.source.rows.headings == ("Nama", "Singkatan", "kolom C")
    wishes = replace(
        looked.wishes,
        said={"kolom C": "notes"},
        mended={2: {"Singkatan": "DS", "kolom C": "catatan"}, 3: {"Nama": "Dua"}},
    )
    i18n.use("en")
    again = look(records_of({}), wishes)
    assert again.rows is not None
    assert [dict(row.values) for row in again.rows.rows] == [
        {"name": "Dinas Satu", "acronym": "DS", "notes": "catatan"},
        {"name": "Dua", "acronym": "DD", "notes": "x"},
    ]
