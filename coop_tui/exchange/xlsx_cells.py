"""What the XML of a sheet shows that the values of its cells do not: how far it reaches, and cells without a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Final

from coop_tui.exchange.limits import check_columns
from coop_tui.exchange.marks import failed, uncomputed
from coop_tui.exchange.table import BadCell, BadFile
from coop_tui.i18n import _

MOST_CELLS: Final = 6_000_000  # from the first row and column to the last ones that hold something
_MOST_TEXT: Final = 256 << 20  # characters of all cells together, if each had the longest text there is

# cells without content, as every program writes them, and rows that have no others: formats that reach far down
_EMPTY_CELLS: Final = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?\s*/>')
_EMPTY_ROWS: Final = re.compile(rb"<row\b[^<>]*(?:/>|></row>)")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)([0-9]+)""")
_SPECIAL: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?P<tag>[^>]*)(?:/>|>(?P<inside>(?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>)""", re.DOTALL
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]+)<")
_TEXT: Final = re.compile(rb"<(?:\w+:)?si\b")

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


def check_extent(file: Path, xml: bytes, texts: bytes) -> None:
    """Raise BadFile where the cells of a sheet, or their texts, would fill the memory."""
    filled = _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", xml)) if b'"/>' in xml else xml
    places = _PLACE.findall(filled)
    letters, digits = {one for one, _row in places}, {row for _one, row in places if len(row) < 9}
    width = max((_column(one) for one in letters), default=0) + 1
    height = max((int(one) for one in digits), default=0)
    check_columns(file, width)
    if width * height > MOST_CELLS or any(len(row) >= 9 for _one, row in places):
        reason = _("the sheet reaches to row {row}. Delete the empty rows and columns around the table, and save it.")
        raise BadFile(file, None, reason.format(row=height))
    longest = max((len(one) for one in _TEXT.split(texts)), default=0)
    if longest > 40_000 and longest * len(places) > _MOST_TEXT:
        raise BadFile(file, None, _("its cells hold more text than a table can have. Save the texts elsewhere."))


def bad_cells(xml: bytes, *, never_computed: bool) -> Mapping[Place, BadCell]:
    """Cells that say what is wrong instead of a value: formulas that failed, and those of which nothing says that they
    were computed. A program that computes none writes no value, or 0, and asks the spreadsheet to compute them all; an
    empty text that one came to is named as a text.
    """
    if not re.search(rb"<(?:\w+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']", xml):
        return {}
    found: dict[Place, BadCell] = {}
    for cell in _SPECIAL.finditer(xml):
        inside = cell["inside"] or b""
        fails = re.search(rb"\st\s*=\s*[\"']e[\"']", cell["tag"]) is not None
        if not fails and not re.search(rb"<(?:\w+:)?f[\s/>]", inside):
            continue
        place = _PLACE.search(cell["tag"])
        value = _VALUE.search(inside)
        shown = value[1].decode("utf-8", "replace") if value else ""
        if place is None:
            continue
        at = (int(place[2]) - 1, _column(place[1]))
        if fails:
            found[at] = failed(shown)
        elif (not shown and not _is_empty_text(cell["tag"], inside)) or (never_computed and shown == "0"):
            found[at] = uncomputed(_formula(inside))
    return found


def _is_empty_text(tag: bytes, inside: bytes) -> bool:
    return re.search(rb"\st\s*=\s*[\"']str[\"']", tag) is not None and re.search(rb"<(?:\w+:)?v\b", inside) is not None


def _formula(inside: bytes) -> str:
    """A formula as a spreadsheet shows it; empty where the cell has it from another."""
    found = _FORMULA.search(inside)
    return f"={unescape(found[1].decode('utf-8', 'replace'))}" if found else ""


def _column(letters: bytes) -> int:
    """The place of a column from 0. Longer names than there are columns count as far away."""
    if len(letters) > 3:
        return 26**4
    place = 0
    for one in letters.upper():
        place = place * 26 + one - 64
    return max(place - 1, 0)
