"""A history in several files: `coop.history.jsonl`, and the years closed before it, each named by the one after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from coop_tui.store import history
from coop_tui.store.errors import CannotRead, DamagedLine
from coop_tui.store.lines import Base


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
    base names a part that does not come before it.
    """
    gen = base.gen
    while base.part is not None:
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


def lines_backwards(file: Path, reach: int | None, end: int | None = None) -> Iterator[tuple[Path, int, bytes]]:
    """Every change in the history `file`, or up to its offset `end`, and in the parts before it: its file, offset and
    line, newest first. With `reach` only those in about the last so many bytes. FileNotFoundError passes.
    """
    with history.reading(file) as opened:
        for start, line in history.lines_backwards(opened, reach, end):
            yield file, start, line
        reach = _left(reach, opened if end is None else end)
        if reach == 0:
            return
        base, _mark = history.read_base(opened, file)
    for part in before(file, base):
        with reading(part) as opened:
            for start, line in history.lines_backwards(opened, reach):
                yield part, start, line
            reach = _left(reach, opened)
        if reach == 0:
            return


def _left(reach: int | None, read: BinaryIO | int) -> int | None:
    """What is left of `reach` after a whole file, or so many bytes of it; 0 where nothing is."""
    if reach is None:
        return None
    return max(0, reach - (read if isinstance(read, int) else os.fstat(read.fileno()).st_size))
