"""How a store begins: empty, or with a history for a snapshot that has none."""

from __future__ import annotations

from pathlib import Path

from coop_tui.store import history, lines, snapshots
from coop_tui.store.changes import SCHEMA, Change, Tables, difference
from coop_tui.store.errors import CannotWrite
from coop_tui.store.files import Files, discard, locked, make_folder, refuse_existing, write_whole
from coop_tui.store.history import Mark
from coop_tui.store.lines import Base
from coop_tui.store.opening import ADOPT, new_store_id
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


def adopted(base: Base, documents: Tables, at: str, by: str) -> tuple[list[bytes], Mark]:
    """The first lines of a history for a snapshot without one, and the place of the last.

    The second puts all its documents on record, so that the history alone can rebuild everything.
    """
    first = lines.base_line(base)
    mark = Mark(base.gen, lines.hash_of(first), "", 0, len(first))
    operations = tuple(difference({}, documents))
    line, mark = history.next_line(Change(mark.gen + 1, at, by, f"{ADOPT} {len(operations)}", operations), mark)
    return [first, line], mark
