"""Removing documents for good, out of a history that still proves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.store import RELOAD, Document, FileStore, MustReload, Operation, Tables
from coop_tui.store.backup import read_backup, rewrite_backup, write_backup
from coop_tui.store.compacting import compact
from coop_tui.store.files import Files
from coop_tui.store.forgetting import NOTHING, Forgotten, Instead, forget, forget_in
from coop_tui.store.repair import keep_history
from coop_tui.store.verifying import head, verify
from tests.store.steps import Desk, delete, history_of, insert, read, update

SECRET = b"Rahasia"


def choose(_now: Tables) -> Instead:
    """Person 1 goes for good; what refers to them stays, without its note."""

    def instead(kind: str, id: int, document: Document) -> Document | None:
        if (kind, id) == ("people", 1):
            return None
        if kind == "seats" and document.get("person") == 1:
            return {"person": 1}
        return document

    return instead


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """Person 1 in several changes and on a seat that was another's, the snapshot in the middle of them."""
    desk.do(lambda _tables, _new_id: [person(1, "Rahasia"), person(2, "Contoh")])
    desk.do(insert({"person": 2, "note": "a"}, kind="seats"))
    desk.do(insert({"person": 1, "note": "Rahasia sekali"}, kind="seats"))
    assert isinstance(desk.store, FileStore)
    desk.store.snapshot(desk.state())
    desk.do(update(1, {"name": "Rahasia"}, {"name": "Rahasia S."}, kind="people"))
    desk.do(update(1, {"person": 2}, {"person": 1}, kind="seats"))
    desk.do(update(1, {"person": 1}, {"person": 2}, kind="seats"))
    desk.do(update(2, {"name": "Contoh"}, {"name": "Teladan"}, kind="people"))
    return desk


def person(id: int, name: str) -> Operation:
    return Operation("people", id, None, {"name": name})


LEFT: Tables = {"people": {2: {"name": "Teladan"}}, "seats": {1: {"person": 2, "note": "a"}, 2: {"person": 1}}}


def test_nothing_of_it_is_left_and_everything_else_is_proved_as_before(worked: Desk, path: Path) -> None:
    gen, noted = head(path)
    before = history_of(path)
    assert forget(path, choose, "Sari", "forget people 1") == Forgotten(2, 5)
    assert not [file.name for file in path.parent.iterdir() if SECRET in file.read_bytes()]
    assert read(path) == LEFT
    assert verify(path, noted) == []
    after = history_of(path)
    assert [line.get("digests") for line in after[:-1]] == [line.get("digests") for line in before]
    assert after[1]["ops"][0] == {"kind": "people", "id": 1, "salt": None, "before": None, "after": None}
    assert after[1]["ops"][1] == before[1]["ops"][1]
    assert (after[-1]["gen"], after[-1]["label"], after[-1]["by"]) == (gen + 1, "forget people 1", "Sari")
    assert forget(path, choose, "Sari", "forget people 1") == NOTHING
    assert history_of(path) == after


def test_the_history_alone_still_gives_every_record(worked: Desk, path: Path) -> None:
    forget(path, choose, "Sari", "forget")
    path.unlink()
    keep_history(path)
    assert read(path) == LEFT
    assert verify(path) == []


def test_numbers_are_not_given_again_and_work_goes_on(worked: Desk, path: Path) -> None:
    forget(path, choose, "Sari", "forget")
    other = Desk(FileStore(path))
    other.do(insert({"name": "Baru"}, kind="people"))
    other.do(delete(1, kind="seats"))
    assert sorted(read(path)["people"]) == [2, 3]
    assert verify(path) == []


def test_who_has_the_store_open_loads_it_anew(worked: Desk, path: Path) -> None:
    forget(path, choose, "Sari", "forget")
    assert worked.store.changed(worked.generation)
    assert worked.store.changes(worked.generation) is RELOAD
    with pytest.raises(MustReload):
        worked.do(insert({"name": "Baru"}, kind="people"))
    assert isinstance(worked.store, FileStore)
    stale = Desk(FileStore(path), "Budi")
    worked.store.snapshot(stale.state())  # what was about to be saved is older, and stays unsaved
    assert SECRET not in path.read_bytes()
    worked.reload()
    assert worked.tables == LEFT


def test_a_snapshot_from_before_that_another_was_writing_does_not_come_back(worked: Desk, path: Path) -> None:
    late = Desk(FileStore(path))
    forget(path, choose, "Sari", "forget")
    assert isinstance(late.store, FileStore)
    late.store.snapshot(late.state())
    assert SECRET not in path.read_bytes()
    assert read(path) == LEFT


class Killed(BaseException):
    """The program ends here."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> bool:
    """Do it, but end before the file that is replaced as number `step`; False where fewer are."""
    count, replace = 0, os.replace

    def once(new: Path, old: Path) -> None:
        nonlocal count
        if count == step:
            raise Killed
        count += 1
        replace(new, old)

    with monkeypatch.context() as broken:
        broken.setattr("coop_tui.store.platform.os.replace", once)
        try:
            do()
        except Killed:
            return True
    return False


def test_after_a_kill_at_any_step_the_store_opens_and_doing_it_again_finishes(
    worked: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, steps = read(path), 0
    while True:
        copy = tmp_path / str(steps) / "coop.json"
        shutil.copytree(path.parent, copy.parent)
        if not killed_at(steps, monkeypatch, partial(forget, copy, choose, "Sari", "forget")):
            break
        assert read(copy) in (before, LEFT)
        assert verify(copy) == []
        forget(copy, choose, "Sari", "forget")
        assert read(copy) == LEFT
        assert verify(copy) == []
        assert not [file.name for file in copy.parent.glob("coop.*json*") if SECRET in file.read_bytes()]
        steps += 1
    assert steps == 2


def test_a_torn_line_is_cut_off(worked: Desk, path: Path) -> None:
    file = path.with_name("coop.history.jsonl")
    file.write_bytes(file.read_bytes() + b'{"gen":8,"at":"Rahasia')
    forget(path, choose, "Sari", "forget")
    assert SECRET not in file.read_bytes()
    assert verify(path) == []


def test_a_store_without_a_history_begins_one_that_never_knew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(name: str) -> Path:
        path = tmp_path / name / "coop.json"
        path.parent.mkdir()
        path.write_text('{"people":{"1":{"name":"Rahasia"},"2":{"name":"Teladan"}}}', encoding="utf-8")
        return path

    plain = made("plain")
    assert forget(plain, choose, "Sari", "forget") == Forgotten(1, 0)
    assert not [file for file in plain.parent.iterdir() if SECRET in file.read_bytes()]
    killed = made("killed")
    assert killed_at(1, monkeypatch, lambda: forget(killed, choose, "Sari", "forget"))
    for path in (plain, killed):
        assert read(path) == {"people": {2: {"name": "Teladan"}}}
    forget(killed, choose, "Sari", "forget")
    for path in (plain, killed):
        assert SECRET not in path.read_bytes()
        assert verify(path) == []
    other = made("nobody")
    untouched = other.read_bytes()
    assert forget(other, lambda _now: lambda _kind, _id, document: document, "Sari", "forget") == NOTHING
    assert [file.name for file in other.parent.iterdir() if file.suffix != ".lock"] == ["coop.json"]
    assert other.read_bytes() == untouched


def test_a_backup_is_written_anew_without_it(worked: Desk, path: Path, tmp_path: Path) -> None:
    backup, clean = tmp_path / "b.zip", tmp_path / "c.zip"
    _, noted = head(path)
    write_backup(path, backup)

    def redo(files: Files) -> bool:
        return any(forget_in(files, choose, "Sari", "forget", 0o600))

    assert rewrite_backup(backup, redo)
    assert read_backup(backup) == LEFT
    with ZipFile(backup) as packed:
        packed.extractall(tmp_path / "out")
    assert not [file for file in (tmp_path / "out").iterdir() if SECRET in file.read_bytes()]
    assert verify(tmp_path / "out" / "coop.json", noted) == []
    before = backup.read_bytes()
    assert not rewrite_backup(backup, redo)
    assert backup.read_bytes() == before
    forget(path, choose, "Sari", "forget")
    write_backup(path, clean)
    assert not rewrite_backup(clean, redo)


def test_a_backup_that_was_being_written_meanwhile_is_begun_again(
    worked: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coop_tui.store import backup

    pack = backup._zip
    packed: list[object] = []

    def slow(held: backup._Held, out: object) -> None:
        if not packed:
            forget(path, choose, "Sari", "forget")
        packed.append(out)
        pack(held, out)  # type: ignore[arg-type] # it is the file that it was called with

    monkeypatch.setattr(backup, "_zip", slow)
    write_backup(path, tmp_path / "b.zip")
    assert len(packed) == 2
    assert read_backup(tmp_path / "b.zip") == LEFT


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.sampled_from("ab"), st.booleans()), max_size=6),
    st.integers(0, 6),
)
def test_whatever_was_done_to_it_before(steps: list[tuple[int, int, str, bool]], closed_at: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "coop.json")
        desk = Desk(FileStore.create(path))
        desk.do(lambda _tables, _new_id: [person(1, "Rahasia"), person(2, "Contoh")])
        for number, (id, person_id, note, saved) in enumerate(steps):
            if number == closed_at:
                compact(path, 9999)
                desk.reload()

            def edit(
                tables: Tables, _new_id: object, id: int = id, who: int = person_id, note: str = note
            ) -> list[Operation]:
                before = tables.get("seats", {}).get(id)
                after: Document | None = (
                    {"person": who, "note": f"Rahasia {note}" if who == 1 else note} if who else None
                )
                return [] if before == after else [Operation("seats", id, before, after)]

            desk.do(edit)
            if saved:
                assert isinstance(desk.store, FileStore)
                desk.store.snapshot(desk.state())
        instead = choose({})
        seats = {id: instead("seats", id, one) for id, one in desk.tables.get("seats", {}).items()}
        wanted = {"people": {2: {"name": "Contoh"}}, **({"seats": seats} if seats else {})}
        old = path.read_bytes()
        forget(path, choose, "Sari", "forget")
        assert read(path) == wanted
        assert not [file for file in path.parent.iterdir() if SECRET in file.read_bytes()]
        assert verify(path) == []
        path.write_bytes(old)  # as after a kill, or with a snapshot that was copied back
        assert read(path) == wanted
        path.unlink()
        keep_history(path)
        assert read(path) == wanted
