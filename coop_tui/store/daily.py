"""One backup a day, by itself: made after the day's first change, in a process of its own, so that nobody waits for it.

Run as a program, this module is that process.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Thread
from typing import Final

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store.errors import CannotWrite
from coop_tui.store.files import make_own_folder

FOLDER: Final = "backups"
_PACKAGES: Final = Path(__file__).parents[2]  # where `-m` finds this package, whatever folder the office works in


class NotBackedUp(CoopError):
    """Today's backup could not be made; `reason` are whole sentences."""

    reason: str

    def message(self) -> str:
        return _("Today’s backup was not made. {reason}").format(reason=self.reason)


class DailyBackup:
    """Sees to it that every day on which something is changed has a backup of the register `store`, the newest `keep`
    of them. What goes wrong is handed to `on_problem`, in a thread, and not tried again on the same day.
    """

    def __init__(self, store: Path, mode: int, keep: int, on_problem: Callable[[CoopError], None]) -> None:
        self._store = store
        self._mode = mode
        self._keep = keep
        self._on_problem = on_problem
        self._day: date | None = None  # whose backup was seen to
        self._begun = Event()

    def request(self) -> None:
        """Something was changed."""
        today = datetime.now().astimezone().date()
        if today != self._day:
            self._day = today
            self._begun.clear()
            Thread(target=self._run, args=(today,), name="backup", daemon=True).start()

    def close(self) -> None:
        """Return once a backup that is due is being written; it is finished even if the program ends."""
        if self._day is not None:
            self._begun.wait()

    def _run(self, day: date) -> None:
        try:
            process = None if file_of(self._store, day).exists() else self._start(day)
        except OSError as error:
            self._on_problem(NotBackedUp(f"{error.filename or self._store}: {error.strerror or error}"))
            return
        finally:
            self._begun.set()
        if process is not None:
            said, _nothing = process.communicate()
            if process.returncode:
                code = process.returncode
                self._on_problem(NotBackedUp(said.strip() or _("It ended with code {code}.").format(code=code)))

    def _start(self, day: date) -> Popen[str]:
        told = (str(self._store.absolute()), day.isoformat(), str(self._keep), f"{self._mode:o}", i18n.language())
        command = [sys.executable, "-X", "utf8", "-m", __name__, *told]
        return Popen(  # noqa: S603 - every word of the command is ours
            command,
            cwd=_PACKAGES,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # a terminal that is closed does not end it
        )


def file_of(store: Path, day: date) -> Path:
    """The backup of a day: `backups/coop-2026-05-17.zip` beside `coop.json`."""
    return store.parent / FOLDER / f"{store.stem}-{day.isoformat()}.zip"


def kept(store: Path) -> list[Path]:
    """The backups that were made by themselves, oldest first; whatever else lies there is not ours. Raises OSError."""
    ours = re.compile(rf"{re.escape(store.stem)}-\d{{4}}-\d\d-\d\d\.zip")
    folder = store.parent / FOLDER
    return sorted(file for file in folder.iterdir() if ours.fullmatch(file.name)) if folder.is_dir() else []


def make(store: Path, day: date, keep: int, mode: int) -> None:
    """Write the backup of `day`, and remove the oldest so that `keep` are left. Raises what `write_backup` does."""
    from coop_tui.store.backup import write_backup

    target = file_of(store, day)
    make_own_folder(target.parent, mode)
    write_backup(store, target, mode=mode)
    for old in kept(store)[:-keep]:
        try:
            old.unlink(missing_ok=True)  # another terminal may be faster
        except OSError as error:
            raise CannotWrite(old, error.strerror or str(error)) from error


def main(told: Sequence[str]) -> int:
    """What `DailyBackup` starts: 0 where the backup was made; else 1, and standard output says why."""
    store, day, keep, mode, language = told
    i18n.use(i18n.as_language(language) or i18n.DEFAULT)
    if hasattr(os, "nice"):
        os.nice(10)  # whoever is typing comes first
    try:
        make(Path(store), date.fromisoformat(day), int(keep), int(mode, 8))
    except CoopError as error:
        sys.stdout.write(error.message())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
