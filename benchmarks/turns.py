"""How quick figures of people and turns are, of a register with many of them: in process, as the screens ask."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure
from coop_tui.counts import count, facts, occasions
from coop_tui.counts.turns import turns, turns_in_pieces
from coop_tui.errors import CoopError
from coop_tui.register import Register
from coop_tui.register.roster import state_roster
from coop_tui.store import FileStore
from coop_tui.values import PartialDate
from coop_tui.widgets.turn_rows import SECTIONS

_TODAY: Final = date(2026, 11, 24)
_BUDGET: Final = 150  # ms
_PIECE: Final = 50  # ms that a key may wait
_TIMES: Final = 7


def people_figures(config: Path) -> Iterator[Figure]:
    """People by unit and year, everybody's turns, and each of the lists of the screen, in milliseconds."""
    store = FileStore(config.parent / "data" / "coop.json")
    register = Register(store, today=_TODAY, by="benchmark", ending_soon_days=365, on_problem=_stop)
    state_roster(register, None, PartialDate(_TODAY.isoformat()))
    records = register.records
    held = occasions(records)
    went = facts(records, "people", held)
    found = turns(records, held)
    asked: list[tuple[str, Callable[[], object]]] = [
        ("people by unit and year", lambda: count(records, "people", ("unit", "year"), went)),
        ("people by unit today and year", lambda: count(records, "people", ("unit_today", "year"), went)),
        ("turns of all people and units", lambda: turns(records, held)),
        *((f"fair turn: {one.name}", lambda one=one: one.source(records, found).ids()) for one in SECTIONS),
    ]
    for what, ask in asked:
        yield Figure(
            what, [_milliseconds(ask) for _ in range(_TIMES)], "ms", "60k people, 100k participations", _BUDGET
        )
    longest = [_longest_piece(turns_in_pieces(records)) for _ in range(_TIMES)]
    yield Figure("longest piece of turns, while nominating", longest, "ms", "60k people, 100k participations", _PIECE)
    register.close()


def _longest_piece(pieces: Iterator[object]) -> float:
    longest, more = 0.0, True
    while more:
        started = time.perf_counter()
        more = next(pieces, None) is not None
        longest = max(longest, (time.perf_counter() - started) * 1000)
    return longest


def _milliseconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def _stop(problem: CoopError) -> None:
    raise problem
