"""The format of the snapshot `coop.json`: a plain TinyDB file whose first table, `_meta`, says what state it holds."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import sleep
from typing import Annotated, Final

import msgspec

from coop_tui.plain_file import read_plain
from coop_tui.store.changes import Document, RawTables, Tables
from coop_tui.store.errors import Flaw, NoStore, TooLarge, Unreadable
from coop_tui.store.files import Stamp, stamp_of
from coop_tui.store.history import UNREADABLE, reading

META: Final = "_meta"
MOST: Final = 1 << 28  # bytes of a snapshot; eight times what 100,000 records take
CHUNK: Final = 500  # records encoded between two chances for other threads
_START: Final = b'{"_meta":'
_META_ENDS: Final = b"}}"  # stands nowhere else in the value of `_meta` as it is written here
_SEAL: Final = b',"seal":%d}}'
_END: Final = b"}\n"
_MOST_DIGITS: Final = 18  # of a record's number
MOST_DEPTH: Final = 40  # of lists and groups in a record
_REST: Final = 1 << 16  # bytes of a snapshot beside its tables, at most


class Meta(msgspec.Struct, frozen=True):
    """The one document of table `_meta`: the state that the tables hold.

    `gen` and `last` are generation and hash of the history line it was taken after, `last_ids` the highest id ever
    used of each kind, `digest` the CRC-32 of every byte that follows the value of `_meta` in the file, `offset` a hint
    where the line of `last` starts in the history. `sizes` are the bytes of each table in the order of the file: a
    start need not look for where they end. `typed`: every value was checked before it was written. `seal` is the CRC-32
    of what precedes it in the file; older files have none.
    """

    schema: int
    store: str
    gen: int
    last: str | None
    last_ids: dict[str, int]
    digest: int
    offset: Annotated[int, msgspec.Meta(ge=0, lt=1 << 62)] = 0
    sizes: dict[str, Annotated[int, msgspec.Meta(ge=0)]] = {}
    typed: bool = False
    seal: int | None = None


class Body(msgspec.Struct, frozen=True):
    """Everything of a snapshot after the value of `_meta`, in pieces, and the bytes of each table among it."""

    pieces: list[bytes]
    sizes: dict[str, int]


_decode_meta: Final = msgspec.json.Decoder(dict[str, Meta]).decode


class Snapshot(msgspec.Struct, frozen=True):
    """A snapshot as read. `sound` where its tables are what a coop-tui wrote with this `meta`.

    Tables are raw JSON, not looked into. `content` is the whole file; `stamp` tells whether it is still the same.
    """

    file: Path
    stamp: Stamp
    content: bytes
    meta: Meta | None
    sound: bool
    tables: RawTables


def read(file: Path) -> Snapshot:
    """Raises NoStore, CannotRead, and Unreadable where the file is no TinyDB file in UTF-8."""
    try:
        with reading(file) as opened:
            stamp = stamp_of(os.fstat(opened.fileno()))
            content = read_plain(opened, MOST)
    except FileNotFoundError:
        raise NoStore(file) from None
    return _cut(file, stamp, content) or _looked_through(file, stamp, content)


def require(file: Path) -> None:
    """Raise NoStore or CannotRead where there is no file that could be read: before a lock is made beside a device."""
    try:
        with reading(file):
            pass
    except FileNotFoundError:
        raise NoStore(file) from None


def _cut(file: Path, stamp: Stamp, content: bytes) -> Snapshot | None:
    """A sound snapshot, its tables found by their sizes; None where it is another's, damaged or older."""
    end = content.find(_META_ENDS, len(_START)) + len(_META_ENDS)
    try:
        meta = _decode_meta(content[len(_START) : end])["1"]
    except (*UNREADABLE, KeyError):
        return None
    rest = memoryview(content)[end:]
    if not content.startswith(_START) or zlib.crc32(rest) != meta.digest or not _is_sealed(content, end, meta):
        return None
    tables: RawTables = {}
    at = 0
    for kind, size in meta.sizes.items():
        name = _table_name(kind)
        if rest[at : at + len(name)] != name:
            return None
        at += len(name)
        tables[kind] = msgspec.Raw(rest[at : at + size])
        at += size
    return Snapshot(file, stamp, content, meta, sound=True, tables=tables) if bytes(rest[at:]) == _END else None


def _looked_through(file: Path, stamp: Stamp, content: bytes) -> Snapshot:
    try:
        tables = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except UNREADABLE as error:
        raise Unreadable(file, Flaw.JSON, "", recoverable=False) from error
    raw = tables.pop(META, None)
    meta = None if raw is None else _read_meta(file, raw)
    sound = meta is not None and raw is not None and content.startswith(_START)
    if meta is not None and raw is not None and sound:
        end = len(_START) + len(memoryview(raw))
        sound = zlib.crc32(memoryview(content)[end:]) == meta.digest and _is_sealed(content, end, meta)
    return Snapshot(file, stamp, content, meta, sound, tables)


def _read_meta(file: Path, raw: msgspec.Raw) -> Meta:
    try:
        documents = _decode_meta(raw)
    except UNREADABLE as error:
        raise Unreadable(file, Flaw.META, "", recoverable=False) from error
    if list(documents) != ["1"]:
        raise Unreadable(file, Flaw.META, "", recoverable=False)
    return documents["1"]


def _is_sealed(content: bytes, end: int, meta: Meta) -> bool:
    """Whether the value of `_meta`, which ends at `end`, is as it was written; of older files that cannot be told."""
    return meta.seal is None or zlib.crc32(memoryview(content)[: end - len(_SEAL % meta.seal)]) == meta.seal


def documents(snapshot: Snapshot) -> Tables:
    """All documents, each checked for what only another program's file can have wrong. Raises Unreadable."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            raise Unreadable(snapshot.file, Flaw.TWICE, next(n for n in names if names.count(n) > 1), recoverable=False)
        return found

    def no_number(text: str) -> object:
        raise ValueError(text)

    import json  # for a file that another program wrote, not for the start

    try:
        text = snapshot.content.decode("utf-8")
        read = json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(snapshot.file, Flaw.JSON, "", recoverable=False) from error
    read.pop(META, None)
    return {kind: _table(snapshot.file, kind, table) for kind, table in read.items()}


def _table(file: Path, kind: str, table: object) -> dict[int, Document]:
    if kind.startswith("_"):
        raise Unreadable(file, Flaw.TABLE, kind, recoverable=False)
    if not isinstance(table, dict):
        raise Unreadable(file, Flaw.SHAPE, kind, recoverable=False)
    for id, document in table.items():
        numbered = id.isascii() and id.isdecimal() and not id.startswith("0") and len(id) <= _MOST_DIGITS
        if not numbered or not isinstance(document, dict) or is_deep(document):
            raise Unreadable(file, Flaw.SHAPE, f"{kind} {id}", recoverable=False)
    return {int(id): document for id, document in table.items()}


def is_deep(value: object) -> bool:
    """Whether this is nested deeper than any record, so that what walks through it could run out of stack."""
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
        ]
        if not level:
            return False
    return True


def encode_tables(tables: Mapping[str, Mapping[int, object]]) -> Body:
    """The tables as they stand in the file; other threads get a turn between two pieces. Raises TooLarge."""
    pieces, sizes = [], {}
    for kind, records in tables.items():
        table = [b"{", *_records(records), b"}"]
        sizes[kind] = sum(map(len, table))
        pieces += [_table_name(kind), *table]
    if sum(sizes.values()) > MOST - _REST:
        raise TooLarge(MOST >> 20)
    return Body([*pieces, _END], sizes)


def _table_name(kind: str) -> bytes:
    return b"," + msgspec.json.encode(kind) + b":"


def _records(records: Mapping[int, object]) -> Iterator[bytes]:
    ids = sorted(records)
    for start in range(0, len(ids), CHUNK):
        chunk = msgspec.json.encode({id: records[id] for id in ids[start : start + CHUNK]})
        yield (b"," if start else b"") + chunk[1:-1]
        sleep(0.0001)  # of length 0, the waiting thread would lose the race for the interpreter every time


def encode(meta: Meta, body: Body) -> Iterator[bytes]:
    """The whole file, in pieces, from what `encode_tables` made; digest, sizes and seal in `meta` are filled in."""
    digest = 0
    for piece in body.pieces:
        digest = zlib.crc32(piece, digest)
    whole = msgspec.structs.replace(meta, digest=digest, sizes=body.sizes, seal=0)
    start = (_START + msgspec.json.encode({"1": whole})).removesuffix(_SEAL % 0)
    yield start + _SEAL % zlib.crc32(start)
    yield from body.pieces


def raw_tables(tables: Tables) -> RawTables:
    """Documents in the form in which a store is loaded."""
    return {kind: msgspec.Raw(msgspec.json.encode(table)) for kind, table in tables.items()}


def highest_ids(tables: Mapping[str, Mapping[int, object]]) -> dict[str, int]:
    """The highest id of each kind that has records."""
    return {kind: max(table) for kind, table in tables.items() if table}
