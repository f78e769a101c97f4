"""A store in one file: a zip of snapshot and history, as they stood at one moment."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _
from coop_tui.store import history, snapshots
from coop_tui.store.changes import Loaded, Tables, apply
from coop_tui.store.errors import CannotRead, CannotWrite, InTheWay
from coop_tui.store.files import Files, locked, make_folder, swap_in, target_of, write_beside, write_new
from coop_tui.store.filestore import FileStore
from coop_tui.store.opening import documents_in
from coop_tui.store.platform import can_write

LIMIT: Final = 1 << 30  # bytes that a backup may hold unpacked
_NAMES: Final = Files.of(Path("coop.json"))
_BLOCK: Final = 1 << 20


class Fault(Enum):
    """What is wrong with a file that should be a backup."""

    ZIP = N_("it is not a backup, or it is damaged")
    NAMES = N_("it does not hold a register")
    SIZE = N_("what it holds is larger than any register")
    CONTENT = N_("the register in it cannot be read")
    NEWER = N_("it was made by a newer coop-tui")


class NotABackup(CoopError):
    """`file` cannot be restored."""

    file: Path
    fault: Fault

    def message(self) -> str:
        return _("{file} cannot be restored: {fault}. Nothing was changed. Choose another backup.").format(
            file=self.file, fault=_(self.fault.value)
        )


def write_backup(store: Path, target: Path, *, mode: int = 0o600) -> None:
    """Write a backup of the store `store` to `target`: whole and read back, or not at all.

    Raises OverStore, NotAFile, NoStore, NotABackup where the store itself cannot be read, CannotRead, CannotWrite, and
    Busy.
    """
    files = Files.of(store)
    target, _mode = target_of(target, store)
    snapshots.require(files.snapshot)
    temporary = write_beside(target, mode, [])
    try:
        with open(temporary, "r+b") as out, _still(files, mode) as (snapshot, end):
            _zip(files, snapshot, end, out)
            out.flush()
            os.fsync(out.fileno())
        _read(temporary, target)
        swap_in(temporary, target)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def read_backup(path: Path) -> Tables:
    """All documents in the backup `path`. Raises NotABackup, and CannotRead."""
    return _read(path, path)


def put_back(path: Path, store: Path, *, mode: int = 0o600) -> int:
    """Make the store `store`, where there is none, of all that the backup `path` holds; its generation.

    Raises NotABackup, CannotRead, InTheWay, CannotWrite.
    """
    files = Files.of(store)
    make_folder(store.parent)
    with TemporaryDirectory(prefix="coop-") as folder:
        unpacked = Files.of(Path(folder, _NAMES.snapshot.name))
        loaded = _unpacked(path, path, unpacked)
        for file in (files.snapshot, files.history):
            if os.path.lexists(file):
                raise InTheWay(file)
        # the history first: with it alone, recover makes the other
        if unpacked.history.exists():
            write_new(files.history, mode, _blocks(unpacked.history))
        write_new(files.snapshot, mode, _blocks(unpacked.snapshot))
    return loaded.generation


def _blocks(file: Path) -> Iterator[bytes]:
    with open(file, "rb") as opened:
        while block := opened.read(_BLOCK):
            yield block


@contextmanager
def _still(files: Files, mode: int) -> Iterator[tuple[bytes, int]]:
    """The snapshot, and the end of the history's last whole line, at one moment; neither changes before that end."""
    if can_write(files.snapshot.parent):
        with locked(files, mode):
            taken = _take(files)
    else:
        taken = _take(files)
    yield taken


def _take(files: Files) -> tuple[bytes, int]:
    snapshot = snapshots.read(files.snapshot).content
    try:
        with history.reading(files.history) as opened:
            return snapshot, history.end_of_lines(opened)
    except FileNotFoundError:
        return snapshot, 0


def _zip(files: Files, snapshot: bytes, end: int, out: BinaryIO) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_NAMES.snapshot.name, snapshot)
        if end == 0:
            return
        if end > LIMIT:
            raise NotABackup(Path(out.name), Fault.SIZE)
        with open(files.history, "rb") as opened, archive.open(_NAMES.history.name, "w", force_zip64=True) as entry:
            while end > 0 and (block := opened.read(min(_BLOCK, end))):
                entry.write(block)
                end -= len(block)


def _read(file: Path, shown: Path) -> Tables:
    """The documents in the backup `file`, which errors call `shown`."""
    with TemporaryDirectory(prefix="coop-") as folder:
        loaded = _unpacked(file, shown, Files.of(Path(folder, _NAMES.snapshot.name)))
        tables = documents_in(loaded.tables)
        apply(tables, loaded.changes)
        return tables


def _unpacked(file: Path, shown: Path, files: Files) -> Loaded:
    """What the backup `file`, which errors call `shown`, holds, loaded after it was unpacked to `files`."""
    _unpack(file, shown, files.snapshot.parent)
    store = FileStore(files.snapshot)
    try:
        loaded = store.load()
    except CoopError as error:
        raise NotABackup(shown, Fault.CONTENT) from error
    if store.read_only is not None:
        raise NotABackup(shown, Fault.NEWER)
    return loaded


def _unpack(file: Path, shown: Path, folder: Path) -> None:
    try:
        with history.reading(file) as opened, ZipFile(opened) as archive:
            names = set(archive.namelist())
            if _NAMES.snapshot.name not in names or not names <= {_NAMES.snapshot.name, _NAMES.history.name}:
                raise NotABackup(shown, Fault.NAMES)
            room = LIMIT - sum(one.file_size for one in archive.infolist())  # an honest one is refused unpacked
            if room < 0:
                raise NotABackup(shown, Fault.SIZE)
            room = LIMIT
            for name in names:
                room -= _extract(archive, name, folder / name, room)
                if room < 0:
                    raise NotABackup(shown, Fault.SIZE)
    # RuntimeError: a password is asked for; NotImplementedError: a compression that Python has not
    except (BadZipFile, EOFError, zlib.error, RuntimeError, ValueError) as error:
        raise NotABackup(shown, Fault.ZIP) from error
    except OSError as error:
        raise CannotRead(shown, error.strerror or str(error)) from error


def _extract(archive: ZipFile, name: str, to: Path, room: int) -> int:
    """Bytes unpacked; more than `room` as soon as they are, whatever sizes the archive itself states."""
    size = 0
    with archive.open(name) as packed, open(to, "wb") as out:
        while size <= room and (block := packed.read(_BLOCK)):
            out.write(block)
            size += len(block)
    return size
