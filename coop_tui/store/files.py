"""The files of a store, and how one is made or replaced: whole and synced, or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep, time
from typing import Final, NamedTuple, TypeAlias

from coop_tui.errors import CoopError
from coop_tui.store.errors import Busy, CannotRead, CannotWrite, InTheWay, NotAFile, NotSynced, OverStore
from coop_tui.store.platform import here

LOCK_SECONDS: Final = 30.0
LEFT_SECONDS: Final = 3600.0
_BINARY: Final = getattr(os, "O_BINARY", 0)

Stamp: TypeAlias = tuple[int, int, int, int]  # device, inode, size, time of the last write: what one stat tells


class Files(NamedTuple):
    """Where a store's files lie: `coop.json`, `coop.history.jsonl`, `coop.lock`."""

    snapshot: Path
    history: Path
    lock: Path

    @classmethod
    def of(cls, snapshot: Path) -> Files:
        """The files of the store that is called `snapshot`. Where that is a link, they lie where it leads: whoever
        comes another way meets the same lock. Raises CannotRead where it is no name of a file.
        """
        real = Path(os.path.realpath(snapshot))
        if os.path.exists(real) and not os.path.isfile(real):
            real = snapshot  # beside a device or a pipe there is nothing of ours
        if not real.name:
            raise CannotRead(snapshot, os.strerror(errno.EISDIR))
        return cls(real, real.with_suffix(".history.jsonl"), real.with_suffix(".lock"))

    def include(self, file: Path) -> bool:
        """Whether `file` is one of these, or a copy that the store has kept beside them."""
        beside = file.parent == self.snapshot.parent and file.name.startswith(f"{self.snapshot.stem}.")
        return beside and file.suffix in {one.suffix for one in self}


def refuse_existing(files: Iterable[Path]) -> None:
    """Raise InTheWay where one of `files` is there already."""
    for file in files:
        if os.path.lexists(file):
            raise InTheWay(file)


def stamp_of(status: os.stat_result) -> Stamp:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def stamp(file: Path) -> Stamp | None:
    """The file's stamp; None where there is no such file. Raises CannotRead."""
    try:
        return stamp_of(os.stat(file))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRead(file, error.strerror or str(error)) from error


def create(file: Path, mode: int) -> int:
    """A descriptor of the new, empty `file`. Raises FileExistsError where there is one."""
    fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    here.set_mode(fd, mode)
    return fd


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it, where they do not exist. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error


def make_own_folder(folder: Path, mode: int) -> None:
    """Make `folder` for files of `mode`, as open as they are, where it does not exist. Raises CannotWrite."""
    try:
        folder.mkdir()
        whole = os.stat(folder).st_mode & stat.S_ISGID | mode | (mode & 0o444) >> 2
        folder.chmod(whole)
    except OSError as error:
        if folder.is_dir():
            return
        raise CannotWrite(folder, error.strerror or str(error)) from error


def target_of(path: Path, store: Path | None = None) -> tuple[Path, int | None]:
    """The file that is replaced where a person names `path`: a link stays, and what it leads to is meant. With its
    mode, None where there is none yet. Raises NotAFile, CannotWrite, and OverStore where it belongs to `store`.
    """
    try:
        target = path.resolve()
        status = _status(target)
    except (OSError, RuntimeError, ValueError) as error:
        raise CannotWrite(path, getattr(error, "strerror", None) or str(error)) from error
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise NotAFile(path)
    if store is not None and Files.of(store).include(target):
        raise OverStore(path)
    return target, None if status is None else stat.S_IMODE(status.st_mode)


def _status(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def write_new(file: Path, mode: int, chunks: Iterable[bytes]) -> None:
    """Write and sync `file`. Raises InTheWay where there is one, CannotWrite, and leaves nothing then."""
    try:
        fd = create(file, mode)
    except FileExistsError:
        raise InTheWay(file) from None
    except OSError as error:
        raise CannotWrite(file, error.strerror or str(error)) from error
    try:
        with open(fd, "wb") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(fd)
    except OSError as error:
        discard(file)
        raise CannotWrite(file, error.strerror or str(error)) from error


def write_beside(file: Path, mode: int, chunks: Iterable[bytes]) -> Path:
    """A new synced file in the folder of `file`, ready for `swap_in`. Raises CannotWrite, and leaves nothing then."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_native_id()}.tmp")
    discard(temporary)
    try:
        write_new(temporary, mode, chunks)
    except CannotWrite as error:
        raise CannotWrite(file, error.reason) from error
    return temporary


def swap_in(temporary: Path, file: Path) -> None:
    """Put `temporary` in the place of `file`. Raises CannotWrite, and NotSynced where it is there all the same."""
    try:
        here.replace(temporary, file)
    except OSError as error:
        discard(temporary)
        raise CannotWrite(file, error.strerror or str(error)) from error
    try:
        here.sync_folder(file.parent)
    except OSError as error:
        raise NotSynced(file, error.strerror or str(error)) from error


def discard(temporary: Path) -> None:
    """Remove what is of no use any more; where the system refuses, `clear_leftovers` does it some day."""
    with suppress(OSError):
        temporary.unlink()


def write_whole(file: Path, mode: int, chunks: Iterable[bytes]) -> None:
    """Write `file` anew, in the place of what was there: whole or not at all. Raises CannotWrite, NotSynced."""
    swap_in(write_beside(file, mode, chunks), file)


def clear_leftovers(file: Path) -> None:
    """Remove what programs that were killed while writing `file` left beside it; what is an hour old is nobody's."""
    with suppress(OSError):  # another terminal was faster, or the system refuses: the next snapshot tries again
        for temporary in file.parent.glob(f"{file.name}.*.tmp"):
            if time() - temporary.stat().st_mtime > LEFT_SECONDS:
                temporary.unlink()


def keep_copy(file: Path, word: str, mode: int) -> Path:
    """Copy `file` to a new name in the same folder, `coop.foreign-20260517T081500Z.json`; `word` is the "foreign"."""
    copy = _free_name(file, word)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CannotRead(file, error.strerror or str(error)) from error
    write_new(copy, mode, [content])
    return copy


def move_aside(file: Path, word: str) -> Path:
    """Rename `file` as `keep_copy` names its copies. Raises CannotWrite."""
    kept = _free_name(file, word)
    try:
        here.replace(file, kept)
        here.sync_folder(file.parent)
    except OSError as error:
        raise CannotWrite(file, error.strerror or str(error)) from error
    return kept


def _free_name(file: Path, word: str) -> Path:
    utc = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    stem, _, suffix = file.name.partition(".")
    ending = f".{suffix}" if suffix else ""
    copy = file.with_name(f"{stem}.{word}-{utc}{ending}")
    count = 1
    while copy.exists():
        count += 1
        copy = file.with_name(f"{stem}.{word}-{utc}-{count}{ending}")
    return copy


@contextmanager
def locked(files: Files, mode: int) -> Iterator[None]:
    """Alone among all committers. Raises Busy after LOCK_SECONDS, CannotWrite where the lock file cannot be opened."""
    fd = _lock(files, mode)
    try:
        yield
    finally:
        with suppress(OSError):  # closing it unlocks it too
            here.unlock(fd)
        os.close(fd)


def _lock(files: Files, mode: int) -> int:
    """A descriptor of the lock file, locked."""
    while True:
        try:
            fd = _open_or_create(files.lock, mode)
        except OSError as error:
            raise CannotWrite(files.lock, error.strerror or str(error)) from error
        try:
            _wait_for(fd, files)
            if stamp(files.lock) == stamp_of(os.fstat(fd)):
                return fd
        except CoopError:
            os.close(fd)
            raise
        os.close(fd)  # somebody removed the file: others lock the one in its place


def _wait_for(fd: int, files: Files) -> None:
    deadline = monotonic() + LOCK_SECONDS
    pause = 0.0005
    try:
        while not here.try_lock(fd):
            if monotonic() > deadline:
                raise Busy(files.snapshot)
            sleep(pause)
            pause = min(pause * 2, 0.002)
    except OSError as error:
        raise CannotWrite(files.lock, error.strerror or str(error)) from error


def _open_or_create(file: Path, mode: int) -> int:
    while True:
        try:
            return os.open(file, os.O_RDWR | _BINARY)
        except FileNotFoundError:
            pass
        try:
            return create(file, mode)
        except FileExistsError:
            continue  # somebody else was a moment faster
