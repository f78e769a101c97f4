"""The import screen: a messy sheet is read, mapped, looked at, mended, imported and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_rows import run_import
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.records import KINDS, participations, people
from coop_tui.screens.importing import ImportScreen
from coop_tui.session import Session
from coop_tui.widgets.form.inputs import OneLine
from tests.dashboard import (
    THEN,
    another,
    at_tab,
    contents,
    dashboard,
    office,
    see,
    settled,
    store_of,
    table,
    text,
    toasts,
    until,
)

SHEET = """Daftar Peserta Pelatihan;;;;;;
;;;;;;
No;Judul Pelatihan;Waktu;Nama Peserta;N I P;OPD;Ket
1;Air Bersih;17/2/2018;Ani Contoh;198001312005012001;Dinas Air;hadir
2;;;Budi Contoh;;Dinas Air;hadir
3;;;Citra Contoh;1999;Dinas Baru;hadir
4;Arsip;13/2/2018;Ani Contoh;198001312005012001;Dinas Air;hadir
5;;;Budi Contoh;;Dinas Air;hadir
Jumlah;;;;;;5
"""
WORDS: Mapping[Language, Mapping[str, str]] = {
    "id": {
        "detected": "titik koma", "row": "Judul di baris 3", "preview": "Hasil tiap baris", "lacks": "tidak ada kolom",
        "sum": "5 baris: ditambah 4, ditolak 1", "all": "5 baris: ditambah 5", "mend": "Perbaiki baris 6",
        "rejected": "ditolak", "added": "ditambah", "imported": "Sudah diimpor",
        "filled": "Angkatan: kosong di 3 baris", "undone": "Diurungkan",
        "besides": "Ikut ditambahkan: Perangkat daerah 1, Angkatan 2, Peserta 2.",
    },
    "en": {
        "detected": "semicolon", "row": "Headings in row 3", "preview": "What becomes of each row",
        "lacks": "no column", "sum": "5 rows: added 4, rejected 1", "all": "5 rows: added 5", "mend": "Mend row 6",
        "rejected": "rejected", "added": "added", "imported": "Imported", "filled": "Batch: empty in 3 rows",
        "undone": "Undone", "besides": "Added as well: Units 1, Batches 2, People 2.",
    },
}  # fmt: skip


@pytest.fixture
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The file, or another text where a test asks for it."""
    file = tmp_path / "lists" / "peserta.csv"
    file.parent.mkdir()
    file.write_text(getattr(request, "param", SHEET), encoding="utf-8")
    return file


async def name_file(app: CoopApp, pilot: Pilot[None], file: Path) -> None:
    """From any screen to the headings of a file."""
    await pilot.press("i")
    await until(lambda: isinstance(app.screen, ImportScreen) and app.focused is not None)
    await put(app, pilot, str(file), "enter")
    await until(lambda: isinstance(app.screen, ImportScreen) and app.screen.has_class("read"))
    await settled(app)


async def put(app: CoopApp, pilot: Pilot[None], text: str, *keys: str) -> None:
    """Have a text in the field with the focus, as if typed, and press keys."""
    assert isinstance(app.focused, OneLine)
    app.focused.show(text)
    await pilot.press(*keys)


async def pick(app: CoopApp, pilot: Pilot[None], key: str, *moves: str) -> None:
    """Choose something by its key and the arrow keys."""
    await pilot.press(key, *moves, "enter")
    await settled(app)


async def give(app: CoopApp, pilot: Pilot[None], field: str, value: str) -> None:
    """Give a field for all rows."""
    await pilot.press("home")
    for _row in range(table(app).total):
        row = table(app).cursor_id
        assert isinstance(app.screen, ImportScreen)
        assert app.screen._headings is not None
        if row is not None and app.screen._headings.match(row) is None and app.screen._headings.field(row) == field:
            break
        await pilot.press("down")
    await pilot.press("enter", *value, "enter")
    await settled(app)
    await see(app, value)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_messy_sheet_is_detected_mapped_previewed_mended_imported_and_taken_back(
    tmp_path: Path, sheet: Path, language: Language
) -> None:
    words = WORDS[language]
    config = office(tmp_path / "office", language=language)
    async with dashboard(config) as (app, pilot):
        await name_file(app, pilot, sheet)
        await see(app, words["detected"])
        await see(app, words["row"])
        await pilot.press("end")
        await see(app, words["lacks"])
        await pick_field(app, pilot, "Ket", "status")
        await give(app, pilot, "batch.programme", "SCP")
        await give(app, pilot, "batch.mode", "abroad")
        await pick(app, pilot, "t", "down")
        await pilot.press("v")
        await settled(app)
        await see(app, words["preview"])
        await see(app, words["sum"])
        await see(app, words["filled"])
        await look_besides(app, pilot, words["besides"])
        await pick(app, pilot, "a", "up")
        assert table(app).total == 1
        await pilot.press("enter")
        await see(app, words["mend"])
        assert words["rejected"] in text(app)
        await put(app, pilot, "199001312015011001", "tab")
        await until(lambda: words["added"] in text(app), "a mended row")
        await pilot.press("ctrl+s")
        await settled(app)
        assert mended(app) == [{"N I P": "199001312015011001"}]  # the cell typed anew alone
        await pick(app, pilot, "a", "home")
        await see(app, words["all"])
        await pilot.press("ctrl+s")
        await settled(app)
        await until(lambda: any(words["imported"] in one for one in toasts(app)))
        assert [len(app.register.records.all(KINDS[kind])) for kind in ("participations", "people")] == [5, 3]
        assert at_tab(app) == 4
        assert not isinstance(app.screen, ImportScreen)
        await pilot.press("u")
        await until(lambda: not app.register.records.all(people.KIND), "the undo")
        assert not app.register.records.all(participations.KIND)


def mended(app: CoopApp) -> list[Mapping[str, str]]:
    """The cells that were typed anew, of each row."""
    assert isinstance(app.screen, ImportScreen)
    assert app.screen._looked is not None
    return list(app.screen._looked.wishes.mended.values())


async def look_besides(app: CoopApp, pilot: Pilot[None], words: str) -> None:
    """At the records that the import would make besides: a unit, two batches, two people."""
    await pick(app, pilot, "a", "end")
    await see(app, words)
    await see(app, "Dinas Air")
    assert table(app).total == 5


async def pick_field(app: CoopApp, pilot: Pilot[None], heading: str, field: str) -> None:
    """Say which field a heading means."""
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    assert screen._looked is not None
    place = [one.heading for one in screen._looked.matches].index(heading)
    fields = list(screen._fields(screen._looked))
    now = screen._looked.matches[place].field or ""
    await pilot.press("home", *["down"] * place, "enter")
    steps = fields.index(field) - fields.index(now)
    await pilot.press(*["down" if steps > 0 else "up"] * abs(steps), "enter")
    await settled(app)


async def test_completing_a_path_offers_folders_and_what_can_be_imported(tmp_path: Path, sheet: Path) -> None:
    (sheet.parent / "surat.docx").touch()
    (sheet.parent / "data.xlsx").touch()
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await pilot.press("i")
        await until(lambda: app.focused is not None and isinstance(app.screen, ImportScreen))
        await put(app, pilot, f"{tmp_path}/l", "i", "down", "enter")
        await see(app, "lists/")
        await pilot.press("enter")
        await see(app, "peserta.csv")
        assert "data.xlsx" in text(app)
        assert "surat.docx" not in text(app)


SIGNED = SHEET.replace("Jumlah;", "Mengetahui,;;;;;;\nJumlah;").replace(";Ket\n", ";Status\n")


@pytest.mark.parametrize("sheet", [SIGNED], indirect=True, ids=["signed"])
async def test_escape_goes_back_step_by_step_and_what_was_chosen_stays(tmp_path: Path, sheet: Path) -> None:
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await pilot.press("i")
        await until(lambda: app.focused is not None and isinstance(app.screen, ImportScreen))
        await put(app, pilot, str(sheet.parent / "pes"), "enter")  # only one file begins so
        await see(app, "Left out as a total: row 10.")
        assert "The headings are in row" not in text(app)  # which stands among the choices
        await pick(app, pilot, "t", "down")
        await pilot.press("v")
        await settled(app)
        await pilot.press("end")
        await see(app, "Mengetahui, · Arsip")
        await pilot.press("escape")
        await see(app, "Headings and fields")
        assert "Create missing Yes" in text(app)
        await pilot.press("escape")
        await see(app, "File to import")
        assert "peserta.csv" in text(app)
        await pilot.press("enter")
        await settled(app)
        await see(app, "Create missing Yes")
        await pilot.press("escape", "escape")
        await until(lambda: not isinstance(app.screen, ImportScreen), "the way out")


async def test_a_file_that_cannot_be_read_is_said_and_another_can_be_named(tmp_path: Path, sheet: Path) -> None:
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await pilot.press("i")
        await until(lambda: app.focused is not None and isinstance(app.screen, ImportScreen))
        await put(app, pilot, str(tmp_path / "none.csv"), "enter")
        await until(lambda: any("none.csv" in one for one in toasts(app)))
        await settled(app)
        await put(app, pilot, str(sheet), "enter")
        await see(app, "peserta.csv")


async def test_letters_and_headings_of_a_file_are_shown_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "[bold]x[@click=app.quit]y.csv"
    file.write_text('name,"[/nope] [@click=app.quit]q[/]\x1b[31m"\n"\x1b]0;t\x07[b]Dinas","\x9b2J"\n', encoding="utf-8")
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await name_file(app, pilot, file)
        await see(app, "[bold]x[@click=app.quit]y.csv")
        await see(app, "Same by its key")  # nothing is cut off, however long the name
        await see(app, "[/nope] [@click=app.quit]q[/][31m")  # the page of the heading
        await see(app, "[b]D")
        await pilot.press("enter")
        await see(app, "╭─ [/nope] [@click=")  # over the fields
        assert not any(sign in text(app) for sign in "\x1b\x07\x9b")


async def test_the_register_is_not_changed_while_it_is_looked_at_and_escape_stops_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "units.csv"
    file.write_text("name\n" + "".join(f"Dinas {at}\n" for at in range(600)), encoding="utf-8")
    config = office(tmp_path / "office")
    begun, go_on = Event(), Event()
    real = run_import

    def slow(*given: object) -> ImportPlan:
        begun.set()
        go_on.wait(10)
        call: Callable[..., ImportPlan] = real
        return call(*given)

    async with dashboard(config) as (app, pilot):
        await name_file(app, pilot, file)
        await pilot.press("v")
        await settled(app)
        before = contents(config.parent)
        monkeypatch.setattr("coop_tui.exchange.import_road.run_import", slow)
        await pilot.press("ctrl+s")
        await until(begun.is_set)
        with another(config) as other:
            other.create("units", {"name": "Dinas Lain"})
        after = store_of(config).with_name("coop.history.jsonl").read_bytes()
        await pilot.press("4", "escape")
        assert app.is_working
        go_on.set()
        await settled(app)
        await until(lambda: any("nothing was changed" in one for one in toasts(app)))
        assert store_of(config).with_name("coop.history.jsonl").read_bytes() == after
        assert before.keys() <= contents(config.parent).keys()
        assert isinstance(app.screen, ImportScreen)


async def test_rejected_rows_are_written_beside_the_file(tmp_path: Path, sheet: Path) -> None:
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await name_file(app, pilot, sheet)
        await pilot.press("v")
        await settled(app)
        for name in ("peserta-rejects.csv", "peserta-rejects-2.csv"):
            await pilot.press("w")
            await settled(app)
            await until((sheet.parent / name).exists)
    assert "Citra Contoh" in (sheet.parent / "peserta-rejects.csv").read_text("utf-8-sig")


async def test_a_register_that_cannot_be_changed_takes_no_file(tmp_path: Path) -> None:
    config = office(tmp_path / "office")
    with another(config) as other:
        other.create("units", {"name": "Dinas"})
    app = CoopApp(Session(config_file=config, known_on=THEN.replace(year=2100)))
    try:
        async with app.run_test() as pilot:
            await until(lambda: app.screen.focused is not None)
            await pilot.press("i")
            await until(lambda: bool(toasts(app)))
            assert not isinstance(app.screen, ImportScreen)
    finally:
        app.leave()


async def test_changing_what_the_file_tells_reads_it_anew(tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text("x,y\nname,acronym\nDinas Satu,DS\n", encoding="utf-8")
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        await name_file(app, pilot, file)
        await pick(app, pilot, "h", "home", "down")
        assert isinstance(app.screen, ImportScreen)
        await see(app, "Headings in row 1")
        await see(app, "x")
        await pick(app, pilot, "p", "down", "down")
        await see(app, "Between semicolon")
        await pick(app, pilot, "k", "p", "p")  # a letter goes to what begins with it
        await see(app, "Into People")
