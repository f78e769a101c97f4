"""Finding records by what people type: mistyped, without accents, in any order; and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from coop_tui.records.people import Person
from coop_tui.register import Register, word_index
from coop_tui.register.finder import KINDS_FOUND, PIECE, Finder
from coop_tui.register.word_index import WordIndex, search
from coop_tui.sample import fill
from coop_tui.values import folded
from tests.dashboard import another, office

NAMES = (
    "Smart City and Cybersecurity",
    "Public Service",
    "Zürich Énergie",
    "Teo Jing Kok",
    "Tea Jin",
    "Smartphone",
    "Sri Wahyuni, S.T.",
    "Kota Cerdas 2019",
    "Kota Cerdas 2018",
)


def found(typed: str, names: Sequence[str] = NAMES) -> list[str]:
    index = WordIndex()
    for at, name in enumerate(names):
        index.put(at, [name])
    return [names[number] for _place, number in last(search([index], typed, 10))]


def last(steps: Iterator[Sequence[tuple[int, int]]]) -> Sequence[tuple[int, int]]:
    best: Sequence[tuple[int, int]] = ()
    for best in steps:  # noqa: B007 - the last one is meant
        pass
    return best


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("smart city", "Smart City and Cybersecurity"),
        ("SMART", "Smartphone"),
        ("cybers", "Smart City and Cybersecurity"),
        ("security", "Smart City and Cybersecurity"),
        ("city smart", "Smart City and Cybersecurity"),
        ("smrt city", "Smart City and Cybersecurity"),
        ("cyty smrt", "Smart City and Cybersecurity"),
        ("cyebrs", "Smart City and Cybersecurity"),
        ("pubilc srevice", "Public Service"),
        ("zurich", "Zürich Énergie"),
        ("energie zurich", "Zürich Énergie"),
        ("énergy", "Zürich Énergie"),
        ("tio jing", "Teo Jing Kok"),
        ("kok, teo", "Teo Jing Kok"),
        ("sri wahyuni st", "Sri Wahyuni, S.T."),
        ("S.T. Sri", "Sri Wahyuni, S.T."),
        ("cerdas 2018", "Kota Cerdas 2018"),
        ("2018 crdas", "Kota Cerdas 2018"),
    ],
)
def test_it_finds_what_is_meant(typed: str, name: str) -> None:
    assert found(typed)[0] == name


@pytest.mark.parametrize("typed", ["", "  ", "·", "qqqq", "smart qqqq", "2017", "cerdas 2017"])
def test_it_finds_nothing_that_is_not_meant(typed: str) -> None:
    assert found(typed) == []


def test_the_better_fit_comes_first() -> None:
    names = ("Chart Room", "The Art of Air", "Art Gallery", "Art", "Arc", "Artless")
    assert found("art", names) == ["Art", "Artless", "Art Gallery", "The Art of Air", "Chart Room"]


def test_what_fits_equally_well_comes_in_the_order_of_the_indexes() -> None:
    first, second = WordIndex(), WordIndex()
    first.put(1, ["Batches of the year"])
    second.put(1, ["Batches"])
    second.put(2, ["Batches now"])
    assert last(search([first, second], "batch", 10)) == [(0, 1), (1, 1), (1, 2)]
    assert last(search([first, second], "batches", 10)) == [(1, 1), (0, 1), (1, 2)]


def all_found(finder: Finder, typed: str) -> set[tuple[str, int]]:
    while finder.unread:
        finder.read_on()
    return {(KINDS_FOUND[place], number) for place, number in last(search(finder.indexes, typed, 50))}


def test_records_are_found_by_every_name_they_have(tmp_path: Path) -> None:
    with another(office(tmp_path)) as register:
        unit = register.create(
            "units", {"name": "Dinas Contoh", "acronym": "DC", "aliases": ["Kantor Umpama", "Balai Misal"]}
        )
        person = register.create("people", {"name": "Anu Rekaan", "nip": "198001012005011001"})
        finder = register.records.finder()
        for typed in ("dinas contoh", "dc", "balai misal", "umpama"):
            assert ("units", unit) in all_found(finder, typed)
        for typed in ("rekaan anu", "198001012005011001", "19800101 200501 1 001"):
            assert ("people", person) in all_found(finder, typed)
        assert ("programmes", 1) in all_found(finder, "scp")
        assert not any(kind == "settings" for kind, _ in all_found(finder, "look"))


def test_names_are_those_of_now_after_every_change(tmp_path: Path) -> None:
    with another(office(tmp_path)) as register:
        finder = register.records.finder()
        batch = register.create("batches", {"programme": 1, "mode": "online", "number": "77"})
        person = register.create("people", {"name": "Anu Rekaan"})
        seat = register.create("participations", {"person": person, "batch": batch, "status": "attended"})
        assert {("batches", batch), ("participations", seat)} <= all_found(finder, "singapore cooperation 77")
        programme = register.document("programmes", 1) or {}
        register.update("programmes", 1, programme, {**programme, "name": "Beasiswa Umpama"})
        register.update("people", person, {"name": "Anu Rekaan"}, {"name": "Bima Khayal"})
        assert {("programmes", 1), ("batches", batch), ("participations", seat)} <= all_found(finder, "beasiswa")
        assert ("batches", batch) not in all_found(finder, "singapore cooperation 77")
        assert all_found(finder, "rekaan") == set()
        assert all_found(finder, "khayal") == {("people", person), ("participations", seat)}
        register.undo()
        assert all_found(finder, "rekaan") == {("people", person), ("participations", seat)}
        register.delete("participations", seat)
        register.delete("people", person)
        assert all_found(finder, "rekaan") == set()


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Register]:
    with another(office(tmp_path, sample=False)) as register:
        fill(register, {"people": [Person(name=f"Anu Rekaan {number}") for number in range(3 * PIECE + 1)]})
        yield register


def test_names_are_read_in_pieces_and_only_once(many: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    folds: list[str] = []

    def counted(text: str) -> str:
        folds.append(text)
        return folded(text)

    monkeypatch.setattr(word_index, "folded", counted)
    finder = many.records.finder()
    assert folds == []
    pieces = 0
    while finder.unread:
        before = len(folds)
        finder.read_on()
        pieces += 1
        assert len(folds) - before <= PIECE
    assert len(folds) == 3 * PIECE + 1
    folds.clear()
    assert len(last(search(finder.indexes, "rekaan 30", 50))) == 50
    assert folds == ["rekaan 30"]
    many.create("people", {"name": "Bima Khayal"})
    folds.clear()
    assert len(last(search(finder.indexes, "khayal", 50))) == 1
    assert many.records.finder() is finder
    assert folds == ["khayal"]
