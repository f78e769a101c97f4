"""A table of figures as rows of a file: a value of each dimension, as the summary has it, then the figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from coop_tui.counts import Table, value_name
from coop_tui.exchange.csv_out import plain_table
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.register import Records
from coop_tui.store import JSON, Document

FORMS: Final = ("csv", "yaml", "json")
ESTIMATED: Final = "estimated"
"""How much of the participations rests on an estimate."""


def count_rows(records: Records, measure: str, table: Table) -> list[Document]:
    """A row for each place at which something is counted, in order. Totals are left to the reader: of most measures
    they are the sums, of people and of what stands in several places they are not, and another table says them.
    """
    return [
        {**_named(records, table, place), **_figures(measure, table, place)}
        for place in product(*table.values)
        if place in table.cells
    ]


def count_text(records: Records, measure: str, table: Table, form: str) -> str:
    """The rows in one of FORMS."""
    rows = count_rows(records, measure, table)
    if form == "csv":
        headings = count_headings(measure, table)
        return plain_table(headings, ([str(row[heading]) for heading in headings] for row in rows))
    return to_json(list(rows)) if form == "json" else to_yaml(list(rows))


def count_headings(measure: str, table: Table) -> Sequence[str]:
    """The keys of a row, in order."""
    return (*table.dimensions, *_figures(measure, table, ()))


def _named(records: Records, table: Table, place: Sequence[str | int]) -> dict[str, JSON]:
    return {name: value_name(records, name, value) for name, value in zip(table.dimensions, place, strict=True)}


def _figures(measure: str, table: Table, place: Sequence[str | int]) -> dict[str, JSON]:
    estimated: dict[str, JSON] = {ESTIMATED: table.estimated(*place)} if measure == "participations" else {}
    return {measure: table.figure(*place), **estimated}
