"""The two ways out where a snapshot and the history beside it do not belong together, or one of them is damaged."""

from __future__ import annotations

from pathlib import Path

from coop_tui.store import history, snapshots
from coop_tui.store.changes import SCHEMA, Change, difference, raise_last_ids
from coop_tui.store.errors import CannotRead, DamagedLine, NoStore
from coop_tui.store.files import Files, keep_copy, locked, move_aside, write_whole
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
    with locked(files, mode):
        snapshot = snapshots.read(path)
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
    if not (path.exists() or files.history.exists()):
        raise NoStore(path)
    with locked(files, mode):
        try:
            base, now = _from_history(files)
        except FileNotFoundError as error:
            raise CannotRead(files.history, error.strerror or str(error)) from error
        copy = keep_copy(path, "replaced", mode) if path.exists() else None
        write_snapshot(files, mode, base, now)
        return copy


def _from_history(files: Files) -> tuple[Base, Replayed]:
    with history.reading(files.history) as opened:
        base, first = history.read_base(opened, files.history)
        return base, replay(files.history, opened, base, first)


def write_snapshot(files: Files, mode: int, base: Base, now: Replayed) -> None:
    """Write the snapshot of `now` in the place of what is there. Under the lock only."""
    meta = Meta(max(base.schema, SCHEMA), base.store, now.mark.gen, now.mark.hash, now.last_ids, 0, now.mark.start)
    write_whole(files.snapshot, mode, snapshots.encode(meta, snapshots.encode_tables(now.tables)))
