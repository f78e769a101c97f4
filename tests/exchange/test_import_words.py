"""What an import says about what it would do."""

from __future__ import annotations

from pathlib import Path

from coop_tui.exchange.headings import by_field
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_plan import Fate
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.import_words import field_words
from coop_tui.exchange.table import Row, Rows
from coop_tui.records import KINDS
from coop_tui.records.words import path_words
from coop_tui.values import signs
from coop_tui.widgets.import_lines import outcome_lines
from tests.exchange.registers import records_of

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


def test_the_sign_before_what_is_within_follows_the_signs_in_use() -> None:
    assert field_words(KINDS["participations"], "person.name") == "Participant › Name"
    assert path_words(KINDS["batches"], ("experts", 1, "name")) == "Experts 2 › Name"
    signs.use("ascii")
    assert field_words(KINDS["participations"], "person.name") == "Participant > Name"
    assert path_words(KINDS["batches"], ("experts", 1, "name")) == "Experts 2 > Name"
