"""The backup that every day of work gets by itself."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pytest

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.store import CannotWrite
from coop_tui.store.backup import read_backup
from coop_tui.store.daily import DailyBackup, NotBackedUp, file_of, kept, main, make
from tests.store.steps import Desk, insert

DAY = date(2026, 5, 17)
SECONDS = 30


def wait_until(found: Callable[[], object]) -> None:
    deadline = monotonic() + SECONDS
    while not found():
        assert monotonic() < deadline
        sleep(0.01)


def modes(folder: Path) -> dict[str, str]:
    return {place.name: oct(place.stat().st_mode & 0o777) for place in [folder, *folder.iterdir()]}


@pytest.mark.parametrize(("mode", "folder"), [(0o600, "0o700"), (0o660, "0o770")])
def test_a_day_has_its_backup_with_the_history(saved: Desk, path: Path, mode: int, folder: str) -> None:
    saved.do(insert({"n": 3}))
    make(path, DAY, 20, mode)
    file = path.parent / "backups" / "coop-2026-05-17.zip"
    assert read_backup(file) == saved.tables
    assert modes(file.parent) == {"backups": folder, "coop-2026-05-17.zip": oct(mode)}
    make(path, DAY, 20, mode)
    assert kept(path) == [file]


def test_the_newest_are_kept_and_what_was_put_there_by_hand_stays(saved: Desk, path: Path) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    others = ["coop-2020-01-01.zip.bak", "coop-before-audit.zip", "other-2020-01-01.zip", "xcoop-2020-01-01.zip"]
    for name in [*others, *(f"coop-2026-04-{day:02}.zip" for day in range(1, 6))]:
        (folder / name).touch()
    make(path, DAY, 3, 0o600)
    assert [file.name for file in kept(path)] == ["coop-2026-04-04.zip", "coop-2026-04-05.zip", "coop-2026-05-17.zip"]
    assert set(others) <= {file.name for file in folder.iterdir()}


def test_what_goes_wrong_leaves_the_older_ones_and_is_said(
    saved: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(path, date(2026, 5, 16), 1, 0o600)
    with monkeypatch.context() as full:

        def fail(_source: Path, _target: Path) -> None:
            raise OSError(28, "No space left on device")

        full.setattr("coop_tui.store.platform.os.replace", fail)
        full.setattr(os, "nice", lambda _by: None)
        with pytest.raises(CannotWrite):
            make(path, DAY, 1, 0o600)
        assert main([str(path), DAY.isoformat(), "1", "600", "en"]) == 1
    assert "No space left on device" in capsys.readouterr().out
    assert [file.name for file in kept(path)] == ["coop-2026-05-16.zip"]
    assert read_backup(kept(path)[0]) == saved.tables


def test_it_is_made_by_another_process_and_once_a_day(
    saved: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[CoopError] = []
    backups = DailyBackup(path, 0o600, 2, problems.append)
    (tmp_path / "coop_tui").mkdir()  # the folder the office works in is none to find programs in
    (tmp_path / "coop_tui" / "__init__.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    backups.request()
    backups.close()
    wait_until(lambda: kept(path))
    assert read_backup(kept(path)[0]) == saved.tables
    started: list[date] = []
    monkeypatch.setattr(DailyBackup, "_start", lambda _self, day: started.append(day))
    backups.request()
    again = DailyBackup(path, 0o600, 2, problems.append)
    again.request()
    again.close()
    assert (started, problems) == ([], [])


def test_a_backup_that_cannot_be_made_is_said_once_and_stops_nobody(saved: Desk, path: Path) -> None:
    i18n.use("en")
    problems: list[CoopError] = []
    (path.parent / "backups").touch()
    backups = DailyBackup(path, 0o600, 2, problems.append)
    for n in range(3):
        saved.do(insert({"n": n}))
        backups.request()
    backups.close()
    wait_until(lambda: problems)
    assert [type(problem) for problem in problems] == [NotBackedUp]
    assert str(file_of(path, DAY).parent) in problems[0].message()
    assert saved.generation == 5
