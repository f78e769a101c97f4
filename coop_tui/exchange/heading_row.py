"""Which row of a table names its columns, and which of the others are records."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from coop_tui.exchange.cells import ERRORS, unguarded
from coop_tui.exchange.limits import MOST_COLUMNS
from coop_tui.exchange.marks import failed, read_back
from coop_tui.exchange.meanings import REASON
from coop_tui.exchange.progress import Progress, unheard, watched
from coop_tui.exchange.table import BadFile, LeftOut, Line, Row, Rows, Why, letter
from coop_tui.exchange.text_in import MARK
from coop_tui.i18n import N_, _, in_every_language
from coop_tui.values import clean, folded

Meaning = Callable[[str], str | None]
"""What a heading means, taken by itself: a field, "" where it is passed over, None where nobody knows."""

_NAMELESS: Final = N_("column {letter}")
_LETTERED: Final = "kolom"  # as the names of columns are remembered
_LOOKED_AT: Final = 50  # rows among which the headings are
_TOTAL: Final = re.compile(r"(?:sub ?|grand )?total\b.{0,20}|(?:sub ?)?jumlah\b.{0,20}|jml\.?")
_MARKED_NUMBER: Final = re.compile(r"\A'(?=[0-9])")  # as a spreadsheet wants it where a number is a text
_NUMBER: Final = re.compile(r"[0-9][0-9.,]*")


def rated(lines: Sequence[Line], meaning: Meaning) -> int:
    """How many columns the best of the first rows names."""
    return max((_named(line, meaning) for line in lines[:_LOOKED_AT]), default=0)


def heading_line(file: Path, lines: Sequence[Line], meaning: Meaning, row: int | None) -> int:
    """Which of `lines` names the columns: that with the number `row`, else the one of a file of rejected rows, else the
    first that names most of them; where no heading is known, the first that is at least half as full as the fullest.
    Raises BadFile.
    """
    if row is not None:
        found = next((place for place, line in enumerate(lines) if line.number == row), None)
        if found is None:
            raise BadFile(file, None, _("row {row} is empty. Name the row with the headings.").format(row=row))
        return found
    first = lines[:_LOOKED_AT]
    if not first:
        raise BadFile(file, 1, _("the first line must name the fields."))
    own = next((place for place, line in enumerate(first) if REASON in map(_heading, line.cells)), None)
    if own is not None:
        return own
    named = [_named(line, meaning) for line in first]
    if max(named):
        return named.index(max(named))
    filled = [0 if line.across else sum(map(_is_filled, line.cells)) for line in first]
    return next(place for place, count in enumerate(filled) if count * 2 >= max(filled))


def rows_below(file: Path, lines: Sequence[Line], place: int, progress: Progress = unheard) -> Rows:
    """The records below the heading line at `place`. Titles, totals and repeated headings are left out, by number.
    Raises BadFile, and what `progress` raises.
    """
    heading = lines[place]
    _check_widths(file, lines, place)
    names = _names(heading, lines[place + 1 :])
    texts = [_heading(cell) for cell in heading.cells]
    whole = REASON in texts
    meant = _read_back if whole else _meant
    left_out = [LeftOut(line.number, "title") for line in lines[:place]]
    rows: list[Row] = []
    columns = [(name, column) for column, name in enumerate(names) if name]
    below = lines[place + 1 :]
    for line in watched(below, len(below), "rows", progress):
        why = _no_record(line, texts)
        if why is not None:
            left_out.append(LeftOut(line.number, why))
            continue
        cells, there = line.cells, len(line.cells)
        values = {name: meant(cells[column]) for name, column in columns if column < there}
        rows.append(Row(line.number, values))
    headings = tuple(name for name, _column in columns)
    merged = frozenset(line.number for line in lines if line.merged)
    return Rows(file, headings, tuple(rows), cells=True, left_out=tuple(left_out), merged=merged, whole=whole)


def _meant(cell: object) -> object:
    """A text as it was meant: without the sign that an export put before it, or a person before a number; what a
    spreadsheet shows of a formula that failed is none.
    """
    if not isinstance(cell, str) or not cell.startswith(("'", "#")):
        return cell
    if cell in ERRORS:
        return failed(cell)
    return unguarded(cell) if unguarded(cell) != cell else _MARKED_NUMBER.sub("", cell)


def _read_back(cell: object) -> object:
    """A cell of a file of rejected rows."""
    meant = _meant(cell)
    return read_back(meant) if isinstance(meant, str) else meant


def _named(line: Line, meaning: Meaning) -> int:
    return (
        0
        if line.across
        else len({meant for cell in line.cells[:MOST_COLUMNS] if (meant := meaning(_heading(cell))) is not None})
    )


def _is_filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _heading(cell: object) -> str:
    return _text(unguarded(cell.replace(MARK, "")) if isinstance(cell, str) else cell)


def _text(cell: object) -> str:
    return clean(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _check_widths(file: Path, lines: Sequence[Line], place: int) -> None:
    """Nothing may stand further right than the headings: it may belong to a column further left."""
    width = len(lines[place].cells)
    for line in lines[place + 1 :]:
        if len(line.cells) > width and any(map(_is_filled, line.cells[width:])):
            reason = _(
                "row {row}: cell {place} has no heading. Name its column, or put the text that holds the separator in"
                " quotes."
            )
            raise BadFile(file, None, reason.format(row=line.number, place=width + 1))


def _names(heading: Line, below: Sequence[Line]) -> list[str]:
    """What each column is called: by its heading, with the letter of its column where that is empty or stands there
    twice; "" for a column that has neither heading nor value.
    """
    texts = [_heading(cell) for cell in heading.cells]
    keys = {heading_key(text) for text in texts}
    names: list[str] = []
    for column, text in enumerate(texts):
        if not text:
            used = any(column < len(line.cells) and _is_filled(line.cells[column]) for line in below)
            name = _(_NAMELESS).format(letter=letter(column)) if used else ""
        else:
            name = text
        while name and (name in names or (name != text and heading_key(name) in keys)):
            name = _("{heading} (column {letter})").format(heading=name, letter=letter(column))
        names.append(name)
    return names


def heading_key(heading: str) -> str:
    """By what a heading is known: a column that has its name from its letter by the same in every language."""
    return _lettered().sub(rf"{_LETTERED} \1", folded(heading))


@cache
def _lettered() -> re.Pattern[str]:
    words = (folded(said.format(letter="")) for said in in_every_language(_NAMELESS))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}) ([a-z]{{1,3}})(?=\)*\Z)")


def _no_record(line: Line, headings: Sequence[str]) -> Why | None:
    if line.across:
        return "title"
    first, *others = (cell for cell in line.cells if _is_filled(cell))
    if isinstance(first, str) and _TOTAL.fullmatch(folded(first)):
        few = len(others) * 2 <= len(headings)
        if few and others and all(_is_number(one) for one in others):
            return "total"
    if isinstance(first, str) and [_heading(cell) for cell in line.cells] == headings:
        return "heading"
    return None


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) is not None)
