"""Saving: one edit in a small and a large register beside one plain append, and how a second terminal takes it up."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, ratios
from benchmarks.starts import dashboard, to_the_list
from benchmarks.terminal import Terminal
from coop_tui.errors import CoopError
from coop_tui.records import batches
from coop_tui.register import Register
from coop_tui.store import Document, FileStore

EDITS: Final = 60
SEEN: Final = 10
EDITED: Final = 5  # the number of a batch


def edits(small: Path, large: Path) -> Iterator[Figure]:
    """One edit in each register and one append with fdatasync, over and over in turn, in this process."""
    registers = {"1k": open_register(small), "100k": open_register(large)}
    times: Mapping[str, list[float]] = {name: [] for name in (*registers, "append")}
    first = {name: _edit(register, EDITED, {"notes": "first"}) for name, register in registers.items()}
    line = b"x" * 900 + b"\n"  # as long as the line of such an edit
    with (small.parent / "append.bin").open("ab", buffering=0) as plain:
        for turn in range(EDITS):
            started = time.perf_counter()
            plain.write(line)
            os.fdatasync(plain.fileno())
            times["append"].append((time.perf_counter() - started) * 1000)
            for name, register in registers.items():
                times[name].append(_edit(register, EDITED, {"notes": f"edit {turn}"}))
    for register in registers.values():
        register.close()
    how = f"Register.update until it is on disk, {EDITS} times in turn"
    yield Figure("one append + fdatasync", times["append"], "ms", "of 900 bytes, in the same folder")
    yield Figure("saved edit, 100k against 1k records", ratios(times["100k"], times["1k"]), "×", "each pair", 1.5)
    for name in registers:
        yield Figure(f"{name} records: saved edit", times[name], "ms", how)
        yield Figure(
            f"{name} records: saved edit, against append", ratios(times[name], times["append"]), "×", "each pair", 3
        )
        yield Figure(
            f"{name} records: first edit after the start", [first[name]], "ms", "with what is imported and indexed"
        )


def second_terminal(large: Path) -> Iterator[Figure]:
    """What another terminal does about a change made in this process."""
    ours, other = open_register(large), open_register(large)
    table = ours.records.all(batches.KIND)
    top = max(table, key=lambda one: (table[one].starts_on or "", one))  # the first row of the list
    shown, work, polled = [], [], []
    with Terminal(dashboard(large)) as terminal:
        to_the_list(terminal)
        for turn in range(SEEN):
            terminal.rest(1 + turn / SEEN / 2)  # another moment between two looks each time
            used = terminal.processor_time()
            _edit(ours, top, {"title": f"Terlihat {turn}"})
            shown.append(terminal.shows(f"Terlihat {turn}"))
            terminal.rest(0.1)
            work.append(terminal.processor_time() - used)
            started = time.perf_counter()
            other.poll()
            polled.append((time.perf_counter() - started) * 1000)
    ours.close()
    other.close()
    yield Figure("second terminal: change on its screen", shown, "ms", "from the end of the save", 1000)
    yield Figure("second terminal: work to take it up", polled, "ms", "Register.poll in this process, 100k records", 1)
    yield Figure("second terminal: the same and its repaint", work, "ms", "processor time of all threads")


def open_register(config: Path) -> Register:
    """The register of a configuration, as the dashboard opens it."""
    store = FileStore(config.parent / "data" / "coop.json")
    return Register(store, today=date(2024, 3, 4), by="benchmark", ending_soon_days=365, on_problem=_stop)


def _edit(register: Register, record_id: int, fields: Document) -> float:
    """Milliseconds of one saved edit, as the form makes it."""
    before = register.document("batches", record_id)
    assert before is not None
    started = time.perf_counter()
    register.update("batches", record_id, before, {**before, **fields})
    return (time.perf_counter() - started) * 1000


def _stop(problem: CoopError) -> None:
    raise problem
