"""Finding records by what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.records.fields import RefType
from coop_tui.register import Register
from coop_tui.store import Document
from coop_tui.widgets.form.names import Names, names_of
from coop_tui.widgets.form.suggest import source_of
from tests.register.desks import at_desk
from tests.widgets.form_app import opened


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def names(register: Register) -> Names:
    for name, aliases in (
        ("Agency of Water", ["Water Works"]),
        ("Waterfront Agency", []),
        ("Dewater", []),
        ("Agency of Roads", []),
        ("Agency of Roads", []),
        ("12", []),
    ):
        register.create("people", {"name": name})
        if name not in ("Agency of Roads",):
            unit: Document = {"name": name}
            if aliases:
                unit["aliases"] = [*aliases]
            register.create("units", unit)
    return names_of(register)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AGENCY  of wáter", [1]),
        ("water works", [1]),
        ("2", [2]),
        ("#2", [2]),
        ("12", [4]),
        ("Waterfront Agency #2", [2]),
        ("Dewater #2", []),
        ("#99", []),
        ("#" + "9" * 40, []),
        ("", []),
        ("nothing", []),
    ],
)
def test_exact_names_aliases_and_numbers(names: Names, text: str, found: list[int]) -> None:
    assert list(names.find("units", text)) == found


def test_better_fits_come_first_and_a_slip_of_the_keys_is_forgiven(names: Names) -> None:
    assert names.suggest("units", "water", 6)[:1] == [1]
    assert set(names.suggest("units", "water", 6)) == {1, 2, 3}
    assert names.suggest("units", "water", 6)[-1] == 3
    assert names.suggest("units", "agnecy of water", 6) == [1]
    assert names.suggest("units", "zzzz", 6) == []
    assert names.suggest("units", " ", 6) == []
    assert len(names.suggest("units", "a", 2)) == 2


def test_a_name_that_several_have_carries_its_number(names: Names) -> None:
    assert names.text("people", 1) == "Agency of Water"
    assert names.text("people", 4) == "Agency of Roads #4"
    assert names.texts("people", [4, 5, 1]) == ["Agency of Roads #4", "Agency of Roads #5", "Agency of Water"]
    assert list(names.find("people", "agency of roads")) == [4, 5]
    assert [list(names.find("people", names.text("people", one))) for one in range(1, 7)] == [
        [one] for one in range(1, 7)
    ]


def test_names_follow_what_is_on_record(names: Names, register: Register) -> None:
    assert list(names.find("units", "dewater")) == [3]
    register.delete("units", 3)
    made = register.create("units", {"name": "Agency of Parks"})
    assert list(names.find("units", "dewater")) == []
    assert list(names.find("units", "agency of parks")) == [made]
    register.update("units", made, {"name": "Agency of Parks"}, {"name": "Agency of Trees"})
    assert list(names.find("units", "agency of parks")) == []
    assert names.suggest("units", "trees", 6) == [made]


def test_names_read_ahead_are_the_same(names: Names, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop_tui.widgets.form.names.SLICE", 2)
    ahead = Names(register)
    while ahead.prepare("people"):
        pass
    assert [ahead.texts("people", [one]) for one in range(1, 7)] == [
        names.texts("people", [one]) for one in range(1, 7)
    ]


@pytest.mark.parametrize("typed", ["diskominfo", "kominfo", "dinas komun", "diskomimfo"])
def test_a_unit_is_offered_by_all_it_is_called_and_says_what_became_of_it(tmp_path: Path, typed: str) -> None:
    i18n.use("id")
    names: Document = {"name": "Dinas Komunikasi dan Informatika", "acronym": "Diskominfo", "aliases": ["Kominfo"]}
    with at_desk(tmp_path / "coop.json") as register:
        register.create("units", names)
        register.create("units", {"name": "Kominfo", "since": "2001", "until": "2012", "successor": 1})
        source = source_of(RefType("units"), register)
        assert source is not None
        notes = {one.text: one.note for one in source(typed) if not one.creates}
        assert notes["Dinas Komunikasi dan Informatika"] == "Diskominfo"
        assert typed != "kominfo" or notes["Kominfo #2"] == "sampai 2012, kini Diskominfo"
        assert names_of(register).find("units", "Kominfo") == [1, 2]  # asked about, not guessed
