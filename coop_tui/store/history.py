"""Reading and extending a history file. Whole lines only: what follows the last newline is torn, and not there yet."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import SEEK_END, FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias

import msgspec

from coop_tui.store import lines
from coop_tui.store.changes import Change
from coop_tui.store.errors import CannotRead, CannotWrite, DamagedLine, MustReload, NotSynced
from coop_tui.store.lines import Base
from coop_tui.store.platform import here

BLOCK: Final = 1 << 16  # bytes read at a time when reading backwards
UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Mark(NamedTuple):
    """A line's place in the file: generation, hash and time, and the offsets of its first byte and of the next line.

    Of a base line `at` is "", unless there are changes before it.
    """

    gen: int
    hash: str
    at: str
    start: int
    end: int


Entry: TypeAlias = tuple[Mark, bytes]


@contextmanager
def reading(file: Path) -> Iterator[BinaryIO]:
    """Raises CannotRead; FileNotFoundError passes."""
    try:
        with open(file, "rb", opener=_at_once) as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise CannotRead(file, os.strerror(errno.EINVAL))
            yield opened
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotRead(file, error.strerror or str(error)) from error


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for who writes into a pipe that stands in the place of a file."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_base(opened: BinaryIO, file: Path) -> tuple[Base, Mark]:
    """What the first line says, and its place; the mark's hash is what the next line continues. Raises DamagedLine."""
    opened.seek(0)
    line = opened.readline()
    try:
        if not line.endswith(b"\n"):
            raise DamagedLine(file, 1)
        base = lines.read_base(line)
    except UNREADABLE as error:
        raise DamagedLine(file, 1) from error
    hash = lines.hash_of(line) if base.part is None else base.last or ""
    return base, Mark(base.gen, hash, base.at, 0, len(line))


def entries_after(opened: BinaryIO, file: Path, mark: Mark) -> Iterator[Entry]:
    """The whole lines after `mark`, oldest first, each proved to continue the chain. Raises DamagedLine."""
    opened.seek(mark.end)
    for line in opened:
        if not line.endswith(b"\n"):
            if _head(line[:-1]) is not None:  # written to its end, which was damaged later: it is not torn
                raise DamagedLine(file, line_number(file, mark.end))
            return
        head = _head(line)
        if head is None or head.gen != mark.gen + 1 or head.prev != mark.hash:
            raise DamagedLine(file, line_number(file, mark.end))
        mark = Mark(head.gen, lines.hash_of(line), head.at, mark.end, mark.end + len(line))
        yield mark, line


def change_of(file: Path, entry: Entry) -> Change:
    """The change in a line. Raises DamagedLine."""
    mark, line = entry
    try:
        return lines.read_change(line)
    except UNREADABLE as error:
        raise DamagedLine(file, line_number(file, mark.start)) from error


def proved_change_of(file: Path, entry: Entry) -> Change:
    """The change in a line whose every operation is the one that was written. Raises DamagedLine."""
    mark, line = entry
    read = lines.read_proved(line)
    if read is None:
        raise DamagedLine(file, line_number(file, mark.start))
    return lines.change_in(read)


def holds(opened: BinaryIO, mark: Mark) -> bool:
    """Whether the line that `mark` was taken of still stands in its place."""
    opened.seek(mark.start)
    return lines.hash_of(opened.read(mark.end - mark.start)) == mark.hash


def find(opened: BinaryIO, file: Path, base: Mark, hash: str, hint: int) -> Mark | None:
    """The place of the line whose hash is `hash`, wherever it is; `hint` is the offset to look at first."""
    if hash == base.hash:
        return base
    opened.seek(hint)
    line = opened.readline()
    head = _head(line)
    if head is not None and line.endswith(b"\n") and lines.hash_of(line) == hash:
        return Mark(head.gen, hash, head.at, hint, hint + len(line))
    return next((mark for mark, _ in entries_after(opened, file, base) if mark.hash == hash), None)


def find_generation(opened: BinaryIO, file: Path, gen: int) -> Mark | None:
    """The place of the change `gen`, or of the base with that generation, looked for from the end of the file."""
    for start, line in lines_backwards(opened):
        head = _head(line)
        if head is None or head.gen < gen:
            return None
        if head.gen == gen:
            return Mark(gen, lines.hash_of(line), head.at, start, start + len(line))
    _, base = read_base(opened, file)
    return base if base.gen == gen else None


def last(opened: BinaryIO, file: Path) -> Mark:
    """The place of the last whole line, the base where there is no other. Raises DamagedLine."""
    for start, line in lines_backwards(opened):
        head = _head(line)
        if head is None:
            raise DamagedLine(file, line_number(file, start))
        return Mark(head.gen, lines.hash_of(line), head.at, start, start + len(line))
    return read_base(opened, file)[1]


def lines_backwards(opened: BinaryIO, reach: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of every whole line but the first, newest first, read in blocks from the end of the file; with
    `reach` no further back than so many bytes, rounded up to blocks.
    """
    start = opened.seek(0, SEEK_END)
    first = 0 if reach is None else start - reach
    pending: list[bytes] = []  # the blocks of the line being put together, last part first
    whole = False
    while start > max(first, 0):
        size = min(BLOCK, start)
        start -= size
        opened.seek(start)
        block = opened.read(size)
        while (newline := block.rfind(b"\n")) >= 0:
            pending.append(block[newline + 1 :])
            if whole:
                yield start + newline + 1, b"".join(reversed(pending))
            pending, block, whole = [b"\n"], block[:newline], True
        pending.append(block)


def end_of_lines(opened: BinaryIO) -> int:
    """The offset after the last whole line."""
    start = opened.seek(0, SEEK_END)
    while start > 0:
        size = min(BLOCK, start)
        start -= size
        opened.seek(start)
        newline = opened.read(size).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
    return 0


def append(file: Path, end: int, line: bytes) -> os.stat_result:
    """Write `line` at offset `end`, cutting off what is torn there, and return once it is on disk. Under the lock only.

    Raises CannotWrite, and leaves the file ending at `end` then; NotSynced where the system refuses that too.
    """
    try:
        with open(file, "r+b", buffering=0) as opened:
            if opened.seek(0, SEEK_END) != end:
                opened.truncate(end)
                opened.seek(end)
            try:
                written = 0
                while written < len(line):
                    written += opened.write(memoryview(line)[written:])
                here.sync_data(opened.fileno())
            except OSError as error:
                _cut_off(opened, end, file, error)
                raise
            return os.fstat(opened.fileno())
    except FileNotFoundError as error:
        raise MustReload(file) from error
    except OSError as error:
        raise CannotWrite(file, error.strerror or str(error)) from error


def _cut_off(opened: FileIO, end: int, file: Path, error: OSError) -> None:
    try:
        opened.truncate(end)
    except OSError:
        raise NotSynced(file, error.strerror or str(error)) from error


def line_number(file: Path, offset: int) -> int:
    """The number, from 1, of the line that starts at `offset`."""
    count = 1
    with reading(file) as opened:
        while offset > 0 and (block := opened.read(min(BLOCK, offset))):
            count += block.count(b"\n")
            offset -= len(block)
    return count


def _head(line: bytes) -> lines.Head | None:
    try:
        return lines.read_head(line)
    except UNREADABLE:
        return None


def next_line(change: Change, after: Mark) -> tuple[bytes, Mark]:
    """The line for `change`, and its place right after that of `after`."""
    line = lines.change_line(change, after.hash)
    return line, Mark(change.gen, lines.hash_of(line), change.at, after.end, after.end + len(line))


def time_after(previous: str) -> str:
    """The local time with offset, to the millisecond; never before `previous`."""
    now = datetime.now().astimezone()
    if previous and datetime.fromisoformat(previous) > now:
        return previous
    return now.isoformat(timespec="milliseconds")
