"""The commands that change the register, what they count, and how each is taken back."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic, sleep

import pytest
import yaml
from tinydb import TinyDB

from coop_tui import i18n
from coop_tui.store.tinydb_storage import CoopStorage
from tests.commands.calling import Call, call, run
from tests.dashboard import SECONDS, contents, office, store_of

ROWS = """title,programme,mode,country,starts_on,seats
City Waste,SCP,abroad,Denmark,13/2/2019,25
Ports,SCP,online,,Maret 2019,
Smart City and Cybersecurity,SCP,abroad,SG,2019-02-17,
Nowhere,SCP,abroad,Atlantis,,
Uncounted,SCP,abroad,,,many
"""


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def last(answer_err: str) -> str:
    return answer_err.splitlines()[-1]


def titles(coop: Call) -> list[str]:
    return [row["title"] for row in yaml.safe_load(coop("export", "batches").out) if "title" in row]


def test_import_tells_each_rejected_row_and_then_the_sums(coop: Call, rows: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    answer = coop("import", rows, "--into", "batches", "--rejects", rejects)
    assert answer.code == 0
    assert answer.out == ""
    said = answer.err.splitlines()
    assert said[-1] == "read 5: added 2, updated 0, unchanged 0, skipped 1, rejected 2"
    assert [line.split(":")[0] for line in said[:-1] if "Atlantis" in line] == ["row 5, country"]
    assert [line.split(":")[0] for line in said[:-1] if "many" in line] == ["row 6, seats"]
    kept = rejects.read_text(encoding="utf-8-sig")
    assert "Atlantis" in kept
    assert "City Waste" not in kept
    assert {"City Waste", "Ports"} <= set(titles(coop))


def test_a_wide_sheet_creates_what_it_refers_to_and_one_undo_takes_it_back(
    config: Path, coop: Call, tmp_path: Path
) -> None:
    sheet = tmp_path / "peserta.csv"
    sheet.write_text(
        "Judul,Nama,NIP,unit,status\nPelatihan,Ani Contoh,,Dinas Baru,hadir\n,Budi Contoh,,,hadir\n,C,9,,?\n"
    )
    options = ["--into", "participations", "--map", "Judul=batch.title", "--map", "Nama=person.name"]
    options += ["--map", "NIP=person.nip", "--set", "batch.mode=online", "--set", "batch.programme=Program Contoh"]
    before = {kind: coop("export", kind).out for kind in ("programmes", "units", "batches", "people")}

    answer = coop("import", sheet, *options, "--create")

    assert last(answer.err) == "read 3: added 2, updated 0, unchanged 0, skipped 0, rejected 1"
    assert "Program Contoh" in answer.err
    assert "Dinas Baru" in answer.err
    assert "Contoh" not in answer.err.replace("Program Contoh", "")
    assert yaml.safe_load(coop("export", "participations").out)[0]["status"] == "attended"
    assert last(coop("import", sheet, *options).err).startswith("read 3: added 0, updated 0, unchanged 0, skipped 2,")
    coop("undo")
    assert {kind: coop("export", kind).out for kind in before} == before


def test_an_option_that_names_no_field_is_refused_before_the_file_is_read(coop: Call, tmp_path: Path) -> None:
    for option in (["--match", "colour"], ["--set", "colour=red"], ["--set", "mode"]):
        answer = coop("import", tmp_path / "none.csv", "--into", "batches", *option)
        assert answer.code == 1
        assert answer.err.startswith("error: ")
        assert option[-1].partition("=")[0] in answer.err


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_last_line_of_an_import_is_the_same_in_every_language(
    config: Path, rows: Path, capfd: pytest.CaptureFixture[str], language: str
) -> None:
    answer = call(capfd, "--config", config, "--language", language, "import", rows, "--into", "batches", "--dry-run")
    assert last(answer.err) == "read 5: added 2, updated 0, unchanged 0, skipped 1, rejected 2"


def test_a_dry_run_changes_nothing(config: Path, coop: Call, rows: Path) -> None:
    before = contents(config.parent)
    coop("import", rows, "--into", "batches", "--dry-run")
    assert contents(config.parent) == before


@pytest.mark.parametrize(
    ("choice", "sums"),
    [
        ("skip", "read 1: added 0, updated 0, unchanged 0, skipped 1, rejected 0"),
        ("update", "read 1: added 0, updated 1, unchanged 0, skipped 0, rejected 0"),
        ("fail", "read 1: added 0, updated 0, unchanged 0, skipped 0, rejected 1"),
    ],
)
def test_what_is_on_record_already(coop: Call, tmp_path: Path, choice: str, sums: str) -> None:
    file = tmp_path / "rows.json"
    file.write_text(json.dumps([{"code": "SG", "status": "dormant"}]), encoding="utf-8")
    answer = coop("import", file, "--into", "countries", "--on-duplicate", choice)
    assert last(answer.err) == sums
    status = {one["code"]: one["status"] for one in yaml.safe_load(coop("export", "countries").out)}["SG"]
    assert status == ("dormant" if choice == "update" else "active")


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
def test_what_was_exported_is_unchanged_when_it_comes_back(coop: Call, tmp_path: Path, form: str) -> None:
    for kind, count in (("countries", 5), ("organisations", 12), ("programmes", 1), ("batches", 7)):
        file = tmp_path / f"{kind}.{form}"
        assert coop("export", kind, "--format", form, "-o", file).code == 0
        answer = coop("import", file, "--into", kind, "--on-duplicate", "update")
        assert last(answer.err) == f"read {count}: added 0, updated 0, unchanged {count}, skipped 0, rejected 0"


def test_an_import_is_undone_and_redone_as_one(coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    undone = coop("undo")
    assert (undone.code, undone.out) == (0, "")
    assert "2 records imported" in undone.err
    assert "Ports" not in titles(coop)
    redone = coop("redo")
    assert (redone.code, redone.out) == (0, "")
    assert "Ports" in titles(coop)
    assert coop("redo").err.startswith("error: There is nothing to redo")


def test_undo_is_of_ones_own_changes_or_of_a_named_one(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    mine = json.loads(coop("history", "--limit", "1", "--format", "jsonl").out)
    other = run("--config", config, "--language", "en", "--as", "budi", "undo")
    assert other.code == 1
    assert "no change of yours" in other.err
    assert coop("undo", "999").code == 1
    assert run("--config", config, "--as", "budi", "undo", str(mine["gen"])).code == 0
    assert "Ports" not in titles(coop)
    assert coop("undo", str(mine["gen"])).err.startswith(f"error: Change {mine['gen']} was taken back already")


def test_history_tells_who_and_what_the_newest_first(coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    coop("undo")
    first, second, *_ = coop("history").out.splitlines()
    assert "sari" in first
    assert "undone" in first
    assert "2 records imported" in second
    assert len(coop("history", "--limit", "1").out.splitlines()) == 1
    assert coop("history", "countries", "1", "--limit", "9").code == 0
    lines = [json.loads(line) for line in coop("history", "batches", "8", "--format", "jsonl").out.splitlines()]
    assert [one["by"] for one in lines] == ["sari", "sari"]
    assert lines[0]["undoes"] == lines[1]["gen"]


def test_check_is_quiet_about_a_sound_register_and_names_what_is_not(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    assert (coop("check").code, coop("check").out) == (0, "")
    history = store_of(config).with_suffix(".history.jsonl")
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"Ports", b"Parts")]))
    answer = coop("check")
    assert answer.code == 1
    assert "coop.history.jsonl" in answer.out
    assert answer.err.strip().endswith(("problem", "problems"))


def test_check_names_every_place_even_where_the_register_cannot_be_opened(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    coop("undo")
    history = store_of(config).with_suffix(".history.jsonl")
    lines = history.read_bytes().splitlines(keepends=True)
    lines[1], lines[-1] = lines[1].replace(b'"id":1,', b'"id":2,', 1), lines[-1].replace(b'"gen":', b'"gen":9')
    history.write_bytes(b"".join(lines))
    answer = coop("check")
    assert answer.code == 1
    assert [f"line {number}" in answer.out.lower() for number in (2, 3, len(lines))] == [True, False, True]


def test_the_hash_that_was_noted_is_asked_of_the_history_later(config: Path, coop: Call, rows: Path) -> None:
    assert "no history yet" in coop("history", "--head").err
    coop("import", rows, "--into", "batches")
    gen, noted = coop("history", "--head").out.split()
    assert int(gen) == json.loads(coop("history", "--limit", "1", "--format", "jsonl").out)["gen"]
    coop("undo")
    assert coop("check", "--head", f" {gen} {noted.upper()}\n").code == 0
    history = store_of(config).with_suffix(".history.jsonl")
    history.write_bytes(b"".join(history.read_bytes().splitlines(keepends=True)[:2]))
    answer = coop("check", "--head", noted)
    assert answer.code == 1
    assert "was noted" in answer.out
    assert coop("history", "batches", "--head").code == 2


def test_a_damaged_file_is_made_anew_from_the_history(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    store_of(config).write_text("{", encoding="utf-8")
    failed = coop("export")
    assert failed.code == 1
    assert "coop-tui recover" in failed.err
    mended = coop("recover")
    assert (mended.code, mended.out) == (0, "")
    assert "Ports" in titles(coop)
    assert "coop.json" in mended.err


def test_backup_does_not_overwrite_the_register_and_restore_refuses_what_is_no_backup(
    config: Path, coop: Call, rows: Path
) -> None:
    before = contents(config.parent)
    assert coop("backup", store_of(config)).err.startswith("error: ")
    assert coop("export", "-o", store_of(config)).err.startswith("error: ")
    assert coop("restore", rows).err.startswith("error: ")
    assert coop("restore", config.parent / "none.zip").err.startswith("error: ")
    assert {**contents(config.parent), "data/coop.lock": None} == {**before, "data/coop.lock": None}


def test_a_register_that_is_gone_is_put_back_with_its_history(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    history, backup = coop("history").out, config.parent / "b.zip"
    assert coop("backup", backup).code == 0
    for file in store_of(config).parent.iterdir():
        file.unlink()
    assert coop("restore", backup).err == (
        f"{store_of(config)} was made anew from {backup}, with its history up to change 3.\n"
    )
    assert coop("history").out == history
    assert coop("undo").code == 0
    assert coop("check").code == 0


@pytest.mark.parametrize(("more", "files"), [("backups: {keep: 2}", 1), ("backups: {keep: 0}", 0)])
def test_the_first_change_of_a_day_leaves_a_backup(
    tmp_path: Path, rows: Path, capfd: pytest.CaptureFixture[str], more: str, files: int
) -> None:
    config = office(tmp_path / "office", more=more)
    folder = store_of(config).parent / "backups"
    call(capfd, "--config", config, "export")
    assert not folder.exists()
    call(capfd, "--config", config, "import", rows, "--into", "batches")
    deadline = monotonic() + SECONDS
    while files and not (folder.is_dir() and list(folder.glob("coop-*.zip"))):
        assert monotonic() < deadline
        sleep(0.01)
    assert folder.exists() == bool(files)


def test_a_register_for_a_group_is_open_to_it_and_check_says_what_is_not(
    tmp_path: Path, rows: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = office(tmp_path / "office", more="access: group")
    folder = store_of(config).parent
    for arguments in (["import", rows, "--into", "batches"], ["backup", folder / "b.zip"], ["undo"]):
        assert call(capfd, "--config", config, *arguments).code == 0
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o660"}
    answer = call(capfd, "--config", config, "check")
    assert (answer.code, f"The folder {folder} is not set up for a group" in answer.out) == (1, True)
    folder.chmod(0o2770)
    assert call(capfd, "--config", config, "check").code == 0
    (folder / "coop.lock").chmod(0o600)
    assert str(folder / "coop.lock") in call(capfd, "--config", config, "check").out


def test_what_a_damaged_history_still_holds_comes_back_and_the_rest_is_named(
    config: Path, coop: Call, rows: Path
) -> None:
    before = store_of(config).read_bytes()
    coop("import", rows, "--into", "batches")
    store_of(config).write_bytes(before)
    history = store_of(config).with_suffix(".history.jsonl")
    damaged = history.read_bytes().replace(b'"title":"Ports"', b'"title":"Porks"', 1)
    history.write_bytes(damaged)
    failed = coop("export")
    assert failed.code == 1
    assert "coop-tui recover" in failed.err
    mended = coop("recover")
    assert mended.code == 0
    assert "could not be brought back of batch" in mended.err
    (kept,) = history.parent.glob("coop.damaged-*.history.jsonl")
    assert kept.read_bytes() == damaged
    assert str(kept) in mended.err
    assert "Ports" not in titles(coop)
    assert coop("check").code == 0
    assert "Brought back after damage" in coop("history").out


def test_years_that_are_over_are_closed_and_their_changes_taken_back(
    config: Path, coop: Call, rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("coop_tui.store.history.time_after", lambda _previous: "2020-05-17T09:00:00.000+07:00")
        coop("import", rows, "--into", "batches")
    listed, (gen, noted) = coop("history").out, coop("history", "--head").out.split()
    assert coop("compact").err == "Closed: coop.history.2020.jsonl.\n"
    assert coop("compact").err == "Nothing to close: every change is of this year.\n"
    assert coop("history").out == listed
    assert coop("check", "--head", noted).code == 0
    assert coop("undo").code == 0
    assert "Ports" not in titles(coop)
    assert int(coop("history", "--head").out.split()[0]) == int(gen) + 1
    store_of(config).write_text("{", encoding="utf-8")
    assert coop("recover").code == 0
    assert "Ports" not in titles(coop)
    assert coop("check").code == 0


@pytest.mark.parametrize("in_the_way", ["config.yaml", "data/coop.json", "data/coop.history.jsonl"])
@pytest.mark.parametrize("sample", [(), ("--sample",), ("--demo",)])
def test_init_stops_at_anything_in_its_way(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], in_the_way: str, sample: tuple[str, ...]
) -> None:
    file = tmp_path / in_the_way
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    answer = call(capfd, "--language", "en", "init", tmp_path, *sample)
    assert answer.code == 1
    assert answer.err.startswith(f"error: {file}")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [file]
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("filled", "city"), [("--sample", "Kota Jambi"), ("--demo", "Kota Contoh")])
def test_init_fills_a_register_and_says_whose_it_is(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filled: str, city: str
) -> None:
    assert call(capfd, "--language", "en", "--as-of", "2026-11-24", "init", tmp_path, filled).code == 0
    config = tmp_path / "config.yaml"
    assert call(capfd, "--config", config, "check").code == 0
    said = yaml.safe_load(call(capfd, "--config", config, "--as-of", "2026-11-24", "export").out)
    assert said["office"]["city"] == city
    assert said["totals"]["batches"]["completed"] > 5


def test_init_fills_with_one_thing_at_a_time(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = call(capfd, "--language", "en", "init", tmp_path, "--sample", "--demo")
    assert answer.code == 2
    assert answer.err.startswith("error: Choose one")
    assert list(tmp_path.iterdir()) == []


def test_init_here_without_a_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(capfd, "--language", "en", "init").out == ""
    assert call(capfd, "check").code == 0
    assert yaml.safe_load(call(capfd, "export", "countries").out) == []


def test_plain_tinydb_reads_every_table_after_a_command(config: Path, coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    with TinyDB(store_of(config), access_mode="r") as database:
        assert {"batches", "countries", "organisations", "programmes", "_meta"} <= database.tables()
        assert len(database.table("batches")) == 9
        assert {one.doc_id: one.get("title") for one in database.table("batches")}[8] == "City Waste"
        (meta,) = database.table("_meta").all()
        assert meta["schema"] == 1
        assert meta["last_ids"]["batches"] == 9


def test_ids_are_not_used_again_after_a_deletion(coop: Call, rows: Path) -> None:
    coop("import", rows, "--into", "batches")
    coop("undo")
    coop("import", rows, "--into", "batches")
    assert sorted(row["id"] for row in yaml.safe_load(coop("export", "batches").out)) == [1, 2, 3, 4, 5, 6, 7, 10, 11]


def test_an_office_made_by_hand_is_like_that_of_init(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    by_hand = office(tmp_path / "hand")
    assert call(capfd, "--language", "en", "init", tmp_path / "made", "--sample").code == 0
    said = [
        yaml.safe_load(call(capfd, "--config", one, "--as-of", "2019-03-01", "export", "batches").out)
        for one in (by_hand, tmp_path / "made" / "config.yaml")
    ]
    assert said[0] == said[1]


def test_a_change_that_made_records_unreadable_is_found_and_taken_back(config: Path, coop: Call) -> None:
    with TinyDB(config.parent / "data" / "coop.json", storage=CoopStorage) as db:
        db.table("countries").update({"status": "nonsense"}, doc_ids=[1])
    refused = coop("export")
    assert refused.code == 1
    assert "undo" in refused.err
    gen, line = next((int(line.split()[0]), line) for line in coop("history").out.splitlines())
    assert i18n._("Records changed by a script") in line

    assert coop("undo", str(gen)).code == 0
    assert coop("check").code == 0
    assert yaml.safe_load(coop("export", "countries").out)[0]["status"] == "active"
    assert coop("undo", str(gen)).code == 1  # taken back already
