"""Tables as plain text: columns in line, for a terminal, a letter, a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from coop_tui.counts.grid import Grid, change_column, figure_columns
from coop_tui.values import shown
from coop_tui.widgets.symbols import symbol

_GAP: Final = "  "


def figure_lines(found: Grid, sign: str) -> Iterator[str]:
    """A table of figures, made safe; `sign` is that of an estimate."""
    labels = [shown(text) for text in (found.of_rows, *(row.label for row in found.rows), found.total.label)]
    figures = [*figure_columns(found, sign), *([change_column(found, sign)] if found.compared else [])]
    columns = [labels, *([shown(one.heading) + " " * one.room, *one.texts] for one in figures)]
    *lines, total = aligned(columns, right=range(1, len(columns)))
    yield from lines
    yield symbol("rule") * max(map(cell_len, (*lines, total)))
    yield total


def aligned(columns: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """The lines of a table of texts made safe; the columns `right` end in line, the others begin so."""
    widths = [max(map(cell_len, column)) for column in columns]
    for row in zip(*columns, strict=True):
        texts = []
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(text))
            texts.append(blank + text if at in right else text + blank)
        yield _GAP.join(texts).rstrip()
