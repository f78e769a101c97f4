"""The store in two files: the history, which is the truth, and the snapshot, which makes opening quick."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from coop_tui.errors import CoopError
from coop_tui.store import history, lines, snapshots
from coop_tui.store.changes import (
    RELOAD,
    SCHEMA,
    Change,
    Committed,
    Loaded,
    Migrations,
    MustLoad,
    NewId,
    Operation,
    Plan,
    State,
    Told,
    apply,
    ids_after,
    migrated_change,
    raise_last_ids,
    untold,
)
from coop_tui.store.errors import (
    Busy,
    CannotRead,
    CannotWrite,
    ForeignFileKept,
    MustReload,
    NotSynced,
    ReadOnly,
    Unreadable,
    Why,
)
from coop_tui.store.files import (
    Files,
    Stamp,
    clear_leftovers,
    discard,
    keep_copy,
    locked,
    stamp,
    stamp_of,
    swap_in,
    write_beside,
    write_whole,
)
from coop_tui.store.history import Mark
from coop_tui.store.lines import Base
from coop_tui.store.opening import (
    Foreign,
    Opened,
    documents_in,
    migrated_tables,
    open_files,
    rebased,
    why_read_only,
)
from coop_tui.store.platform import owner
from coop_tui.store.snapshots import Meta

if TYPE_CHECKING:
    from coop_tui.store.log import ChangeLog

_ATTEMPTS: Final = 5  # at reading files that are replaced under the reader
_NOTHING: Final[Migrations] = {}


class _Snapshot(NamedTuple):
    """The snapshot on disk as we know it: its stamp, its generation, and where in the history its tail begins."""

    stamp: Stamp | None
    gen: int
    end: int


class FileStore:
    """Documents in `path`, with their history beside it. Knows no kind of record and keeps no copy of the documents.

    One thread loads, reads and commits; `snapshot` may run in another. `mode` is given to new files. `migrations`
    take a document of schema n to n + 1; they also meet documents they have migrated before, and leave those alone.
    With `known_on` it is the store as it was recorded at the end of that day, and nothing can be changed.
    """

    def __init__(
        self,
        path: Path,
        *,
        mode: int = 0o600,
        schema: int = SCHEMA,
        migrations: Migrations = _NOTHING,
        known_on: date | None = None,
    ) -> None:
        self._files = Files.of(path)
        self._mode = mode
        self._schema = schema
        self._migrations = migrations
        self._base: Base | None = None
        self._mark: Mark | None = None  # the last line read; None before loading
        self._stamp: Stamp | None = None  # of the history when it was read; None where there is none yet
        self._last_ids: dict[str, int] = {}
        self._hashes: dict[int, str] = {}  # of the lines after which the records here are, or were
        self._read_only: ReadOnly | None = None
        self._snapshot = _Snapshot(None, -1, 0)
        self._known_on = known_on
        self._end: tuple[Path, int | None] = (self._files.history, None)  # of the history, as far as it is read

    @classmethod
    def create(cls, path: Path, mode: int = 0o600) -> FileStore:
        """A new, empty store. Raises InTheWay where a file of one is there already, CannotWrite, Busy."""
        from coop_tui.store.beginning import begin  # for a store that is made, not for one that is opened

        begin(path, mode)
        return cls(path, mode=mode)

    @property
    def path(self) -> Path:
        return self._files.snapshot

    @property
    def mode(self) -> int:
        """The mode that new files of the store get."""
        return self._mode

    @property
    def store_id(self) -> str:
        """The random id given to the store when it was made; "" before it is loaded."""
        return self._base.store if self._base else ""

    @property
    def schema(self) -> int:
        """The schema of the documents that this program reads and writes."""
        return self._schema

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing can be changed here, as found when the store was loaded; None where it can."""
        return self._read_only

    @property
    def tail(self) -> int:
        """Bytes of history since the last snapshot, which the next start has to read."""
        return self._mark.end - self._snapshot.end if self._mark else 0

    def load(self, by: str | None = None) -> Loaded:
        """Read the store. What another program wrote into the snapshot is recorded as a change of `by`, by default of
        the file's owner; where nothing can be written it is only among the changes returned.

        Raises NoStore, CannotRead, Unreadable, DamagedLine, DoesNotFit; what `commit` raises where it records a change.
        """
        if self._known_on is not None:
            return self._load_past(self._known_on)
        opened = self._open()
        self._base, self._mark, self._stamp = opened.base, opened.mark, opened.stamp
        self._last_ids = opened.last_ids
        self._read_only = why_read_only(self._files, opened, self._schema)
        self._hashes = {opened.mark.gen: opened.mark.hash}
        self._snapshot = _Snapshot(opened.snapshot_stamp, opened.snapshot_gen, opened.snapshot_end)
        changes = list(opened.changes)
        if opened.foreign is not None:
            changes += self._take_over(opened.mark, opened.foreign, by or owner(self.path))
        tables = opened.tables
        if opened.schema < self._schema and self._migrations:
            tables = migrated_tables(self._migrations, documents_in(opened.tables))
        changes = [migrated_change(self._migrations, change) for change in changes]
        typed = opened.typed and tables is opened.tables
        return Loaded(self._mark.gen, tables, dict(self._last_ids), changes, typed)

    def changed(self, generation: int) -> bool:
        """Whether `changes(generation)` may have anything to tell. One stat."""
        if self._known_on is not None:
            return False
        return self._mark is None or self._mark.gen != generation or stamp(self._files.history) != self._stamp

    def changes(self, generation: int) -> tuple[int, list[Change]] | MustLoad:
        """The generation now, and what was changed since `generation`; RELOAD where the history was replaced.

        Raises CannotRead and DamagedLine.
        """
        fresh = self._read_on(generation)
        if fresh is RELOAD or self._mark is None:
            return RELOAD
        return self._mark.gen, list(fresh)

    def commit(
        self, plan: Plan, by: str, label: str, *, generation: int, undoes: int | None = None, told: Told = untold
    ) -> Committed:
        """Make one change, whole or not at all; it is on disk when this returns.

        Under the lock, `plan` gets what others changed since `generation` and a function that gives a kind's next
        unused id, and returns the operations, none for no change. `told` hears how many of them are ready to be
        written; once it has heard of all, nothing stops the change. What either raises passes, and nothing is changed.
        Raises ReadOnly, Busy, MustReload, CannotRead, CannotWrite, NotSynced, DamagedLine.
        """
        if self._read_only is not None:
            raise self._read_only
        with locked(self._files, self._mode):
            fresh = self._read_on(generation)
            if fresh is RELOAD or self._mark is None:
                raise MustReload(self.path)
            last_ids = dict(self._last_ids)
            operations = tuple(plan(fresh, ids_after(last_ids)))
            if not operations:
                return Committed(None, fresh)
            change = self._write(self._mark, operations, by, label, undoes, told)
            raise_last_ids(last_ids, operations)
            self._last_ids = last_ids
        return Committed(change, fresh)

    def history(self, *, kind: str | None = None, id: int | None = None, reach: int | None = None) -> Iterator[Change]:
        """Every change, or those that touch a kind or one of its records; newest first, read as they are asked for.
        With `reach` only those in about the last so many bytes.

        Raises CannotRead and DamagedLine.
        """
        from coop_tui.store import parts  # for who looks at the history, not for the start

        try:
            for file, start, line in parts.lines_backwards(self._end[0], reach, self._end[1]):
                if kind is None or lines.touches(line, kind, id):
                    mark = Mark(0, "", "", start, start + len(line))
                    yield migrated_change(self._migrations, history.change_of(file, (mark, line)))
        except FileNotFoundError:
            return

    def log(self, record: tuple[str, int] | None = None) -> ChangeLog | None:
        """Every change by its number, or those that touch a record, given as (kind, id); None without a history.

        Raises CannotRead and DamagedLine.
        """
        from coop_tui.store.log import ChangeLog

        try:
            return ChangeLog(self._end[0], self._migrations, record, self._end[1])
        except FileNotFoundError:
            return None

    def snapshot(self, state: State) -> None:
        """Write the snapshot, unless one as new is there. Safe to call from another thread than the committing one.

        Raises ForeignFileKept, after writing, where another program's file was in its place; ReadOnly, Busy,
        CannotRead, CannotWrite, MustReload, and the snapshot stays as it was then. No change is lost in any case.
        """
        if self._read_only is not None:
            raise self._read_only
        if state.generation <= self._snapshot.gen:
            return
        mark = self._line_of(state.generation)
        if mark.hash != self._hashes.get(mark.gen, mark.hash):  # another history, which the records are not of
            raise MustReload(self.path)
        last_ids = dict(self._last_ids)
        meta = Meta(self._schema, self.store_id, mark.gen, mark.hash, last_ids, 0, mark.start, typed=state.typed)
        body = snapshots.encode_tables(state.tables)
        temporary = write_beside(self.path, self._mode, snapshots.encode(meta, body))
        try:
            with locked(self._files, self._mode):
                copy = self._copy_of_foreign()
                if self._snapshot.gen < state.generation:
                    swap_in(temporary, self.path)
                    self._snapshot = _Snapshot(stamp(self.path), mark.gen, mark.end)
                    self._hashes = {gen: hash for gen, hash in list(self._hashes.items()) if gen >= mark.gen}
                    clear_leftovers(self.path)
        finally:
            discard(temporary)
        if copy is not None:
            raise ForeignFileKept(self.path, copy)

    def try_snapshot(self, state: State) -> None:
        """`snapshot`, where that can be done now: the changes in it are safe without it."""
        with suppress(Busy, CannotRead, CannotWrite, NotSynced):
            self.snapshot(state)

    def _open(self) -> Opened:
        for attempt in range(_ATTEMPTS):
            before = stamp(self._files.snapshot), stamp(self._files.history)
            try:
                return open_files(self._files)
            except CoopError:
                if attempt + 1 == _ATTEMPTS or before == (stamp(self._files.snapshot), stamp(self._files.history)):
                    raise
        raise MustReload(self.path)

    def _take_over(self, mark: Mark, foreign: Foreign, by: str) -> list[Change]:
        """Record what another program wrote. The changes to add to those loaded, those of others first."""
        if self._read_only is not None:
            return self._take_over_in_memory(mark, foreign, by)

        def plan(fresh: Sequence[Change], new_id: NewId) -> list[Operation]:
            apply(foreign.current, fresh)
            return rebased(foreign, new_id)

        done = self.commit(plan, by, foreign.label, generation=mark.gen)
        if done.change is None:
            return list(done.fresh)
        apply(foreign.current, [done.change])
        self.try_snapshot(State(done.change.gen, foreign.current))
        return [*done.fresh, done.change]

    def _take_over_in_memory(self, mark: Mark, foreign: Foreign, by: str) -> list[Change]:
        operations = tuple(rebased(foreign, ids_after(self._last_ids)))
        raise_last_ids(self._last_ids, operations)
        change = Change(mark.gen + 1, history.time_after(mark.at), by, foreign.label, operations)
        # a hash that no line has: as soon as the history changes, the store has to be loaded again
        self._mark = Mark(change.gen, "", change.at, mark.start, mark.end)
        return [change]

    def _load_past(self, day: date) -> Loaded:
        from coop_tui.store.past import known_on

        past = known_on(self._files, day)
        self._base, self._mark, self._end = past.base, past.then.mark, (past.file, past.end)
        self._read_only = ReadOnly(self.path, Why.PAST)
        tables = migrated_tables(self._migrations, past.then.tables)
        return Loaded(past.then.mark.gen, tables, past.then.last_ids, [])

    def _read_on(self, generation: int) -> tuple[Change, ...] | MustLoad:
        """The changes after `generation`, read from where the last reading ended if that was it."""
        mark, now = self._mark, stamp(self._files.history)
        if mark is None or generation > mark.gen or (now is None) != (self._stamp is None):
            return RELOAD
        if generation == mark.gen and now == self._stamp:
            return ()
        try:
            with history.reading(self._files.history) as opened:
                return self._read_after(generation, mark, opened)
        except FileNotFoundError:
            return RELOAD

    def _read_after(self, generation: int, mark: Mark, opened: BinaryIO) -> tuple[Change, ...] | MustLoad:
        file, now = self._files.history, stamp_of(os.fstat(opened.fileno()))
        if self._stamp is None or now[:2] != self._stamp[:2] or not history.holds(opened, mark):
            return RELOAD
        start = mark if generation == mark.gen else history.find_generation(opened, file, generation)
        if start is None:
            return RELOAD
        entries = list(history.entries_after(opened, file, start))
        changes = tuple(migrated_change(self._migrations, history.proved_change_of(file, entry)) for entry in entries)
        for change in changes:
            raise_last_ids(self._last_ids, change.ops)
        self._mark, self._stamp = entries[-1][0] if entries else start, now
        self._hashes[self._mark.gen] = self._mark.hash
        return changes

    def _write(
        self, mark: Mark, ops: tuple[Operation, ...], by: str, label: str, undoes: int | None, told: Told
    ) -> Change:
        """Put a change on disk after `mark`, and remember it as read."""
        at = history.time_after(mark.at)
        if self._stamp is not None:
            change = Change(mark.gen + 1, at, by, label, ops, undoes)
            line, new = history.next_line(change, mark, told)
            self._stamp, self._mark = stamp_of(history.append(self._files.history, mark.end, line)), new
            self._hashes[new.gen] = new.hash
            return change
        content, mark = self._beginning(at, by)
        change = Change(mark.gen + 1, at, by, label, ops, undoes)
        line, mark = history.next_line(change, mark, told)
        write_whole(self._files.history, self._mode, [*content, line])
        self._mark, self._stamp = mark, stamp(self._files.history)
        self._hashes[mark.gen] = mark.hash
        return change

    def _beginning(self, at: str, by: str) -> tuple[list[bytes], Mark]:
        """The first lines of a history for the snapshot, which was read without one."""
        from coop_tui.store.beginning import adopted  # once in the life of a store

        snapshot = snapshots.read(self.path)
        if self._base is None or snapshot.stamp != self._snapshot.stamp:
            raise MustReload(self.path)
        return adopted(self._base, snapshots.documents(snapshot), at, by)

    def _line_of(self, generation: int) -> Mark:
        """The place of a change that was read or committed here. Raises MustReload where it is gone."""
        try:
            with history.reading(self._files.history) as opened:
                mark = history.find_generation(opened, self._files.history, generation)
        except FileNotFoundError:
            mark = None
        if mark is None:
            raise MustReload(self.path)
        return mark

    def _copy_of_foreign(self) -> Path | None:
        """Under the lock: see what stands in the snapshot's place, and copy it aside where no coop-tui wrote it."""
        there = stamp(self.path)
        if there is None or there == self._snapshot.stamp:
            return None
        try:
            other = snapshots.read(self.path)
        except Unreadable:
            other = None
        if other is not None and other.sound and other.meta is not None and other.meta.store == self.store_id:
            mark = self._line_of(other.meta.gen)
            self._snapshot = _Snapshot(other.stamp, mark.gen, mark.end)
            return None
        return keep_copy(self.path, "foreign", self._mode)
