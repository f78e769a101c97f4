"""How quick the program is, beside what it must be.

    python benchmarks/run.py

makes registers of 1,000 and 100,000 batches in a temporary folder, opens the dashboard in a pty of 120x40 as a person
would, and prints a line for each figure. Ratios are of what was measured in turn within this one run, because machines
differ and are never quite idle. It takes some three minutes on Linux, and judges nothing: what is above its budget is
marked `MISS`. Set TMPDIR to a folder on the disk that is meant, where /tmp is none.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from compileall import compile_dir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import crowd, duplicates, edits, figures, imports, keys, registers, starts, turns  # noqa: E402 - found by the line above


def measured(folder: Path) -> Iterator[figures.Figure]:
    """Every figure, as it is measured."""
    sample = folder / "sample" / "config.yaml"
    subprocess.run(
        [sys.executable, "-m", "coop_tui", "init", sample.parent, "--sample"], cwd=ROOT, check=True, capture_output=True
    )
    small, large = (registers.make(folder / str(count), count) for count in (1_000, 100_000))
    yield from starts.starts(sample, large)
    yield from starts.idle(sample, "sample")
    yield from starts.idle(large, "100k records")
    yield from keys.keys(large)
    yield from keys.palette(registers.make(folder / "people", 1_000, people=100_000))
    yield from edits.edits(small, large)
    yield from edits.second_terminal(large)
    yield from imports.imports(registers.make(folder / "imports", 0))
    yield from duplicates.duplicates(registers.make(folder / "sixty", 0, people=60_000))
    yield from turns.people_figures(registers.make(folder / "turns", 1_000, people=60_000, participations=100_000))
    yield from crowd.crowd(registers.make(folder / "crowd", 30_000))


def main() -> None:
    """Measure and print."""
    compile_dir(ROOT / "coop_tui", quiet=1)  # as an installed program is
    started = time.monotonic()
    with TemporaryDirectory(prefix="coop-tui-bench-") as folder:
        print("Making the registers…", flush=True)
        print(figures.heading())
        for figure in measured(Path(folder)):
            print(figures.line(figure), flush=True)
    print(f"in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
