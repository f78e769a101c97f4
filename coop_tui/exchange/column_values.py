"""The values of one column of a table, as its field reads them.

Days become days as the register keeps them, so that a later reader needs no order of day and month; a range in one cell
is a start and an end. Nothing is guessed: what a spreadsheet changed into something else is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from coop_tui.exchange.cells import from_cell
from coop_tui.exchange.marks import made_a_day, no_day
from coop_tui.exchange.synonyms import CHOICES
from coop_tui.records.fields import AnyType, Choice, ChoiceType, FieldType, ListType, PartType
from coop_tui.records.read import choice_words
from coop_tui.values import BadDate, Order, PartialDate, clean, folded, parse_date, parse_range

_DIGITS: Final = re.compile(r"[0-9]{1,2}\W+[0-9]{1,2}\W")  # what two orders could read differently
_FIRST: Final[Order] = "dmy"
_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})


@dataclass(frozen=True)
class Days:
    """A column of days: start and end of each cell, an end only where a cell is a range. `order` is how those in digits
    are read, None where none has to be; `unsure` that no value of the column tells it.
    """

    starts: Sequence[object]
    ends: Sequence[object]
    order: Order | None
    unsure: bool


def plain_values(held: FieldType | None, field: str, cells: Iterable[object]) -> list[object]:
    """The values of a column that holds no days; None where a cell is empty."""
    convert = _converter(held, field)
    return [None if cell in _NOTHING else convert(cell) for cell in cells]


def days(cells: Sequence[object], said: Order | None, *, ranges: bool) -> Days:
    """The values of a column of days; `said` is the order that the person named. A range is read with `ranges`."""
    texts = {cell for cell in cells if isinstance(cell, str)}
    order, unsure = (said, False) if said else _order(texts)
    read = {text: _read(text, order or _FIRST, ranges=ranges) for text in texts}
    pairs = [read[cell] if isinstance(cell, str) else (_iso(cell), None) for cell in cells]
    matters = said is None and order is not None
    return Days([one for one, _end in pairs], [end for _one, end in pairs], order if matters else None, unsure)


def _iso(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _read(text: str, order: Order, *, ranges: bool) -> tuple[object, object]:
    """Start and end. What holds no day in digits stays as it is, for its field to read or refuse."""
    if not text.strip():
        return None, None
    try:
        return parse_date(text, order), None
    except BadDate as error:
        found = parse_range(text, order) if ranges else None
        return found or (no_day(text, order, error) if _DIGITS.search(text) else text, None)


def _order(texts: Iterable[str]) -> tuple[Order | None, bool]:
    """The order in which most days can be read, and whether nothing tells which of two it is. No order where it makes
    no difference. A year of two digits never stands first unless somebody says so.
    """
    marks = [text for text in texts if _DIGITS.search(text)]
    found: dict[Order, list[tuple[PartialDate, PartialDate] | None]] = {
        order: [_pair(text, order) for text in marks] for order in ("dmy", "mdy")
    }
    if found["dmy"] == found["mdy"]:
        return None, False
    dmy, mdy = (sum(one is not None for one in found[order]) for order in ("dmy", "mdy"))
    return ("mdy" if mdy > dmy else "dmy"), dmy == mdy


def _pair(text: str, order: Order) -> tuple[PartialDate, PartialDate] | None:
    try:
        day = parse_date(text, order)
    except BadDate:
        return parse_range(text, order)
    return day, day


def _converter(held: FieldType | None, field: str) -> Callable[[object], object]:
    match held:
        case AnyType():
            return lambda cell: from_cell(held, cell) if isinstance(cell, str) else _iso(cell)
        case ListType() | PartType():
            return lambda cell: _listed(held, cell)
        case ChoiceType(choices):
            said = _said(choices, field)
            return lambda cell: said.get(folded(clean(cell)), cell) if isinstance(cell, str) else _no_day(cell)
    return _no_day


def _no_day(cell: object) -> object:
    if isinstance(cell, date):
        return made_a_day(cell)
    return cell if not isinstance(cell, str) or cell.strip() else None


def _listed(held: FieldType, cell: object) -> object:
    """A cell of a list: JSON, or items between semicolons or line breaks; a number is an item."""
    if isinstance(cell, int | date) and not isinstance(cell, bool):
        return str(cell)
    if not isinstance(cell, str):
        return cell
    value = from_cell(held, cell)
    return value if isinstance(value, list | dict) else cell


@cache
def _said(choices: type[Choice], field: str) -> dict[str, str]:
    """What cells say for a choice besides its labels, folded."""
    table = CHOICES.get(field.rpartition(".")[2], {})
    known = choice_words(choices)
    values = {one.value for one in choices}
    return {
        word: value
        for value, words in table.items()
        if value in values
        for word in words.split(", ")
        if word not in known
    }
