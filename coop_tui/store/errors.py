"""What can go wrong with a store, each with the file it concerns and the way out."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _


class NoStore(CoopError):
    """There is nothing at the place where the store should be."""

    file: Path

    def message(self) -> str:
        return _("{file} does not exist. Make a register with coop-tui init, or name another one with --store.").format(
            file=self.file
        )


class NoHistory(CoopError):
    """The store `file` has no history beside it."""

    file: Path

    def message(self) -> str:
        return _("{file} has no history yet. The first change made with coop-tui begins one.").format(file=self.file)


class InTheWay(CoopError):
    """A new store would have overwritten `file`."""

    file: Path

    def message(self) -> str:
        return _(
            "{file} exists already. Nothing was written. Choose another folder, or move that file away first."
        ).format(file=self.file)


class CannotRead(CoopError):
    """The system refuses to read `file`; `reason` is its own word for it."""

    file: Path
    reason: str

    def message(self) -> str:
        return _("{file} could not be read ({reason}). Ask whoever looks after this computer for access to it.").format(
            file=self.file, reason=self.reason
        )


class CannotWrite(CoopError):
    """`file` could not be written, and stands as it was; `reason` is the system's own word for it."""

    file: Path
    reason: str

    def message(self) -> str:
        return _(
            "{file} could not be written ({reason}). Nothing was changed."
            " Check that the disk has room and that you may write there, then do it again."
        ).format(file=self.file, reason=self.reason)


class NotSynced(CoopError):
    """`file` was written, but the system could not say that it is safe on the disk; `reason` is its own word for it."""

    file: Path
    reason: str

    def message(self) -> str:
        return _(
            "{file} was written, but the disk reports an error ({reason}): what was changed last may be lost."
            " Make a backup on another disk, and have this one looked at."
        ).format(file=self.file, reason=self.reason)


class HalfDone(CoopError):
    """What had to be changed in two files is changed in the first only: `file` could not be written."""

    file: Path
    reason: str

    def message(self) -> str:
        return _(
            "{file} could not be written ({reason}), so this is only half done."
            " Check that the disk has room and that you may write there, then do it again: that finishes it."
        ).format(file=self.file, reason=self.reason)


class Busy(CoopError):
    """Another program held the lock of the store `file` for too long."""

    file: Path

    def message(self) -> str:
        return _(
            "Another coop-tui holds the register {file}. Nothing was changed. Wait until it is done, then do it again."
        ).format(file=self.file)


class MustReload(CoopError):
    """The store was replaced by another program: it has to be loaded again before anything is changed."""

    file: Path

    def message(self) -> str:
        return _(
            "The register {file} was replaced by another program. Nothing was changed. Open it again, then do it again."
        ).format(file=self.file)


class TooMuch(CoopError):
    """A change whose line in the history would be longer than any that is read again."""

    megabytes: int

    def message(self) -> str:
        return _(
            "This is too much for one change: it would take more than {megabytes} MB. Nothing was changed."
            " Do it in parts, such as an import of fewer rows at a time."
        ).format(megabytes=self.megabytes)


class TooLarge(CoopError):
    """The records would take more room than a snapshot that is read again."""

    megabytes: int

    def message(self) -> str:
        return _(
            "The register has outgrown what coop-tui is made for: its records take more than {megabytes} MB. Every"
            " change is safe in the history. Move what is old into a register of its own."
        ).format(megabytes=self.megabytes)


class NotAFile(CoopError):
    """Where something else than a file stands: a folder, a device, a pipe."""

    path: Path

    def message(self) -> str:
        return _("{file} is not a file that can be replaced. Choose another name.").format(file=self.path)


class OverStore(CoopError):
    """What was to be written would have replaced a file of the register itself."""

    file: Path

    def message(self) -> str:
        return _("{file} belongs to the register itself. Choose another name.").format(file=self.file)


class Why(Enum):
    """Why a store is read-only."""

    NEWER = N_("{file} was written by a newer coop-tui. It can be read, not changed: install the newer version.")
    FOLDER = N_("You may not write to the folder {file}, so the register can be read, not changed.")
    FILE = N_("You may not write to {file}, so the register can be read, not changed.")
    PAST = N_("{file} is shown as it was on an earlier day, and cannot be changed so. Open it without --known-on.")


class ReadOnly(CoopError):
    """The store can be read, not changed; also raised where a change is tried."""

    file: Path
    why: Why

    def message(self) -> str:
        return _(self.why.value).format(file=self.file)


class Flaw(Enum):
    """What makes a file unreadable as a snapshot."""

    MISSING = N_("it does not exist")
    JSON = N_("it is not JSON text in UTF-8")
    TWICE = N_("a name is given twice in one place: {detail}")
    SHAPE = N_("it does not hold tables of numbered records: {detail}")
    META = N_("its table _meta is damaged")
    TABLE = N_("it has a table that is none of the register's: {detail}")


class Unreadable(CoopError):
    """`file` is no snapshot; `recoverable` where there is a history beside it."""

    file: Path
    flaw: Flaw
    detail: str
    recoverable: bool

    def message(self) -> str:
        flaw = _(self.flaw.value).format(detail=self.detail)
        if self.recoverable:
            return _("{file} cannot be read: {flaw}. coop-tui recover makes it anew from its history.").format(
                file=self.file, flaw=flaw
            )
        return _("{file} cannot be read: {flaw}. Mend the file, or restore a backup with coop-tui restore.").format(
            file=self.file, flaw=flaw
        )


class DamagedLine(CoopError):
    """Line `line` (from 1) of the history `file` is damaged, or was changed after it was written."""

    file: Path
    line: int

    def message(self) -> str:
        return _(
            "Line {line} of {file} is damaged. Run coop-tui recover, or restore a backup with coop-tui restore."
        ).format(line=self.line, file=self.file)


class Misfit(Enum):
    """Why a snapshot and the history beside it do not belong together."""

    OTHER = N_("{history} is the history of another register than {file}.")
    OLDER = N_("{file} is older than the beginning of {history}.")
    UNKNOWN = N_("{history} does not contain the state that {file} is in.")
    UNMARKED = N_("{file} does not say which state of {history} it is in.")


class DoesNotFit(CoopError):
    """The snapshot `file` and `history` do not belong together; one of them has to be chosen."""

    file: Path
    history: Path
    misfit: Misfit

    def message(self) -> str:
        misfit = _(self.misfit.value).format(file=self.file, history=self.history)
        return misfit + " " + _("Choose with coop-tui recover which of the two to keep; the other is kept as a copy.")


class ForeignFileKept(CoopError):
    """Another program wrote the snapshot `file` during the session; what it wrote is kept in `copy`."""

    file: Path
    copy: Path

    def message(self) -> str:
        return _(
            "Another program has written {file}. The register was saved there again;"
            " what the other program wrote is kept in {copy}."
        ).format(file=self.file, copy=self.copy)
