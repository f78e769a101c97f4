"""Forgetting somebody forgets the records that were merged into theirs, and what is remembered of them."""

from __future__ import annotations

from pathlib import Path

from coop_tui.register import Register
from coop_tui.register.apart import keep_apart
from coop_tui.register.forget import forget_person, merges_of
from coop_tui.register.merging import Merging, merge
from coop_tui.store import FileStore
from tests.register.desks import at_desk, everything

PEOPLE = {
    1: {"name": "Rahasia Satu"},
    2: {"name": "Rahasia Dua", "phone": "0999777 22"},
    3: {"name": "Rahasia Tiga", "email": "rahasia3@contoh.example"},
    4: {"name": "Bukan Dia"},
}


def _merge(register: Register, stays: int, goes: int) -> None:
    seen = {one: register.document("people", one) or {} for one in (stays, goes)}
    merge(register, Merging(stays, goes), seen)


def test_nothing_is_left_of_anybody_who_was_merged(path: Path) -> None:
    with at_desk(path) as register:
        register.replace_all({"people": {one: dict(document) for one, document in PEOPLE.items()}}, "restore")
        keep_apart(register, 1, 4)
        keep_apart(register, 2, 4)
        _merge(register, 4, 3)
        register.undo()  # who was merged for a moment is another person
        _merge(register, 2, 3)
        _merge(register, 1, 2)
        assert merges_of(register.store, 1).people == {1, 2, 3}
        assert merges_of(register.store, 4).people == {4}
    forget_person(FileStore(path), 1, "sari")
    for file in path.parent.glob("coop*"):
        assert b"ahasia" not in file.read_bytes(), file
        assert b"0999777" not in file.read_bytes(), file
    with at_desk(path) as register:
        assert everything(register) == {"people": {4: PEOPLE[4]}}


def test_who_was_taken_for_the_person_for_a_moment_stays(path: Path) -> None:
    with at_desk(path) as register:
        register.replace_all({"people": {one: dict(document) for one, document in PEOPLE.items()}}, "restore")
        _merge(register, 1, 2)
        register.undo()
    forget_person(FileStore(path), 1, "sari")
    with at_desk(path) as register:
        assert everything(register)["people"] == {one: PEOPLE[one] for one in (2, 3, 4)}
