"""Who else has the register open: one small file a dashboard in a folder beside the store, gone when the dashboard is.

It is there for people to know of each other; nothing depends on it. What cannot be written or read is left out.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Final

import msgspec

from coop_tui.errors import CoopError
from coop_tui.store import files
from coop_tui.values import clean

BEAT_SECONDS: Final = 20.0  # how often a dashboard shows that it is still there
STALE_SECONDS: Final = 65.0  # a file older than that is of one that was killed, or of a computer that sleeps
_MOST: Final = 100  # files that are looked at
_LARGEST: Final = 1000  # bytes
_LONGEST: Final = 40  # characters of a name


class Sign(msgspec.Struct, frozen=True):
    """What a dashboard's file says."""

    name: str
    host: str
    pid: int


def folder_of(store: Path) -> Path:
    """Where the files are: `coop.here` beside `coop.json`."""
    return store.with_suffix(".here")


class Presence:
    """One dashboard among those on the store `store`. One that is not `seen` only looks, and writes nothing."""

    def __init__(self, store: Path, mode: int, name: str, *, seen: bool) -> None:
        self._folder = folder_of(store)
        self._mode = mode
        self._name = name
        self._file = self._folder / f"{os.getpid()}-{os.urandom(6).hex()}.json" if seen else None
        self._looked = 0.0
        self._stamp: files.Stamp | None = None
        self._others: tuple[str, ...] = ()

    def others(self) -> tuple[str, ...]:
        """The names of the others, each once; this dashboard shows that it is there, too. Mostly one stat."""
        now = time()
        if now - self._looked >= BEAT_SECONDS or now < self._looked:
            self._beat()
        elif self._stamp_now() == self._stamp:
            return self._others
        self._looked = now
        self._stamp = self._stamp_now()
        self._others = tuple(sorted({sign.name for sign in self._signs()}))
        return self._others

    def leave(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
                self._folder.rmdir()  # refused while others are in it

    def _stamp_now(self) -> files.Stamp | None:
        with suppress(CoopError):
            return files.stamp(self._folder)
        return None

    def _beat(self) -> None:
        if self._file is None:
            return
        try:
            os.utime(self._file)
        except FileNotFoundError:  # new, or cleared away while this computer slept
            self._write(self._file)
        except OSError:
            return

    def _write(self, file: Path) -> None:
        from socket import gethostname

        sign = Sign(self._name, gethostname(), os.getpid())
        with suppress(CoopError, OSError):
            files.make_own_folder(self._folder, self._mode)
            fd = files.create(file, self._mode)
            try:
                os.write(fd, msgspec.json.encode(sign))
            finally:
                os.close(fd)

    def _signs(self) -> Iterator[Sign]:
        """Those of the others that are there; what is stale is cleared away."""
        fresh = self._clock() - STALE_SECONDS
        for file in self._files():
            try:
                found = os.lstat(file)
                if not stat.S_ISREG(found.st_mode) or file == self._file:
                    continue
                if found.st_mtime >= fresh:
                    yield _read(file)
                elif self._file is not None:
                    file.unlink()
            except (OSError, msgspec.DecodeError, UnicodeDecodeError):
                continue  # it has just gone, or is no such file, or not for this account

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.glob("*.json"))[:_MOST]
        except OSError:
            return []

    def _clock(self) -> float:
        """The time where the folder lies: on a file server its clock counts, not this computer's."""
        if self._file is not None:
            with suppress(OSError):
                return self._file.stat().st_mtime
        return time()


def _read(file: Path) -> Sign:
    fd = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        sign = msgspec.json.decode(os.read(fd, _LARGEST), type=Sign)
    finally:
        os.close(fd)
    return msgspec.structs.replace(sign, name=clean(sign.name)[:_LONGEST])
