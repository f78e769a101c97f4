"""The store for an office's own scripts: `TinyDB("data/coop.json", storage=CoopStorage)`. docs/scripts.md shows how."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Final

from tinydb.storages import Storage

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store.changes import (
    Change,
    Document,
    Loaded,
    NewId,
    Operation,
    State,
    Tables,
    apply,
    difference,
    same,
)
from coop_tui.store.filestore import FileStore
from coop_tui.store.merge import Conflict, merge
from coop_tui.store.opening import documents_in
from coop_tui.store.platform import account

LABEL: Final = "script"


class IdNotFree(CoopError):
    """A script added a record under a number that was in use before, or is now."""

    kind: str
    id: int
    next_free: int

    def message(self) -> str:
        return _(
            "Number {id} of {kind} was used before. Nothing was changed."
            " The next free number is {next}: insert with Document(…, doc_id={next})."
        ).format(kind=self.kind, id=self.id, next=self.next_free)


class NotATable(CoopError):
    """A script wrote to `_meta`, or to another table that is none of the register's."""

    name: str

    def message(self) -> str:
        return _(
            "{name} is no table for records. Nothing was changed. Use one of the register's, as in db.table('batches')."
        ).format(name=self.name)


class CoopStorage(Storage):
    """A TinyDB storage whose every write is one line of the history, made by `by` (by default this account).

    Reading raises what `FileStore.load` does; writing what `commit` and `snapshot` do, and Conflict, IdNotFree and
    NotATable, TypeError and ValueError for what JSON has no form for: nothing is changed then.
    """

    def __init__(self, path: str | Path, by: str | None = None, mode: int = 0o600) -> None:
        self._store = FileStore(Path(path), mode=mode)
        self._by = by or account()
        self._loaded: Loaded | None = None

    def read(self) -> dict[str, dict[str, Document]]:
        """The register as it stands: {kind: {"id": document}}."""
        self._loaded = self._store.load()
        return {
            kind: {str(id): document for id, document in table.items()}
            for kind, table in _documents(self._loaded).items()
        }

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> None:
        """Make the register what `data` says, as one change; where others changed it meanwhile, both merge."""
        wanted = _as_tables(data)
        loaded = self._loaded or self._store.load()
        current = _documents(loaded)
        operations = difference(current, wanted)

        def plan(fresh: Sequence[Change], new_id: NewId) -> list[Operation]:
            apply(current, fresh)
            rebased = (_rebased(op, current.get(op.kind, {}).get(op.id), new_id) for op in operations)
            return [op for op in rebased if not same(op.before, op.after)]

        done = self._store.commit(plan, self._by, f"{LABEL} {len(operations)}", generation=loaded.generation)
        self._loaded = None
        if done.change is not None:
            apply(current, [done.change])
            self._store.try_snapshot(State(done.change.gen, current))


def _documents(loaded: Loaded) -> Tables:
    """All documents, new objects every time: TinyDB changes in place what it is given."""
    tables = documents_in(loaded.tables)
    apply(tables, deepcopy(loaded.changes))
    return tables


def _as_tables(data: Mapping[str, Mapping[str, Document]]) -> Tables:
    """What a script wrote, as it will read back."""
    for name in data:
        if name.startswith("_"):
            raise NotATable(name)
    read = json.loads(json.dumps(data, allow_nan=False))
    return {kind: {int(id): document for id, document in table.items()} for kind, table in read.items()}


def _rebased(op: Operation, current: Document | None, new_id: NewId) -> Operation:
    """What a script did to a record, on the record as it is now."""
    if op.before is None:
        free = new_id(op.kind)
        if current is not None or op.id < free:
            raise IdNotFree(op.kind, op.id, free)
        return op
    if op.after is None:
        if current is not None and not same(current, op.before):
            raise Conflict(op.kind, op.id, current, ())
        return Operation(op.kind, op.id, current, None)
    return Operation(op.kind, op.id, current, merge(op.before, op.after, current, kind=op.kind, id=op.id))
