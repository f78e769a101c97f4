"""What every store there will ever be has to do. The store in two files is the only one today."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coop_tui.store import Change, Conflict, Deleted, Document, FileStore, NewId, Operation, Tables
from tests.store.steps import Desk, Store, delete, insert, update

Opener = Callable[[], Store]


def file_store(folder: Path) -> Opener:
    FileStore.create(folder / "coop.json")
    return lambda: FileStore(folder / "coop.json")


@pytest.fixture(params=[file_store])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens one and the same new store, as often as it is called."""
    make: Callable[[Path], Opener] = request.param
    return make(tmp_path)


class Refused(Exception):
    """What a plan raises that finds a reason against the change."""


def refuse(_tables: Tables, _new_id: NewId) -> Sequence[Operation]:
    raise Refused


def nothing(_tables: Tables, _new_id: NewId) -> Sequence[Operation]:
    return []


def test_a_new_store_is_empty(opener: Opener) -> None:
    loaded = opener().load()
    assert (loaded.generation, loaded.changes, dict(loaded.tables), loaded.last_ids) == (0, [], {}, {})


def test_what_was_committed_is_there_when_the_store_is_opened_again(opener: Opener) -> None:
    desk = Desk(opener())
    desk.do(insert({"title": "Bahasa Jepang", "topics": ["a", {"b": None}], "seats": 2.5}))
    desk.do(insert({"name": '\u200fاسم\u200f \\ " \u2028'}, kind="people"))
    assert (
        Desk(opener()).tables
        == desk.tables
        == {
            "batches": {1: {"title": "Bahasa Jepang", "topics": ["a", {"b": None}], "seats": 2.5}},
            "people": {1: {"name": '\u200fاسم\u200f \\ " \u2028'}},
        }
    )


def test_a_change_says_who_when_and_what(opener: Opener) -> None:
    desk = Desk(opener(), by="Rina")
    first = desk.do(insert({"n": 1}), label="insert batches 1").change
    second = desk.do(delete(1), label="undo 1", undoes=1).change
    assert first
    assert second
    assert (first.gen, first.by, first.label, first.undoes) == (1, "Rina", "insert batches 1", None)
    assert (second.gen, second.undoes) == (2, 1)
    assert first.ops == (Operation("batches", 1, None, {"n": 1}),)
    assert second.ops == (Operation("batches", 1, {"n": 1}, None),)
    assert first.at <= second.at


def test_generations_count_up_by_one_whoever_commits(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    made = [desk.do(insert({})).change for desk in (one, other, other, one)]
    assert [change.gen for change in made if change] == [1, 2, 3, 4]


def test_a_plan_sees_what_others_committed(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    committed = one.do(insert({"title": "ours"})).change
    seen: list[Tables] = []

    def look(tables: Tables, _new_id: NewId) -> Sequence[Operation]:
        seen.append({kind: dict(table) for kind, table in tables.items()})
        return []

    done = other.do(look)
    assert done.change is None
    assert list(done.fresh) == [committed]
    assert seen == [{"batches": {1: {"title": "ours"}}}]


def test_a_plan_without_operations_changes_nothing(opener: Opener) -> None:
    desk = Desk(opener())
    assert desk.do(nothing).change is None
    assert opener().load().generation == 0


def test_a_plan_that_raises_changes_nothing_and_the_next_one_works(opener: Opener) -> None:
    desk, other = Desk(opener()), Desk(opener())
    other.do(insert({"n": 1}))
    with pytest.raises(Refused):
        desk.do(refuse)
    assert opener().load().generation == 1
    desk.do(insert({"n": 2}))
    assert desk.tables == {"batches": {1: {"n": 1}, 2: {"n": 2}}} == Desk(opener()).tables


def test_a_commit_may_come_from_a_generation_that_was_read_past(opener: Opener) -> None:
    store, other = opener(), Desk(opener())
    store.load()
    other.do(insert({"n": 1}))
    other.do(insert({"n": 2}))
    with pytest.raises(Refused):
        store.commit(lambda _fresh, _new_id: refuse({}, lambda _kind: 0), "Sari", "test", generation=0)
    seen: list[int] = []

    def plan(fresh: Sequence[Change], _new_id: NewId) -> Sequence[Operation]:
        seen.extend(change.gen for change in fresh)
        return []

    store.commit(plan, "Sari", "test", generation=1)
    store.commit(plan, "Sari", "test", generation=0)
    assert seen == [2, 1, 2]


def test_several_new_ids_in_one_plan_and_none_is_ever_used_again(opener: Opener) -> None:
    desk = Desk(opener())
    three: Callable[[Tables, NewId], list[Operation]] = lambda _t, new_id: [  # noqa: E731
        Operation("batches", new_id("batches"), None, {}) for _ in range(3)
    ]
    desk.do(three)
    assert sorted(desk.tables["batches"]) == [1, 2, 3]
    desk.do(delete(3))
    desk.do(insert({}))
    desk.do(delete(4))
    again = Desk(opener())
    again.do(insert({}))
    assert sorted(again.tables["batches"]) == [1, 2, 5]


def test_ids_of_a_plan_that_failed_are_free_again_and_kinds_count_apart(opener: Opener) -> None:
    desk = Desk(opener())

    def take_and_refuse(_tables: Tables, new_id: NewId) -> Sequence[Operation]:
        new_id("batches")
        raise Refused

    with pytest.raises(Refused):
        desk.do(take_and_refuse)
    desk.do(insert({}))
    desk.do(insert({}, kind="people"))
    assert {kind: list(table) for kind, table in desk.tables.items()} == {"batches": [1], "people": [1]}


def test_changes_of_different_fields_merge(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    shown: Document = {"title": "Kota", "seats": 10}
    one.do(insert(shown))
    other.do(nothing)
    one.do(update(1, shown, {"title": "Kota", "seats": 12}))
    other.do(update(1, shown, {"title": "Kota Hijau", "seats": 10}))
    assert Desk(opener()).tables["batches"][1] == {"title": "Kota Hijau", "seats": 12}


def test_changes_of_the_same_field_conflict_and_show_the_record_as_it_is(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    shown: Document = {"title": "Kota", "seats": 10}
    one.do(insert(shown))
    one.do(update(1, shown, {"title": "Kota", "seats": 12}))
    with pytest.raises(Conflict) as conflict:
        other.do(update(1, shown, {"title": "Kota", "seats": 14}))
    found = conflict.value
    assert (found.kind, found.id, found.current, found.fields) == (
        "batches", 1, {"title": "Kota", "seats": 12}, ("seats",)
    )  # fmt: skip
    assert opener().load().generation == 2


def test_a_change_of_what_was_deleted_meanwhile_is_refused(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    one.do(insert({"n": 1}))
    one.do(delete(1))
    with pytest.raises(Deleted) as deleted:
        other.do(update(1, {"n": 1}, {"n": 2}))
    assert deleted.value.current is None


def test_changed_and_changes_tell_what_another_terminal_did(opener: Opener) -> None:
    one, other = Desk(opener()), Desk(opener())
    assert not other.store.changed(0)
    assert other.store.changes(0) == (0, [])
    made = [one.do(insert({"n": n})).change for n in (1, 2)]
    assert other.store.changed(0)
    assert other.store.changes(0) == (2, made)
    assert not other.store.changed(2)
    assert other.store.changes(1) == (2, made[1:])
    assert not one.store.changed(2)


def test_history_is_newest_first_and_can_be_asked_for_one_record(opener: Opener) -> None:
    desk = Desk(opener())
    desk.do(insert({"kind": "people", "id": 1}))
    desk.do(insert({"n": 1}, kind="people"))
    desk.do(insert({"n": 2}))
    desk.do(update(1, {"kind": "people", "id": 1}, {"n": 3}))
    assert [change.gen for change in desk.store.history()] == [4, 3, 2, 1]
    assert [change.gen for change in desk.store.history(kind="batches")] == [4, 3, 1]
    assert [change.gen for change in desk.store.history(kind="batches", id=1)] == [4, 1]
    assert [change.gen for change in desk.store.history(kind="people", id=1)] == [2]
    assert list(desk.store.history(kind="units")) == []


def test_threads_that_commit_at_once_wait_for_each_other(opener: Opener) -> None:
    def commit_five() -> None:
        desk = Desk(opener())
        for _ in range(5):
            desk.do(insert({"by": threading.get_ident()}))

    threads = [threading.Thread(target=commit_five) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loaded = Desk(opener())
    assert sorted(loaded.tables["batches"]) == list(range(1, 16))
    assert loaded.generation == 15
