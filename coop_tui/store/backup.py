"""A store in one file: a zip of snapshot and history, as they stood at one moment."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _
from coop_tui.store import history, parts, snapshots
from coop_tui.store.changes import Loaded, Tables, apply
from coop_tui.store.errors import CannotRead, CannotWrite
from coop_tui.store.files import (
    Files,
    discard,
    locked,
    make_folder,
    refuse_existing,
    stamp,
    stamp_of,
    swap_in,
    target_of,
    write_beside,
    write_whole,
)
from coop_tui.store.filestore import FileStore
from coop_tui.store.opening import documents_in
from coop_tui.store.platform import can_write

LIMIT: Final = 1 << 30  # bytes that a backup may hold unpacked
_NAMES: Final = Files.of(Path("coop.json"))
_NAME: Final = re.compile(r"coop(\.history(\.\d{4}(-\d+)?)?\.jsonl|\.json)", re.ASCII)
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
    written = False
    while not written:
        with _held(files, mode) as held, _packed(held, target, mode) as temporary, _alone(files, mode):
            # where the history was written anew meanwhile, something was removed from it for good
            written = held.is_current(files)
            if written:
                swap_in(temporary, target)


def rewrite_backup(path: Path, change: Callable[[Files], bool], *, mode: int = 0o600) -> bool:
    """Let `change` work on the files in the backup `path`, and replace it where that returns True, which is returned.

    Raises NotABackup, CannotRead, CannotWrite, and what `change` raises; the backup stays as it was then.
    """
    with _unpacking() as folder:
        files = Files.of(Path(folder, _NAMES.snapshot.name))
        _unpacked(path, path, files)
        if not change(files):
            return False
        with _held(files, mode) as held, _packed(held, path, mode) as temporary:
            swap_in(temporary, path)
        return True


def read_backup(path: Path) -> Tables:
    """All documents in the backup `path`. Raises NotABackup, and CannotRead."""
    return _read(path, path)


def put_back(path: Path, store: Path, *, mode: int = 0o600) -> int:
    """Make the store `store`, where there is none, of all that the backup `path` holds; its generation.

    Raises NotABackup, CannotRead, InTheWay, CannotWrite, NotSynced, Busy.
    """
    files = Files.of(store)
    make_folder(store.parent)
    with _unpacking() as folder:
        unpacked = Files.of(Path(folder, _NAMES.snapshot.name))
        loaded = _unpacked(path, path, unpacked)
        # the history first: with it alone, recover makes the snapshot
        copies = [(file, _beside(files, file)) for file in parts.oldest_first(unpacked.history)]
        copies.append((unpacked.snapshot, files.snapshot))
        refuse_existing(copy for _file, copy in copies)
        with locked(files, mode):
            refuse_existing(copy for _file, copy in copies)  # somebody may have been a moment faster
            _copy_all(copies, mode)
    return loaded.generation


def _copy_all(copies: Sequence[tuple[Path, Path]], mode: int) -> None:
    """Write every copy, or leave none. Raises CannotWrite, NotSynced."""
    written = []
    try:
        for file, copy in copies:
            write_whole(copy, mode, _blocks(file))
            written.append(copy)
    except CannotWrite:
        for copy in written:
            discard(copy)
        raise


def _beside(files: Files, file: Path) -> Path:
    """What a file of another store's history is called in the store `files`."""
    return files.history.with_name(files.history.name.removesuffix("jsonl") + file.name.rpartition(".history.")[2])


def _blocks(file: Path) -> Iterator[bytes]:
    with open(file, "rb") as opened:
        while block := opened.read(_BLOCK):
            yield block


def _alone(files: Files, mode: int) -> AbstractContextManager[None]:
    """The lock, where there can be one."""
    return locked(files, mode) if can_write(files.snapshot.parent) else nullcontext()


class _File(NamedTuple):
    """A file of the history, held open: what it is called in a backup, and where its last whole line ends."""

    name: str
    opened: BinaryIO
    end: int


class _Held(NamedTuple):
    """A store as it was at one moment: the snapshot, and the files of the history, oldest first."""

    snapshot: bytes
    history: list[_File]

    def is_current(self, files: Files) -> bool:
        """Whether the history is still the file that is held."""
        now = stamp(files.history)
        held = stamp_of(os.fstat(self.history[-1].opened.fileno())) if self.history else None
        return (now and now[:2]) == (held and held[:2])


@contextmanager
def _held(files: Files, mode: int) -> Iterator[_Held]:
    with ExitStack() as stack:
        with _alone(files, mode):
            snapshot = snapshots.read(files.snapshot).content
            found = []
            for file in parts.oldest_first(files.history):
                opened = stack.enter_context(parts.reading(file))
                found.append(_File(_beside(_NAMES, file).name, opened, history.end_of_lines(opened)))
        yield _Held(snapshot, found)


@contextmanager
def _packed(held: _Held, target: Path, mode: int) -> Iterator[Path]:
    """A new file beside `target` with the backup, synced and read back; gone at the end unless it was swapped in."""
    temporary = write_beside(target, mode, [])
    try:
        with open(temporary, "r+b") as out:
            _zip(held, out)
            out.flush()
            os.fsync(out.fileno())
        _read(temporary, target)
        yield temporary
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    finally:
        discard(temporary)


def _zip(held: _Held, out: BinaryIO) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_NAMES.snapshot.name, held.snapshot)
        if sum(file.end for file in held.history) > LIMIT:
            raise NotABackup(Path(out.name), Fault.SIZE)
        for file in held.history:
            file.opened.seek(0)
            left = file.end
            with archive.open(file.name, "w", force_zip64=True) as entry:
                while left > 0 and (block := file.opened.read(min(_BLOCK, left))):
                    entry.write(block)
                    left -= len(block)


def _read(file: Path, shown: Path) -> Tables:
    """The documents in the backup `file`, which errors call `shown`."""
    with _unpacking() as folder:
        loaded = _unpacked(file, shown, Files.of(Path(folder, _NAMES.snapshot.name)))
        tables = documents_in(loaded.tables)
        apply(tables, loaded.changes)
        return tables


def _unpacking() -> TemporaryDirectory[str]:
    """A folder to unpack in, removed afterwards. Raises CannotWrite."""
    try:
        return TemporaryDirectory(prefix="coop-", ignore_cleanup_errors=True)
    except OSError as error:
        raise CannotWrite(Path(gettempdir()), error.strerror or str(error)) from error


def _unpacked(file: Path, shown: Path, files: Files) -> Loaded:
    """What the backup `file`, which errors call `shown`, holds, loaded after it was unpacked to `files`."""
    _unpack(file, shown, files.snapshot.parent)
    store = FileStore(files.snapshot)
    try:
        loaded = store.load()
        parts.oldest_first(files.history)  # each is there
    except CoopError as error:
        raise NotABackup(shown, Fault.CONTENT) from error
    if store.read_only is not None:
        raise NotABackup(shown, Fault.NEWER)
    return loaded


def _unpack(file: Path, shown: Path, folder: Path) -> None:
    try:
        with history.reading(file) as opened, ZipFile(opened) as archive:
            names = set(archive.namelist())
            if _NAMES.snapshot.name not in names or not all(_NAME.fullmatch(name) for name in names):
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
