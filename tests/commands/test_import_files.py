"""The commands import and export with the files that an office has."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import yaml

from tests.commands.calling import Call
from tests.exchange.spreadsheets.workbooks import make


def last(said: str) -> str:
    return said.splitlines()[-1]


def test_a_heading_that_was_explained_once_is_understood_and_undo_takes_back_the_import(
    coop: Call, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("Nama,Kolom Aneh,Lain\nDinas Satu,DS,x\n")
    second.write_text("Nama,Kolom Aneh,Lain\nDinas Dua,DD,y\n")
    explained = ("--map", "Kolom Aneh=acronym", "--map", "Lain=")

    assert coop("import", first, "--into", "units").code == 1
    assert last(coop("import", first, "--into", "units", *explained).err).startswith("read 1: added 1")
    assert coop("undo").code == 0
    assert coop("export", "units").out == "[]\n"
    assert last(coop("import", first, "--into", "units").err).startswith("read 1: added 1")
    again = coop("import", second, "--into", "units")

    assert last(again.err).startswith("read 1: added 1")
    assert "“Kolom Aneh” is “Acronym”, as before." in again.err
    held = coop("export", "settings").out
    assert "Aneh" not in held
    assert coop("undo").code == 0
    assert [one["name"] for one in yaml.safe_load(coop("export", "units").out)] == ["Dinas Satu"]
    assert coop("export", "settings").out == held


def test_a_column_without_a_heading_is_known_by_its_letter_in_either_language(coop: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Daftar OPD\nNama,,Kolom B\nDinas Satu,DS,x\n")
    english, indonesian = ("--language", "en"), ("--language", "id")
    unknown = coop(*indonesian, "import", file, "--into", "units").err
    assert "“kolom B (kolom B)”" in unknown  # beside the column that is called so
    assert "“Kolom B”" in unknown
    file.write_text("Daftar OPD\nNama,,Nama\nDinas Satu,DS,x\n")
    mapped = ("--map", "column b=acronym", "--map", "nama (kolom c)=notes")
    first = coop(*indonesian, "import", file, "--into", "units", *mapped)
    assert last(first.err).startswith("read 1: added 1")
    again = coop(*english, "import", file, "--into", "units", "--on-duplicate", "update")
    assert last(again.err) == "read 1: added 0, updated 0, unchanged 1, skipped 0, rejected 0"
    assert "“column B” is “Acronym”, as before." in again.err
    assert "Left out as a title: row 1." in again.err


def test_a_dry_run_remembers_nothing(coop: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Nama,Kolom Aneh\nDinas Satu,DS\n")
    coop("import", file, "--into", "units", "--map", "Kolom Aneh=acronym", "--dry-run")

    assert "import-headings" not in coop("export", "settings").out


def test_how_a_workbook_was_read_is_said_and_can_be_said_otherwise(coop: Call, tmp_path: Path) -> None:
    file = make("agreements-hidden.xlsx", tmp_path)
    said = coop("import", file, "--into", "agreements", "--dry-run").err

    assert "“Daftar” (hidden)" in said
    assert "The headings are in row 4." in said
    assert "rows 1, 2" in said
    other = coop("import", file, "--into", "agreements", "--sheet", "Daftar", "--dry-run")
    assert last(other.err).startswith("read 1:")
    assert "“Daftar”" in coop("import", file, "--into", "agreements", "--sheet", "Lain").err
    assert coop("import", file, "--into", "agreements", "--delimiter", "tab").code == 1
    assert coop("import", file, "--into", "agreements", "--header-row", "3").code == 1


def test_days_that_nothing_tells_apart_are_asked_for(coop: Call, tmp_path: Path) -> None:
    file = make("activities-ambiguous.csv", tmp_path)
    answer = coop("import", file, "--into", "activities")

    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "--date-order" in answer.err
    assert last(coop("import", file, "--into", "activities", "--date-order", "dmy").err).startswith("read 3: added 3")


def test_an_export_as_a_workbook_is_the_same_each_time_and_changes_nothing_when_imported(
    coop: Call, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for path in (one, other):
        assert coop("export", "batches", "--format", "xlsx", "-o", path).code == 0
    assert one.read_bytes() == other.read_bytes()
    with ZipFile(one) as parts:
        assert b">2000-01-01T00:00:00Z</dcterms:created>" in parts.read("docProps/core.xml")
    answer = coop("import", one, "--into", "batches", "--on-duplicate", "update")
    assert last(answer.err) == "read 7: added 0, updated 0, unchanged 7, skipped 0, rejected 0"
    assert coop("export", "--format", "xlsx").code == 1
