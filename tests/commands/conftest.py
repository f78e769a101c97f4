"""Offices with the sample register, and the commands on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.calling import Answer, Call, call
from tests.dashboard import office


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office whose register may be changed."""
    return office(tmp_path / "office")


@pytest.fixture
def coop(config: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """A command on that office, on the day of the sample, by sari."""

    def on_office(*arguments: str | Path) -> Answer:
        return call(capfd, "--config", config, "--as-of", "2019-03-01", "--as", "sari", *arguments)

    return on_office
