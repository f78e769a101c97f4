"""Every change by its number, wherever it lies in however long a history."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coop_tui.store import DamagedLine, FileStore, MustReload, NoStore, history, log
from coop_tui.store.compacting import compact
from coop_tui.store.log import ChangeLog
from tests.store.steps import Desk, delete, insert, snapshot, update


def opened(desk: Desk, record: tuple[str, int] | None = None) -> ChangeLog:
    assert isinstance(desk.store, FileStore)
    found = desk.store.log(record)
    assert found is not None
    return found


def everything(desk: Desk) -> list[int]:
    return [change.gen for change in desk.store.history()]


@pytest.fixture(params=[64, 300, 1 << 20])
def _step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps shorter than a line, of a few lines, and longer than all."""
    monkeypatch.setattr(log, "_STEP", request.param)
    monkeypatch.setattr(log, "_BLOCK", request.param)
    monkeypatch.setattr("coop_tui.store.history.BLOCK", 128)


def change_title(desk: Desk, id: int, title: str) -> None:
    before = desk.tables["batches"][id]
    desk.do(update(id, before, {**before, "title": title}))


def work(desk: Desk, times: int, seed: int = 1) -> None:
    chance = random.Random(seed)
    for number in range(times):
        ids = sorted(desk.tables.get("batches", {}))
        if len(ids) < 2 or chance.random() < 0.3:
            desk.do(insert({"title": f"Angkatan {number}", "notes": "x" * chance.choice([1, 40, 900])}))
        elif chance.random() < 0.2:
            desk.do(delete(ids[0]))
        else:
            change_title(desk, chance.choice(ids), f"Lain {number}")


@pytest.mark.usefixtures("_step")
def test_every_change_is_found_by_its_number_in_any_order(desk: Desk) -> None:
    work(desk, 30)
    found = opened(desk)
    assert list(found.numbers) == everything(desk)
    by_number = {change.gen: change for change in desk.store.history()}
    for number in random.Random(2).sample(sorted(by_number), 30):
        assert found.change(number) == by_number[number]
    assert found.complete


@pytest.mark.usefixtures("_step")
def test_what_is_appended_is_taken_up_and_the_walk_goes_on(desk: Desk) -> None:
    work(desk, 9)
    found = opened(desk)
    found.walk()
    found.take_up()
    assert found.since(9) == []
    work(desk, 5, seed=3)
    newest = everything(desk)
    found.take_up()
    assert found.newest == newest[0]
    assert found.since(9) == newest[:5]
    assert list(found.numbers) == newest
    assert [found.change(number).gen for number in newest] == newest
    found.take_up()
    assert found.since(newest[0]) == []


@pytest.mark.usefixtures("_step")
def test_of_one_record_those_that_touch_it_are_listed_as_far_as_the_walk_has_come(desk: Desk) -> None:
    work(desk, 20)
    for record in (1, 2, 3):
        found = opened(desk, ("batches", record))
        touching = [change.gen for change in desk.store.history(kind="batches", id=record)]
        seen = 0
        while not found.complete:
            found.walk()
            assert list(found.numbers) == touching[: len(found.numbers)]
            assert len(found.numbers) >= seen
            seen = len(found.numbers)
        assert list(found.numbers) == touching
    desk.do(insert({"title": "Lain"}))
    alive = max(desk.tables["batches"])
    found = opened(desk, ("batches", alive))
    change_title(desk, alive, "Lagi")
    desk.do(insert({"title": "Bukan"}))
    found.take_up()
    assert found.since(desk.generation - 2) == [desk.generation - 1]


@pytest.mark.usefixtures("_step")
def test_what_was_taken_back_is_known_also_after_it_was_done_again(desk: Desk) -> None:
    desk.do(insert({"title": "A"}))
    desk.do(insert({"title": "B"}))
    found = opened(desk)
    fates = {1: None, 2: None}
    assert {number: found.taken_back_by(number) for number in fates} == fates
    desk.do(delete(2), label="undo 2", undoes=2)
    found.take_up()
    assert [found.taken_back_by(number) for number in (1, 2, 3)] == [None, 3, None]
    desk.do(insert({"title": "B"}), label="redo 3", undoes=3)
    found.take_up()
    assert [found.taken_back_by(number) for number in (1, 2, 3, 4)] == [None, None, 4, None]
    desk.do(delete(3), label="undo 2", undoes=2)
    for one in (found, opened(desk)):
        one.take_up()
        assert [one.taken_back_by(number) for number in (1, 2, 3, 4, 5)] == [None, 5, 4, None, None]


@pytest.mark.usefixtures("_step")
def test_years_closed_into_files_of_their_own_are_read_as_one(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2022, 2023, 2025, 2026):
        monkeypatch.setattr(history, "time_after", lambda _before, year=year: f"{year}-05-01T09:00:00.000+07:00")
        work(desk, 7, seed=year)
    before = list(desk.store.history())
    desk.do(delete(before[-1].ops[0].id) if before[-1].ops[0].id in desk.tables["batches"] else insert({}), undoes=1)
    before = list(desk.store.history())
    snapshot(desk)
    assert len(compact(path, 2026)) == 3
    desk.reload()
    found = opened(desk)
    assert list(found.numbers) == [change.gen for change in before]
    for change in sorted(before, key=lambda one: one.gen % 5):
        assert found.change(change.gen) == change
    assert found.complete
    assert found.taken_back_by(1) == before[0].gen
    record = before[0].ops[0].id
    one = opened(desk, ("batches", record))
    while not one.complete:
        one.walk()
    assert list(one.numbers) == [change.gen for change in desk.store.history(kind="batches", id=record)]
    work(desk, 2)
    found.take_up()
    assert found.since(desk.generation - 2) == [desk.generation, desk.generation - 1]


def test_a_history_that_was_replaced_is_not_read_as_if_it_were_the_same(desk: Desk, path: Path) -> None:
    work(desk, 4)
    found = opened(desk)
    file = path.with_suffix(".history.jsonl")
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    with pytest.raises(MustReload):
        found.walk()
    with pytest.raises(MustReload):
        found.take_up()


def test_a_line_that_is_none_is_damaged_and_the_others_are_read(desk: Desk, path: Path) -> None:
    work(desk, 5)
    file = path.with_suffix(".history.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    lines[3] = b"x" * (len(lines[3]) - 1) + b"\n"
    file.write_bytes(b"".join(lines))
    found = opened(desk)
    assert [found.change(number).gen for number in (5, 4, 2, 1)] == [5, 4, 2, 1]
    with pytest.raises(DamagedLine, match="Line 4"):
        found.change(3)
    with pytest.raises(DamagedLine):
        found.change(0)


def test_a_torn_line_is_not_there_yet(desk: Desk, path: Path) -> None:
    work(desk, 3)
    with path.with_suffix(".history.jsonl").open("ab") as file:
        file.write(b'{"gen":4,"at":"20')
    assert list(opened(desk).numbers) == [3, 2, 1]


def test_without_a_history_there_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    path.write_text('{"batches": {"1": {"title": "A"}}}', encoding="utf-8")
    store = FileStore(path)
    store.load()
    assert store.log() is None
    with pytest.raises(NoStore):
        FileStore(tmp_path / "none.json").load()
