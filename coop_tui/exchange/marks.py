"""How the file of rejected rows writes what a text alone would not say: that a day stood where a text belongs, that
nobody computed a formula, by which order of day and month a text is no day. Before such a text stands a mark, like the
errors of a spreadsheet: `#DATE! 2019-02-03`. What comes back from it is what was refused, with the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from coop_tui.exchange.cells import to_cell
from coop_tui.exchange.table import BadCell
from coop_tui.i18n import N_, _, in_every_language
from coop_tui.records.fields import AnyType, DateType, FieldType, ListType, PartType, YesNoType
from coop_tui.values import BadDate, Order, parse_date

FORMULA: Final = N_("#FORMULA!")
ERROR: Final = N_("#ERROR!")
DAY: Final = N_("#DATE!")
NUMBER: Final = N_("#NUMBER!")
TYPED: Final = "#JSON!"
_ORDERS: Final[Mapping[str, Order]] = MappingProxyType({"#DMY!": "dmy", "#MDY!": "mdy", "#YMD!": "ymd"})

_MARKED: Final = re.compile(r"(?P<quotes>'*)(?P<mark>#[^\s!]+!)(?:\s(?P<text>.*))?", re.DOTALL)
_LARGEST: Final = 2**63  # a whole number from which on no field takes it


def written(held: FieldType | None, value: object) -> str:
    """The text of a cell of which `read_back` makes `value` again, or what a field of the type `held` takes as well."""
    match value:
        case BadCell():
            return value.shown if value.mark is None else _marked(value.mark, value.shown)
        case str():
            found = _MARKED.fullmatch(value)
            return f"'{value}" if found and found["mark"] in _known() else value
        case _ if held is None:
            return to_cell(held, value)
        case date() if not isinstance(held, DateType | AnyType):
            return _marked(DAY, value.isoformat())
        case bool() | list() | dict() if not isinstance(held, _TYPES[type(value)]):
            return f"{TYPED} {to_cell(held, value)}"
        case float() if not isinstance(held, AnyType):
            return _marked(NUMBER, repr(value))
        case int() if abs(value) >= _LARGEST:
            return _marked(NUMBER, str(value))
    return to_cell(held, value)


def read_back(text: str) -> object:
    """What `written` wrote."""
    found = _MARKED.fullmatch(text)
    if found is None or found["mark"] not in _known():
        return text
    if found["quotes"]:
        return text[1:]
    try:
        return _known()[found["mark"]](found["text"] or "")
    except ValueError:
        return BadCell(text, _("Type the value in the place of all of this."))


def uncomputed(formula: str) -> BadCell:
    """A formula of which nothing says that it was ever computed."""
    reason = _(
        "Nothing says that this formula was ever computed. Open the file in a spreadsheet, have it compute everything"
        " (in LibreOffice ctrl+shift+F9) and save it there."
    )
    return BadCell(formula, reason, FORMULA)


def failed(error: str) -> BadCell:
    """A cell in which a formula came to an error."""
    return BadCell(error, _("In the spreadsheet this cell has an error. Type its value."), ERROR)


def made_a_day(day: date) -> BadCell:
    """A day where something else belongs."""
    reason = _("The spreadsheet made a day of this. Set the cell to text and type it again.")
    return BadCell(day.isoformat(), reason, DAY)


def no_day(text: str, order: Order, error: BadDate) -> BadCell:
    """A text that is no day by the order of its column."""
    mark = next(mark for mark, one in _ORDERS.items() if one == order)
    return BadCell(text, error.message(), mark)


def _marked(mark: str, text: str) -> str:
    return f"{mark if mark in _ORDERS else _(mark)} {text}".rstrip()


_TYPES: Final[Mapping[type, tuple[type, ...]]] = MappingProxyType(
    {bool: (YesNoType, AnyType), list: (ListType, AnyType), dict: (PartType, AnyType)}
)
"""The fields that take such a value."""


@cache
def _known() -> Mapping[str, Callable[[str], object]]:
    """What each mark makes of the text behind it."""
    own: dict[str, Callable[[str], object]] = {
        FORMULA: uncomputed,
        ERROR: failed,
        DAY: date.fromisoformat,
        NUMBER: lambda text: int(text) if text.lstrip("-").isdigit() else float(text),
    }
    known = {word: reader for mark, reader in own.items() for word in in_every_language(mark)}
    return known | {mark: _by_order(mark, order) for mark, order in _ORDERS.items()} | {TYPED: msgspec.json.decode}


def _by_order(mark: str, order: Order) -> Callable[[str], object]:
    def read(text: str) -> object:
        try:
            return parse_date(text, order)
        except BadDate as error:
            return BadCell(text, error.message(), mark)

    return read
