"""Which change undo and redo mean, and what taking it back does. Nothing is kept apart for it: the history says all."""

from __future__ import annotations

from collections.abc import Iterator

from coop_tui.records.read import to_document
from coop_tui.register.errors import ChangedSince, Forgotten, NoSuchChange, NothingToRedo, NothingToUndo, TakenBack
from coop_tui.register.load import known_kind, record_of
from coop_tui.register.state import Records
from coop_tui.store import Change, Conflict, FileStore, Operation, merge
from coop_tui.store.changes import same

FORGET = "forget"
"""Code of the changes that removed a person for good."""
_ASIDE = ("adopt", "init", "look", "headings", FORGET)
"""Changes that only began a history, or remember how the dashboard looks or what headings mean; nobody means these by
undo and redo. What removed a person cannot be meant.
"""


def newest(store: FileStore, by: str) -> Change:
    """The newest change of this person that still stands."""
    for change in _standing(store, by):
        if change.undoes is None:
            return change
    raise NothingToUndo


def newest_undo(store: FileStore, by: str) -> Change:
    """The undo that redo takes back: one that still stands, with no other change of this person after it."""
    for change in _standing(store, by):
        if change.undoes is None:
            break
        if change.label.startswith("undo "):
            return change
    raise NothingToRedo


def named(store: FileStore, gen: int) -> Change:
    """The change of this number. Raises `NoSuchChange`, and `TakenBack` where that was done already."""
    for change, taken_back in fates(store):
        if change.gen == gen:
            if taken_back is not None:
                raise TakenBack(gen, taken_back)
            return change
        if change.gen < gen:
            break
    raise NoSuchChange(gen)


def _standing(store: FileStore, by: str) -> Iterator[Change]:
    """This person's changes that were not taken back, newest first, but for those aside."""
    return (
        change
        for change, taken_back in fates(store)
        if change.by == by and taken_back is None and _code(change) not in _ASIDE and _tells(change)
    )


def fates(store: FileStore) -> Iterator[tuple[Change, int | None]]:
    """Every change, newest first, with the number of the one that took it back and still stands."""
    by_gen: dict[int, int] = {}
    for change in store.history():
        taken_back = by_gen.get(change.gen)
        if taken_back is None and change.undoes is not None:
            by_gen[change.undoes] = change.gen
        yield change, taken_back


def swapped(store: FileStore, records: Records, target: Change) -> list[Operation]:
    """The operations that take `target` back. Later changes to other fields of the same records stay;
    `ChangedSince` where they touched the same ones; what `told` raises.
    """
    operations = []
    for operation in told(target):
        kind = known_kind(operation.kind, records.file)
        record = records.get(kind, operation.id)
        current = None if record is None else to_document(record)
        # as the register keeps them, which is not always as a script wrote them
        before, after = (
            None if one is None else to_document(record_of(kind, one, records.file, operation.id))
            for one in (operation.before, operation.after)
        )
        if same(current, after):
            restored = before
        elif current is not None and after is not None and before is not None:
            try:
                restored = merge(after, before, current, kind=operation.kind, id=operation.id)
            except Conflict as conflict:
                raise _changed_since(store, records, target, operation) from conflict
        else:
            raise _changed_since(store, records, target, operation)
        operations.append(Operation(operation.kind, operation.id, current, restored))
    return operations


def told(target: Change) -> list[Operation]:
    """What can be taken back of a change, last first: all but what was about somebody who was removed for good.
    Raises `Forgotten` where that is everything.
    """
    found = [operation for operation in reversed(target.ops) if not operation.redacted]
    if _code(target) == FORGET or not found:
        raise Forgotten(target.gen)
    return found


def _code(change: Change) -> str:
    return change.label.partition(" ")[0]


def _tells(change: Change) -> bool:
    """Whether anything of it can be taken back."""
    return not all(operation.redacted for operation in change.ops)


def _changed_since(store: FileStore, records: Records, target: Change, operation: Operation) -> ChangedSince:
    later = next(store.history(kind=operation.kind, id=operation.id), target)
    return ChangedSince(target.gen, records.label(operation.kind, operation.id), later.gen, later.by)
