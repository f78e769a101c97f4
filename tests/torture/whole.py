"""What has to hold of a store after a program was killed, read by other means than those that wrote it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from coop_tui.register.audit import store_problems
from coop_tui.store import Change, FileStore, Operation, Tables
from coop_tui.store.verifying import Fault, verify
from tests.store.steps import Desk, history_file, insert, read
from tests.torture.server import seal


def changes_of(path: Path) -> list[Change]:
    """Every whole line of the history but its base, by nothing but Python's own JSON."""
    *lines, _torn = history_file(path).read_bytes().split(b"\n")
    return [_change(json.loads(line)) for line in lines[1:]]


def _change(line: dict[str, Any]) -> Change:
    ops = tuple(Operation(op["kind"], op["id"], op["before"], op["after"]) for op in line["ops"])
    return Change(line["gen"], line["at"], line["by"], line["label"], ops, line.get("undoes"))


def replayed(changes: list[Change]) -> Tables:
    tables: Tables = {}
    for change in changes:
        for op in change.ops:
            table = tables.setdefault(op.kind, {})
            assert _same(table.get(op.id), op.before), f"change {change.gen} began with another {op.kind} {op.id}"
            if op.after is None:
                del table[op.id]
            else:
                table[op.id] = op.after
    return {kind: table for kind, table in tables.items() if table}


def _same(one: object, other: object) -> bool:
    return msgspec.json.encode(one, order="sorted") == msgspec.json.encode(other, order="sorted")


def assert_ids_are_new(changes: list[Change]) -> None:
    """A record that is made new has a number that none of its kind ever had."""
    used: dict[str, int] = {}
    for change in changes:
        returns = change.undoes is not None or change.label.startswith("restore")
        for op in change.ops:
            if op.before is None and not returns:
                assert op.id > used.get(op.kind, 0), f"change {change.gen} gave {op.kind} {op.id} away a second time"
            used[op.kind] = max(op.id, used.get(op.kind, 0))


def assert_whole(path: Path) -> Tables:
    """Nothing is wrong with the store but what was being written as the program died, and work goes on. What stood in
    it before that.
    """
    found = read(path)
    history = history_file(path).read_bytes() if history_file(path).exists() else b"\n"
    torn = [] if history.endswith(b"\n") else [Fault.TORN]
    assert [problem.fault for problem in verify(path)] == torn
    assert len(list(store_problems(path))) == len(torn)
    desk = Desk(FileStore(path), by="afterwards")
    loaded = FileStore(path).load()
    last = max(loaded.last_ids.get("units", 0), *found.get("units", {}), 0)
    desk.do(insert({"name": f"Dinas Contoh {last + 1}"}, kind="units"), label="create units")
    assert sorted(desk.tables["units"])[-1] == last + 1
    assert read(path) == desk.tables
    assert list(store_problems(path)) == []
    return found


def assert_told(path: Path, told: dict[int, int]) -> list[Change]:
    """Every change that was acknowledged, {gen: seal}, stands in the history as it was made."""
    changes = changes_of(path)
    sealed = {change.gen: seal(change) for change in changes}
    assert {gen: sealed.get(gen) for gen in told} == told
    return changes
