"""A messy list of people is imported and taken back, at a small terminal, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.i18n import LANGUAGES, Language
from tests.dashboard import office, store_of
from tests.walks.steps import opened, press, stored

SHEET = """Daftar Peserta Pelatihan;;;
;;;
Nama Peserta;N I P;OPD;Surel Kantor
Ani Contoh;198001312005012001;Dinas Air;ani@contoh.example
Budi Contoh;1990;Dinas Air;budi@contoh.example
"""
MENDED = "199001312015011001"
EMAIL = 9  # fields down from the choice not to take a column
WORDS = {
    "en": {
        "detected": r"semicolon ▾ +h Headings in row 3", "unknown": "No field is called “Surel Kantor”",
        "mapped": r"E-mail +chosen", "creates": "Create missing Yes", "preview": "2 rows: added 1, rejected 1",
        "mend": "Mend row 5", "wrong": "✗ rejected", "right": "● added", "all": "2 rows: added 2",
        "done": r"Imported\. 2 rows: added 2\.", "undone": "Undone",
    },
    "id": {
        "detected": r"titik koma ▾ +h Judul di baris 3", "unknown": "Tidak ada isian bernama “Surel Kantor”",
        "mapped": r"Surel +dipilih", "creates": "Buat baru Ya", "preview": "2 baris: ditambah 1, ditolak 1",
        "mend": "Perbaiki baris 5", "wrong": "✗ ditolak", "right": "● ditambah", "all": "2 baris: ditambah 2",
        "done": r"Sudah diimpor\. 2 baris: ditambah 2\.", "undone": "Diurungkan",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_import_and_its_undo(tmp_path: Path, language: Language) -> None:
    config = office(tmp_path / "office", language=language)
    file = tmp_path / "peserta.csv"
    file.write_text(SHEET, encoding="utf-8")
    store = store_of(config)
    before = stored(store)
    words = WORDS[language]
    with opened(config) as app:
        press(app, "i", "~/")
        press(app, str(file), "peserta.csv$")  # pasted behind what stands there
        press(app, "enter", words["detected"])
        app.wait_for(words["unknown"])
        press(app, "enter", "╭")
        app.send(*["down"] * EMAIL)
        press(app, "enter", words["mapped"])
        press(app, "t", "╭")
        app.send("down")
        press(app, "enter", words["creates"])
        press(app, "v", words["preview"])
        press(app, "down", rf"› +5 +{words['wrong']}")
        press(app, "enter", words["mend"])
        app.send(*["backspace"] * len("1990"), MENDED)
        app.wait_for(MENDED)
        press(app, "tab", words["right"])
        press(app, "ctrl+s", words["all"])
        press(app, "ctrl+s", words["done"])
        app.wait_until(lambda: bool(stored(store).get("people")), what="the snapshot, a second later")
        imported = stored(store)
        press(app, "u", words["undone"])
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert [one["name"] for one in imported["units"].values()] == ["Dinas Air"]
    assert list(imported["people"].values()) == [
        {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 1, "email": "ani@contoh.example"},
        {"name": "Budi Contoh", "nip": MENDED, "unit": 1, "email": "budi@contoh.example"},
    ]
    after = stored(store)
    for kind in before.keys() - {"_meta", "settings"}:
        assert after[kind] == before[kind]
    assert [str(one["name"]).partition(":")[0] for one in after["settings"].values()] == ["import-headings"]
    assert file.read_text(encoding="utf-8") == SHEET
