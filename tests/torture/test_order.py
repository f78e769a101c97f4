"""In which order things reach the disk. What was written outlives a kill, but not a power cut, which cannot be tried
here: the calls of every way of writing a store are held to the rules that make it safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import traced
from tests.torture.operations import CASES
from tests.torture.test_calls import stage

pytestmark = pytest.mark.skipif(traced.why_not() is not None, reason=str(traced.why_not()))

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += \d+", re.MULTILINE)
_OPEN = re.compile(r"\d+<([^>]*)>")  # a descriptor and its file
_NAME = re.compile(r'"([^"]*)"')
WRITES = {"write", "pwrite64", "writev", "sendfile", "copy_file_range", "ftruncate"}


class Disk:
    """What would be lost if the power went now: contents and names that nobody waited for."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.contents: set[str] = set()
        self.names: set[str] = set()

    def take(self, call: str, arguments: str) -> None:
        files, names = _OPEN.findall(arguments), _NAME.findall(arguments)
        if call in WRITES and self._ours(files[-1]):
            self.contents.add(files[-1])
        elif call in ("fsync", "fdatasync"):
            self.contents.discard(files[-1])
            self.names -= {name for name in self.names if str(Path(name).parent) == files[-1]}
        elif call == "openat" and "O_CREAT" in arguments and self._ours(names[-1]):
            self.names.add(names[-1])
        elif call == "rename":
            assert names[0] not in self.contents, f"{names[0]} was renamed before it was on disk"
            self.names.discard(names[0])
            self.names.add(names[1])
        elif call == "unlink":
            self.names.discard(names[0])

    def _ours(self, file: str) -> bool:
        return file.startswith(self.folder) and not file.endswith(".lock")


def told(log: str, folder: Path) -> Iterator[Disk]:
    """The disk at every moment at which the program says that something is done."""
    disk = Disk(folder)
    for call, arguments in _CALL.findall(log):
        if call == "sendto":
            yield disk
        else:
            disk.take(call, arguments)


@pytest.mark.parametrize("name", CASES)
def test_what_was_acknowledged_is_on_the_disk(server: Path, tmp_path: Path, name: str) -> None:
    (disk,) = told(stage(server, tmp_path, name).log, tmp_path)
    assert (disk.contents, disk.names) == (set(), set())
