"""How a register begins: its configuration and its store in a folder, empty or filled with one of the samples."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from coop_tui.config import FILE_NAME, STORE, Office, sample_text
from coop_tui.errors import CoopError
from coop_tui.i18n import Language
from coop_tui.records.fields import Record
from coop_tui.register import Register
from coop_tui.sample import demo, fill, press_release
from coop_tui.store import FileStore, InTheWay
from coop_tui.store.files import Files, make_folder, write_new

_READABLE: Final = 0o644  # the configuration holds nothing personal; the store is its owner's alone


class Beginning(msgspec.Struct, frozen=True):
    """What a register is filled with, by the day on which it is made, and whose it is if nobody says otherwise."""

    records: Callable[[date], Mapping[str, Sequence[Record]]]
    office: Office


SAMPLE: Final = Beginning(lambda _today: press_release.RECORDS, Office(press_release.CITY, press_release.UNIT))
DEMO: Final = Beginning(demo.records, Office(demo.CITY, demo.UNIT))


def make(folder: Path, office: Office, language: Language, filled: Beginning | None, *, today: date, by: str) -> Path:
    """Make configuration and store in `folder`; the configuration's file. Raises InTheWay where a file of theirs is
    there already, and CannotWrite; then nothing is left of what was made.
    """
    configuration, store = folder / FILE_NAME, folder / STORE
    files = Files.of(store)
    for file in (configuration, files.snapshot, files.history):
        if os.path.lexists(file):
            raise InTheWay(file)
    make_folder(folder)
    made = FileStore.create(store)
    try:
        if filled is not None:
            _fill(made, filled, today, by)
        write_new(configuration, _READABLE, [sample_text(office, language).encode()])
    except CoopError:
        for file in files:
            file.unlink(missing_ok=True)
        raise
    return configuration


def _fill(store: FileStore, filled: Beginning, today: date, by: str) -> None:
    problems: list[CoopError] = []
    register = Register(store, today=today, by=by, ending_soon_days=0, on_problem=problems.append)
    fill(register, filled.records(today))
    register.close()
    if problems:
        raise problems[0]
