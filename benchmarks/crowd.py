"""Many terminals at once: eight processes that save as fast as they can, on one register."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.edits import open_register
from benchmarks.figures import Figure
from coop_tui.store import FileStore
from coop_tui.store.verifying import verify

ROOT: Final = Path(__file__).resolve().parents[1]
PROCESSES: Final = 8
CHANGES: Final = 200


def crowd(config: Path) -> Iterator[Figure]:
    """What each of their saves took, and whether all of them are there."""
    store = config.parent / "data" / "coop.json"
    before = FileStore(store).load().last_ids["batches"]
    command = [sys.executable, "-m", "benchmarks.crowd", str(config)]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout
        process.stdout.readline()  # it has opened the register
    times: list[float] = []
    ids: list[int] = []
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        told, _nothing = process.communicate()
        for id, taken in json.loads(told):
            ids.append(id)
            times.append(taken)
    register = open_register(config)
    there = {id for id in ids if register.document("batches", id) is not None}
    register.close()
    expected = list(range(before + 1, before + PROCESSES * CHANGES + 1))
    lost = PROCESSES * CHANGES - len(there) + (sorted(ids) != expected) + len(verify(store))
    how = f"{PROCESSES} processes × {CHANGES} new records at once, 30k records"
    yield Figure("crowd: 99 in 100 saves are done within", [_percentile(times, 99)], "ms", how, 200)
    yield Figure("crowd: a save", times, "ms", how)
    yield Figure("crowd: changes lost, numbers given twice, problems", [lost], "", "of 1,600", 0)


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[len(values) * percent // 100]


def work(config: Path) -> None:
    """One of the processes: says when it is ready, waits for a line, and prints [[id, milliseconds], …]."""
    register = open_register(config)
    print("ready", flush=True)
    sys.stdin.readline()
    found = []
    for number in range(CHANGES):
        started = time.perf_counter()
        id = register.create("batches", {"programme": 1, "title": f"Serentak {number}", "mode": "online"})
        found.append((id, (time.perf_counter() - started) * 1000))
    register.close()
    print(json.dumps(found))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
