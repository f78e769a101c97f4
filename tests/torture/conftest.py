"""The server of programs to kill."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """Its socket."""
    with TemporaryDirectory(prefix="coop-") as folder:
        place = Path(folder, "socket")
        process = subprocess.Popen([sys.executable, "-m", "tests.torture.server", place], cwd=ROOT)
        deadline = time.monotonic() + 60
        while not place.exists():
            assert process.poll() is None, "the server did not start"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        yield place
        process.kill()
        process.wait()
