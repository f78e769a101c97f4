"""The format of the history: one line of JSON per change, chained by hashes. docs/store.md shows it to outsiders."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Annotated, Final

import msgspec

from coop_tui.store.changes import Change, Document, Operation, Told, untold

_EVERY: Final = 500  # operations between two calls of what is told
_OPS: Final = b',"ops":'  # once in a line before the operations: within a text its quotes are escaped


class Base(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a history's first line says: nothing is on record before it.

    `gen` and `last` are those of the snapshot that the history took over, 0 and None in a new store; `last_ids` the
    ids that were in use before. Where the lines before were closed into a file of their own, `part` is the word in its
    name, `2025` in `coop.history.2025.jsonl`, the first change continues its last line, and `at` is that line's time.
    """

    store: str
    gen: int
    schema: int
    last: str | None
    last_ids: dict[str, int] = {}
    part: Annotated[str, msgspec.Meta(pattern="^[0-9]{4}(-[0-9]+)?$")] | None = None
    at: str = ""


class BaseLine(msgspec.Struct, frozen=True):
    base: Base


class StoredOperation(msgspec.Struct, frozen=True):
    """An operation as a line holds it. Redacted, it has no salt and no documents; its digest stays in the line."""

    kind: str
    id: int
    salt: str | None
    before: Document | None
    after: Document | None


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line as it is written; the order of these fields is the order in the file, and `ops` has to be the last."""

    gen: int
    at: str
    by: str
    label: str
    undoes: int | None = None
    digests: list[str]
    prev: str
    ops: list[StoredOperation]


class Head(msgspec.Struct, frozen=True):
    """What the chain needs of a line, and which change the line takes back."""

    gen: int
    at: str
    prev: str
    undoes: int | None = None


_encode: Final = msgspec.json.Encoder().encode
_decode_base: Final = msgspec.json.Decoder(BaseLine).decode
_decode_head: Final = msgspec.json.Decoder(Head).decode
_decode_change: Final = msgspec.json.Decoder(Change).decode
_decode_line: Final = msgspec.json.Decoder(Line).decode


def base_line(base: Base) -> bytes:
    """The first line of a history, newline included."""
    return _encode(BaseLine(base)) + b"\n"


def change_line(change: Change, prev: str, told: Told = untold) -> bytes:
    """The line for `change` after the line whose hash is `prev`, newline included. `told` hears of its operations, and
    of all of them when the line is whole.

    Raises ValueError where a document holds a number that JSON has no form for, and what `told` raises.
    """
    ops, digests = [], []
    for done, operation in enumerate(change.ops):
        if done % _EVERY == 0:
            told(done, len(change.ops))
        ops.append(salted(operation))
        digests.append(digest(ops[-1]))
    line = Line(
        gen=change.gen,
        at=change.at,
        by=change.by,
        label=change.label,
        undoes=change.undoes,
        digests=digests,
        prev=prev,
        ops=ops,
    )
    encoded = _encode(line) + b"\n"
    told(len(ops), len(ops))
    return encoded


def digest(op: StoredOperation) -> str:
    """SHA-256, in hex, over the salt and the canonical JSON of kind, id, before and after."""
    body = {"kind": op.kind, "id": op.id, "before": op.before, "after": op.after}
    return sha256(((op.salt or "") + _canonical()(body)).encode()).hexdigest()


def hash_of(line: bytes) -> str:
    """SHA-256, in hex, over the line without its newline and its operations: what the next line's `prev` says."""
    ops = line.find(_OPS)
    return sha256(line.rstrip(b"\n") if ops < 0 else line[:ops] + b"}").hexdigest()


def read_base(line: bytes) -> Base:
    """Raises msgspec.DecodeError where the line is no base, ValueError where its time is none."""
    base = _decode_base(line).base
    if base.at:
        check_time(base.at)
    return base


def read_head(line: bytes) -> Head:
    """Raises msgspec.DecodeError where the line is no change, ValueError where its time is none."""
    head = _decode_head(line)
    check_time(head.at)
    return head


def check_time(at: str) -> None:
    """Raise ValueError where `at` is no local time with its offset: other times are compared with it."""
    if datetime.fromisoformat(at).tzinfo is None:
        raise ValueError(at)


def read_change(line: bytes) -> Change:
    """Raises msgspec.DecodeError where the line is no change."""
    return _decode_change(line)


def read_line(line: bytes) -> Line:
    """Everything in the line. Raises msgspec.DecodeError where it is no change."""
    return _decode_line(line)


def change_in(line: Line) -> Change:
    """The change that a line tells of."""
    ops = tuple(Operation(op.kind, op.id, op.before, op.after) for op in line.ops)
    return Change(line.gen, line.at, line.by, line.label, ops, line.undoes)


def line_bytes(line: Line) -> bytes:
    """The line as it is written, newline included."""
    return _encode(line) + b"\n"


def read_proved(line: bytes) -> Line | None:
    """Everything in the line; None where its operations are not those that its digests were made of, or it is no line.

    Of the rest of a line only the next one tells whether it is as it was written.
    """
    try:
        read = read_line(line)
        datetime.fromisoformat(read.at).astimezone()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError, OverflowError):
        return None
    return read if proves(read) else None


def proves(line: Line) -> bool:
    """Whether each operation is the one that its digest was made of; a redacted one proves and breaks nothing."""
    return len(line.digests) == len(line.ops) and all(
        (op.before is None and op.after is None) if op.salt is None else digest(op) == made_of
        for op, made_of in zip(line.ops, line.digests, strict=True)
    )


def is_exact(line: bytes, read: Line) -> bool:
    """Whether `line` is byte for byte what this program writes for what was read from it."""
    return _encode(read) + b"\n" == line


def redacted(line: bytes, concerns: Callable[[StoredOperation], bool]) -> bytes | None:
    """The line without what those operations hold that it `concerns`; its hash and the others stay. None where it
    concerns none. Raises msgspec.DecodeError where the line is no change.
    """
    read = read_line(line).ops
    ops = [StoredOperation(op.kind, op.id, None, None, None) if concerns(op) else op for op in read]
    if ops == read:
        return None
    return line[: line.index(_OPS)] + _OPS + _encode(ops) + b"}\n"


def touches(line: bytes, kind: str, id: int | None) -> bool:
    """Whether the line may have an operation on the record, or on any of the kind; never False where it has one."""
    start = b'{"kind":' + _encode(kind) + b',"id":'
    return (start if id is None else start + b"%d," % id) in line


@cache
def _canonical() -> Callable[[object], str]:
    from json import JSONEncoder  # for the first change, not for the start

    return JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def salted(op: Operation) -> StoredOperation:
    """The operation as a line holds it, with a salt of its own."""
    return StoredOperation(op.kind, op.id, os.urandom(16).hex(), op.before, op.after)
