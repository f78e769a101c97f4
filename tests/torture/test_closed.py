"""Folders and files that one may not write to, or not read: nothing changes, and it is said in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.store.steps import folder_of
from tests.torture.operations import CASES, register
from tests.torture.server import NOBODY
from tests.torture.victim import victim

pytestmark = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that everybody may look into."""
    with TemporaryDirectory(prefix="coop-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("mode", [0o644, 0o600], ids=["can be read", "cannot be read"])
@pytest.mark.parametrize("name", CASES)
def test_who_may_not_write_changes_nothing_and_is_told(server: Path, open_folder: Path, name: str, mode: int) -> None:
    path = open_folder / "data" / "coop.json"
    register(path)
    CASES[name].stage(path)
    for file in path.parent.iterdir():
        file.chmod(mode)
    before = folder_of(path)
    with victim(server, NOBODY + name, path) as program:
        program.begin()
        said = program.rest()
    assert folder_of(path) == before
    if name == "take over" and mode == 0o644:
        assert said == ["done"]  # what somebody else wrote is shown, and recorded by the next who may
        return
    assert said[0].startswith(("ended ReadOnly: ", "ended CannotRead: ", "ended CannotWrite: "))
    assert str(path.parent) in said[0]
