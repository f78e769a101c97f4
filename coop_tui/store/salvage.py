"""Making a damaged store whole again, from what is left of its history and its snapshot.

A damaged history is written anew: its lines as they were, in the place of damaged ones lines with those of their
operations that still prove, and last what only the snapshot knows. The files as they were found are kept.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import NamedTuple

from coop_tui.store import history, parts, remains, snapshots
from coop_tui.store.changes import SCHEMA
from coop_tui.store.errors import CannotRead, NoStore, ReadOnly, Unreadable, Why
from coop_tui.store.files import Files, discard, keep_copy, locked, move_aside, swap_in, write_beside, write_whole
from coop_tui.store.lines import Base
from coop_tui.store.opening import new_store_id
from coop_tui.store.rebuilding import Loss, Rebuilt, Sound
from coop_tui.store.remains import Found, Gap

__all__ = ["Loss", "Salvaged", "salvage"]


class Salvaged(NamedTuple):
    """What was done. `kept` are copies of those files, as they were found, that could not stay as they were."""

    kept: list[Path]
    losses: list[Loss]


def salvage(path: Path, by: str, *, mode: int = 0o600) -> Salvaged:
    """Make snapshot and history of the store `path` whole again, from what either holds.

    Where both are whole and do not fit together, the history stands and a copy of the snapshot is kept; what a snapshot
    knows that is merely ahead of its history is added to it, as a change of `by`. Raises NoStore, CannotRead where
    there is no history, and what can go wrong in reading, locking and writing.
    """
    files = Files.of(path)
    if not files.history.exists():
        if not os.path.lexists(path):
            raise NoStore(path)
        raise CannotRead(files.history, os.strerror(errno.ENOENT))
    with locked(files, mode):
        found = _found(files)
        sound = _sound(path, found)
        if any(one.schema > SCHEMA for one in (sound and sound.meta, *(one.base for one in found)) if one):
            raise ReadOnly(path, Why.NEWER)
        anew = _rebuilt(found, sound, by)
        kept = []
        for one, written in zip(found, anew.contents, strict=True):
            content = b"".join(written)
            if content != one.content:
                if not (content.startswith(one.content) or one.content.startswith(content)):
                    kept.append(keep_copy(one.file, "damaged", mode))
                write_whole(one.file, mode, [content])
        temporary = write_beside(path, mode, snapshots.encode(anew.meta(), snapshots.encode_tables(anew.tables)))
        try:
            # whatever stands there, be it a folder or larger than can be read, is not looked into
            if os.path.lexists(path) and not anew.holds_snapshot:
                kept.append(move_aside(path, "replaced"))
            swap_in(temporary, path)
        finally:
            discard(temporary)
        return Salvaged(kept, anew.losses())


def _found(files: Files) -> list[Found]:
    """The files of the history, oldest first."""
    found = [remains.read(files.history)]
    while True:
        base = found[-1].base
        part = _newest_part(files) if base is None else base.part
        if part is None or any(one.file == parts.part_file(files.history, part) for one in found):
            return found[::-1]
        try:
            found.append(remains.read(parts.part_file(files.history, part)))
        except CannotRead:
            return found[::-1]


def _newest_part(files: Files) -> str | None:
    """What the newest of the closed years is called, for a file that no longer tells which it goes on after."""
    name = re.compile(re.escape(files.history.name.removesuffix("jsonl")) + r"((\d{4})(?:-(\d+))?)\.jsonl", re.ASCII)
    there = [match for file in files.history.parent.iterdir() if (match := name.fullmatch(file.name))]
    return max(there, key=lambda match: (match[2], int(match[3] or 1)))[1] if there else None


def _sound(path: Path, found: list[Found]) -> Sound | None:
    """The snapshot, where it is whole and of this history, for which it is taken where the base cannot be read."""
    try:
        snapshot = snapshots.read(path)
        tables = snapshots.documents(snapshot)
    except (NoStore, CannotRead, Unreadable):
        return None
    meta, base = snapshot.meta, found[-1].base
    if meta is None or not snapshot.sound:
        return None
    hashes = {one.hash for file in found for one in file.pieces}
    ours = base is None or (meta.store == base.store and meta.gen >= base.gen) or meta.last in hashes
    return Sound(meta, tables) if ours else None


def _oldest_base(found: Found, sound: Sound | None) -> Base:
    """The base of the oldest file, as it was, or as the lines after it and the snapshot tell."""
    base, after = found.base, found.pieces[0].line if found.pieces else None
    if base is not None and base.part is None and (after is None or after.prev == found.before):
        return base
    first = remains.first_generation(found.pieces)
    gen = first - 1 if first is not None else sound.meta.gen if sound else 0
    store = sound.meta.store if sound else base.store if base else new_store_id()
    return Base(store, max(gen, 0), SCHEMA, None, base.last_ids if base else {})


def _rebuilt(found: list[Found], sound: Sound | None, by: str) -> Rebuilt:
    base = _oldest_base(found[0], sound)
    anew = Rebuilt(base, sound)
    now = history.time_after("")
    at = next((piece.line.at for one in found for piece in one.pieces if piece.line is not None), now)
    if base != found[0].base and base.gen > 0:
        anew.miss(base.gen)
    part = ""
    for one in found:
        missing = max(0, one.base.gen - anew.gen) if part and one.base else 0
        if missing:
            anew.fill(Gap([], missing), by, at)
        anew.begin(part)
        for piece in remains.walk(one, anew.gen, one.before):
            if isinstance(piece, Gap):
                anew.fill(piece, by, at)
            else:
                anew.take(piece)
        part = one.file.name.removesuffix(".jsonl").rpartition(".")[2]
    anew.end(by, now)
    return anew
