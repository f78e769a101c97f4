"""A new, empty store."""

from __future__ import annotations

from pathlib import Path

from coop_tui.store import lines, snapshots
from coop_tui.store.changes import SCHEMA
from coop_tui.store.errors import CannotWrite
from coop_tui.store.files import Files, discard, locked, make_folder, refuse_existing, write_whole
from coop_tui.store.lines import Base
from coop_tui.store.opening import new_store_id
from coop_tui.store.snapshots import Meta


def begin(path: Path, mode: int) -> None:
    """Write the files of an empty store. Raises InTheWay where one of them is there already, CannotWrite, Busy."""
    files = Files.of(path)
    refuse_existing((files.snapshot, files.history))
    make_folder(path.parent)
    base = Base(new_store_id(), 0, SCHEMA, None)
    first = lines.base_line(base)
    meta = Meta(SCHEMA, base.store, 0, lines.hash_of(first), {}, 0)
    with locked(files, mode):
        refuse_existing((files.snapshot, files.history))  # somebody may have been a moment faster
        # the snapshot first: alone it is a store, a history alone is not
        write_whole(files.snapshot, mode, snapshots.encode(meta, snapshots.encode_tables({})))
        try:
            write_whole(files.history, mode, [first])
        except CannotWrite:
            discard(files.snapshot)
            raise
