"""The thread that writes snapshots, so that no keystroke waits for one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.store.changes import State
from coop_tui.store.filestore import FileStore

DELAY: Final = 1.0  # seconds from the first commit that has no snapshot to the snapshot
TAIL: Final = 4_000_000  # bytes of history that the next start shall not have to read: above them without delay


class SnapshotThread:
    """Writes the snapshot of `store` a moment after it was requested.

    `state_of` is called in the thread and has to return the records of one generation, whatever the other threads do
    meanwhile. What goes wrong is handed to `on_problem`, in the thread too; the changes are safe in the history then,
    and the next request tries again.
    """

    def __init__(
        self, store: FileStore, state_of: Callable[[], State], on_problem: Callable[[CoopError], None]
    ) -> None:
        self._store = store
        self._state_of = state_of
        self._on_problem = on_problem
        self._wake = Condition()
        self._due: float | None = None  # when the pending snapshot is to be written; None where none is pending
        self._closing = False
        self._thread: Thread | None = None

    def request(self) -> None:
        """Something was committed: write a snapshot within DELAY, however often this is called meanwhile."""
        with self._wake:
            before = self._due
            if self._due is None:
                self._due = monotonic() + DELAY
            if self._store.tail > TAIL:
                self._due = monotonic()
            if self._thread is None:
                self._thread = Thread(target=self._run, name="snapshot", daemon=True)
                self._thread.start()
            if self._due != before:  # waking the thread would cost a quarter of a save
                self._wake.notify()

    def close(self) -> None:
        """Write what is pending, and return when it is written."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._wait():
            try:
                self._store.snapshot(self._state_of())
            except CoopError as problem:
                self._on_problem(problem)

    def _wait(self) -> bool:
        """Wait until a snapshot is due, and take it on; False where none will come any more."""
        with self._wake:
            while not self._closing and (self._due is None or self._due > monotonic()):
                self._wake.wait(None if self._due is None else self._due - monotonic())
            pending = self._due is not None
            self._due = None
            return pending
