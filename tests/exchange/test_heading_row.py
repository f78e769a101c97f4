"""Which rows of a table are no records."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.exchange.heading_row import heading_line, rows_below
from coop_tui.exchange.meanings import meanings
from coop_tui.exchange.table import Line

HEADING = ["Nama", "Jabatan", "Gol", "Catatan"]


def left_out(*cells: object) -> list[str]:
    rows = rows_below(Path("a.csv"), [Line(1, HEADING), Line(2, cells)], 0)
    assert len(rows.rows) + len(rows.left_out) == 1
    return [one.why for one in rows.left_out]


@pytest.mark.parametrize(
    "first", ["JUMLAH", "Jumlah:", "Sub Total", "Grand total", "Total keseluruhan", "Jumlah peserta"]
)
def test_a_word_for_a_sum_with_a_figure_is_a_total(first: str) -> None:
    assert left_out(first, "", "12", "") == ["total"]
    assert left_out(first, 1250) == ["total"]


@pytest.mark.parametrize(
    "cells",
    [["Total"], ["Total", "Analis", "", ""], ["Jumlah", "1", "2", "3"], ["Jumlahwati", "12"], [12, "Total", "3"]],
)
def test_what_may_be_a_record_is_one(cells: list[object]) -> None:
    assert left_out(*cells) == []


def test_a_heading_row_is_the_first_that_names_most_fields() -> None:
    lines = [Line(1, ["Peserta", "Nama"]), Line(3, HEADING), Line(4, ["Nama", "b", "c", "d"]), Line(9, HEADING)]
    assert heading_line(Path("a.csv"), lines, meanings("people").exactly, None) == 1
    assert heading_line(Path("a.csv"), lines, meanings("people").exactly, 9) == 3


def test_where_no_heading_is_known_the_first_full_row_is_taken() -> None:
    lines = [Line(1, ["Kota", None, None]), Line(2, ["x", "y", "z"]), Line(3, ["1", "2", "3"])]
    assert heading_line(Path("a.csv"), lines, lambda _heading: None, None) == 1
