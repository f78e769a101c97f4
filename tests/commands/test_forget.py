"""Forgetting a person: nothing of them is left in what is ours, what they took part in stays counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from coop_tui import drafts
from coop_tui.drafts import Draft
from coop_tui.session import Session
from coop_tui.store.backup import write_backup
from coop_tui.store.daily import file_of, make
from tests.commands.calling import Call, run
from tests.dashboard import contents, dashboard_of, store_of
from tests.test_drafts import NOON

PEOPLE = [
    {"name": "Rahasia Contoh", "nip": "198001012005011001", "sex": "f", "phone": "081299990000", "position": "Analis"},
    {"name": "Teladan Contoh", "nip": "197901012005011002", "sex": "m"},
    {"name": "Teladan Contoh", "nip": "197901012005011003", "notes": "bukan yang lain"},
    {"name": "Tanpa Batch", "nip": "197801012005011004"},
]
WENT = [
    {
        "person": 1,
        "batch": 1,
        "status": "attended",
        "origin": "own_staff",
        "position": "Analis",
        "notes": "ganti kamar",
    },
    {"person": 1, "batch": 2, "status": "nominated"},
    {"person": 2, "batch": 1, "status": "attended", "origin": "own_staff"},
]
TRACES = (b"Rahasia", b"198001012005011001", b"081299990000", b"Analis", b"ganti kamar")


@pytest.fixture
def full(coop: Call, config: Path, tmp_path: Path) -> Path:
    """The sample with people in two batches, changed by hand, and two days' backups; its store."""
    for kind, rows in (("people", PEOPLE), ("participations", WENT)):
        file = tmp_path / f"{kind}.json"
        file.write_text(json.dumps(rows), encoding="utf-8")
        assert coop("import", file, "--into", kind).code == 0
    store = store_of(config)
    make(store, date(2026, 5, 16), 20, 0o600)
    with Session(config_file=config, who="sari").register() as register:
        before = register.document("people", 1)
        assert before is not None
        register.update("people", 1, before, {**before, "email": "rahasia@contoh.example"})
        before = register.document("batches", 3)
        assert before is not None
        register.update("batches", 3, before, {**before, "notes": "Ports"})
    make(store, date(2026, 5, 17), 20, 0o600)
    return store


def traces(store: Path) -> list[str]:
    """The files, also those within backups, in which something of the person stands."""
    texts = {file.name: file.read_bytes() for file in store.parent.rglob("*") if file.is_file()}
    for file in store.parent.rglob("*.zip"):
        with ZipFile(file) as packed:
            texts |= {f"{file.name}/{name}": packed.read(name) for name in packed.namelist()}
    return sorted(name for name, text in texts.items() if any(trace in text for trace in TRACES))


def figures(coop: Call) -> list[object]:
    dimensions = ("year", "sex", "unit", "origin", "status")
    measures = ("participations", "people", "batches")
    return [
        coop("counts", "--by", by, "--measure", one, "--format", "yaml").out for by in dimensions for one in measures
    ]


def test_nothing_is_left_of_the_person_and_all_figures_stay(coop: Call, full: Path) -> None:
    assert len(traces(full)) == 6
    before, gen, noted = figures(coop), *coop("history", "--head").out.split()
    answer = coop("forget", "rahasia contoh", "--yes")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines()[0] == "Person 1 was removed from: 2 records, 3 changes, 2 backups."
    assert "Not reached in any case" in answer.err.splitlines()[1]
    assert "Rahasia" not in answer.err
    assert traces(full) == []
    assert figures(coop) == before
    assert coop("check", "--head", noted).code == 0
    people = yaml.safe_load(coop("export", "people").out)
    assert people[0] == {"id": 1, "name": "? 1", "sex": "f"}
    assert [one["name"] for one in people[1:]] == ["Teladan Contoh", "Teladan Contoh", "Tanpa Batch"]
    assert yaml.safe_load(coop("export", "participations").out)[0] == {
        "id": 1, "person": 1, "batch": 1, "status": "attended", "origin": "own_staff",
    }  # fmt: skip
    assert coop("history", "--limit", "1").out.split()[0] == str(int(gen) + 1)


def test_the_history_is_listed_and_the_changes_of_others_are_taken_back(coop: Call, full: Path) -> None:
    coop("forget", "1", "--yes")
    forgot, ports, email, went, came, *_ = coop("history").out.splitlines()
    assert "removed for good" in forgot
    assert "removed" not in ports
    assert "(1 record removed for good)" in email
    assert "(1 record removed for good)" in went
    assert "(1 record removed for good)" in came
    gens = [int(line.split()[0]) for line in (forgot, email)]
    for gen in gens:
        assert f"Change {gen} is about somebody who was removed" in coop("undo", str(gen)).err
    assert coop("undo").code == 0
    assert "ganti" not in coop("history", "participations", "1", "--format", "jsonl").out
    undone = coop("undo", went.split()[0])
    assert undone.code == 0
    assert [one["id"] for one in yaml.safe_load(coop("export", "participations").out)] == [1]
    assert coop("check").code == 0


def test_a_restored_backup_does_not_bring_the_person_back(coop: Call, full: Path) -> None:
    coop("forget", "1", "--yes")
    assert coop("restore", file_of(full, date(2026, 5, 16))).code == 0
    assert coop("check").code == 0
    assert traces(full) == []
    for file in full.parent.glob("coop.*"):
        file.unlink()
    assert coop("restore", file_of(full, date(2026, 5, 17))).code == 0
    assert coop("check").code == 0
    assert traces(full) == []


def test_who_took_part_in_nothing_leaves_no_record_and_may_have_been_deleted_before(coop: Call, full: Path) -> None:
    assert coop("forget", "197801012005011004", "--yes").code == 0
    assert len(yaml.safe_load(coop("export", "people").out)) == 3
    with Session(config_file=full.parents[1] / "config.yaml", who="sari").register() as register:
        register.delete("people", 3)
    assert b"bukan yang lain" in full.with_suffix(".history.jsonl").read_bytes()
    answer = coop("forget", "3", "--yes")
    assert answer.err.startswith("Person 3 was removed from: 0 records, 2 changes, 2 backups.")
    assert b"bukan yang lain" not in full.with_suffix(".history.jsonl").read_bytes()
    assert coop("check").code == 0


def test_it_says_what_it_does_not_reach(coop: Call, config: Path, full: Path) -> None:
    write_backup(full, full.with_name("coop.by-hand.zip"))
    (full.parent / "backups" / "coop-2026-05-15.zip").write_text("no zip", encoding="utf-8")
    with Session(config_file=config, who="sari").register() as register:
        before = register.document("batches", 6)
        assert before is not None
        register.update("batches", 6, before, {**before, "notes": "bersama RAHASIA contoh"})
    folder = drafts.folder_of(full)
    for kind, record_id in (("people", 1), ("people", 2)):
        one = Draft(kind=kind, record_id=record_id, at=NOON, before={}, typed={"name": "Rahasia"})
        drafts.keep(folder, "budi", one)
    said = coop("forget", "1", "--yes").err.splitlines()
    assert len(said) == 6
    assert "coop-2026-05-15.zip" in said[1]
    assert "coop.by-hand.zip" in said[2]
    assert "What the person was called stands in" in said[3]
    assert "It also stands in changes of other records" in said[4]
    assert [file.name.rpartition("-people-")[2] for file in folder.iterdir()] == ["2.json"]


def test_it_asks_first_and_does_nothing_where_nobody_is_meant(coop: Call, config: Path, full: Path) -> None:
    before = contents(full.parent)
    asked = run("--config", config, "--language", "en", "forget", "1")
    assert (asked.code, "--yes" in asked.err) == (2, True)
    several = coop("forget", "teladan contoh", "--yes")
    assert (several.code, "2, 3" in several.err, "Teladan" in several.err) == (1, True, False)
    for nobody in ("Tidak Ada", "999", "0", "-5"):
        answer = coop("forget", "--yes", "--", nobody)
        assert (answer.code, "no such person" in answer.err) == (1, True)
        assert "Tidak Ada" not in answer.err
    assert contents(full.parent) == before


@pytest.mark.parametrize(("typed", "code"), [("", 1), ("y", 1), ("2", 1), (" 1 ", 0)])
def test_the_number_has_to_be_typed(
    coop: Call, full: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: typed)
    before = contents(full.parent)
    assert coop("forget", "1").code == code
    assert (contents(full.parent) == before) == bool(code)


def test_a_dashboard_that_is_open_shows_it(config: Path, full: Path) -> None:
    app = dashboard_of(config)
    run("--config", config, "forget", "1", "--yes")
    assert app.register.poll()
    assert app.register.records.name("people", 1) == "? 1"
    app.register.close()
    assert traces(full) == []
