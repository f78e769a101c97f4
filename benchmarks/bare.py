"""The smallest Textual app that shows what a dashboard shows: a header, a table, a footer. Starts are compared with
its start, keys with those of Textual's own table in it.

    python benchmarks/bare.py [ROWS]
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header

COLUMNS = ("Number", "Name", "Country", "Starts", "Ends", "Seats")
ROWS = 10


class Bare(App[None]):
    """Says `row 10` in its tenth row."""

    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for row in range(1, self._rows + 1):
            table.add_row(str(row), f"row {row}", "ID", "2024-03-04", "2024-03-08", "20")


if __name__ == "__main__":
    Bare(int(sys.argv[1]) if sys.argv[1:] else ROWS).run()
