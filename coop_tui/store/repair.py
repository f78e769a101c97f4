"""The two ways out where a snapshot and the history beside it do not belong together, or one of them is damaged."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from coop_tui.store import history, snapshots
from coop_tui.store.changes import SCHEMA, Change, difference, raise_last_ids
from coop_tui.store.errors import CannotRead, DamagedLine, NoStore
from coop_tui.store.files import Files, discard, locked, move_aside, swap_in, write_beside, write_whole
from coop_tui.store.lines import Base
from coop_tui.store.opening import Replayed, replay
from coop_tui.store.platform import owner
from coop_tui.store.snapshots import Meta


def keep_file(path: Path, *, by: str | None = None, mode: int = 0o600) -> Change | None:
    """Make the state of the snapshot `path` a new change of `by`, by default of its owner, on top of the history.

    None where it changes nothing, and where the history is damaged or missing: a damaged one is renamed, the snapshot
    stays as it is, and the next commit begins a new history with it. Raises NoStore, Unreadable, and what can go wrong
    in reading, locking and writing.
    """
    files = Files.of(path)
    snapshots.require(files.snapshot)
    with locked(files, mode):
        snapshot = snapshots.read(files.snapshot)
        theirs = snapshots.documents(snapshot)
        try:
            base, now = _from_history(files)
        except FileNotFoundError:
            return None
        except DamagedLine:
            move_aside(files.history, "damaged")
            return None
        if snapshot.meta is not None:
            for kind, id in snapshot.meta.last_ids.items():
                now.last_ids[kind] = max(id, now.last_ids.get(kind, 0))
        operations = tuple(difference(now.tables, theirs))
        mark, change = now.mark, None
        if operations:
            label = f"keep_file {len(operations)}"
            change = Change(mark.gen + 1, history.time_after(mark.at), by or owner(path), label, operations)
            line, mark = history.next_line(change, mark)
            history.append(files.history, now.mark.end, line)
            raise_last_ids(now.last_ids, operations)
        write_snapshot(files, mode, base, Replayed(theirs, now.last_ids, mark))
        return change


def keep_history(path: Path, *, mode: int = 0o600) -> Path | None:
    """Build the snapshot `path` anew from the history alone. Where the file that stood there is kept; None if none did.

    Raises NoStore, CannotRead, as without a history, DamagedLine, and what can go wrong in locking and writing.
    """
    files = Files.of(path)
    if not files.history.exists():
        if not os.path.lexists(files.snapshot):
            raise NoStore(path)
        raise CannotRead(files.history, os.strerror(errno.ENOENT))
    with locked(files, mode):
        base, now = _from_history(files)
        temporary = write_beside(files.snapshot, mode, _snapshot(base, now))
        try:
            # whatever stands there, be it a folder or larger than can be read, is not looked into
            kept = move_aside(files.snapshot, "replaced") if os.path.lexists(files.snapshot) else None
            swap_in(temporary, files.snapshot)
        finally:
            discard(temporary)
        return kept


def _from_history(files: Files) -> tuple[Base, Replayed]:
    with history.reading(files.history) as opened:
        base, first = history.read_base(opened, files.history)
        return base, replay(files.history, opened, base, first)


def write_snapshot(files: Files, mode: int, base: Base, now: Replayed) -> None:
    """Write the snapshot of `now` in the place of what is there. Under the lock only."""
    write_whole(files.snapshot, mode, _snapshot(base, now))


def _snapshot(base: Base, now: Replayed) -> Iterator[bytes]:
    meta = Meta(max(base.schema, SCHEMA), base.store, now.mark.gen, now.mark.hash, now.last_ids, 0, now.mark.start)
    return snapshots.encode(meta, snapshots.encode_tables(now.tables))
