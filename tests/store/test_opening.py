"""What opening a store finds, and does about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document as Row

from coop_tui.errors import CoopError
from coop_tui.store import (
    CannotRead,
    CannotWrite,
    Document,
    DoesNotFit,
    FileStore,
    InTheWay,
    NoStore,
    ReadOnly,
    Tables,
    Unreadable,
)
from coop_tui.store.errors import Flaw, Misfit, Why
from coop_tui.store.files import Files
from coop_tui.store.opening import Opened
from coop_tui.store.platform import owner
from coop_tui.store.repair import keep_history
from tests.store.steps import KOTA, Desk, delete, folder_of, history_file, history_of, insert, read, snapshot, update


def unwritable(monkeypatch: pytest.MonkeyPatch, *places: Path) -> None:
    monkeypatch.setattr("coop_tui.store.opening.can_write", lambda place: place not in places)


# --- a new store


def test_create_refuses_whatever_is_in_the_way(path: Path) -> None:
    before = folder_of(path)
    for file in (path, history_file(path)):
        with pytest.raises(InTheWay) as refused:
            FileStore.create(path)
        assert refused.value.file == file
        assert str(file) in refused.value.message()
        assert folder_of(path) == before
        file.unlink()
        before.pop(file.name)
    FileStore.create(path)


def test_every_store_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("a", "b"):
        store = FileStore.create(tmp_path / name / "coop.json")
        assert store.store_id == ""
        store.load()
        ids.add(store.store_id)
    assert len(ids - {""}) == 2


def test_nothing_at_all_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoStore) as missing:
        FileStore(tmp_path / "coop.json").load()
    assert "coop-tui init" in missing.value.message()
    assert list(tmp_path.iterdir()) == []


def test_looking_writes_nothing(saved: Desk, path: Path) -> None:
    before = folder_of(path)
    lock = path.with_name("coop.lock")
    lock.unlink()
    store = FileStore(path)
    store.changes(store.load().generation)
    store.changed(2)
    list(store.history())
    assert folder_of(path) == before
    assert not lock.exists()


# --- a snapshot without a history


@pytest.mark.parametrize("content", [{"batches": {"3": {"n": 1}, "7": {"n": 2}}}, {}, {"batches": {}}])
def test_a_plain_tinydb_file_is_opened_and_its_first_change_begins_a_history(tmp_path: Path, content: Tables) -> None:
    path = tmp_path / "coop.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    desk = Desk(FileStore(path))
    assert list(tmp_path.iterdir()) == [path]
    records = content.get("batches", {})
    assert desk.tables == ({"batches": {3: {"n": 1}, 7: {"n": 2}}} if records else {})
    desk.do(insert({"n": 3}))
    assert (8 if records else 1) in desk.tables["batches"]
    base, adopt, change = history_of(path)
    assert (base["base"]["gen"], base["base"]["last"]) == (0, None)
    assert (adopt["gen"], adopt["label"], change["gen"]) == (1, f"adopt {len(records)}", 2)
    assert read(path) == desk.tables, "the snapshot is still the plain file"
    snapshot(desk)
    assert read(path) == desk.tables
    assert FileStore(path).load().generation == 2


def test_a_store_that_lost_its_history_goes_on_counting(saved: Desk, path: Path) -> None:
    saved.do(delete(2))
    snapshot(saved)
    last = history_of(path)[-1]
    history_file(path).unlink()
    desk = Desk(FileStore(path))
    assert (desk.generation, desk.tables["batches"]) == (3, {1: KOTA})
    done = desk.do(insert({"title": "new"}))
    assert done.change
    assert done.change.gen == 5
    assert 3 in desk.tables["batches"], "2 was used"
    base = history_of(path)[0]["base"]
    assert (base["gen"], base["last_ids"]) == (3, {"batches": 2})
    assert base["last"] == json.loads(path.read_bytes())["_meta"]["1"]["last"] != last["prev"]
    assert read(path) == desk.tables
    snapshot(desk)
    path.unlink()
    keep_history(path)
    assert read(path) == desk.tables, "the history alone rebuilds everything"
    desk.reload()
    desk.do(delete(3))
    desk.do(insert({}))
    assert 4 in desk.tables["batches"]


def test_a_plan_that_raises_begins_no_history(tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    path.write_text("{}", encoding="utf-8")
    desk = Desk(FileStore(path))
    with pytest.raises(KeyError):
        desk.do(delete(1))
    assert folder_of(path) == {"coop.json": b"{}"}


def test_two_terminals_that_begin_a_history_at_once(tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    path.write_text('{"batches":{"1":{}}}', encoding="utf-8")
    one, other = Desk(FileStore(path)), Desk(FileStore(path))
    one.do(insert({"n": 1}))
    assert other.store.changed(other.generation)
    with pytest.raises(CoopError):
        other.do(insert({"n": 2}))
    other.reload()
    other.do(insert({"n": 2}))
    assert read(path) == {"batches": {1: {}, 2: {"n": 1}, 3: {"n": 2}}}


# --- tables that another program wrote


def test_what_plain_tinydb_wrote_is_recorded_as_one_change(saved: Desk, path: Path) -> None:
    with TinyDB(path) as db:
        batches = db.table("batches")
        batches.update({"seats": 12}, doc_ids=[1])
        batches.remove(doc_ids=[2])
        batches.insert(Row({"title": "Baru"}, doc_id=5))
    store = FileStore(path)
    loaded = store.load()
    (change,) = loaded.changes
    assert (change.gen, change.by) == (3, owner(path))
    assert change.label.split()[:2] == ["foreign", "3"]
    expected = {"batches": {1: {"title": "Kota", "seats": 12}, 5: {"title": "Baru"}}}
    assert read(path) == expected
    assert [line.get("gen") for line in history_of(path)] == [None, 1, 2, 3]
    assert loaded.last_ids == {"batches": 5}
    assert read(path) == expected
    assert len(history_of(path)) == 4, "it is recorded once"


def test_it_is_recorded_once_even_if_the_snapshot_is_not_written(saved: Desk, path: Path) -> None:
    with TinyDB(path) as db:
        db.table("batches").update({"seats": 12}, doc_ids=[1])
    theirs = path.read_bytes()
    desk = Desk(FileStore(path))
    path.write_bytes(theirs)
    desk.do(update(1, {**KOTA, "seats": 12}, {**KOTA, "seats": 13}))
    path.write_bytes(theirs)
    assert read(path)["batches"][1] == {"title": "Kota", "seats": 13}
    assert len(history_of(path)) == 5


def test_the_reader_may_name_who_did_it(saved: Desk, path: Path) -> None:
    with TinyDB(path) as db:
        db.table("batches").remove(doc_ids=[2])
    assert [change.by for change in FileStore(path).load(by="Budi").changes] == ["Budi"]


@pytest.mark.parametrize("style", [{"indent": 2}, {"sort_keys": True}, {"ensure_ascii": True}, {}])
def test_a_file_in_another_form_is_no_change(saved: Desk, path: Path, style: dict[str, bool]) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes()), **style), encoding="utf-8")  # type: ignore[arg-type]  # how to write
    before = folder_of(path)
    assert read(path) == saved.tables
    assert folder_of(path) == before


def test_it_merges_with_what_was_changed_since_that_program_read(saved: Desk, path: Path) -> None:
    with TinyDB(path) as db:
        batches = db.table("batches")
        batches.update({"title": "Kota Tua"}, doc_ids=[1])
        batches.update({"title": "Laut Biru"}, doc_ids=[2])
        batches.insert({"title": "theirs"})
    saved.do(update(1, KOTA, {**KOTA, "seats": 30}))
    saved.do(delete(2))
    saved.do(insert({"title": "ours"}))
    assert read(path) == {
        "batches": {
            1: {"title": "Kota Tua", "seats": 30},
            2: {"title": "Laut Biru"},
            3: {"title": "ours"},
            4: {"title": "theirs"},
        }
    }
    assert len(history_of(path)) == 7


def test_a_record_they_deleted_and_we_changed_stays(saved: Desk, path: Path) -> None:
    with TinyDB(path) as db:
        db.table("batches").remove(doc_ids=[1, 2])
    saved.do(update(1, KOTA, {**KOTA, "seats": 30}))
    assert read(path) == {"batches": {1: {"title": "Kota", "seats": 30}}}


def test_where_nothing_can_be_written_it_is_shown_and_not_recorded(
    saved: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TinyDB(path) as db:
        db.table("batches").insert_multiple([{"title": "a"}, {"title": "b"}])
        db.table("batches").update({"seats": 1}, doc_ids=[1])
    saved.do(insert({"title": "ours"}))
    before = folder_of(path)
    unwritable(monkeypatch, path.parent)
    desk = Desk(FileStore(path))
    assert desk.generation == 4
    assert sorted(str(row["title"]) for row in desk.tables["batches"].values()) == ["Kota", "Laut", "a", "b", "ours"]
    assert not desk.store.changed(4)
    assert desk.store.changes(4) == (4, [])
    assert folder_of(path) == before
    saved.do(insert({"title": "more"}))
    assert desk.store.changed(4)
    desk.reload()
    assert len(desk.tables["batches"]) == 6


@pytest.mark.parametrize(
    ("content", "flaw", "detail"),
    [
        (b"not json", Flaw.JSON, ""),
        (b"", Flaw.JSON, ""),
        (b"[1]", Flaw.JSON, ""),
        (b'{"batches":{"1":{"n":NaN}}}', Flaw.JSON, ""),
        (b'{"batches":{"1":{"title":"\xff"}}}', Flaw.JSON, ""),
        (b"[" * 100_000, Flaw.JSON, ""),
        (b'{"batches":{"1":{}},"batches":{}}', Flaw.TWICE, "batches"),
        (b'{"batches":{"1":{},"1":{"n":1}}}', Flaw.TWICE, "1"),
        (b'{"batches":{"1":{"n":1,"n":2}}}', Flaw.TWICE, "n"),
        (b'{"batches":[]}', Flaw.SHAPE, "batches"),
        (b'{"batches":{"one":{}}}', Flaw.SHAPE, "batches one"),
        (b'{"batches":{"01":{}}}', Flaw.SHAPE, "batches 01"),
        (b'{"batches":{"1":3}}', Flaw.SHAPE, "batches 1"),
        (b'{"_default":{"1":{}}}', Flaw.TABLE, "_default"),
        (b'{"_meta":{}}', Flaw.META, ""),
        (b'{"_meta":{"1":{"gen":1}}}', Flaw.META, ""),
    ],
)
def test_what_is_no_snapshot_is_refused_with_its_name(tmp_path: Path, content: bytes, flaw: Flaw, detail: str) -> None:
    path = tmp_path / "coop.json"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        FileStore(path).load()
    assert (refused.value.file, refused.value.flaw, refused.value.detail) == (path, flaw, detail)
    assert str(path) in refused.value.message()
    assert "recover" not in refused.value.message()
    assert path.read_bytes() == content


# --- files replaced under the reader


def test_a_reader_tries_again_when_the_files_are_replaced_under_it(
    saved: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_half_way(files: Files) -> Opened:
        monkeypatch.undo()
        saved.do(insert({"title": "meanwhile"}))
        raise DoesNotFit(files.snapshot, files.history, Misfit.UNKNOWN)

    monkeypatch.setattr("coop_tui.store.filestore.open_files", open_half_way)
    assert read(path) == saved.tables


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "coop.json"
    with pytest.raises(CannotRead):
        FileStore(path).load()
    with pytest.raises(CannotWrite):
        FileStore.create(path)


# --- schemas, and stores that cannot be written


def test_a_newer_schema_can_be_read_and_not_changed(saved: Desk, path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":2'))
    before = folder_of(path)
    desk = Desk(FileStore(path))
    assert desk.tables == saved.tables
    assert isinstance(desk.store, FileStore)
    assert desk.store.read_only
    assert desk.store.read_only.why is Why.NEWER
    with pytest.raises(ReadOnly) as refused:
        desk.do(insert({}))
    assert "newer" in refused.value.message()
    with pytest.raises(ReadOnly):
        snapshot(desk)
    assert folder_of(path) == before


def test_an_older_schema_is_migrated_in_memory(saved: Desk, path: Path) -> None:
    saved.do(insert({"title": "tail"}))
    before = folder_of(path)

    def rename(kind: str, document: Document) -> Document:
        if kind != "batches" or "title" not in document:
            return document
        return {"name": document["title"]}

    store = FileStore(path, schema=2, migrations={1: rename})
    desk = Desk(store)
    assert desk.tables == {"batches": {1: {"name": "Kota"}, 2: {"name": "Laut"}, 3: {"name": "tail"}}}
    assert folder_of(path) == before
    (newest, *_) = store.history()
    assert newest.ops[0].after == {"name": "tail"}
    desk.do(insert({"name": "new"}))
    snapshot(desk)
    assert json.loads(path.read_bytes())["_meta"]["1"]["schema"] == 2
    again = Desk(FileStore(path, schema=2, migrations={1: rename}))
    assert again.tables == desk.tables
    old = FileStore(path)
    old.load()
    assert old.read_only


@pytest.mark.parametrize(("place", "why"), [("data", Why.FOLDER), ("coop.history.jsonl", Why.FILE)])
def test_a_store_that_cannot_be_written_can_be_read(
    saved: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, place: str, why: Why
) -> None:
    where = path.parent if place == "data" else history_file(path)
    unwritable(monkeypatch, where)
    before = folder_of(path)
    path.with_name("coop.lock").unlink()
    desk = Desk(FileStore(path))
    assert desk.tables == saved.tables
    assert desk.store.changes(2) == (2, [])
    assert isinstance(desk.store, FileStore)
    assert desk.store.read_only
    assert (desk.store.read_only.why, desk.store.read_only.file) == (why, where)
    with pytest.raises(ReadOnly) as refused:
        desk.do(insert({}))
    assert str(where) in refused.value.message()
    assert folder_of(path) == before
    assert not path.with_name("coop.lock").exists()


def test_a_lock_file_that_cannot_be_opened_is_named(saved: Desk, path: Path) -> None:
    path.with_name("coop.lock").unlink()
    path.with_name("coop.lock").mkdir()
    with pytest.raises(CannotWrite) as refused:
        saved.do(insert({}))
    assert refused.value.file == path.with_name("coop.lock")
