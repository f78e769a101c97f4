"""A register that a group of accounts works with: what of it would stay closed to them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import msgspec

from coop_tui import drafts
from coop_tui.i18n import N_, _
from coop_tui.store import parts
from coop_tui.store.daily import FOLDER
from coop_tui.store.files import Files
from coop_tui.store.platform import HAS_GROUPS


class Closed(Enum):
    """What keeps the others of the group out, and what opens it."""

    FOLDER = N_(
        "The folder {place} is not set up for a group, so what one person writes there stays closed to the others."
        " Whoever looks after this computer does it with: chgrp GROUP {place}; chmod 2770 {place}"
    )
    MODE = N_("{place} is closed to the group. Its owner opens it with: chmod g+rwX {place}")
    GROUP = N_("{place} belongs to another group than its folder. Its owner changes that with: chgrp GROUP {place}")


class Closure(msgspec.Struct, frozen=True):
    """One place that is closed."""

    place: Path
    closed: Closed

    def message(self) -> str:
        return _(self.closed.value).format(place=self.place)


def closures(store: Path) -> Iterator[Closure]:
    """What of the store `store` its group could not use, the folder first; none where a system has no modes."""
    if not HAS_GROUPS:
        return
    folder = store.parent
    found = os.stat(folder)
    if not (found.st_mode & stat.S_ISGID and _is_open(found)):
        yield Closure(folder, Closed.FOLDER)
    for place in _places(store):
        there = os.lstat(place)
        if not _is_open(there):
            yield Closure(place, Closed.MODE)
        elif there.st_gid != found.st_gid:
            yield Closure(place, Closed.GROUP)


def _places(store: Path) -> Iterator[Path]:
    """The files of the store that are there, its backups, and the folder of what was typed."""
    files = Files.of(store)
    yield from (file for file in (files.snapshot, files.lock) if file.exists())
    yield from parts.oldest_first(files.history)
    backups, typed = store.parent / FOLDER, drafts.folder_of(store)
    if backups.is_dir():
        yield backups
        yield from sorted(backups.glob("*.zip"))
    if typed.is_dir():
        yield typed  # everybody writes there, but reads only their own


def _is_open(found: os.stat_result) -> bool:
    needed = stat.S_IRWXG if stat.S_ISDIR(found.st_mode) else stat.S_IRGRP | stat.S_IWGRP
    return found.st_mode & needed == needed
