"""Finding records by what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_tui.register import Register
from coop_tui.store import Document
from coop_tui.widgets.form.names import Names, names_of
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
