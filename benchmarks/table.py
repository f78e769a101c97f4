"""The record table with many rows: milliseconds from a key to the end of its repaint, in a pty of 120x40.

    python benchmarks/table.py [ROWS]

A small app with nothing but the table runs as a child process. For each figure a key is written to the pty and the
time taken to the last byte that the app wrote before it was quiet for 0.1 s; printed are the median and the worst.
The records are made before `load`, which gives the table its source. Letters typed for the filter go straight to the
table: what the widget costs in which they are typed is not part of it. Linux only.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App, ComposeResult

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.terminal import Terminal
from coop_tui.values import folded
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.row_view import Cell, Column

if TYPE_CHECKING:
    from textual.events import Key

ROWS: Final = 100_000
COLUMNS: Final = (
    Column("name", "Name", 30, grow=True),
    Column("unit", "Unit", 24),
    Column("year", "Year", 6, align="right"),
    Column("status", "Status", 12),
)


@dataclass(frozen=True)
class Figure:
    """`keys` are timed one by one, after those of `before` were pressed."""

    name: str
    keys: Sequence[str]
    before: Sequence[str] = ()


FIGURES: Final = (
    Figure("load to first paint", ["L"]),
    Figure("down", ["down"] * 30),
    Figure("down at the lower edge", ["down"] * 30, ["down"] * 20),
    Figure("page down", ["pagedown"] * 30),
    Figure("first sort by name", ["S"]),
    Figure("sort by name again, after another order", ["S"], ["N"]),
    Figure("reverse", ["R"] * 10),
    Figure("one record changed", ["C"] * 10, ["home"]),
    Figure("first letter of a filter, texts not read", ["a"]),
    Figure("narrower filter", ["n", " ", "k", "o", "l"]),
    Figure("wider filter", ["backspace"] * 5),
    Figure("filter that nearly every row matches", ["a", "a"], ["backspace"]),
)


class People:
    """Invented persons: a name, a unit, a year."""

    columns: Sequence[Column] = COLUMNS

    def __init__(self, names: Iterable[str]) -> None:
        self.records = {row: (name, f"Unit {row % 40}", 1950 + row % 70) for row, name in enumerate(names, start=1)}

    def ids(self) -> Sequence[int]:
        return list(self.records)

    def __contains__(self, record_id: int) -> bool:
        return record_id in self.records

    def cells(self, record_id: int) -> Sequence[Cell]:
        name, unit, year = self.records[record_id]
        return [(name, ""), (unit, "muted"), (str(year), ""), ("● active", "good")]

    def sort_key(self, column_key: str) -> Callable[[int], str | int | None]:
        index = [column.key for column in COLUMNS].index(column_key)
        return lambda record_id: self.records[record_id][index]

    def search_text(self, record_id: int) -> str:
        name, unit, _ = self.records[record_id]
        return folded(f"{name} {unit}")


class TableApp(App[None]):
    """Capital letters do something to the table, small ones filter it."""

    BINDINGS: ClassVar = [
        ("L", "load"),
        ("S", "sort('name')"),
        ("N", "sort('year')"),
        ("R", "reverse"),
        ("C", "change"),
    ]

    def __init__(self, people: People) -> None:
        super().__init__()
        self.people = people
        self.table = RecordTable(folded)
        self.typed = ""

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.focus()

    def on_key(self, event: Key) -> None:
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.character is not None and (event.character.islower() or event.character == " "):
            self.typed += event.character
        else:
            return
        self.table.apply_filter(self.typed)

    def action_load(self) -> None:
        self.table.set_source(self.people)

    def action_sort(self, column_key: str) -> None:
        self.table.sort_by(column_key)

    def action_reverse(self) -> None:
        self.table.sort_by("name", descending=self.table.sorted_by == ("name", False))

    def action_change(self) -> None:
        record_id = self.table.cursor_id
        if record_id is not None:
            name, unit, year = self.people.records[record_id]
            self.people.records[record_id] = (name + "x", unit, year)
            self.table.records_changed({record_id})


def shuffled_names(count: int) -> list[str]:
    syllables = ["an", "bu", "de", "ka", "ko", "li", "ma", "na", "ra", "si", "ta", "wi"]
    draw = random.Random(1)
    return [" ".join("".join(draw.choices(syllables, k=3)).title() for _ in range(3)) for _ in range(count)]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with Terminal([__file__, "--app", str(rows)]) as terminal:
        terminal.until_quiet(2.0)
        print(f"{f'{rows:,} rows':42}median   worst  (ms)")
        for figure in FIGURES:
            for key in figure.before:
                terminal.press(key)
            times = [terminal.press(key) for key in figure.keys]
            print(f"{figure.name:40}{statistics.median(times):8.1f}{max(times):8.1f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--app"]:
        TableApp(People(shuffled_names(int(sys.argv[2])))).run()
    else:
        main()
