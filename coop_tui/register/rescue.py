"""Taking back a change in a store whose records cannot be read any more: document by document, as they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coop_tui.register import undo
from coop_tui.register.errors import ChangedSince
from coop_tui.store import Change, FileStore, Operation, State, apply
from coop_tui.store.changes import same
from coop_tui.store.opening import documents_in


def take_back(store: FileStore, gen: int, by: str) -> Change:
    """Take back the change of this number and return it. Raises `NoSuchChange`, `TakenBack`, and `ChangedSince` where a
    record is no longer as that change left it: nothing is merged here.
    """
    loaded = store.load()
    tables = documents_in(loaded.tables)
    apply(tables, loaded.changes)
    target = undo.named(store, gen)

    def plan(fresh: Sequence[Change], _new_id: Callable[[str], int]) -> Sequence[Operation]:
        apply(tables, fresh)
        operations = []
        for one in undo.told(target):
            current = tables.get(one.kind, {}).get(one.id)
            if not same(current, one.after):
                later = next(store.history(kind=one.kind, id=one.id), target)
                raise ChangedSince(gen, f"{one.kind} {one.id}", later.gen, later.by)
            operations.append(Operation(one.kind, one.id, current, one.before))
        return operations

    made = store.commit(plan, by, f"undo {gen}", generation=loaded.generation, undoes=gen).change
    if made is not None:
        apply(tables, [made])
        store.try_snapshot(State(made.gen, tables))
    return target
