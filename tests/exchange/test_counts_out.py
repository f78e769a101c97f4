"""What the screen, the command and the summary say of the same register is the same."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.counts import DIMENSIONS, MEASURES, count, facts, occasions, value_name
from coop_tui.counts.grid import grid
from coop_tui.exchange.cells import unguarded
from coop_tui.exchange.counts_out import count_headings, count_rows
from coop_tui.exchange.csv_out import plain_table
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.summary import summary
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.register import Records
from tests.exchange.registers import Tables, records_of, registers
from tests.exchange.test_summary import NOW, OFFICE
from tests.strategies import examples
from tests.test_counts import registers as crowded

SUMMED = ("batches", "participations", "people")
BY = ("year", "country", "programme", "unit")

Figures = dict[tuple[str, ...], int]


def on_screen(records: Records, measure: str, dimensions: tuple[str, ...], year: str | None) -> Figures:
    """What the grid shows that is not nothing, by the names of values."""
    table = count(records, measure, dimensions, facts(records, measure, occasions(records), year))
    shown = grid(records, measure, table)
    figures = [one for row in (*shown.rows, shown.total) for one in row.figures if one.count]
    return {
        tuple(value_name(records, name, value) for name, value in zip(dimensions, one.place, strict=True) if value): (
            one.count
        )
        for one in figures
        if None not in one.place
    }


def by_command(records: Records, measure: str, dimensions: tuple[str, ...], year: str | None) -> Figures:
    """What a program reads that is not nothing; in every form the same."""
    table = count(records, measure, dimensions, facts(records, measure, occasions(records), year))
    rows = count_rows(records, measure, table)
    headings = count_headings(measure, table)
    assert all(tuple(row) == headings for row in rows)
    read: list[dict[str, Any]] = json.loads(to_json(list(rows)))
    assert yaml.safe_load(to_yaml(list(rows))) == (read or [])
    text = plain_table(headings, ([str(row[heading]) for heading in headings] for row in rows))
    in_cells = [[unguarded(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""))]
    assert in_cells == [list(headings), *([str(value) for value in row.values()] for row in read)]
    return {tuple(row[name] for name in dimensions): row[measure] for row in read if row[measure]}


def in_summary(records: Records, measure: str, dimension: str, year: str | None) -> Figures:
    """The same in the summary."""
    counts: Any = summary(records, OFFICE, NOW, year)["counts"]
    return {(row[dimension],): row[measure] for row in counts[f"by_{dimension}"] if row[measure]}


def assert_all_agree(records: Records, measure: str, dimensions: tuple[str, ...], year: str | None) -> None:
    said = on_screen(records, measure, dimensions, year)
    assert by_command(records, measure, dimensions, year) == said
    if measure in SUMMED and len(dimensions) == 1 and dimensions[0] in BY:
        assert in_summary(records, measure, dimensions[0], year) == said


@pytest.mark.parametrize(("made", "most"), [(crowded(), 20), (registers(), 5)], ids=["crowded", "any"])
def test_screen_command_and_summary_agree(made: st.SearchStrategy[Tables], most: int) -> None:
    pairs = st.sampled_from([(one, two) for one in DIMENSIONS for two in DIMENSIONS if one != two])

    @examples(most)
    @given(made, st.sampled_from(list(MEASURES)), pairs, st.sampled_from([None, "2019"]))
    def agree(tables: Tables, measure: str, pair: tuple[str, ...], year: str | None) -> None:
        records = records_of(tables)
        assert_all_agree(records, measure, pair, year)
        for summed in SUMMED:
            for dimension in BY:
                assert_all_agree(records, summed, (dimension,), year)

    agree()
