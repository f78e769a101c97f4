"""Proving a history: nothing in it can be changed unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.store import FileStore, NoHistory
from coop_tui.store.lines import hash_of
from coop_tui.store.verifying import Fault, Problem, head, verify
from tests.store.steps import Desk, delete, insert, read, update


def build(folder: Path) -> Path:
    """A store with five changes, two of them redacted, and a snapshot after the last."""
    folder.mkdir(exist_ok=True)
    path = folder / "coop.json"
    store = FileStore.create(path)
    desk = Desk(store)
    desk.do(insert({"name": "Contoh", "n": 1e16}, kind="people"))
    desk.do(delete(1, kind="people"), label="delete people 1", undoes=1)
    for n in range(2):
        desk.do(insert({"title": f"日本 \u2028 \x1b {n}", "seats": n, "on": None}))
    desk.do(update(1, {"seats": 0}, {"seats": 5}))
    store.snapshot(desk.state())
    file = path.with_name("coop.history.jsonl")
    lines = [redacted(line) if b"people" in line else line for line in file.read_bytes().splitlines(keepends=True)]
    file.write_bytes(b"".join(lines))
    return path


def redacted(line: bytes) -> bytes:
    content = json.loads(line)
    for op in content["ops"]:
        op.update(salt=None, before=None, after=None)
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("store"))


def faults(path: Path) -> list[tuple[int | None, Fault]]:
    return [(problem.line, problem.fault) for problem in verify(path)]


def test_a_whole_history_is_proved_redacted_operations_included(proved: Path) -> None:
    assert verify(proved) == []
    assert len(read(proved)["batches"]) == 2


@given(st.data())
def test_any_changed_byte_outside_redacted_operations_is_found(proved: Path, data: st.DataObject) -> None:
    file = proved.with_name("coop.history.jsonl")
    good = file.read_bytes()
    lines = good.splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1), label="line")
    line = lines[number]
    end = line.index(b',"ops":') if b'"salt":null' in line else len(line)
    at = data.draw(st.integers(0, end - 1), label="byte")
    changed = line[:at] + bytes([line[at] ^ data.draw(st.integers(1, 255), label="bits")]) + line[at + 1 :]
    file.write_bytes(b"".join([*lines[:number], changed, *lines[number + 1 :]]))
    try:
        assert verify(proved) != []
    finally:
        file.write_bytes(good)


@given(st.data())
def test_any_line_taken_out_doubled_or_moved_is_found(proved: Path, data: st.DataObject) -> None:
    file = proved.with_name("coop.history.jsonl")
    good = file.read_bytes()
    lines = good.splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    others = lines[:number] + lines[number + 1 :]
    again = [data.draw(st.integers(0, len(others)))] if data.draw(st.booleans()) else []
    for place in again:
        others.insert(place, lines[number])
    doubled = [*lines, lines[number]]
    try:
        for content in (others, doubled):
            file.write_bytes(b"".join(content))
            assert (verify(proved) != []) == (content != lines)
    finally:
        file.write_bytes(good)


def test_it_says_where_and_what(tmp_path: Path) -> None:
    path = build(tmp_path)
    file = path.with_name("coop.history.jsonl")
    good = file.read_bytes()
    found = {}
    for name, old, new in [
        ("base", b'"schema":1', b'"schema":7'),
        ("operation", b'"after":{"title":"\xe6\x97\xa5\xe6\x9c\xac \xe2\x80\xa8 \\u001b 0"', b'"after":{"title":"x"'),
        ("record", b'"seats":5', b'"seats":6'),
        ("who", b'"gen":3,"at":"2', b'"gen":3,"at":"3'),
        ("space", b'{"gen":4,', b'{"gen": 4,'),
    ]:
        assert good.count(old) == 1
        file.write_bytes(good.replace(old, new))
        found[name] = faults(path)
    assert found == {
        "base": [(2, Fault.CHAIN)],
        "operation": [(4, Fault.DIGEST)],
        "record": [(6, Fault.DIGEST), (None, Fault.STATE)],
        "who": [(5, Fault.CHAIN), (5, Fault.CLOCK)],
        "space": [(5, Fault.FORM), (6, Fault.CHAIN)],
    }
    file.write_bytes(good + b'{"gen":6')
    assert faults(path) == [(7, Fault.TORN)]
    file.write_bytes(b"junk\n" + good)
    assert faults(path) == [(1, Fault.BASE)]


def test_a_snapshot_that_the_history_does_not_explain_is_found(tmp_path: Path) -> None:
    path = build(tmp_path)
    good = path.read_bytes()
    content = json.loads(good)
    content["batches"]["1"]["seats"] = 6
    path.write_text(json.dumps(content), encoding="utf-8")
    assert faults(path) == [(None, Fault.TABLES)]
    content["_meta"]["1"]["gen"] = 4
    path.write_text(json.dumps(content), encoding="utf-8")
    assert (None, Fault.PLACE) in faults(path)
    content["_meta"]["1"]["store"] = "another"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert (None, Fault.STORE) in faults(path)
    path.write_text(json.dumps(json.loads(good)), encoding="utf-8")
    assert faults(path) == []


def test_a_store_without_a_history_has_nothing_to_prove(tmp_path: Path) -> None:
    path = tmp_path / "coop.json"
    path.write_text('{"batches":{"1":{}}}', encoding="utf-8")
    assert verify(path) == []
    Desk(FileStore(path)).do(insert({}))
    assert verify(path) == []


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_said_with_its_place(fault: Fault) -> None:
    i18n.use("en")
    message = Problem(Path("coop.history.jsonl"), 12, fault).message()
    assert "coop.history.jsonl" in message
    assert ("12" in message) == ("{line}" in fault.value)
    assert "{" not in message


def test_the_head_is_the_hash_of_the_last_line_and_stays_in_the_chain(tmp_path: Path) -> None:
    path = build(tmp_path)
    file = path.with_name("coop.history.jsonl")
    last = file.read_bytes().splitlines(keepends=True)[-1]
    noted = head(path)
    assert noted == (5, hash_of(last))
    file.write_bytes(file.read_bytes() + b'{"gen":6,"torn')
    assert head(path) == noted
    Desk(FileStore(path)).do(insert({"n": 1}))
    assert head(path)[0] == 6
    assert [verify(path, hash) for _, hash in (noted, head(path))] == [[], []]
    assert [problem.fault for problem in verify(path, "0" * 64)] == [Fault.NOTED]


def test_a_history_made_anew_has_not_the_hash_that_was_noted(tmp_path: Path) -> None:
    _, noted = head(build(tmp_path / "one"))
    again = build(tmp_path / "two")
    assert verify(again) == []
    assert [problem.fault for problem in verify(again, noted)] == [Fault.NOTED]


def test_a_store_without_a_line_yet_has_the_head_of_its_base_and_without_a_history_none(tmp_path: Path) -> None:
    path = tmp_path / "new" / "coop.json"
    FileStore.create(path)
    assert head(path) == (0, hash_of(path.with_name("coop.history.jsonl").read_bytes()))
    assert verify(path, head(path)[1]) == []
    path.with_name("coop.history.jsonl").unlink()
    with pytest.raises(NoHistory):
        head(path)
    assert [problem.fault for problem in verify(path, "0" * 64)] == [Fault.NOTED]
