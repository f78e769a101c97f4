"""The register as it is worked with: open, change, undo, notice others' changes, close.

Every change goes the same way: a plan is made on fresh records under the store's lock, checked, written as one line of
the history, and only then applied here. What was applied, ours and others', is handed out once by `news`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.records.read import to_document
from coop_tui.register import undo
from coop_tui.register.checks import check_operations
from coop_tui.register.errors import NoSuchRecord, WentBack
from coop_tui.register.state import Records
from coop_tui.store import RELOAD, Change, Committed, Document, FileStore, MustReload, Operation, State, merge
from coop_tui.store.changes import same
from coop_tui.store.snapshot_thread import SnapshotThread

if TYPE_CHECKING:
    from coop_tui.store.daily import DailyBackup

Plan = Callable[[Callable[[str], int]], Sequence[Operation]]
"""Given `new_id(kind)`, what to change. Called on fresh records; raises a `CoopError` to refuse."""
Watch = Callable[[Literal["check", "write"], int, int], None]
"""Told how many operations have been checked, then how many are ready to be written, of how many."""


def unwatched(_step: Literal["check", "write"], _done: int, _total: int) -> None:
    """The watch over a change that takes no time."""


class Register:
    """The records of one store, and changes to them by one person.

    `by` is who is acting. A day on which something is changed gets a backup, the newest `keep_backups` stay; 0 makes
    none. `on_problem` is told what could not be saved to coop.json or a backup in the background (the change itself is
    safe in the history by then); it may be called from another thread.
    """

    def __init__(
        self,
        store: FileStore,
        *,
        today: date,
        by: str,
        ending_soon_days: int,
        on_problem: Callable[[CoopError], None],
        keep_backups: int = 0,
    ) -> None:
        self.store = store
        self.by = by
        self._today = today
        self._ending_soon_days = ending_soon_days
        self._news: list[Change] = []
        self.records = self._load()
        self._on_problem = on_problem
        self._snapshots = SnapshotThread(store, self._state, on_problem)
        self._keep_backups = keep_backups
        self._backups: DailyBackup | None = None

    def _load(self) -> Records:
        loaded = self.store.load()
        first = loaded.generation - len(loaded.changes)
        records = Records(
            loaded.tables, first, self.store.path, self._today, self._ending_soon_days, typed=loaded.typed
        )
        for change in loaded.changes:
            records.apply(change)
        return records

    def _reload(self) -> None:
        """Take up a store that was replaced under us. Raises `WentBack` where it is an older one."""
        store_id, shown = self.store.store_id, self.records.generation
        records = self._load()
        if self.store.store_id == store_id and records.generation < shown:
            raise WentBack(self.store.path, records.generation + 1, shown)
        self.records = records

    def _state(self) -> State:
        return self.records.state()  # asked anew each time: `records` is another object after a reload

    def news(self) -> list[Change]:
        """The changes applied since this was last asked, oldest first."""
        news, self._news = self._news, []
        return news

    def poll(self) -> bool:
        """Take in what others have changed. False where there is nothing new; True also after the store was replaced
        under us, in which case `records` is a new object.
        """
        if not self.store.changed(self.records.generation):
            return False
        found = self.store.changes(self.records.generation)
        if found is RELOAD:
            self._reload()
            return True
        for change in found[1]:
            self._apply(change)
        return bool(found[1])

    def turn_to(self, today: date) -> None:
        """Take this day for today from now on."""
        self._today = today
        self.records.today = today

    def _apply(self, change: Change) -> None:
        self.records.apply(change)
        self._news.append(change)

    def commit(self, plan: Plan, label: str, *, undoes: int | None = None, watch: Watch = unwatched) -> Change | None:
        """Make one change of what `plan` says, all or nothing. None where there was nothing to change.

        What `watch` raises passes, as what `plan` raises does, and nothing is changed then. Once it was told of all
        that is to be written, it is: nothing stops the change any more.
        """

        def on_fresh(fresh: Sequence[Change], new_id: Callable[[str], int]) -> Sequence[Operation]:
            for change in fresh:
                self._apply(change)
            operations = plan(new_id)
            check_operations(self.records, operations, partial(watch, "check"))
            return operations

        def write() -> Committed:
            told = partial(watch, "write")
            generation = self.records.generation
            return self.store.commit(on_fresh, self.by, label, generation=generation, undoes=undoes, told=told)

        try:
            committed = write()
        except MustReload:
            self._reload()
            committed = write()
        if committed.change is not None:
            self._apply(committed.change)
            self._snapshots.request()
            self._back_up()
        return committed.change

    def _back_up(self) -> None:
        if self._backups is None and self._keep_backups:
            from coop_tui.store.daily import DailyBackup  # who only looks makes none

            self._backups = DailyBackup(self.store.path, self.store.mode, self._keep_backups, self._on_problem)
        if self._backups is not None:
            self._backups.request()

    def create(self, kind: str, document: Document) -> int:
        """Add a record; its id."""
        made: list[int] = []

        def plan(new_id: Callable[[str], int]) -> Sequence[Operation]:
            made[:] = [new_id(kind)]
            return [Operation(kind, made[0], None, document)]

        self.commit(plan, f"create {kind}")
        return made[0]

    def update(self, kind: str, record_id: int, before: Document, after: Document) -> Change | None:
        """Change a record from what the person saw to what they want. Others' changes to other fields are kept;
        `Conflict` where somebody changed the same ones.
        """

        def plan(_new_id: Callable[[str], int]) -> Sequence[Operation]:
            current = self.document(kind, record_id)
            merged = merge(before, after, current, kind=kind, id=record_id)
            return [] if same(merged, current) else [Operation(kind, record_id, current, merged)]

        return self.commit(plan, f"update {kind} {record_id}")

    def delete(self, kind: str, record_id: int) -> Change | None:
        """Delete a record that nothing refers to; a batch takes its participations along."""

        def plan(_new_id: Callable[[str], int]) -> Sequence[Operation]:
            doomed = [(kind, record_id)]
            if kind == "batches":
                doomed += [found for found in self.records.referrers(kind, record_id) if found[0] == "participations"]
            return [Operation(one, id, self._required(one, id), None) for one, id in reversed(doomed)]

        return self.commit(plan, f"delete {kind} {record_id}")

    def undo(self, gen: int | None = None, watch: Watch = unwatched) -> Change:
        """Take back this person's newest change, or the named one. The change that was taken back. `watch` as in
        `commit`.
        """
        target = undo.newest(self.store, self.by) if gen is None else undo.named(self.store, gen)
        return self._take_back(target, "undo", watch)

    def redo(self, watch: Watch = unwatched) -> Change:
        """Take back this person's newest undo. The undo that was taken back. `watch` as in `commit`."""
        return self._take_back(undo.newest_undo(self.store, self.by), "redo", watch)

    def _take_back(self, target: Change, code: str, watch: Watch) -> Change:
        def plan(_new_id: Callable[[str], int]) -> Sequence[Operation]:
            return undo.swapped(self.store, self.records, target)

        self.commit(plan, f"{code} {target.gen}", undoes=target.gen, watch=watch)
        return target

    def replace_all(self, tables: Mapping[str, Mapping[int, Document]], label: str) -> Change | None:
        """Make the register hold exactly `tables` (a restored backup), as one change that can be undone."""

        def plan(_new_id: Callable[[str], int]) -> Sequence[Operation]:
            operations = []
            for kind in KINDS:
                wanted = tables.get(kind, {})
                for record_id in sorted(self.records.all(KINDS[kind]).keys() | wanted.keys()):
                    before, after = self.document(kind, record_id), wanted.get(record_id)
                    if not same(before, after):
                        operations.append(Operation(kind, record_id, before, after))
            return operations

        return self.commit(plan, label)

    def document(self, kind: str, record_id: int) -> Document | None:
        """A record as it stands on disk, None where there is none."""
        record = self.records.get(KINDS[kind], record_id)
        return None if record is None else to_document(record)

    def _required(self, kind: str, record_id: int) -> Document:
        document = self.document(kind, record_id)
        if document is None:
            raise NoSuchRecord(kind, record_id)
        return document

    def close(self) -> None:
        """Write what is not yet in coop.json."""
        self._snapshots.close()
        if self._backups is not None:
            self._backups.close()
