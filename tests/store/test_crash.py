"""Many processes at once and full disks. What is killed is in tests/torture."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coop_tui.store import CannotWrite, FileStore
from coop_tui.store.verifying import verify
from tests.store.steps import Desk, folder_of, history_of, insert, read

ROOT = Path(__file__).parents[2]

COMMIT = """
import sys
from pathlib import Path
from coop_tui.store import FileStore
from tests.store.steps import Desk, insert
path, count = Path(sys.argv[1]), int(sys.argv[2])
store = FileStore(path)
desk = Desk(store)
print("ready", flush=True)
sys.stdin.readline()
for n in range(count):
    done = desk.do(insert({"n": n, "notes": "x" * 300}))
    print(done.change.gen, flush=True)
    if n % 5 == 4:
        store.snapshot(desk.state())
"""

FILL = """
import json, resource, sys
from pathlib import Path
from coop_tui.store import CannotWrite, FileStore
from tests.store.steps import Desk, insert
path = Path(sys.argv[1])
store = FileStore(path)
desk = Desk(store)
size = path.with_name("coop.history.jsonl").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(sys.argv[2]), resource.RLIM_INFINITY))
found = []
for work in (lambda: desk.do(insert({"notes": "x" * 1000})), lambda: store.snapshot(desk.state())):
    try:
        work()
    except CannotWrite as error:
        found.append([error.file.name, error.message()])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.do(insert({"notes": "there is room again"}))
print(json.dumps(found))
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_four_processes_commit_at_once(path: Path) -> None:
    processes = [start(COMMIT, path, 25) for _ in range(4)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        begin(process)
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in outputs] == [""] * 4
    told = sorted(int(gen) for output, _ in outputs for gen in output.split())
    lines = history_of(path)[1:]
    assert told == [line["gen"] for line in lines] == list(range(1, 101))
    assert sorted(op["id"] for line in lines for op in line["ops"]) == list(range(1, 101))
    assert len(read(path)["batches"]) == 100
    assert verify(path) == []
    assert sorted(folder_of(path)) == ["coop.history.jsonl", "coop.json"]


@pytest.mark.parametrize("room", [0, 1, 500, 1000])
def test_a_full_disk_changes_nothing_and_says_so(path: Path, room: int) -> None:
    Desk(FileStore(path)).do(insert({"n": 1}))
    history = path.with_name("coop.history.jsonl")
    before = history.read_bytes()
    output, errors = start(FILL, path, room).communicate(timeout=60)
    assert errors == ""
    (name, message), *_ = json.loads(output)
    assert name == "coop.history.jsonl"
    assert str(history) in message
    assert history.read_bytes().startswith(before + b'{"gen":2,')
    assert read(path) == {"batches": {1: {"n": 1}, 2: {"notes": "there is room again"}}}
    assert verify(path) == []


def test_a_disk_that_fails_while_writing_leaves_the_history_as_it_was(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(insert({"n": 1}))
    before = folder_of(path)

    def fail(_fd: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("os.fdatasync", fail)
        with pytest.raises(CannotWrite) as refused:
            desk.do(insert({"n": 2}))
    assert "Input/output error" in refused.value.message()
    assert folder_of(path) == before
    assert (desk.generation, list(desk.tables["batches"])) == (1, [1])
    desk.do(insert({"n": 2}))
    assert read(path) == desk.tables


def test_importing_the_store_loads_no_large_library() -> None:
    program = "import sys, coop_tui.store; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"tinydb", "json", "zipfile", "tempfile", "textual", "babel", "asyncio"}.isdisjoint(done.stdout.split())
