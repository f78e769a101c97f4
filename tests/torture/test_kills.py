"""Programs that are killed at any moment: what they had acknowledged is there, the one change they were at is there
whole or not at all, and work goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from tests.store.steps import read
from tests.torture.operations import register
from tests.torture.victim import Victim, victim
from tests.torture.whole import assert_ids_are_new, assert_told, assert_whole, replayed

SEED = "seed "  # how the names of the killed begin
LIVES = 40  # on one store, so that what the dead left meets the living


def told_by(program: Victim, said: list[str]) -> dict[int, int]:
    told = {}
    for line in said:
        assert not line.startswith(("ended", "crashed")), line
        if not line.startswith("refused"):
            gen, sealed = line.split()
            told[int(gen)] = int(sealed)
    return told


def live_and_die(server: Path, path: Path, draw: Random) -> dict[int, int]:
    """One or two programs at work on the store until they are killed, one after the other; what they acknowledged."""
    told: dict[int, int] = {}
    with ExitStack() as stack:
        count = draw.choice([1, 1, 2])
        programs = [stack.enter_context(victim(server, str(draw.randrange(10**9)), path)) for _ in range(count)]
        said: dict[int, list[str]] = {program.pid: [] for program in programs}
        for program in programs:
            program.begin()
        for program in programs:
            for _ in range(draw.randrange(12)):
                said[program.pid].append(program.told())
            time.sleep(draw.random() * 0.004)  # any moment
            program.kill()
        for program in programs:
            told |= told_by(program, [*said[program.pid], *program.rest()])
    return told


def kill_over_and_over(server: Path, path: Path, draw: Random, lives: int) -> None:
    register(path)
    told: dict[int, int] = {}
    for _ in range(lives):
        told |= live_and_die(server, path, draw)
        changes = assert_told(path, told)
        untold = Counter(change.by for change in changes if change.gen not in told and change.by.startswith(SEED))
        assert set(untold.values()) <= {1}
        assert read(path) == replayed(changes)
        assert_ids_are_new(changes)
        assert_whole(path)


def test_kills_lose_nothing_that_was_acknowledged(server: Path, tmp_path: Path) -> None:
    kill_over_and_over(server, tmp_path / "data" / "coop.json", Random(4), 10)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(25))
def test_a_thousand_kills_lose_nothing_that_was_acknowledged(server: Path, tmp_path: Path, seed: int) -> None:
    kill_over_and_over(server, tmp_path / "data" / "coop.json", Random(seed), LIVES)
