"""A large wide sheet, imported and tried, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.figures import Figure

SEATS: Final = 100_000
PEOPLE: Final = 60_000
PREVIEWED: Final = 10_000
OPTIONS: Final = (
    "--into", "participations", "--create", "--map", "Judul=batch.title", "--map", "Mulai=batch.starts_on",
    "--map", "Nama=person.name", "--map", "OPD=unit", "--map", "Gol=grade",
    "--set", "batch.programme=PC1", "--set", "batch.mode=abroad", "--set", "status=hadir",
)  # fmt: skip


def imports(config: Path) -> Iterator[Figure]:
    """Try a sheet of 10,000 rows and import one of 100,000 into an empty register that has the programme PC1."""
    small, large = (_sheet(config.parent / f"{seats}.csv", seats) for seats in (PREVIEWED, SEATS))
    previewed, _memory = _run(config, [str(small), *OPTIONS, "--dry-run"])
    yield Figure("import: 10k rows tried", [previewed], "ms", "the whole command, --dry-run --create", 3_000)
    taken, memory = _run(config, [str(large), *OPTIONS])
    how = "a wide sheet of 100k seats of 60k people in 3k batches, all of them created"
    yield Figure("import: 100k participations", [taken], "ms", how, 20_000)
    yield Figure("import: 100k participations, memory", [memory], "MiB", "at its highest", 600)


def _run(config: Path, arguments: Sequence[str]) -> tuple[float, float]:
    """Milliseconds and MiB of an import."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "coop_tui", "--config", str(config), "import", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return (time.perf_counter() - started) * 1000, used.ru_maxrss / 1024


def _sheet(file: Path, seats: int) -> Path:
    draw = Random(seats)
    people = seats * PEOPLE // SEATS
    taken: set[tuple[int, int]] = set()
    while len(taken) < seats:
        taken.add((len(taken) if len(taken) < people else draw.randrange(people), draw.randrange(3_000)))
    lines = [
        f"Pelatihan Contoh {batch},{1 + batch % 28}/{1 + batch % 12}/{2005 + batch % 18},"
        f"Orang Contoh {person},Dinas Contoh {person % 30},III/{'abcd'[person % 4]}"
        for person, batch in sorted(taken)
    ]
    file.write_text("\n".join(["Judul,Mulai,Nama,OPD,Gol", *lines, ""]), encoding="utf-8")
    return file
