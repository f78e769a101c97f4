"""A history in several files: `coop.history.jsonl`, and the years closed before it, each named by the one after it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from coop_tui.store import history
from coop_tui.store.errors import CannotRead, DamagedLine
from coop_tui.store.lines import Base

NAME: Final = re.compile(r"[0-9]{4}(?:-[0-9]+)?")
"""What a part is called: its year, and which of several it is."""


def part_file(file: Path, part: str) -> Path:
    """Where a part of the history `file` lies: `2025` is `coop.history.2025.jsonl`. Any of its files will do."""
    stem, dot, _ending = file.name.rpartition(".history.")
    return file.with_name(f"{stem}{dot}{part}.jsonl")


@contextmanager
def reading(file: Path) -> Iterator[BinaryIO]:
    """Raises CannotRead, also where there is no such file: the history goes on before it, so there has to be."""
    try:
        with history.reading(file) as opened:
            yield opened
    except FileNotFoundError as error:
        raise CannotRead(file, error.strerror or str(error)) from error


def base_of(file: Path) -> Base:
    """What the first line of a part says. Raises CannotRead and DamagedLine."""
    with reading(file) as opened:
        return history.read_base(opened, file)[0]


def before(file: Path, base: Base) -> Iterator[Path]:
    """The parts before `file`, which begins with `base`, newest first. Raises CannotRead, and DamagedLine also where a
    base names no part, or one that comes after it.
    """
    gen = base.gen
    while base.part is not None:
        if not NAME.fullmatch(base.part):
            raise DamagedLine(file, 1)
        earlier = part_file(file, base.part)
        base = base_of(earlier)
        if base.gen >= gen:
            raise DamagedLine(file, 1)
        file, gen = earlier, base.gen
        yield file


def oldest_first(file: Path) -> list[Path]:
    """All files of the history, the current one last; none where there is none. Raises CannotRead and DamagedLine."""
    try:
        with history.reading(file) as opened:
            base, _mark = history.read_base(opened, file)
    except FileNotFoundError:
        return []
    return [*reversed(list(before(file, base))), file]


def lines_backwards(file: Path, base: Base, reach: int | None) -> Iterator[tuple[Path, int, bytes]]:
    """Every change in the parts before `file`, which begins with `base`: its file, offset and line, newest first. With
    `reach` only those in about the last so many bytes.
    """
    for part in before(file, base):
        with reading(part) as opened:
            for start, line in history.lines_backwards(opened, reach):
                yield part, start, line
            if reach is not None:
                reach -= os.fstat(opened.fileno()).st_size
                if reach <= 0:
                    return
