"""A small disk of its own that is full to the last block, in a namespace where an ordinary user may mount one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
UNSHARE: Final = ("unshare", "--user", "--map-root-user", "--mount")

FILL: Final = """
import json, sys
from pathlib import Path
from coop_tui.store import CannotWrite, FileStore
from coop_tui.store.verifying import verify
from tests.store.steps import Desk, folder_of, insert, read

folder = Path(sys.argv[1])
reserve = folder / "reserve"
reserve.write_bytes(bytes(256 * 1024))
path = folder / "coop.json"
store = FileStore.create(path)
desk = Desk(store)
said = []


def note(work):
    try:
        work()
    except CannotWrite as error:
        said.append([error.file.name, error.message()])
        return True
    return False


while not note(lambda: desk.do(insert({"notes": "x" * 700}))):
    pass
while not note(lambda: desk.do(insert({"n": 1}))):  # the last block, to the last byte
    pass
kept = dict(desk.tables["batches"])
note(lambda: store.snapshot(desk.state()))
whole_while_full = read(path) == desk.tables and verify(path) == []
reserve.unlink()
desk.do(insert({"notes": "there is room again"}))
store.snapshot(desk.state())
print(json.dumps({
    "said": said,
    "whole_while_full": whole_while_full,
    "whole_again": read(path) == desk.tables and verify(path) == [],
    "kept": all(read(path)["batches"].get(id) == document for id, document in kept.items()),
    "files": sorted(folder_of(path)),
}))
"""


def why_not() -> str | None:
    if shutil.which("unshare") is None or sys.platform != "linux":
        return "only Linux lets an ordinary user mount a disk of its own"
    done = subprocess.run([*UNSHARE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return None if done.returncode == 0 else "here nobody may mount a disk of its own"


def test_a_full_disk_loses_nothing_and_says_so(tmp_path: Path) -> None:
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    mounted = f'mount -t tmpfs -o size=512k tmpfs "{tmp_path}" && exec "$@"'
    command = [*UNSHARE, "sh", "-c", mounted, "sh", sys.executable, "-c", FILL, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    names = [name for name, _message in found["said"]]
    assert names[:2] == ["coop.history.jsonl"] * 2
    assert len(names) == 3, "a snapshot needs more room than there is"
    for _name, message in found["said"]:
        assert str(tmp_path) in message
        assert "No space left on device" in message
    assert found["whole_while_full"]
    assert found["whole_again"]
    assert found["kept"]
    assert [name for name in found["files"] if name.startswith("coop.")] == found["files"]
