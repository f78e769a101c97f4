"""A history in several files: as whole, as provable and as readable as in one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest
from tinydb import TinyDB

from coop_tui.store import (
    RELOAD,
    CannotRead,
    FileStore,
    MustReload,
    Operation,
    Tables,
    Unreadable,
    history,
    opening,
    parts,
)
from coop_tui.store.backup import Fault as BackupFault
from coop_tui.store.backup import NotABackup, put_back, read_backup, write_backup
from coop_tui.store.compacting import NotWhole, compact
from coop_tui.store.forgetting import Forgotten, forget
from coop_tui.store.lines import hash_of
from coop_tui.store.repair import keep_file, keep_history
from coop_tui.store.sharing import closures
from coop_tui.store.verifying import Fault, head, verify
from tests.store.steps import Desk, delete, folder_of, insert, read, snapshot, update
from tests.store.test_forgetting import LEFT, SECRET, choose, killed_at, worked
from tests.store.test_history import outsider

__all__ = ["worked"]  # the fixture

DAYS = ("2023-12-30", "2024-01-02", "2024-12-31", "2026-02-01", "2026-02-02")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day on which changes are made from now on."""

    def set_to(day: str) -> None:
        monkeypatch.setattr(history, "time_after", lambda _previous: f"{day}T09:00:00.000+07:00")

    return set_to


@pytest.fixture
def years(desk: Desk, clock: Callable[[str], None]) -> Desk:
    """A change on each of DAYS: four records made, the first changed twice, the third gone."""
    edits = [
        insert({"title": "a", "n": 1}),
        insert({"title": "b"}),
        insert({"title": "c"}),
        update(1, {"n": 1}, {"n": 2}),
        delete(3),
    ]
    for day, edit in zip(DAYS, edits, strict=True):
        clock(day)
        desk.do(edit)
    snapshot(desk)
    return desk


NAMES = ["coop.history.2023.jsonl", "coop.history.2024.jsonl"]


def lines_in(path: Path) -> list[bytes]:
    """All changes, oldest first, wherever they lie."""
    files = parts.oldest_first(path.with_name("coop.history.jsonl"))
    return [line for file in files for line in file.read_bytes().splitlines()[1:]]


def test_years_move_byte_for_byte_and_everything_is_read_as_before(years: Desk, path: Path) -> None:
    before, listed, noted = lines_in(path), list(years.store.history()), head(path)
    assert [file.name for file in compact(path, 2026)] == NAMES
    assert lines_in(path) == before
    assert list(FileStore(path).history()) == listed
    assert [len(path.with_name(name).read_bytes().splitlines()) for name in NAMES] == [2, 3]
    assert read(path) == years.tables
    assert head(path) == noted
    for line in before:
        assert verify(path, hash_of(line)) == []
    assert [one.gen for one in FileStore(path).history(kind="batches", id=3)] == [5, 3]
    assert {oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {"0o600"}
    assert compact(path, 2026) == []


def test_the_program_in_the_documentation_proves_every_file_and_what_was_forgotten(worked: Desk, path: Path) -> None:
    compact(path, 9999)
    assert forget(path, choose, "Sari", "forget").changes
    *closed, current = parts.oldest_first(path.with_name("coop.history.jsonl"))
    with current.open("rb") as opened:
        base, _mark = history.read_base(opened, current)
    said = [outsider(file) for file in (*closed, current)]
    assert [done.stderr for done in said] == ["", ""]
    assert [done.stdout.strip() for done in said] == [base.last, head(path)[1]]


def test_work_goes_on_and_the_next_year_is_closed_too(years: Desk, path: Path, clock: Callable[[str], None]) -> None:
    compact(path, 2026)
    later = Desk(FileStore(path))
    clock("2027-01-01")
    done = later.do(insert({"title": "d"}))
    assert done.change is not None
    assert (done.change.gen, done.change.ops[0].id) == (6, 4)
    snapshot(later)
    assert [file.name for file in compact(path, 2027)] == ["coop.history.2026.jsonl"]
    assert [change.gen for change in FileStore(path).history()] == [6, 5, 4, 3, 2, 1]
    assert verify(path) == []
    assert [file.name for file in compact(path, 2030)] == ["coop.history.2027.jsonl"]
    assert head(path)[0] == 6
    assert verify(path) == []
    last = Desk(FileStore(path))
    assert last.tables == later.tables
    last.do(insert({"title": "e"}))
    assert read(path) == last.tables
    assert verify(path) == []


def test_time_does_not_go_back_where_every_change_so_far_was_closed(
    years: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact(path, 2030)
    asked: list[str] = []

    def now(previous: str) -> str:
        asked.append(previous)
        return previous

    monkeypatch.setattr(history, "time_after", now)
    Desk(FileStore(path)).do(insert({}))
    assert asked == [f"{DAYS[-1]}T09:00:00.000+07:00"]
    assert verify(path) == []


@pytest.mark.parametrize("until", range(6))
def test_the_register_of_any_change_is_found_over_all_files(years: Desk, path: Path, until: int) -> None:
    def replayed() -> tuple[Tables, dict[str, int], int]:
        file = path.with_name("coop.history.jsonl")
        with history.reading(file) as opened:
            found = opening.replay(file, opened, *history.read_base(opened, file), until)
        return found.tables, found.last_ids, found.mark.gen

    before = replayed()
    compact(path, 2026)
    assert replayed() == before


def test_the_snapshot_is_made_anew_and_a_plain_script_is_understood(years: Desk, path: Path) -> None:
    compact(path, 2026)
    with TinyDB(path) as db:
        db.table("batches").update({"title": "z"}, doc_ids=[2])
    assert read(path)["batches"][2] == {"title": "z"}
    path.unlink()
    keep_history(path)
    assert read(path)["batches"][2] == {"title": "z"}
    with TinyDB(path) as db:
        db.table("batches").update({"title": "y"}, doc_ids=[2])
    keep_file(path)
    assert verify(path) == []
    compact(path, 2030)
    with TinyDB(path) as db:
        db.table("batches").update({"title": "x"}, doc_ids=[2])
    assert keep_file(path) is not None
    assert read(path)["batches"][2] == {"title": "x"}
    assert verify(path) == []


def test_who_has_the_store_open_loads_it_anew(years: Desk, path: Path) -> None:
    compact(path, 2026)
    assert years.store.changes(years.generation) is RELOAD
    with pytest.raises(MustReload):
        years.do(insert({}))
    years.reload()
    years.do(insert({}))
    assert read(path) == years.tables


def test_after_a_kill_at_any_step_nothing_is_lost(
    years: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years.do(insert({"title": "not in the snapshot"}))
    before, steps = lines_in(path), 0
    while True:
        copy = tmp_path / str(steps) / "coop.json"
        shutil.copytree(path.parent, copy.parent)
        if not killed_at(steps, monkeypatch, partial(compact, copy, 2026)):
            break
        for _again in range(2):
            assert read(copy) == years.tables
            assert lines_in(copy) == before
            assert verify(copy) == []
            compact(copy, 2026)
        assert [file.name for file in parts.oldest_first(copy.with_name("coop.history.jsonl"))][:-1] == NAMES
        steps += 1
    assert steps == 4


def test_a_year_that_was_closed_too_early_gets_a_second_file(
    years: Desk, path: Path, clock: Callable[[str], None]
) -> None:
    compact(path, 2030)
    desk = Desk(FileStore(path))
    desk.do(insert({}))
    snapshot(desk)
    assert [file.name for file in compact(path, 2030)] == ["coop.history.2026-2.jsonl"]
    assert verify(path) == []
    assert len(list(FileStore(path).history())) == 6


def test_what_a_damaged_history_left_is_not_overwritten(years: Desk, path: Path, clock: Callable[[str], None]) -> None:
    compact(path, 2030)
    left = {name: path.with_name(name).read_bytes() for name in [*NAMES, "coop.history.2026.jsonl"]}
    file = path.with_name("coop.history.jsonl")
    file.write_bytes(b"{}\n")
    keep_file(path)
    desk = Desk(FileStore(path))
    clock("2026-03-01")
    desk.do(insert({"title": "d"}))
    snapshot(desk)
    assert [made.name for made in compact(path, 2030)] == ["coop.history.2026-2.jsonl"]
    assert {name: path.with_name(name).read_bytes() for name in left} == left
    assert read(path) == desk.tables
    assert verify(path) == []


def test_a_fault_in_any_file_is_found_and_named(years: Desk, path: Path) -> None:
    compact(path, 2026)
    good = folder_of(path)
    for name, old, new, number, fault in [
        (NAMES[0], b'"title":"a"', b'"title":"A"', 2, Fault.DIGEST),
        (NAMES[1], b'"by":"Sari","label":"test","digests"', b'"by":"Budi","label":"test","digests"', 3, Fault.CHAIN),
        (NAMES[1], b'"at":"2023', b'"at":"2022', 1, Fault.CHAIN),
        (NAMES[1], b'"last_ids":{"batches":1}', b'"last_ids":{"batches":9}', 1, Fault.CHAIN),
        ("coop.history.jsonl", b'"part":"2024"', b'"part":"2023"', 1, Fault.CHAIN),
    ]:
        file = path.with_name(name)
        assert old in good[name]
        file.write_bytes(good[name].replace(old, new, 1))
        assert (file, number, fault) in [(one.file, one.line, one.fault) for one in verify(path)]
        with pytest.raises(NotWhole):
            compact(path, 2030)
        file.write_bytes(good[name])
    lost = path.with_name(NAMES[0])
    lost.unlink()
    assert (path.with_name(NAMES[0]), Fault.PART) in [(one.file, one.fault) for one in verify(path)]
    with pytest.raises(CannotRead) as missing:
        list(FileStore(path).history())
    assert missing.value.file.name == NAMES[0]
    assert read(path) == years.tables
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Unreadable) as broken:
        read(path)
    assert broken.value.recoverable


def test_only_so_much_is_read_as_is_asked_for(years: Desk, path: Path) -> None:
    compact(path, 2026)
    assert [change.gen for change in FileStore(path).history(reach=1)] == [5, 4]
    size = path.with_name("coop.history.jsonl").stat().st_size
    assert [change.gen for change in FileStore(path).history(reach=size + 1)] == [5, 4, 3, 2]
    assert [change.gen for change in FileStore(path).history(reach=1 << 20)] == [5, 4, 3, 2, 1]
    path.with_name(NAMES[0]).unlink()
    assert len(list(FileStore(path).history(reach=size + 1))) == 4  # not looked for


def test_a_name_that_leads_elsewhere_is_damage(years: Desk, path: Path) -> None:
    compact(path, 2026)
    file = path.with_name("coop.history.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"part":"2024"', b'"part":"/../x"'))
    assert [(one.line, one.fault) for one in verify(path)][:1] == [(1, Fault.BASE)]


def test_backups_hold_every_file(years: Desk, path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    compact(path, 2026)
    write_backup(path, backup)
    with ZipFile(backup) as packed:
        assert sorted(packed.namelist()) == sorted([*NAMES, "coop.history.jsonl", "coop.json"])
        kept = {name: packed.read(name) for name in packed.namelist()}
    assert read_backup(backup) == years.tables
    moved = tmp_path / "elsewhere" / "other.json"
    put_back(backup, moved)
    assert verify(moved) == []
    assert sorted(file.name for file in moved.parent.iterdir())[0] == "other.history.2023.jsonl"
    assert len(list(FileStore(moved).history())) == 5
    write_backup(moved, backup)
    assert read_backup(backup) == years.tables
    with ZipFile(backup, "w") as packed:
        for name, content in kept.items():
            if name != NAMES[0]:
                packed.writestr(name, content)
    with pytest.raises(NotABackup) as refused:
        read_backup(backup)
    assert refused.value.fault is BackupFault.CONTENT


def test_closed_years_are_of_the_group_too(years: Desk, path: Path) -> None:
    compact(path, 2026)
    path.parent.chmod(0o2770)
    assert {path.with_name(name) for name in NAMES} < {one.place for one in closures(path)}


def test_a_person_is_forgotten_in_closed_years_after_a_kill_at_any_step_too(
    worked: Desk, path: Path, tmp_path: Path, clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, noted = head(path)
    compact(path, 2099)
    worked.reload()
    clock("2099-01-01")
    worked.do(lambda _tables, _new_id: [Operation("people", 1, {"name": "Rahasia S."}, {"name": "Rahasia T."})])
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
        assert not [file.name for file in copy.parent.glob("coop.*json*") if SECRET in file.read_bytes()]
        assert verify(copy, noted) == []
        copy.unlink()
        keep_history(copy)
        assert read(copy) == LEFT
        steps += 1
    assert steps == 3
    assert forget(path, choose, "Sari", "forget") == Forgotten(2, 6)
