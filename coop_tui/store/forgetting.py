"""Removing documents for good: from the records, and from every change that the history tells of them.

What is removed from a line are its operations' salts and documents. Their digests stay, so every hash still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from coop_tui.store import history, lines, parts
from coop_tui.store.beginning import adopted
from coop_tui.store.changes import (
    SCHEMA,
    Change,
    Document,
    Operation,
    Tables,
    apply,
    difference,
    same,
)
from coop_tui.store.errors import CannotWrite, HalfDone, MustReload, ReadOnly, Why
from coop_tui.store.files import Files, locked, write_whole
from coop_tui.store.history import Mark
from coop_tui.store.lines import StoredOperation
from coop_tui.store.opening import Opened, Replayed, documents_in, open_files
from coop_tui.store.repair import write_snapshot

Instead: TypeAlias = Callable[[str, int, Document], Document | None]
"""What is to stand in the place of a kind's document of that id: an equal one where it stays, None where it goes.

Given what it returned, it returns the same.
"""
Choose: TypeAlias = Callable[[Tables], Instead]
"""What `Instead` means in a store, given all its documents."""


class Forgotten(NamedTuple):
    """What was removed: so many documents of today, and so many changes that told of such."""

    documents: int
    changes: int


NOTHING: Final = Forgotten(0, 0)


class _Rewritten(NamedTuple):
    """A history's lines without what was removed, the documents they still tell of, and the last line's place;
    `closed` are the files of earlier years in which something was removed.
    """

    closed: list[tuple[Path, list[bytes]]]
    lines: list[bytes]
    tables: Tables
    mark: Mark
    changes: int


def forget(path: Path, choose: Choose, by: str, label: str, *, mode: int = 0o600) -> Forgotten:
    """Replace or remove documents of the store `path`, in its records and in its history, under the lock.

    One more line says what stands in their place now. Whoever has the store open loads it anew. After a crash at any
    moment the store opens, and calling this again finishes the work. Raises MustReload where the snapshot holds what
    another program wrote and the history has not, and what can go wrong in opening, locking and writing.
    """
    files = Files.of(path)
    with locked(files, mode):
        return forget_in(files, choose, by, label, mode)


def forget_in(files: Files, choose: Choose, by: str, label: str, mode: int) -> Forgotten:
    """`forget` in files that nobody else writes."""
    opened = open_files(files)
    if opened.schema > SCHEMA:
        raise ReadOnly(files.snapshot, Why.NEWER)
    if opened.foreign is not None:
        raise MustReload(files.snapshot)
    now = documents_in(opened.tables)
    apply(now, opened.changes)
    instead = choose(now)
    wanted = _wanted(now, instead)
    removed = difference(now, wanted)
    told = _adopted(opened, now, instead, by) if opened.stamp is None else _redacted(files.history, instead)
    if not removed and not told.changes:
        if opened.snapshot_gen < opened.mark.gen:  # as after a crash: it may still hold what the history does not
            _write_snapshot(files, opened, wanted, told.mark, mode)
        return NOTHING
    operations = _restated(told.tables, removed, wanted)
    change = Change(told.mark.gen + 1, history.time_after(told.mark.at), by, label, operations)
    line, mark = history.next_line(change, told.mark)
    if opened.stamp is None:
        _write_snapshot(files, opened, wanted, mark, mode)  # alone, it is the store
    # first the file with the new line, which says what the others are to leave out
    write_whole(files.history, mode, [*told.lines, line])
    for file, kept in told.closed:
        write_whole(file, mode, kept)
    if opened.stamp is not None:
        try:
            _write_snapshot(files, opened, wanted, mark, mode)
        except CannotWrite as error:
            raise HalfDone(error.file, error.reason) from error
    return Forgotten(len(removed), told.changes)


def _wanted(now: Tables, instead: Instead) -> Tables:
    wanted: Tables = {}
    for kind, table in now.items():
        chosen = ((id, instead(kind, id, document)) for id, document in table.items())
        wanted[kind] = {id: document for id, document in chosen if document is not None}
    return wanted


def _redacted(file: Path, instead: Instead) -> _Rewritten:
    """The history `file` without what tells of documents that are to be replaced or removed."""

    def concerns(op: StoredOperation) -> bool:
        documents = (one for one in (op.before, op.after) if one is not None)
        return any(not same(instead(op.kind, op.id, one), one) for one in documents)

    tables: Tables = {}
    *earlier, now = [_read(one, concerns, tables) for one in parts.oldest_first(file)]
    closed = [(one.file, one.lines) for one in earlier if one.changes]
    return _Rewritten(closed, now.lines, tables, now.mark, now.changes + sum(one.changes for one in earlier))


class _Read(NamedTuple):
    """One file of the history without what was removed, the place of its last line, and the changes that were cut."""

    file: Path
    lines: list[bytes]
    mark: Mark
    changes: int


def _read(file: Path, concerns: Callable[[StoredOperation], bool], tables: Tables) -> _Read:
    """Read one file, and bring `tables` forward by what is left of its changes."""
    changes = 0
    with parts.reading(file) as opened:
        _base, mark = history.read_base(opened, file)
        opened.seek(0)
        kept = [opened.readline()]
        for entry in history.entries_after(opened, file, mark):
            mark, line = entry
            clean = lines.redacted(line, concerns)
            changes += clean is not None
            kept.append(clean or line)
            apply(tables, [history.change_of(file, (mark, kept[-1]))])
    end = sum(map(len, kept))
    return _Read(file, kept, mark._replace(start=end - len(kept[-1]), end=end), changes)


def _adopted(opened: Opened, now: Tables, instead: Instead, by: str) -> _Rewritten:
    """The beginning of a history for a snapshot without one, which takes over only what stays as it is."""
    stays: Tables = {
        kind: {id: one for id, one in table.items() if same(instead(kind, id, one), one)} for kind, table in now.items()
    }
    begun, mark = adopted(opened.base, stays, history.time_after(""), by)
    return _Rewritten([], begun, stays, mark, 0)


def _restated(told: Tables, removed: Iterable[Operation], wanted: Tables) -> tuple[Operation, ...]:
    """What the history has to say now: everything that it does not tell any more but that stands, and once more that
    what was removed is gone, for whoever reads these lines after an older snapshot.
    """
    missing = {(op.kind, op.id): op for op in difference(told, wanted)}
    for op in removed:
        after = wanted[op.kind].get(op.id)
        missing.setdefault((op.kind, op.id), Operation(op.kind, op.id, told.get(op.kind, {}).get(op.id), after))
    return tuple(missing.values())


def _write_snapshot(files: Files, opened: Opened, tables: Tables, mark: Mark, mode: int) -> None:
    write_snapshot(files, mode, opened.base, Replayed(tables, opened.last_ids, mark))
