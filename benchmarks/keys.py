"""Keys in the dashboard over a large register: from the key to the last byte of the repaint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, ratios
from benchmarks.starts import BARE, BARE_SHOWN, dashboard, to_the_list
from benchmarks.terminal import Terminal

TIMES: Final = 30
BUILT_IN_ROWS: Final = 3_000
SORTED_BY: Final = ("programme", "title", "country", "participations", "status", "start")  # as `s` goes, from the start
FILTER: Final = "kota cerdas 77"
FOUND: Final = ("kirana lestari", "contoh jko 777", "lstari kirna", "misalan gilang")
HOW: Final = "key to the last byte of its repaint, pty of 120x40, quiet for 0.1 s"


def keys(large: Path) -> Iterator[Figure]:
    """Moving about, sorting and filtering, in one session."""
    with Terminal(dashboard(large)) as terminal:
        to_the_list(terminal)
        terminal.rest(1)
        yield from _moving(terminal)
        yield from _opening(terminal)
        yield from _changing_tab(terminal)
        yield from _sorting(terminal)
        yield from _filtering(terminal)
        yield Figure(
            "100k records: memory after all that", [terminal.peak_memory()], "MiB", "peak resident size (VmHWM)"
        )


def palette(people: Path) -> Iterator[Figure]:
    """Finding one of many people by name, in a session of its own."""
    with Terminal(dashboard(people)) as terminal:
        to_the_list(terminal)
        terminal.rest(1)
        opened = [terminal.press("ctrl+p")]
        terminal.rest(5)  # the names are read between keys
        typed: list[float] = []
        for name in FOUND:
            typed += _press(terminal, name)
            _press(terminal, ["backspace"] * (len(name) - 1))
            typed.append(terminal.press("backspace"))
        _leave(terminal)
        for _ in range(5):
            opened.append(terminal.press("ctrl+p"))
            _leave(terminal)
        yield Figure("palette opens, 100k people", opened, "ms", "key to the last byte of its repaint")
        yield Figure("palette: result after a key, 100k people", typed, "ms", "names typed, mistyped, in any order", 50)


def _moving(terminal: Terminal) -> Iterator[Figure]:
    """Each key beside the same key in Textual's own table, which says how fast the machine is just then."""
    with Terminal((*BARE, str(BUILT_IN_ROWS))) as built_in:
        built_in.started(BARE_SHOWN)
        built_in.rest(0.5)
        _press(terminal, ["down", "home"])
        for what, key, most, skipped in (
            ("down", "down", 5, 10),
            ("down at the lower edge", "down", 15, 0),
            ("page down", "pagedown", 15, 0),
        ):
            ours, theirs = [], []
            for _ in range(TIMES):
                ours.append(terminal.press(key))
                theirs.append(built_in.press(key))
            yield Figure(f"100k records: {what}", ours, "ms", HOW, most)
            yield Figure(f"built-in table, 3k rows: {what}", theirs, "ms", "the same keys in turn")
            yield Figure(f"{what}, against the built-in table", ratios(ours, theirs), "×", "each pair")
            _press(terminal, [key] * skipped)
            _press(built_in, [key] * skipped)


def _opening(terminal: Terminal) -> Iterator[Figure]:
    pages, forms = [], []
    for _ in range(6):
        pages.append(terminal.press("enter"))
        _leave(terminal)
        forms.append(terminal.press("e"))
        _leave(terminal)
    yield Figure("100k records: reading page opens", pages[1:], "ms", HOW)
    yield Figure("100k records: form opens", forms[1:], "ms", HOW)


def _changing_tab(terminal: Terminal) -> Iterator[Figure]:
    _press(terminal, ["3", "4", "2", "4"])  # composed when first shown
    terminal.rest(1)
    yield Figure("100k records: change of tab", _press(terminal, ["3", "4", "2", "4"] * 5), "ms", HOW, 50)
    counted = []
    for _ in range(4):
        counted.append(terminal.press("5"))
        terminal.rest(1)
        terminal.press("4")
    yield Figure("100k records: change to Counts", counted, "ms", "counted anew where something changed")


def _sorting(terminal: Terminal) -> Iterator[Figure]:
    first, again = ({column: terminal.press("s") for column in SORTED_BY} for _ in range(2))
    how = "names in no order; key to the last byte of its repaint"
    yield Figure("100k records: sort by title", [again["title"]], "ms", f"{how}, sort keys known", 60)
    yield Figure("100k records: sort by title, the first time", [first["title"]], "ms", f"{how}, sort keys read first")
    slowest = max(first, key=lambda column: first[column])
    yield Figure("100k records: sort, slowest first time", [first[slowest]], "ms", f"by {slowest}, computed for each")


def _filtering(terminal: Terminal) -> Iterator[Figure]:
    terminal.press("/")
    terminal.send(FILTER[0])
    first = terminal.shows("dari 100.000")
    yield Figure("100k records: first letter, typed at once", [first], "ms", "to the first rows that match", 50)
    yield Figure(
        "100k records: the same, to the number of all that match", [first + terminal.shows("dari 100.000")], "ms", HOW
    )
    terminal.rest(1)
    typed = _press(terminal, FILTER[1:])
    taken_back = _press(terminal, ["backspace"] * (len(FILTER) - 2))
    typed += _press(terminal, FILTER[2:])
    yield Figure("100k records: filter keystroke", typed + taken_back, "ms", f"“{FILTER}” typed, taken back, typed", 50)
    _leave(terminal)


def _press(terminal: Terminal, pressed: Sequence[str]) -> list[float]:
    return [terminal.press(key) for key in pressed]


def _leave(terminal: Terminal) -> None:
    """Escape, and the time a terminal program waits to see that it is no other key."""
    terminal.press("escape")
    terminal.rest(0.3)
