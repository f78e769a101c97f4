"""Writing a file that a person named: replaced whole or not at all."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import Final

from coop_tui.store import files

_NEW_FILE: Final = 0o600  # an export can hold names and numbers of people; whoever shares it decides so


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, in the place of what was there. A link stays, and the file that it leads to is replaced.

    A file that is replaced keeps who may read it; a new one is its owner's alone. Raises NotAFile or CannotWrite.
    """
    target, mode = files.target_of(path)
    files.write_whole(target, _NEW_FILE if mode is None else mode, (data,))


def unused(path: Path) -> Path:
    """`path`, or where something is called so already, the same name with a number."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(one for one in chain([path], numbered) if not one.exists())
