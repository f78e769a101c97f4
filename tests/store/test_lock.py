"""The lock: alone, whatever happens to its file."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from coop_tui.store.files import Files, locked


def test_who_waited_for_a_lock_file_that_was_removed_takes_the_one_in_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Files.of(path)
    waits, inside = threading.Event(), list[bool]()

    def sleep(seconds: float) -> None:
        waits.set()
        time.sleep(seconds)

    def wait() -> None:
        with locked(place, 0o600):
            inside.append(place.lock.exists())

    monkeypatch.setattr("coop_tui.store.files.sleep", sleep)
    with locked(place, 0o600):
        other = threading.Thread(target=wait)
        other.start()
        assert waits.wait(10)
        place.lock.unlink()
    other.join(10)
    assert inside == [True]
