"""The few calls that differ between POSIX and Windows. Nothing else imports `fcntl` or `msvcrt`."""

from __future__ import annotations

import os
import time
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

import msgspec

_REPLACE_SECONDS: Final = 2.0  # how long Windows may keep a file open that is to be replaced


class Fcntl(Protocol):
    """What is used of the module `fcntl`."""

    LOCK_EX: int
    LOCK_NB: int
    LOCK_UN: int

    def flock(self, fd: int, operation: int, /) -> None: ...


class Msvcrt(Protocol):
    """What is used of the module `msvcrt`."""

    LK_NBLCK: int
    LK_UNLCK: int

    def locking(self, fd: int, mode: int, nbytes: int, /) -> None: ...


class Platform(Protocol):
    """The calls themselves. All raise OSError, except where they say otherwise."""

    def try_lock(self, fd: int) -> bool:
        """Lock the open file for this descriptor alone; False where another holds it."""

    def unlock(self, fd: int) -> None: ...

    def set_mode(self, fd: int, mode: int) -> None: ...

    def sync_data(self, fd: int) -> None:
        """Return once the file's data is on disk."""

    def sync_folder(self, folder: Path) -> None:
        """Return once the folder's names are on disk."""

    def replace(self, new: Path, old: Path) -> None:
        """Put `new` in the place of `old`, whole or not at all, even while others have `old` open."""


class Posix(msgspec.Struct, frozen=True):
    fcntl: Fcntl

    def try_lock(self, fd: int) -> bool:
        # flock, not lockf: it belongs to the descriptor, so the threads of one process exclude each other too
        try:
            self.fcntl.flock(fd, self.fcntl.LOCK_EX | self.fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(self, fd: int) -> None:
        self.fcntl.flock(fd, self.fcntl.LOCK_UN)

    def set_mode(self, fd: int, mode: int) -> None:
        os.fchmod(fd, mode)

    def sync_data(self, fd: int) -> None:
        # macOS has no fdatasync
        getattr(os, "fdatasync", os.fsync)(fd)

    def sync_folder(self, folder: Path) -> None:
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def replace(self, new: Path, old: Path) -> None:
        os.replace(new, old)


class Windows(msgspec.Struct, frozen=True):
    msvcrt: Msvcrt

    def try_lock(self, fd: int) -> bool:
        os.lseek(fd, 0, os.SEEK_SET)
        try:
            self.msvcrt.locking(fd, self.msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def unlock(self, fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        self.msvcrt.locking(fd, self.msvcrt.LK_UNLCK, 1)

    def set_mode(self, fd: int, mode: int) -> None:
        """Windows keeps no such mode; the folder's access list counts there."""

    def sync_data(self, fd: int) -> None:
        os.fsync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Windows can open no folder to sync it; NTFS keeps its own journal of names."""

    def replace(self, new: Path, old: Path) -> None:
        # refused while a reader has the file open, which is over in a moment
        deadline = time.monotonic() + _REPLACE_SECONDS
        while True:
            try:
                os.replace(new, old)
                return
            except PermissionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)


def _here() -> Platform:
    if os.name == "nt":
        return Windows(cast(Msvcrt, import_module("msvcrt")))
    return Posix(cast(Fcntl, import_module("fcntl")))


here: Final[Platform] = _here()
HAS_GROUPS: Final = os.name != "nt"
"""Whether files belong to a group and have a mode that says what it may do."""


def can_write(place: Path) -> bool:
    """Whether this account may write to the file or folder `place`."""
    return os.access(place, os.W_OK)


def account() -> str:
    """The name of the account that runs the program."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in a container
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


def owner(file: Path) -> str:
    """The name of the account that owns `file`; this account's where the system does not tell."""
    try:
        return file.owner()
    except (KeyError, OSError, NotImplementedError):
        return account()
