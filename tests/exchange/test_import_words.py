"""What an import says about what it would do."""

from __future__ import annotations

from pathlib import Path

from coop_tui.exchange.headings import by_field, match_headings
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_plan import Fate
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.import_words import field_words
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.source_words import merged_lines, order_lines, source_lines
from coop_tui.exchange.table import Row, Rows
from coop_tui.records import KINDS
from coop_tui.records.words import path_words
from coop_tui.values import signs
from coop_tui.widgets.import_lines import outcome_lines
from coop_tui.widgets.import_sources import OutcomeSource
from tests.exchange.registers import records_of
from tests.exchange.spreadsheets.workbooks import make

PEOPLE = KINDS["people"]


def test_what_a_changed_record_refers_to_has_its_name_though_the_same_import_makes_it() -> None:
    records = records_of({"people": {1: {"name": "Ani Contoh", "nip": "198001312005012001"}}})
    values = {"name": "Ani Contoh", "nip": "198001312005012001", "unit": "Dinas Baru"}
    rows = Rows(Path("a.csv"), tuple(values), (Row(2, values),), cells=True)
    options = ImportOptions(OnDuplicate.UPDATE, create=True)
    plan = try_import(records, by_field(rows, PEOPLE, {}), options)
    assert plan.counts[Fate.UPDATED] == 1

    said = [" ".join(piece.text for piece in line) for line in outcome_lines(plan, plan.outcomes[0], records, 60)]
    assert any("Dinas Baru (new)" in line for line in said)
    assert not any("?" in line for line in said)


def test_a_row_is_told_in_words_and_not_in_those_of_the_register(tmp_path: Path) -> None:
    source = read_source(make("people-numbers.xlsx", tmp_path), PEOPLE, {})
    plan = try_import(records_of({}), by_field(source.rows, PEOPLE, {}), ImportOptions(create=True))
    said = OutcomeSource(plan, records_of({}), None)
    assert said.cells(1)[2][0] == "Sari Contoh · Female · Disdik"
    assert ["Sex", "Female"] in [
        [piece.text.strip() for piece in line] for line in outcome_lines(plan, plan.outcomes[0], records_of({}), 60)
    ]


def test_it_is_said_what_merged_cells_filled_and_no_order_of_days_that_nobody_knows(tmp_path: Path) -> None:
    source = read_source(make("people-numbers.xlsx", tmp_path), PEOPLE, {})
    said = "A merged cell counts in each of its rows: filled in rows 3, 4."
    assert list(merged_lines(source)) == [said]
    found = by_field(source.rows, PEOPLE, {})
    assert said in source_lines(source, match_headings(source.rows, PEOPLE, {}), found)

    activities = KINDS["activities"]
    rows = by_field(read_source(make("activities-ambiguous.csv", tmp_path), activities, {}).rows, activities, {})
    assert rows.unsure
    assert list(order_lines(rows)) == []


def test_the_sign_before_what_is_within_follows_the_signs_in_use() -> None:
    assert field_words(KINDS["participations"], "person.name") == "Participant › Name"
    assert path_words(KINDS["batches"], ("experts", 1, "name")) == "Experts 2 › Name"
    signs.use("ascii")
    assert field_words(KINDS["participations"], "person.name") == "Participant > Name"
    assert path_words(KINDS["batches"], ("experts", 1, "name")) == "Experts 2 > Name"
