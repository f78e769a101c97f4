"""A new store in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.store import FileStore
from tests.store.steps import KOTA, Desk, insert, snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an empty store lies."""
    path = tmp_path / "data" / "coop.json"
    FileStore.create(path)
    return path


@pytest.fixture
def desk(path: Path) -> Desk:
    """A terminal on the empty store."""
    return Desk(FileStore(path))


@pytest.fixture
def saved(desk: Desk, path: Path) -> Desk:
    """Two batches, both in the snapshot."""
    desk.do(insert(dict(KOTA)))
    desk.do(insert({"title": "Laut"}))
    snapshot(desk)
    return desk
