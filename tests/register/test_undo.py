"""Taking changes back, and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.register import (
    ChangedSince,
    NothingToUndo,
    TakenBack,
)
from coop_tui.store import Operation
from tests.register.desks import BATCH, PROGRAMME, at_desk, everything, later, one_batch, script


def test_undo_is_there_after_a_restart(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        register.create("batches", BATCH)
    with at_desk(path) as register:
        register.undo()
        assert everything(register) == {"programmes": {1: PROGRAMME}}
    with at_desk(path) as register:
        register.redo()
        assert everything(register)["batches"] == {1: BATCH}


def test_others_changes_are_only_undone_by_number(path: Path) -> None:
    with at_desk(path) as sari, at_desk(path, "Budi") as budi:
        sari.create("programmes", PROGRAMME)
        with pytest.raises(NothingToUndo):
            budi.undo()
        assert budi.undo(1).by == "Sari"
        assert everything(budi) == {}
        with pytest.raises(NothingToUndo):
            sari.undo()


def test_undo_goes_on_backwards_and_redo_forwards(path: Path) -> None:
    seen = []
    with at_desk(path) as register:
        for name in ("Satu", "Dua", "Tiga"):
            register.create("units", {"name": name})
            seen.append(everything(register))
        register.undo()
        register.undo()
        assert everything(register) == seen[0]
        register.redo()
        assert everything(register) == seen[1]
        register.redo()
        assert everything(register) == seen[2]


def test_undo_leaves_later_changes_to_other_fields(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        later(register, funder="Kota")
        later(register, country="SG")
        register.undo(2)
        assert register.document("programmes", 1) == {**PROGRAMME, "country": "SG"}


def test_undo_is_refused_after_later_changes_to_the_same_fields(path: Path) -> None:
    with at_desk(path) as sari, at_desk(path, "Budi") as budi:
        sari.create("programmes", PROGRAMME)
        later(sari, funder="Kota")
        budi.poll()
        later(budi, funder="Provinsi")
        with pytest.raises(ChangedSince) as refused:
            sari.undo()
        assert "Program Contoh was changed again by Budi (change 3)" in refused.value.message()
        with pytest.raises(ChangedSince):
            sari.undo(1)
        budi.undo()
        sari.undo()
        assert everything(sari) == {"programmes": {1: PROGRAMME}}


def test_what_was_taken_back_is_not_taken_back_again(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        later(register, funder="Kota")
        register.undo(2)
        with pytest.raises(TakenBack) as refused:
            register.undo(2)
        assert "by change 3" in refused.value.message()
        register.redo()
        assert register.undo(2).gen == 2


def test_the_beginning_of_a_history_is_not_undone(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
    path.with_name("coop.history.jsonl").unlink()
    with at_desk(path) as register:
        before = everything(register)
        register.create("countries", {"code": "SG", "status": "active"})
        register.undo()
        with pytest.raises(NothingToUndo):
            register.undo()
        assert everything(register) == before


def test_what_a_script_added_can_be_undone_though_it_left_defaults_out(path: Path) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "CN", "status": "active"})
    script(path, "countries", 2, {"code": "SG"})
    with at_desk(path) as register:
        register.undo(2)
        assert everything(register) == {"countries": {1: {"code": "CN", "status": "active"}}}
        register.redo()
        assert everything(register)["countries"][2] == {"code": "SG", "status": "active"}


def test_undoing_an_import_looks_at_every_record_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def counted(self: object, targets: object) -> list[object]:
        nonlocal looks
        looks += 1
        return []

    with at_desk(path) as register:
        register.commit(
            lambda new_id: [Operation("units", new_id("units"), None, {"name": f"Dinas {n}"}) for n in range(50)],
            "import units",
        )
        monkeypatch.setattr("coop_tui.register.state.Records.references_to", counted)
        register.undo()
        assert (looks, everything(register)) == (1, {})
