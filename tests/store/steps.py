"""What the tests of the store do over and over: a register in memory, as a caller keeps it, and simple changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from coop_tui.store import (
    Change,
    Committed,
    Document,
    FileStore,
    Loaded,
    NewId,
    Operation,
    Plan,
    State,
    Tables,
    apply,
    merge,
)
from coop_tui.store.changes import MustLoad

KOTA: Document = {"title": "Kota", "seats": 10}

Edit = Callable[[Tables, NewId], Sequence[Operation]]


class Store(Protocol):
    """The calls that every store has."""

    def load(self) -> Loaded: ...
    def changed(self, generation: int) -> bool: ...
    def changes(self, generation: int) -> tuple[int, list[Change]] | MustLoad: ...
    def history(self, *, kind: str | None = None, id: int | None = None) -> Iterator[Change]: ...
    def commit(self, plan: Plan, by: str, label: str, *, generation: int, undoes: int | None = None) -> Committed: ...


class Desk:
    """One terminal: all documents in memory, brought up to date by every commit."""

    def __init__(self, store: Store, by: str = "Sari") -> None:
        self.store = store
        self.by = by
        self.reload()

    def reload(self) -> None:
        loaded = self.store.load()
        self.tables = tables_of(loaded)
        self.generation = loaded.generation

    def do(self, edit: Edit, label: str = "test", undoes: int | None = None) -> Committed:
        """Commit what `edit` makes of the documents as they are under the lock."""

        def plan(fresh: Sequence[Change], new_id: NewId) -> Sequence[Operation]:
            apply(self.tables, fresh)
            self.generation = fresh[-1].gen if fresh else self.generation
            return edit(self.tables, new_id)

        done = self.store.commit(plan, self.by, label, generation=self.generation, undoes=undoes)
        if done.change is not None:
            apply(self.tables, [done.change])
            self.generation = done.change.gen
        return done

    def state(self) -> State:
        return State(self.generation, self.tables)


def insert(document: Document, kind: str = "batches") -> Edit:
    return lambda _tables, new_id: [Operation(kind, new_id(kind), None, document)]


def delete(id: int, kind: str = "batches") -> Edit:
    return lambda tables, _new_id: [Operation(kind, id, tables[kind][id], None)]


def update(id: int, before: Document, after: Document, kind: str = "batches") -> Edit:
    def edit(tables: Tables, _new_id: NewId) -> list[Operation]:
        current = tables[kind].get(id)
        return [Operation(kind, id, current, merge(before, after, current, kind=kind, id=id))]

    return edit


def tables_of(loaded: Loaded) -> Tables:
    """The documents of a loaded store, tables without any left out."""
    tables: Tables = {
        kind: msgspec.json.decode(raw, type=dict[int, dict[str, Any]]) for kind, raw in loaded.tables.items()
    }
    apply(tables, loaded.changes)
    return {kind: table for kind, table in tables.items() if table}


def read(path: Path) -> Tables:
    """The documents that a fresh opening of the store finds."""
    return tables_of(FileStore(path).load())


def history_of(path: Path) -> list[dict[str, Any]]:
    """The lines of a history as an outsider reads them."""
    file = path.with_name("coop.history.jsonl")
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def folder_of(path: Path) -> dict[str, bytes]:
    """Every file beside the store, but for the lock: what "nothing was written" compares."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if file.suffix != ".lock"}


def snapshot(desk: Desk) -> None:
    assert isinstance(desk.store, FileStore)
    desk.store.snapshot(desk.state())


def history_file(path: Path) -> Path:
    return path.with_name("coop.history.jsonl")
