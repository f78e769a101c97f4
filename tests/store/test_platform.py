"""What differs between POSIX and Windows; the Windows branch runs on a stand-in for `msvcrt`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_tui.store import Busy, FileStore, files, platform
from coop_tui.store.files import Files, locked
from coop_tui.store.platform import Platform, Windows, account, owner
from tests.store.steps import Desk, insert, read


class FakeMsvcrt:
    """Locks bytes of a file for one descriptor, as Windows does."""

    LK_NBLCK = 2
    LK_UNLCK = 0

    def __init__(self) -> None:
        self.holders: dict[tuple[int, int], int] = {}

    def locking(self, fd: int, mode: int, nbytes: int) -> None:
        assert nbytes == 1
        assert os.lseek(fd, 0, os.SEEK_CUR) == 0
        status = os.fstat(fd)
        file = (status.st_dev, status.st_ino)
        if mode == self.LK_UNLCK:
            assert self.holders.pop(file) == fd
        elif file in self.holders:
            raise PermissionError(13, "Permission denied")
        else:
            self.holders[file] = fd


@pytest.fixture(params=["posix", "windows"])
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Platform:
    """This system, and Windows with the stand-in."""
    chosen = platform.here if request.param == "posix" else Windows(FakeMsvcrt())
    monkeypatch.setattr("coop_tui.store.files.here", chosen)
    monkeypatch.setattr("coop_tui.store.history.here", chosen)
    return chosen


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Two descriptors of one file."""
    file = tmp_path / "lock"
    opened = [os.open(file, os.O_RDWR | os.O_CREAT) for _ in range(2)]
    yield opened[0], opened[1]
    for fd in opened:
        os.close(fd)


def test_a_lock_belongs_to_one_descriptor_at_a_time(here: Platform, two: tuple[int, int]) -> None:
    one, other = two
    assert here.try_lock(one)
    assert not here.try_lock(other)
    here.unlock(one)
    assert here.try_lock(other)
    here.unlock(other)


def test_the_store_works(here: Platform, tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    store = FileStore.create(path)
    desk = Desk(store)
    desk.do(insert({"n": 1}))
    store.snapshot(desk.state())
    desk.do(insert({"n": 2}))
    assert read(path) == desk.tables


def test_a_store_that_is_held_for_long_is_named(here: Platform, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.01)
    before = path.with_name("coop.history.jsonl").read_bytes()
    desk = Desk(FileStore(path))
    with locked(Files.of(path), 0o600), pytest.raises(Busy) as busy:
        desk.do(insert({}))
    assert str(path) in busy.value.message()
    assert path.with_name("coop.history.jsonl").read_bytes() == before
    desk.do(insert({}))


def test_a_lock_is_waited_for(here: Platform, path: Path) -> None:
    waiting = threading.Event()
    done = threading.Event()

    def wait() -> None:
        waiting.set()
        with locked(Files.of(path), 0o600):
            done.set()

    with locked(Files.of(path), 0o600):
        thread = threading.Thread(target=wait)
        thread.start()
        assert waiting.wait(10)
        assert not done.is_set()
    thread.join(10)
    assert done.is_set()


def test_a_lock_is_given_back_when_the_work_fails(here: Platform, path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(Files.of(path), 0o600):
        raise ZeroDivisionError
    with locked(Files.of(path), 0o600):
        pass
    assert path.with_name("coop.lock").exists()


def test_windows_waits_for_a_reader_before_it_replaces_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")
    real, refusals = os.replace, [1, 2]

    def replace(source: Path, target: Path) -> None:
        if refusals:
            refusals.pop()
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr("coop_tui.store.platform.os.replace", replace)
    Windows(FakeMsvcrt()).replace(new, old)
    assert old.read_text() == "new"
    assert refusals == []


def test_windows_gives_up_on_a_file_that_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(_source: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("coop_tui.store.platform.os.replace", replace)
    monkeypatch.setattr(platform, "_REPLACE_SECONDS", 0.01)
    with pytest.raises(PermissionError):
        Windows(FakeMsvcrt()).replace(tmp_path / "new", tmp_path / "old")


def test_macos_syncs_without_fdatasync(two: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(os, "fsync", synced.append)
    platform.here.sync_data(two[0])
    assert synced == [two[0]]


def test_accounts_have_names_even_where_the_system_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert owner(tmp_path) != ""

    def no_name(_path: Path) -> str:
        raise KeyError(12345)

    monkeypatch.setattr(Path, "owner", no_name)
    monkeypatch.setattr("getpass.getuser", lambda: "sari")
    assert owner(tmp_path) == account() == "sari"

    def nobody() -> str:
        raise KeyError(12345)

    monkeypatch.setattr("getpass.getuser", nobody)
    assert account() == str(os.getuid())
