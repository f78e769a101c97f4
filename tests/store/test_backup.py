"""A store in one file."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tinydb import TinyDB

from coop_tui.store import CannotRead, CannotWrite, FileStore, InTheWay, NoStore, backup
from coop_tui.store.backup import Fault, NotABackup, put_back, read_backup, write_backup
from coop_tui.store.errors import OverStore
from coop_tui.store.verifying import verify
from tests.store.steps import Desk, delete, folder_of, insert, read


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday.zip"


@pytest.fixture
def worked(desk: Desk, target: Path) -> Desk:
    """Three changes, one of them in the snapshot."""
    target.parent.mkdir()
    desk.do(insert({"title": "日本"}))
    assert isinstance(desk.store, FileStore)
    desk.store.snapshot(desk.state())
    desk.do(insert({"n": 1}, kind="people"))
    desk.do(insert({"n": 2}))
    return desk


def archive(target: Path, **entries: bytes) -> None:
    with ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name.replace("_", "."), content)


def test_what_was_backed_up_is_read_back(worked: Desk, path: Path, target: Path) -> None:
    write_backup(path, target)
    assert read_backup(target) == worked.tables
    assert [oct(file.stat().st_mode & 0o777) for file in target.parent.iterdir()] == ["0o600"]
    worked.do(delete(1))
    assert read_backup(target) != worked.tables
    write_backup(path, target)
    assert read_backup(target) == worked.tables


def test_it_holds_both_files_as_they_were_and_no_torn_line(worked: Desk, path: Path, target: Path) -> None:
    history = path.with_name("coop.history.jsonl")
    whole = history.read_bytes()
    history.write_bytes(whole + b'{"gen"')
    write_backup(path, target)
    with ZipFile(target) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "coop.json": path.read_bytes(),
            "coop.history.jsonl": whole,
        }
    assert history.read_bytes() == whole + b'{"gen"'


def test_a_store_without_a_history_can_be_backed_up(tmp_path: Path) -> None:
    path, target = tmp_path / "plain.json", tmp_path / "b.zip"
    path.write_text('{"batches":{"1":{"n":1}}}', encoding="utf-8")
    write_backup(path, target)
    assert read_backup(target) == {"batches": {1: {"n": 1}}}


def test_what_another_program_wrote_into_the_snapshot_is_in_the_backup(worked: Desk, path: Path, target: Path) -> None:
    with TinyDB(path) as db:
        db.table("batches").update({"title": "Kota"}, doc_ids=[1])
    write_backup(path, target)
    assert read_backup(target)["batches"] == {1: {"title": "Kota"}, 2: {"n": 2}}


@pytest.mark.parametrize("name", ["coop.json", "coop.history.jsonl", "coop.lock", "../data/coop.json"])
def test_it_never_overwrites_the_store(worked: Desk, path: Path, name: str) -> None:
    before = folder_of(path)
    with pytest.raises(OverStore) as refused:
        write_backup(path, path.parent / name)
    assert Path(name).name in refused.value.message()
    assert folder_of(path) == before


def test_a_store_that_cannot_be_read_back_leaves_the_old_backup(worked: Desk, path: Path, target: Path) -> None:
    write_backup(path, target)
    good = target.read_bytes()
    history = path.with_name("coop.history.jsonl")
    history.write_bytes(history.read_bytes().replace(b'"gen":3', b'"gen":9'))
    with pytest.raises(NotABackup):
        write_backup(path, target)
    path.unlink()
    with pytest.raises(NoStore):
        write_backup(path, target)
    assert target.read_bytes() == good
    assert list(target.parent.iterdir()) == [target]


def test_a_disk_error_leaves_the_old_backup(
    worked: Desk, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(path, target)
    good = target.read_bytes()

    def fail(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coop_tui.store.platform.os.replace", fail)
    with pytest.raises(CannotWrite) as refused:
        write_backup(path, target)
    assert refused.value.file == target
    assert target.read_bytes() == good
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_where_nothing_can_be_written_can_be_backed_up(
    worked: Desk, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.with_name("coop.lock").unlink()
    before = folder_of(path)
    monkeypatch.setattr(backup, "can_write", lambda place: place != path.parent)
    write_backup(path, target)
    assert not path.with_name("coop.lock").exists()
    assert folder_of(path) == before
    assert read_backup(target) == worked.tables


def test_what_is_no_backup_is_refused(worked: Desk, path: Path, target: Path) -> None:
    write_backup(path, target)
    good = target.read_bytes()
    middle = len(good) // 2
    snapshot, history = path.read_bytes(), path.with_name("coop.history.jsonl").read_bytes()
    found = {}
    for name, content in {
        "text": b"not a zip",
        "cut": good[:middle],
        "changed": good[:60] + bytes([good[60] ^ 255]) + good[61:],
    }.items():
        target.write_bytes(content)
        found[name] = refused(target)
    for name, entries in {
        "empty": {},
        "another name": {"other_json": snapshot},
        "one more": {"coop_json": snapshot, "evil_json": b"{}"},
        "history alone": {"coop_history_jsonl": history},
        "damaged": {"coop_json": snapshot, "coop_history_jsonl": history.replace(b'"gen":3', b'"gen":9')},
        "not a store": {"coop_json": b"[]"},
        "newer": {"coop_json": snapshot.replace(b'"schema":1', b'"schema":9'), "coop_history_jsonl": history},
    }.items():
        archive(target, **entries)
        found[name] = refused(target)
    assert found == {
        "text": Fault.ZIP,
        "cut": Fault.ZIP,
        "changed": Fault.ZIP,
        "empty": Fault.NAMES,
        "another name": Fault.NAMES,
        "one more": Fault.NAMES,
        "history alone": Fault.NAMES,
        "damaged": Fault.CONTENT,
        "not a store": Fault.CONTENT,
        "newer": Fault.NEWER,
    }


def refused(target: Path) -> Fault:
    with pytest.raises(NotABackup) as error:
        read_backup(target)
    assert error.value.file == target
    assert str(target) in error.value.message()
    return error.value.fault


def test_a_bomb_is_not_unpacked(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.parent.mkdir()
    monkeypatch.setattr(backup, "LIMIT", 1 << 20)
    monkeypatch.setattr(backup, "_BLOCK", 1 << 16)
    archive(target, coop_json=b" " * (8 << 20))
    assert refused(target) is Fault.SIZE
    with ZipFile(target) as packed:
        assert backup._extract(packed, "coop.json", target.with_name("out"), 1 << 20) <= (1 << 20) + (1 << 16)
    archive(target, coop_json=b" " * (1 << 19), coop_history_jsonl=b" " * ((1 << 19) + 1))
    assert refused(target) is Fault.SIZE


def test_a_backup_that_is_not_there_is_named(target: Path) -> None:
    with pytest.raises(CannotRead) as missing:
        read_backup(target)
    assert missing.value.file == target
    assert os.strerror(2) in missing.value.message()


def test_a_store_that_is_gone_is_put_back_whole(worked: Desk, path: Path, target: Path) -> None:
    with TinyDB(path) as db:
        db.table("batches").update({"title": "Kota"}, doc_ids=[1])
    before = folder_of(path)
    write_backup(path, target)
    with pytest.raises(InTheWay):
        put_back(target, path)
    history = path.with_name("coop.history.jsonl")
    history.unlink()
    with pytest.raises(InTheWay):
        put_back(target, path)
    assert not history.exists()
    moved = path.with_name("elsewhere") / "other.json"
    assert put_back(target, moved) == 4
    assert read(moved)["batches"] == {1: {"title": "Kota"}, 2: {"n": 2}}
    history = moved.with_name("other.history.jsonl")
    assert history.read_bytes().startswith(before["coop.history.jsonl"])
    assert verify(moved) == []
    assert {oct(file.stat().st_mode & 0o777) for file in (moved, history)} == {"0o600"}
