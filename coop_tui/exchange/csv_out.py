"""Records as csv: a column for each field, commas, quotes where they are needed (RFC 4180), lines that end in LF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, TypeVar

from coop_tui.exchange.cells import guarded, to_cell
from coop_tui.exchange.rows import columns
from coop_tui.records import Kind, Record
from coop_tui.records.fields import FieldType, spec_of

R = TypeVar("R", bound=Record)

_NEEDS_QUOTES: Final = re.compile('[",\r\n]')

FILE_ENCODING: Final = "utf-8-sig"
"""For a csv file on disk: without the mark at its beginning Excel shows the letters of another code page. A pipe gets
plain UTF-8, because the mark would become part of the first heading there.
"""


def to_csv(kind: Kind[R], rows: Iterable[Mapping[str, object]]) -> str:
    """A heading and a line for each of `rows`, which hold values of `kind` by field."""
    return csv_table(kind, columns(kind), rows)


def csv_table(kind: Kind[R], headings: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The columns `headings` of `rows`; a heading that is no field of `kind` holds plain text."""
    types = [(heading, _type(kind, heading)) for heading in headings]
    return plain_table(headings, ([to_cell(held, row.get(heading)) for heading, held in types] for row in rows))


def plain_table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A heading and lines of cells, which are texts already."""
    return "".join([csv_line(cells) for cells in chain([headings], ([guarded(cell) for cell in one] for one in lines))])


def csv_line(cells: Sequence[str]) -> str:
    """A line of cells, which are guarded already."""
    return ",".join([_quoted(cell) for cell in cells]) + "\n"


def _quoted(cell: str) -> str:
    # not left to the module `csv`: with lines that end in LF it writes a CR without quotes, and reads a new line there
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _type(kind: Kind[R], heading: str) -> FieldType | None:
    spec = spec_of(kind.record, heading)
    return spec.type if spec else None
