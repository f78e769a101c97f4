"""The snapshot, and the thread that writes it."""

from __future__ import annotations

import json
import os
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from coop_tui.errors import CoopError
from coop_tui.store import CannotWrite, FileStore, ForeignFileKept, MustReload, State, snapshot_thread, snapshots
from coop_tui.store.lines import hash_of
from coop_tui.store.snapshot_thread import SnapshotThread
from tests.store.steps import Desk, delete, folder_of, insert, read


class Batch(msgspec.Struct, frozen=True, omit_defaults=True):
    title: str
    seats: int = 0


def store_of(desk: Desk) -> FileStore:
    assert isinstance(desk.store, FileStore)
    return desk.store


def gen_on_disk(path: Path) -> int:
    meta: dict[str, dict[str, int]] = json.loads(path.read_bytes())["_meta"]
    return meta["1"]["gen"]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def test_it_is_a_plain_tinydb_file_with_meta_first(desk: Desk, path: Path) -> None:
    desk.do(insert({"title": "日本"}))
    desk.do(insert({"n": 1}, kind="people"))
    desk.do(delete(1, kind="people"))
    store_of(desk).snapshot(desk.state())
    content = path.read_bytes()
    meta_end = content.index(b"}}") + 2
    with TinyDB(path) as db:
        assert (db.table("batches").all(), db.table("people").all()) == ([{"title": "日本"}], [])
    assert content.startswith(b'{"_meta":{"1":{"schema":1,"store":"')
    assert content.endswith(b'},"batches":{"1":{"title":"\xe6\x97\xa5\xe6\x9c\xac"}},"people":{}}\n')
    line = path.with_name("coop.history.jsonl").read_bytes().splitlines(keepends=True)[-1]
    meta = json.loads(content)["_meta"]["1"]
    assert meta == {
        "schema": 1, "store": store_of(desk).store_id, "gen": 3, "last": hash_of(line),
        "last_ids": {"batches": 1, "people": 1}, "digest": zlib.crc32(content[meta_end:]), "offset": meta["offset"],
        "sizes": {"batches": len(b'{"1":{"title":"\xe6\x97\xa5\xe6\x9c\xac"}}'), "people": len(b"{}")}, "typed": False,
        "seal": zlib.crc32(content[: content.index(b',"seal":')]),
    }  # fmt: skip
    assert path.with_name("coop.history.jsonl").read_bytes()[meta["offset"] :] == line
    assert list(meta) == ["schema", "store", "gen", "last", "last_ids", "digest", "offset", "sizes", "typed", "seal"]


def test_records_of_any_type_are_encoded_in_many_chunks_in_the_order_of_their_ids(desk: Desk, path: Path) -> None:
    desk.do(insert({"title": "x"}))
    records = {id: Batch(str(id), id % 2) for id in range(1200, 0, -1)}
    store_of(desk).snapshot(State(1, {"batches": records}))
    found = json.loads(path.read_bytes())["batches"]
    assert list(found) == [str(id) for id in range(1, 1201)]
    assert (found["2"], found["3"]) == ({"title": "2"}, {"title": "3", "seats": 1})


def test_opening_reads_the_snapshot_raw_and_only_the_lines_after_it(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}))
    store_of(desk).snapshot(desk.state())
    desk.do(insert({"n": 2}))
    desk.do(delete(1))
    loaded = FileStore(path).load()
    assert {kind: bytes(raw) for kind, raw in loaded.tables.items()} == {"batches": b'{"1":{"n":1}}'}
    assert [change.gen for change in loaded.changes] == [2, 3]
    assert (loaded.generation, loaded.last_ids) == (3, {"batches": 2})
    assert read(path) == desk.tables


def test_ids_of_records_deleted_before_the_snapshot_are_not_used_again(desk: Desk, path: Path) -> None:
    desk.do(insert({}))
    desk.do(delete(1))
    store_of(desk).snapshot(desk.state())
    again = Desk(FileStore(path))
    again.do(insert({}))
    assert list(again.tables["batches"]) == [2]


@pytest.mark.parametrize("offset", [0, 1, 100, 10**9])
def test_the_offset_is_only_a_hint(desk: Desk, path: Path, offset: int) -> None:
    for n in range(4):
        desk.do(insert({"n": n}))
        if n == 1:
            store_of(desk).snapshot(desk.state())
    content = json.loads(path.read_bytes())
    content["_meta"]["1"]["offset"] = offset
    path.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n")
    loaded = FileStore(path).load()
    assert [change.gen for change in loaded.changes] == [3, 4]
    assert read(path) == desk.tables


@pytest.mark.parametrize(
    "sizes", [{}, {"batches": 12}, {"batches": 14, "people": 2}, {"people": 13}, {"batches": 10**9}, {"batches": 0}]
)
def test_sizes_that_do_not_fit_and_none_at_all_change_nothing(desk: Desk, path: Path, sizes: dict[str, int]) -> None:
    desk.do(insert({"n": 1}))
    store_of(desk).snapshot(desk.state())
    content = path.read_bytes()
    assert b'"sizes":{"batches":13}' in content
    path.write_bytes(content.replace(b'"sizes":{"batches":13}', b'"sizes":' + json.dumps(sizes).encode()))
    loaded = FileStore(path).load()
    assert {kind: bytes(raw) for kind, raw in loaded.tables.items()} == {"batches": b'{"1":{"n":1}}'}
    assert loaded.changes == []


def test_whether_values_were_checked_is_told_only_of_a_file_that_is_as_it_was_written(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}))
    store_of(desk).snapshot(State(1, desk.tables, typed=True))
    assert FileStore(path).load().typed
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b'{"n":2}'))
    assert not FileStore(path).load().typed


def test_an_older_copy_of_the_snapshot_put_back_loses_nothing(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}))
    store_of(desk).snapshot(desk.state())
    older = path.read_bytes()
    desk.do(insert({"n": 2}))
    store_of(desk).snapshot(desk.state())
    path.write_bytes(older)
    assert read(path) == desk.tables


def test_a_newer_snapshot_is_never_overwritten_by_an_older_one(desk: Desk, path: Path) -> None:
    other = Desk(FileStore(path))
    desk.do(insert({"n": 1}))
    older = State(1, {"batches": dict(desk.tables["batches"])})
    other.do(insert({"n": 2}))
    store_of(other).snapshot(other.state())
    store_of(desk).snapshot(older)
    assert gen_on_disk(path) == 2
    assert sorted(folder_of(path)) == ["coop.history.jsonl", "coop.json"]
    desk.do(insert({"n": 3}))
    store_of(desk).snapshot(desk.state())
    assert gen_on_disk(path) == 3
    assert read(path) == desk.tables


def test_a_file_that_another_program_wrote_during_the_session_is_kept_and_shown(desk: Desk, path: Path) -> None:
    desk.do(insert({"title": "Kota"}))
    store_of(desk).snapshot(desk.state())
    with TinyDB(path) as db:
        db.table("batches").insert({"title": "from elsewhere"})
    theirs = path.read_bytes()
    desk.do(insert({"title": "ours"}))
    with pytest.raises(ForeignFileKept) as kept:
        store_of(desk).snapshot(desk.state())
    assert kept.value.copy.read_bytes() == theirs
    assert kept.value.copy.name.startswith("coop.foreign-")
    assert kept.value.copy.suffix == ".json"
    assert str(kept.value.copy) in kept.value.message()
    assert read(path) == desk.tables


@pytest.mark.parametrize("junk", [b"", b"junk", b'{"batches":{}}', b"\xff"])
def test_whatever_stands_in_its_place_is_kept(desk: Desk, path: Path, junk: bytes) -> None:
    desk.do(insert({}))
    path.write_bytes(junk)
    with pytest.raises(ForeignFileKept) as kept:
        store_of(desk).snapshot(desk.state())
    assert kept.value.copy.read_bytes() == junk
    assert read(path) == desk.tables


def test_a_history_that_lacks_the_generation_gets_no_snapshot(desk: Desk, path: Path) -> None:
    before = folder_of(path)
    with pytest.raises(MustReload):
        store_of(desk).snapshot(State(5, {}))
    assert folder_of(path) == before


def test_records_of_one_history_are_never_written_beside_another(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}))
    older = path.with_name("coop.history.jsonl").read_bytes()
    desk.do(insert({"n": "mine"}))
    path.with_name("coop.history.jsonl").write_bytes(older)
    Desk(FileStore(path)).do(insert({"n": "theirs"}))
    with pytest.raises(MustReload):
        store_of(desk).snapshot(desk.state())
    assert read(path) == {"batches": {1: {"n": 1}, 2: {"n": "theirs"}}}


@pytest.mark.parametrize("last_ids", [b'"last_ids":{"batches":1', b'"last_ids":{"botches":3'])
def test_what_the_snapshot_says_of_itself_is_believed_only_as_it_was_written(
    desk: Desk, path: Path, last_ids: bytes
) -> None:
    for number in range(3):
        desk.do(insert({"n": number}))
    desk.do(delete(3))
    store_of(desk).snapshot(desk.state())
    content = path.read_bytes()
    assert b'"last_ids":{"batches":3' in content
    path.write_bytes(content.replace(b'"last_ids":{"batches":3', last_ids))
    again = Desk(FileStore(path))
    again.do(insert({}))
    assert sorted(again.tables["batches"]) == [1, 2, 4]


def test_files_have_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    desk = Desk(FileStore.create(path, mode=0o660))
    desk.do(insert({}))
    store_of(desk).snapshot(desk.state())
    private = tmp_path / "private" / "coop.json"
    FileStore.create(private)
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir() if file.is_file()} == {
        "coop.json": "0o660", "coop.history.jsonl": "0o660", "coop.lock": "0o660",
    }  # fmt: skip
    assert {oct(file.stat().st_mode & 0o777) for file in private.parent.iterdir()} == {"0o600"}


def test_what_a_killed_program_left_is_removed_when_it_is_old(desk: Desk, path: Path) -> None:
    old, young = path.with_name("coop.json.1-1.tmp"), path.with_name("coop.json.2-2.tmp")
    for left in (old, young):
        left.write_text("half")
    os.utime(old, (0, 0))
    desk.do(insert({}))
    store_of(desk).snapshot(desk.state())
    assert not old.exists()
    assert young.exists()


class Problems:
    """Where the thread's problems arrive."""

    def __init__(self) -> None:
        self.found: list[CoopError] = []

    def __call__(self, problem: CoopError) -> None:
        self.found.append(problem)


def test_the_thread_writes_a_moment_after_the_commit(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 0.02)
    problems = Problems()
    thread = SnapshotThread(store_of(desk), desk.state, problems)
    desk.do(insert({"n": 1}))
    thread.request()
    wait_until(lambda: gen_on_disk(path) == 1)
    desk.do(insert({"n": 2}))
    thread.request()
    wait_until(lambda: gen_on_disk(path) == 2)
    thread.close()
    assert problems.found == []


def test_commits_that_keep_coming_do_not_put_it_off(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 0.05)
    thread = SnapshotThread(store_of(desk), lambda: State(desk.generation, {}), Problems())

    def commit_and_look() -> bool:
        desk.do(insert({}))
        thread.request()
        return gen_on_disk(path) > 0

    wait_until(commit_and_look)
    thread.close()
    assert gen_on_disk(path) == desk.generation


def test_closing_writes_what_is_pending_without_waiting(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 3600)
    thread = SnapshotThread(store_of(desk), desk.state, Problems())
    desk.do(insert({}))
    thread.request()
    thread.close()
    assert gen_on_disk(path) == 1


def test_closing_without_a_request_writes_nothing(desk: Desk, path: Path) -> None:
    before = folder_of(path)
    SnapshotThread(store_of(desk), desk.state, Problems()).close()
    assert folder_of(path) == before


def test_a_long_tail_is_not_waited_for(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 3600)
    monkeypatch.setattr(snapshot_thread, "TAIL", 2000)
    thread = SnapshotThread(store_of(desk), desk.state, Problems())
    desk.do(insert({"notes": "x" * 500}))
    thread.request()
    assert gen_on_disk(path) == 0
    desk.do(insert({"notes": "x" * 2000}))
    thread.request()
    wait_until(lambda: gen_on_disk(path) == 2)
    thread.close()


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_a_problem_is_handed_over_and_the_next_request_tries_again(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 0.01)
    problems = Problems()
    thread = SnapshotThread(store_of(desk), desk.state, problems)
    desk.do(insert({"n": 1}))
    with monkeypatch.context() as broken:

        def full(*_arguments: object) -> None:
            raise OSError(28, "No space left on device")

        broken.setattr(call, full)
        thread.request()
        wait_until(lambda: bool(problems.found))
    (problem,) = problems.found
    assert isinstance(problem, CannotWrite)
    assert problem.file == path
    assert sorted(folder_of(path)) == ["coop.history.jsonl", "coop.json"]
    assert read(path) == desk.tables
    thread.request()
    wait_until(lambda: gen_on_disk(path) == 1)
    thread.close()


def test_commits_and_snapshots_at_once_lose_nothing(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_thread, "DELAY", 0.0)
    guard = threading.Lock()

    def state() -> State:
        with guard:
            return State(desk.generation, {kind: dict(table) for kind, table in desk.tables.items()})

    problems = Problems()
    thread = SnapshotThread(store_of(desk), state, problems)
    for n in range(60):
        with guard:
            desk.do(insert({"n": n}))
        thread.request()
    thread.close()
    assert problems.found == []
    assert gen_on_disk(path) == 60
    assert read(path) == desk.tables


def test_encoding_lets_other_threads_work_between_two_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    breaks: list[float] = []
    monkeypatch.setattr(snapshots, "sleep", breaks.append)
    snapshots.encode_tables({"batches": {id: {} for id in range(2001)}})
    assert len(breaks) == 5
