"""The office's own scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document as Row

from coop_tui.store import Conflict, Deleted, FileStore, NoStore, ReadOnly
from coop_tui.store.tinydb_storage import CoopStorage, IdNotFree, NotATable
from coop_tui.store.verifying import verify
from tests.store.steps import Desk, delete, folder_of, history_of, insert, read, update

ROOT = Path(__file__).parents[2]


@pytest.fixture
def db(desk: Desk, path: Path) -> Iterator[TinyDB]:
    """A script's database, on a store with two batches of which none is in the snapshot."""
    desk.do(insert({"title": "Kota", "seats": 10}))
    desk.do(insert({"title": "Laut"}))
    with TinyDB(path, storage=CoopStorage, by="nightly") as db:
        yield db


def test_it_reads_the_register_as_it_stands(db: TinyDB, desk: Desk) -> None:
    assert [row["title"] for row in db.table("batches")] == ["Kota", "Laut"]
    assert db.tables() == {"batches"}
    desk.do(insert({"title": "Gunung"}))
    assert db.table("batches").get(doc_id=3) == {"title": "Gunung"}


def test_every_call_is_one_line_of_the_history_and_the_snapshot_follows(db: TinyDB, path: Path) -> None:
    batches = db.table("batches")
    batches.update({"seats": 25})
    assert batches.insert({"title": "Baru", "topics": ["a"]}) == 3
    batches.remove(where("title") == "Laut")
    assert batches.insert_multiple([{"n": 1}, {"n": 2}]) == [4, 5]
    lines = history_of(path)[3:]
    assert [(line["by"], line["label"]) for line in lines] == [
        ("nightly", "script 2"),
        ("nightly", "script 1"),
        ("nightly", "script 1"),
        ("nightly", "script 2"),
    ]
    assert lines[0]["ops"][0]["before"] == {"title": "Kota", "seats": 10}
    assert lines[0]["ops"][0]["after"] == {"title": "Kota", "seats": 25}
    with TinyDB(path) as plain:
        assert {row.doc_id for row in plain.table("batches")} == {1, 3, 4, 5}
    assert verify(path) == []


def test_a_dashboard_sees_it(db: TinyDB, desk: Desk) -> None:
    db.table("batches").update({"seats": 12}, doc_ids=[1])
    assert desk.store.changed(2)
    desk.do(insert({}))
    assert desk.tables["batches"] == {1: {"title": "Kota", "seats": 12}, 2: {"title": "Laut"}, 3: {}}


def test_what_changes_nothing_writes_nothing(db: TinyDB, path: Path) -> None:
    before = folder_of(path)
    db.table("batches").update({"seats": 10}, doc_ids=[1])
    db.table("batches").update({"seats": 10}, doc_ids=[])
    assert folder_of(path) == before


def test_the_id_of_a_deleted_record_is_refused_and_the_next_one_named(db: TinyDB, desk: Desk, path: Path) -> None:
    desk.do(delete(2))
    batches = db.table("batches")
    before = history_of(path)
    with pytest.raises(IdNotFree) as refused:
        batches.insert({"title": "Baru"})
    assert (refused.value.kind, refused.value.id, refused.value.next_free) == ("batches", 2, 3)
    assert "doc_id=3" in refused.value.message()
    assert history_of(path) == before
    batches.insert(Row({"title": "Baru"}, doc_id=3))
    batches.insert(Row({"title": "Far"}, doc_id=30))
    assert sorted(read(path)["batches"]) == [1, 3, 30]
    desk.do(insert({}))
    assert 31 in desk.tables["batches"]


def test_an_id_that_somebody_took_meanwhile_is_refused(desk: Desk, path: Path) -> None:
    storage = CoopStorage(path)
    tables = storage.read()
    desk.do(insert({"title": "first"}))
    tables["batches"] = {"1": {"title": "second"}}
    with pytest.raises(IdNotFree):
        storage.write(tables)
    assert read(path) == {"batches": {1: {"title": "first"}}}


def test_changes_of_others_since_the_script_read_merge_or_stop_it(db: TinyDB, desk: Desk, path: Path) -> None:
    storage = CoopStorage(path)
    tables = storage.read()
    tables["batches"]["1"]["title"] = "Kota Tua"
    desk.do(update(1, {"title": "Kota", "seats": 10}, {"title": "Kota", "seats": 12}))
    storage.write(tables)
    assert read(path)["batches"][1] == {"title": "Kota Tua", "seats": 12}
    tables = storage.read()
    tables["batches"]["1"]["title"] = "mine"
    desk.do(lambda now, _new_id: update(1, dict(now["batches"][1]), {"title": "theirs"})(now, _new_id))
    with pytest.raises(Conflict):
        storage.write(tables)
    tables = storage.read()
    del tables["batches"]["1"]
    desk.do(update(1, {"title": "theirs"}, {"title": "theirs", "seats": 1}))
    with pytest.raises(Conflict):
        storage.write(tables)
    tables = storage.read()
    tables["batches"]["1"]["title"] = "mine"
    desk.do(delete(1))
    with pytest.raises(Deleted):
        storage.write(tables)
    assert read(path) == desk.tables == {"batches": {2: {"title": "Laut"}}}


def test_what_was_deleted_by_both_is_deleted(desk: Desk, db: TinyDB, path: Path) -> None:
    storage = CoopStorage(path)
    tables = storage.read()
    del tables["batches"]["1"]
    desk.do(delete(1))
    count = len(history_of(path))
    storage.write(tables)
    assert len(history_of(path)) == count


def test_dropping_all_tables_can_be_undone(db: TinyDB, path: Path) -> None:
    db.drop_tables()
    assert read(path) == {}
    (newest, *_) = FileStore(path).history()
    assert [op.before for op in newest.ops] == [{"title": "Kota", "seats": 10}, {"title": "Laut"}]


@pytest.mark.parametrize("name", ["_meta", "_default"])
def test_tables_that_are_none_of_the_registers_are_refused(db: TinyDB, path: Path, name: str) -> None:
    before = folder_of(path)
    with pytest.raises(NotATable) as refused:
        db.table(name).insert({"gen": 0})
    assert name in refused.value.message()
    assert folder_of(path) == before


@pytest.mark.parametrize("value", [date(2019, 2, 17), float("nan"), {1, 2}])
def test_what_json_has_no_form_for_is_refused(db: TinyDB, path: Path, value: object) -> None:
    before = folder_of(path)
    with pytest.raises((TypeError, ValueError)):
        db.table("batches").update({"on": value})
    assert folder_of(path) == before


def test_a_store_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "coop.json", storage=CoopStorage) as db, pytest.raises(NoStore):
        db.table("batches").all()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_written_is_read(db: TinyDB, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop_tui.store.opening.can_write", lambda _place: False)
    assert len(db.table("batches")) == 2
    with pytest.raises(ReadOnly):
        db.table("batches").insert({})


def test_the_example_in_the_docs_runs(tmp_path: Path) -> None:
    path = tmp_path / "data" / "coop.json"
    desk = Desk(FileStore.create(path))
    desk.do(insert({"title": "Smart Cities", "country": "SG", "seats": 20}))
    desk.do(insert({"title": "Harbours", "country": "NL", "seats": 20}))
    program = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "LOGNAME": "sari", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "1 Smart Cities\n"
    assert [line["label"] for line in history_of(path)[3:]] == ["script 1"] * 3
    assert {line["by"] for line in history_of(path)[3:]} == {"sari"}
    assert [row["seats"] for row in read(path)["batches"].values()] == [25, 20]
    assert json.loads(path.read_bytes())["_meta"]["1"]["last_ids"] == {"batches": 3}
