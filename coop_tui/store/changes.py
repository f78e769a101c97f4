"""What the store keeps: documents, and the changes made to them. Plain data, known to everything in this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
else:
    JSON = object  # msgspec reads the annotations below and cannot resolve a recursive alias

Document: TypeAlias = dict[str, JSON]
Tables: TypeAlias = dict[str, dict[int, Document]]  # kind -> id -> document
RawTables: TypeAlias = dict[str, msgspec.Raw]  # kind -> the JSON of its records, {"1": {...}}, not decoded

SCHEMA: Final = 1  # of the documents this program writes


class Operation(msgspec.Struct, frozen=True):
    """One document before and after a change; None where it was not, or is no longer, on record."""

    kind: str
    id: int
    before: Document | None
    after: Document | None

    @property
    def redacted(self) -> bool:
        """Whether what it did was removed for good."""
        return self.before is None and self.after is None


class Change(msgspec.Struct, frozen=True):
    """One line of the history.

    `at` is an ISO date and time with offset; `label` a code with arguments, separated by spaces ("update batches 6");
    `undoes` the generation that this change takes back. An operation that was redacted reads as None to None.
    """

    gen: int
    at: str
    by: str
    label: str
    ops: tuple[Operation, ...]
    undoes: int | None = None


class Reload(Enum):
    """The one answer that is no list of changes."""

    RELOAD = "reload"


RELOAD: Final = Reload.RELOAD
MustLoad: TypeAlias = Literal[Reload.RELOAD]

NewId: TypeAlias = Callable[[str], int]
Told: TypeAlias = Callable[[int, int], None]  # how many operations are done, of how many
Plan: TypeAlias = Callable[[Sequence[Change], NewId], Sequence[Operation]]
Migrations: TypeAlias = Mapping[int, Callable[[str, Document], Document]]


class Loaded(msgspec.Struct, frozen=True):
    """The store as it was opened: apply `changes` to `tables` and it is the register at `generation`.

    `last_ids` are the highest ids ever used of each kind, records deleted since included. `typed` where `tables` come
    from a `State` that was.
    """

    generation: int
    tables: RawTables
    last_ids: dict[str, int]
    changes: list[Change]
    typed: bool = False


class Committed(msgspec.Struct, frozen=True):
    """What a commit did: its own change (None where the plan was empty) and those of others that came before it."""

    change: Change | None
    fresh: tuple[Change, ...]


class State(msgspec.Struct, frozen=True):
    """All records at one generation, for a snapshot. Records are whatever msgspec encodes: Structs or documents;
    `typed` where every value in them has been checked.
    """

    generation: int
    tables: Mapping[str, Mapping[int, object]]
    typed: bool = False


def untold(_done: int, _total: int) -> None:
    """Nobody waits for so few."""


def same(one: JSON, other: JSON) -> bool:
    """Whether two values are the same JSON; the order of keys aside. Unlike ==, it tells 1, 1.0 and true apart."""
    return one is other or (one == other and (isinstance(one, str) or _sorted(one) == _sorted(other)))


def apply(tables: Tables, changes: Iterable[Change]) -> None:
    """Bring `tables` forward by `changes`, in place."""
    for change in changes:
        for op in change.ops:
            table = tables.setdefault(op.kind, {})
            if op.after is None:
                table.pop(op.id, None)
            else:
                table[op.id] = op.after


def difference(before: Tables, after: Tables) -> list[Operation]:
    """The operations that turn `before` into `after`, in the order of kinds and ids."""
    return [
        Operation(kind, id, old.get(id), new.get(id))
        for kind in [*before, *(kind for kind in after if kind not in before)]
        for old, new in [(before.get(kind, {}), after.get(kind, {}))]
        for id in sorted(old.keys() | new.keys())
        if not same(old.get(id), new.get(id))
    ]


def raise_last_ids(last_ids: dict[str, int], operations: Iterable[Operation]) -> None:
    """Raise each kind's highest id ever used, in place."""
    for op in operations:
        last_ids[op.kind] = max(last_ids.get(op.kind, 0), op.id)


def raise_to(last_ids: dict[str, int], others: Mapping[str, int]) -> None:
    """Raise each kind's highest id ever used to that in `others`, in place."""
    for kind, id in others.items():
        last_ids[kind] = max(id, last_ids.get(kind, 0))


def ids_after(last_ids: dict[str, int]) -> NewId:
    """A function that gives each kind's next unused id, and raises `last_ids` with each."""

    def new_id(kind: str) -> int:
        last_ids[kind] = last_ids.get(kind, 0) + 1
        return last_ids[kind]

    return new_id


def migrated(migrations: Migrations, kind: str, document: Document) -> Document:
    """`document` in today's schema. Each migration leaves alone what it has already migrated."""
    for schema in sorted(migrations):
        document = migrations[schema](kind, document)
    return document


def migrated_change(migrations: Migrations, change: Change) -> Change:
    """`change` with its documents in today's schema."""
    if not migrations:
        return change

    def both(op: Operation) -> Operation:
        before = None if op.before is None else migrated(migrations, op.kind, op.before)
        after = None if op.after is None else migrated(migrations, op.kind, op.after)
        return Operation(op.kind, op.id, before, after)

    return msgspec.structs.replace(change, ops=tuple(both(op) for op in change.ops))


def _sorted(value: JSON) -> bytes:
    return msgspec.json.encode(value, order="sorted")
