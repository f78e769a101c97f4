"""Who else has the register open: seen while they are there, and without a trace afterwards."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coop_tui import presence
from coop_tui.presence import STALE_SECONDS, Presence, folder_of
from coop_tui.store import FileStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty store."""
    return FileStore.create(tmp_path / "coop.json").path


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is one at which a dashboard shows that it is there."""
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.0)


def here(path: Path, name: str, *, seen: bool = True, mode: int = 0o600) -> Presence:
    found = Presence(path, mode, name, seen=seen)
    found.others()
    return found


def test_dashboards_see_each_other_and_leave_nothing(path: Path) -> None:
    before = sorted(path.parent.iterdir())
    sari, budi = here(path, "sari"), here(path, "budi")
    rina = here(path, "rina")
    assert (sari.others(), budi.others(), rina.others()) == (("budi", "rina"), ("rina", "sari"), ("budi", "sari"))
    rina.leave()
    assert sari.others() == ("budi",)
    again = here(path, "sari")
    assert sari.others() == ("budi", "sari")  # another terminal of one's own is one, too
    for one in (sari, budi, again):
        one.leave()
    assert sorted(path.parent.iterdir()) == before


def test_one_that_only_looks_sees_the_others_and_writes_nothing(path: Path) -> None:
    before = sorted(path.parent.rglob("*"))
    reader = here(path, "budi", seen=False)
    assert reader.others() == ()
    assert sorted(path.parent.rglob("*")) == before
    sari = here(path, "sari")
    assert reader.others() == ("sari",)
    assert sari.others() == ()
    reader.leave()
    sari.leave()
    assert sorted(path.parent.rglob("*")) == before


def test_what_a_killed_one_left_is_not_told_and_is_cleared_away(path: Path) -> None:
    sari, killed = here(path, "sari"), here(path, "budi")
    for file in folder_of(path).iterdir():
        if file != sari._file:
            os.utime(file, (0, file.stat().st_mtime - STALE_SECONDS - 1))
    assert sari.others() == ()
    assert list(folder_of(path).iterdir()) == [sari._file]
    assert killed.others() == ("sari",)  # it was only asleep
    assert sari.others() == ("budi",)


def test_between_two_beats_only_a_change_of_the_folder_is_looked_into(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "BEAT_SECONDS", 1000.0)
    sari = here(path, "sari")
    monkeypatch.setattr(sari, "_files", lambda: pytest.fail("looked"))
    assert sari.others() == ()
    monkeypatch.undo()
    monkeypatch.setattr(presence, "BEAT_SECONDS", 1000.0)
    here(path, "budi")
    os.utime(folder_of(path), (0, 1))  # whose time may not have moved on within so short a while
    assert sari.others() == ("budi",)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o660])
def test_files_are_as_open_as_the_store(path: Path, mode: int) -> None:
    here(path, "sari", mode=mode)
    folder = folder_of(path)
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert stat.S_IMODE(folder.stat().st_mode) & 0o777 == mode | (mode & 0o440) >> 2


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_what_somebody_put_there_is_made_safe_or_left_out(path: Path) -> None:
    sari = here(path, "sari")
    folder = folder_of(path)
    (folder / "a.json").write_text('{"name":"b\\u001b[2Judi\\u202e","host":"x","pid":1}')
    (folder / "b.json").write_text("[")
    (folder / "c.json").write_bytes(b"\xff\xfe")
    (folder / "d.json").write_text('{"name":"' + "x" * 5000 + '","host":"","pid":1}')
    (folder / "e.json").symlink_to(path)
    os.mkfifo(folder / "f.json")
    (folder / "g.json").mkdir()
    (folder / "h.json").write_text('{"name":"' + "y" * 60 + '","host":"","pid":1}')
    assert sari.others() == ("b[2Judi", "y" * 40)


def test_where_nothing_can_be_written_nothing_is_said(path: Path) -> None:
    folder_of(path).write_text("in the way")
    sari = here(path, "sari")
    assert sari.others() == ()
    sari.leave()
    assert folder_of(path).read_text() == "in the way"
