"""How long it takes to compare everybody with everybody who may be the same person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure
from coop_tui.register.duplicates import search
from coop_tui.session import Session

TIMES = 3
BUDGET = 10_000  # ms


def duplicates(config: Path) -> Iterator[Figure]:
    """Of all people of a register, as the dashboard searches: the whole, and the longest a key waits for a piece."""
    wholes, pieces = [], []
    with Session(config_file=config, who="benchmark").register() as register:
        for _ in range(TIMES):
            started = last = perf_counter()
            longest = 0.0
            for _piece in search(register.records, frozenset()):
                now = perf_counter()
                longest, last = max(longest, now - last), now
            wholes.append((last - started) * 1000)
            pieces.append(longest * 1000)
    yield Figure("60k people compared", wholes, "ms", "in pieces, without painting", BUDGET)
    yield Figure("the longest piece of it", pieces, "ms", "what a key waits for")
