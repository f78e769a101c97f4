"""Reading a file that somebody named: nothing else than a file, without waiting, and no more than was asked for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from coop_tui.i18n import _


def open_plain(file: Path) -> BinaryIO:
    """Raises OSError, also where a folder, a pipe or a device stands in the place of a file."""
    opened = open(file, "rb", opener=_at_once)  # noqa: SIM115 - who asked closes it
    if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
        opened.close()
        raise OSError(errno.EINVAL, _("it is not a file"), str(file))
    return opened


def read_plain(opened: BinaryIO, most: int) -> bytes:
    """The whole of an open file. Raises OSError before anything is read where it is larger than `most` bytes."""
    if os.fstat(opened.fileno()).st_size > most:
        reason = _("it is larger than {megabytes} MB").format(megabytes=most >> 20)
        raise OSError(errno.EFBIG, reason, opened.name)
    return opened.read()


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for who writes into a pipe that stands in the place of a file."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
