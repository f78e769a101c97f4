"""Writing a file that a person named: replaced whole or not at all."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store import CannotWrite, files

_NEW_FILE: Final = 0o600  # an export can hold names and numbers of people; whoever shares it decides so


@dataclass(eq=False)
class NotAFile(CoopError):
    """Where something else than a file stands: a folder, a device, a pipe."""

    path: Path

    def message(self) -> str:
        return _("{file} is not a file that can be replaced. Choose another name.").format(file=self.path)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, in the place of what was there. A link stays, and the file that it points to is replaced.

    A file that is replaced keeps who may read it; a new one is its owner's alone. Raises NotAFile or CannotWrite.
    """
    try:
        target = path.resolve()
        mode = _mode_of(target)
    except (OSError, RuntimeError, ValueError) as error:
        raise CannotWrite(path, getattr(error, "strerror", None) or str(error)) from error
    if mode is not None and not stat.S_ISREG(mode):
        raise NotAFile(path)
    files.write_whole(target, _NEW_FILE if mode is None else stat.S_IMODE(mode), (data,))


def _mode_of(file: Path) -> int | None:
    try:
        return file.stat().st_mode
    except FileNotFoundError:
        return None
