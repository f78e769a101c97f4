"""Opening a store: the snapshot, then the history lines after it. Takes no lock and writes nothing."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import msgspec

from coop_tui.store import history, snapshots
from coop_tui.store.changes import (
    SCHEMA,
    Change,
    Document,
    Migrations,
    NewId,
    Operation,
    RawTables,
    Tables,
    apply,
    difference,
    migrated,
    raise_last_ids,
    same,
)
from coop_tui.store.errors import DamagedLine, DoesNotFit, Flaw, Misfit, NoStore, ReadOnly, Unreadable, Why
from coop_tui.store.files import Files, Stamp, stamp_of
from coop_tui.store.history import Mark
from coop_tui.store.lines import Base
from coop_tui.store.platform import can_write
from coop_tui.store.snapshots import Snapshot

_decode_table: Final = msgspec.json.Decoder(dict[int, Document]).decode

ADOPT: Final = "adopt"  # label of the change with which a new history takes over a snapshot


class Foreign(NamedTuple):
    """What another program wrote into the snapshot: `operations` on the state it read, to be done on `current`."""

    label: str
    operations: list[Operation]
    current: Tables


class Opened(NamedTuple):
    """A store as it was found.

    `base` is its history's, or the one a new history has to begin with (`stamp` is None then). `mark` is the last
    whole line, `snapshot_end` the offset of the first line after the snapshot.
    """

    base: Base
    schema: int
    mark: Mark
    stamp: Stamp | None
    tables: RawTables
    last_ids: dict[str, int]
    changes: list[Change]
    foreign: Foreign | None
    snapshot_stamp: Stamp
    snapshot_gen: int
    snapshot_end: int
    typed: bool = False


class Replayed(NamedTuple):
    """All documents after the line `mark`, and the highest ids used until then."""

    tables: Tables
    last_ids: dict[str, int]
    mark: Mark


def open_files(files: Files) -> Opened:
    """Raises NoStore, CannotRead, Unreadable, DamagedLine, DoesNotFit."""
    try:
        snapshot = snapshots.read(files.snapshot)
        try:
            with history.reading(files.history) as opened:
                return _with_history(files, snapshot, opened)
        except FileNotFoundError:
            return _alone(snapshot)
    except (NoStore, Unreadable) as error:
        if not files.history.exists():
            raise
        flaw, detail = (error.flaw, error.detail) if isinstance(error, Unreadable) else (Flaw.MISSING, "")
        raise Unreadable(files.snapshot, flaw, detail, recoverable=True) from error


def why_read_only(files: Files, opened: Opened, schema: int) -> ReadOnly | None:
    """Why a program that writes documents of `schema` can change nothing here; None where it can."""
    if opened.schema > schema:
        return ReadOnly(files.snapshot, Why.NEWER)
    if not can_write(files.snapshot.parent):
        return ReadOnly(files.snapshot.parent, Why.FOLDER)
    if opened.stamp is not None and not can_write(files.history):
        return ReadOnly(files.history, Why.FILE)
    return None


def _alone(snapshot: Snapshot) -> Opened:
    """A snapshot without a history: the state itself."""
    tables, last_ids = snapshot.tables, dict(snapshot.meta.last_ids) if snapshot.meta else {}
    if not snapshot.sound:
        documents = snapshots.documents(snapshot)
        tables = snapshots.raw_tables(documents)
        for kind, highest in snapshots.highest_ids(documents).items():
            last_ids[kind] = max(last_ids.get(kind, 0), highest)
    if snapshot.meta is None:
        base = Base(new_store_id(), 0, SCHEMA, None, last_ids)
    else:
        base = Base(snapshot.meta.store, snapshot.meta.gen, snapshot.meta.schema, snapshot.meta.last, last_ids)
    mark = Mark(base.gen, base.last or "", "", 0, 0)
    return Opened(
        base, base.schema, mark, None, tables, last_ids, [], None, snapshot.stamp, base.gen, 0, _typed(snapshot)
    )


def _typed(snapshot: Snapshot) -> bool:
    return snapshot.sound and snapshot.meta is not None and snapshot.meta.typed


def _with_history(files: Files, snapshot: Snapshot, opened: BinaryIO) -> Opened:
    stamp = stamp_of(os.fstat(opened.fileno()))
    base, first = history.read_base(opened, files.history)
    start = _place(files, snapshot, opened, base, first)
    mark, changes = start, []
    for mark, line in history.entries_after(opened, files.history, start):
        changes.append(history.proved_change_of(files.history, (mark, line)))
    tables, foreign = snapshot.tables, None
    last_ids = dict(snapshot.meta.last_ids) if snapshot.meta else {}
    if not snapshot.sound:
        then = replay(files.history, opened, base, first, start.gen)
        last_ids = then.last_ids
        tables = snapshots.raw_tables(then.tables)
        foreign = _foreign(snapshot, then.tables, changes)
        if snapshot.meta is None and foreign is not None:
            raise DoesNotFit(files.snapshot, files.history, Misfit.UNMARKED)
    for change in changes:
        raise_last_ids(last_ids, change.ops)
    schema = max(base.schema, snapshot.meta.schema if snapshot.meta else 0)
    return Opened(
        base,
        schema,
        mark,
        stamp,
        tables,
        last_ids,
        changes,
        foreign,
        snapshot.stamp,
        start.gen,
        start.end,
        _typed(snapshot),
    )


def _place(files: Files, snapshot: Snapshot, opened: BinaryIO, base: Base, first: Mark) -> Mark:
    """The line of the history that the snapshot was taken after. Raises DoesNotFit."""
    meta = snapshot.meta
    if meta is None:
        return _adoption(files, opened, first)
    if meta.store != base.store:
        raise DoesNotFit(files.snapshot, files.history, Misfit.OTHER)
    if meta.gen < base.gen:
        raise DoesNotFit(files.snapshot, files.history, Misfit.OLDER)
    if (meta.gen, meta.last) == (base.gen, base.last) and base.part is None:
        return _adoption(files, opened, first)
    found = history.find(opened, files.history, first, meta.last or "", meta.offset)
    if found is None or found.gen != meta.gen:
        raise DoesNotFit(files.snapshot, files.history, Misfit.UNKNOWN)
    return found


def _adoption(files: Files, opened: BinaryIO, first: Mark) -> Mark:
    """The line with which the history took over the snapshot: until the next one is written it fits there."""
    for mark, line in history.entries_after(opened, files.history, first):
        if history.change_of(files.history, (mark, line)).label.startswith(ADOPT):
            return mark
        break
    raise DoesNotFit(files.snapshot, files.history, Misfit.UNMARKED)


def replay(file: Path, opened: BinaryIO, base: Base, first: Mark, until: int | None = None) -> Replayed:
    """The state that the history alone gives, after the change `until` or the last, the parts before `file` included.

    Raises DamagedLine, and CannotRead where a part is missing.
    """
    if base.part is None:
        tables: Tables = {}
        last_ids, mark = dict(base.last_ids), first
    else:
        earlier = _replayed_part(file, base, until)
        tables, last_ids = earlier.tables, earlier.last_ids
        mark = first if until is None or until >= base.gen else earlier.mark
    for entry in history.entries_after(opened, file, first):
        if until is not None and entry[0].gen > until:
            break
        change = history.proved_change_of(file, entry)
        apply(tables, [change])
        raise_last_ids(last_ids, change.ops)
        mark = entry[0]
    return Replayed(tables, last_ids, mark)


def _replayed_part(file: Path, base: Base, until: int | None) -> Replayed:
    """The state at the end of the part that `file`, which begins with `base`, continues; or after `until` in it."""
    from coop_tui.store import parts

    assert base.part is not None
    part = parts.part_file(file, base.part)
    with parts.reading(part) as opened:
        found = replay(part, opened, *history.read_base(opened, part), until)
    if (until is None or until >= base.gen) and (found.mark.gen, found.mark.hash) != (base.gen, base.last):
        raise DamagedLine(file, 1)
    return found


def _foreign(snapshot: Snapshot, then: Tables, changes: list[Change]) -> Foreign | None:
    """What the file holds that the history does not explain; None where it was recorded before, or there is nothing."""
    theirs = snapshots.documents(snapshot)
    operations = difference(then, theirs)
    label = f"foreign {len(operations)} {zlib.crc32(snapshot.content):08x}"
    if not operations or any(change.label == label for change in changes):
        return None
    current = {kind: dict(table) for kind, table in then.items()}
    apply(current, changes)
    return Foreign(label, operations, current)


def rebased(foreign: Foreign, new_id: NewId) -> list[Operation]:
    """The foreign operations on the records as they are now, so that nothing either side wrote is lost.

    A field that both sides changed is as the file has it (the history keeps the other); a record that one side deleted
    and the other changed stays; a new record whose id was given away meanwhile gets a new one.
    """
    found = []
    theirs = {(op.kind, op.id) for op in foreign.operations}
    for op in foreign.operations:
        current = foreign.current.get(op.kind, {}).get(op.id)
        if op.after is None:
            keep = current is None or not same(current, op.before)
            after = current if keep else None
        elif op.before is None and current is not None and not same(current, op.after):
            id = new_id(op.kind)
            while (op.kind, id) in theirs:
                id = new_id(op.kind)
            found.append(Operation(op.kind, id, None, op.after))
            continue
        elif op.before is None or current is None:
            after = op.after
        else:
            after = _overlaid(op.before, op.after, current)
        if not same(current, after):
            found.append(Operation(op.kind, op.id, current, after))
    return found


def _overlaid(before: Document, after: Document, current: Document) -> Document:
    """`current` with every field that differs between `before` and `after` as it is in `after`."""
    changed = {field: value for field, value in after.items() if field not in before or not same(value, before[field])}
    kept = {field: value for field, value in current.items() if field in after or field not in before}
    return {**kept, **changed}


def documents_in(tables: RawTables) -> Tables:
    """The documents of a store as it was loaded."""
    return {kind: _decode_table(raw) for kind, raw in tables.items()}


def migrated_tables(migrations: Migrations, tables: Tables) -> RawTables:
    """The documents of a store in today's schema."""
    return snapshots.raw_tables(
        {
            kind: {id: migrated(migrations, kind, document) for id, document in table.items()}
            for kind, table in tables.items()
        }
    )


def new_store_id() -> str:
    return os.urandom(8).hex()
