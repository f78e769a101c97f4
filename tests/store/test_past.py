"""The store as it was recorded at the end of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coop_tui.store import FileStore, NoStore, Operation, ReadOnly, State, Tables, history
from coop_tui.store.compacting import compact
from coop_tui.store.past import NotKnownThen
from tests.dashboard import contents
from tests.store.steps import Desk, delete, insert, snapshot, tables_of, update

DAYS = ("2023-12-30", "2024-01-02", "2024-01-02", "2024-12-31", "2026-02-01")


@pytest.fixture
def days(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> dict[str, Tables]:
    """A change on each of DAYS, and what was on record at the end of each."""
    edits = [
        insert({"title": "a", "n": 1}),
        insert({"title": "b"}),
        update(1, {"title": "a", "n": 1}, {"title": "a", "n": 2}),
        delete(2),
        insert({"title": "c"}),
    ]
    found = {}
    for day, edit in zip(DAYS, edits, strict=True):
        monkeypatch.setattr(history, "time_after", lambda _before, day=day: f"{day}T23:59:00.000+09:00")
        desk.do(edit)
        found[day] = {kind: dict(table) for kind, table in desk.tables.items()}
    return found


def known(path: Path, day: str) -> Tables:
    return tables_of(FileStore(path, known_on=date.fromisoformat(day)).load())


@pytest.fixture(params=["in one file", "closed", "not in the snapshot"])
def _kept(request: pytest.FixtureRequest, days: dict[str, Tables], desk: Desk, path: Path) -> None:
    assert days
    if request.param != "not in the snapshot":
        snapshot(desk)
    if request.param == "closed":
        assert len(compact(path, 2026)) == 2


@pytest.mark.usefixtures("_kept")
def test_each_day_is_told_as_it_ended_and_the_days_between_as_the_one_before(
    days: dict[str, Tables], path: Path
) -> None:
    before = contents(path.parent)
    for day, tables in days.items():
        assert known(path, day) == tables
    for between, day in (("2024-01-01", "2023-12-30"), ("2024-12-30", "2024-01-02"), ("2030-01-01", "2026-02-01")):
        assert known(path, between) == days[day]
    assert contents(path.parent) == before


@pytest.mark.usefixtures("_kept")
def test_nothing_after_that_day_is_told_and_nothing_can_be_changed(days: dict[str, Tables], path: Path) -> None:
    assert days
    store = FileStore(path, known_on=date(2024, 1, 2))
    loaded = store.load()
    assert (loaded.generation, loaded.last_ids) == (3, {"batches": 2})
    assert [change.gen for change in store.history()] == [3, 2, 1]
    assert next(store.history(reach=1)).gen == 3
    assert [change.gen for change in store.history(kind="batches", id=2)] == [2]
    log = store.log()
    assert log is not None
    assert list(log.numbers) == [3, 2, 1]
    assert [log.change(number).gen for number in (1, 3, 2)] == [1, 3, 2]
    log.take_up()
    assert list(log.numbers) == [3, 2, 1]
    assert not store.changed(loaded.generation)
    with pytest.raises(ReadOnly, match="--known-on"):
        store.commit(lambda _fresh, _id: [Operation("batches", 9, None, {})], "sari", "test", generation=3)
    with pytest.raises(ReadOnly):
        store.snapshot(State(3, {}))


def test_a_change_made_meanwhile_is_not_seen(days: dict[str, Tables], desk: Desk, path: Path) -> None:
    store = FileStore(path, known_on=date(2030, 1, 1))
    generation = store.load().generation
    desk.do(insert({"title": "d"}))
    assert not store.changed(generation)
    assert [change.gen for change in store.history()] == [5, 4, 3, 2, 1]
    assert days


def test_a_day_before_the_first_record_is_refused_and_says_when_it_begins(days: dict[str, Tables], path: Path) -> None:
    assert days
    with pytest.raises(NotKnownThen, match=r"2023-12-29.*begins on 2023-12-30"):
        known(path, "2023-12-29")


def test_without_a_history_or_a_store_nothing_can_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "alone.json"
    path.write_text('{"batches": {"1": {"title": "A"}}}', encoding="utf-8")
    with pytest.raises(NotKnownThen, match="no history yet"):
        known(path, "2024-01-01")
    with pytest.raises(NoStore):
        known(tmp_path / "none.json", "2024-01-01")
    other = Desk(FileStore(path))
    monkeypatch.setattr(history, "time_after", lambda _before: "2024-05-01T08:00:00.000+07:00")
    other.do(insert({"title": "B"}))
    assert known(path, "2024-05-01") == {"batches": {1: {"title": "A"}, 2: {"title": "B"}}}
    with pytest.raises(NotKnownThen):
        known(path, "2024-04-30")
