"""Reading and extending a history file. Whole lines only: what follows the last newline is torn, and not there yet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import SEEK_END, FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias

import msgspec

from coop_tui.plain_file import open_plain
from coop_tui.store import lines
from coop_tui.store.changes import Change, Told, untold
from coop_tui.store.errors import CannotRead, CannotWrite, DamagedLine, MustReload, NotSynced, TooMuch
from coop_tui.store.lines import Base
from coop_tui.store.platform import here

BLOCK: Final = 1 << 16  # bytes read at a time when reading backwards
LONGEST: Final = 1 << 28  # bytes of a line; three times what putting 100,000 records back takes
_SHORT: Final = 1 << 16  # bytes of a line that are read whatever they are
_LINE: Final = b'{"gen":'  # how every line but the first begins
UNREADABLE: Final = (msgspec.DecodeError, ValueError, RecursionError)  # ValueError: no UTF-8, or no time


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
        with open_plain(file) as opened:
            yield opened
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotRead(file, error.strerror or str(error)) from error


def read_base(opened: BinaryIO, file: Path) -> tuple[Base, Mark]:
    """What the first line says, and its place; the mark's hash is what the next line continues. Raises DamagedLine."""
    opened.seek(0)
    line = opened.readline(_SHORT)
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
    for line in lines_after(opened, file, mark.end):
        if not line.endswith(b"\n"):
            if head_of(line[:-1]) is not None:  # written to its end, which was damaged later: it is not torn
                raise DamagedLine(file, line_number(file, mark.end))
            return
        head = head_of(line)
        if head is None or head.gen != mark.gen + 1 or head.prev != mark.hash:
            raise DamagedLine(file, line_number(file, mark.end))
        mark = Mark(head.gen, lines.hash_of(line), head.at, mark.end, mark.end + len(line))
        yield mark, line


def lines_after(opened: BinaryIO, file: Path, start: int) -> Iterator[bytes]:
    """The lines from offset `start` on; of a torn last one there may be less than is there. Raises DamagedLine where
    one is longer than any that was ever written.
    """
    opened.seek(start)
    while line := opened.readline(_SHORT):
        if len(line) == _SHORT and not line.endswith(b"\n"):
            line += _rest(opened, file, start, line)
        yield line
        start += len(line)


def _rest(opened: BinaryIO, file: Path, start: int, begun: bytes) -> bytes:
    """What follows on `begun` in the line at `start`; nothing where it is none of ours, torn after so many bytes."""
    if begun.startswith(_LINE):
        rest = opened.readline(LONGEST - len(begun))
        if rest.endswith(b"\n") or len(begun) + len(rest) < LONGEST:
            return rest
        raise DamagedLine(file, line_number(file, start))
    while block := opened.read(BLOCK):
        if b"\n" in block or opened.tell() - start > LONGEST:
            raise DamagedLine(file, line_number(file, start))
    return b""


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
    begun = opened.read(len(_LINE))
    line = begun + opened.readline(LONGEST) if begun == _LINE else b""
    head = head_of(line)
    if head is not None and line.endswith(b"\n") and lines.hash_of(line) == hash:
        return Mark(head.gen, hash, head.at, hint, hint + len(line))
    return next((mark for mark, _ in entries_after(opened, file, base) if mark.hash == hash), None)


def find_generation(opened: BinaryIO, file: Path, gen: int) -> Mark | None:
    """The place of the change `gen`, or of the base with that generation, looked for from the end of the file."""
    for start, line in lines_backwards(opened):
        head = head_of(line)
        if head is None or head.gen < gen:
            return None
        if head.gen == gen:
            return Mark(gen, lines.hash_of(line), head.at, start, start + len(line))
    _, base = read_base(opened, file)
    return base if base.gen == gen else None


def last(opened: BinaryIO, file: Path, end: int | None = None) -> Mark:
    """The place of the last whole line, or of the one that ends at `end`; the base where there is no other. Raises
    DamagedLine.
    """
    for start, line in lines_backwards(opened, until=end):
        head = head_of(line)
        if head is None:
            raise DamagedLine(file, line_number(file, start))
        return Mark(head.gen, lines.hash_of(line), head.at, start, start + len(line))
    return read_base(opened, file)[1]


def lines_backwards(
    opened: BinaryIO, reach: int | None = None, until: int | None = None
) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of every whole line but the first, newest first, read in blocks from the end of the file or from
    `until`, where a line ends; with `reach` no further back than so many bytes, rounded up to blocks. Raises
    DamagedLine where a line is longer than any that was ever written.
    """
    start = opened.seek(0, SEEK_END) if until is None else until
    first = 0 if reach is None else start - reach
    after: int | None = None  # the line whose beginning is looked for; None while what is torn is passed over
    read_back = 0
    while start > max(first, 0):
        size = min(BLOCK, start)
        start -= size
        opened.seek(start)
        block, at = opened.read(size), size
        while (newline := block.rfind(b"\n", 0, at)) >= 0:
            begins = start + newline + 1
            if after is not None:
                inside = after <= start + size
                yield begins, block[newline + 1 : after - start] if inside else _line_at(opened, begins, after)
            after, at, read_back = begins, newline, 0
        read_back += at
        if read_back > LONGEST:
            raise _damage(opened)


def _damage(opened: BinaryIO) -> DamagedLine:
    """Which line is longer than any that was ever written."""
    file = Path(opened.name)
    try:
        for _line in lines_after(opened, file, 0):
            pass
    except DamagedLine as error:
        return error
    return DamagedLine(file, 1)


def _line_at(opened: BinaryIO, start: int, end: int) -> bytes:
    """The line between two offsets; of a long one that is none of ours only the first of it."""
    opened.seek(start)
    begun = opened.read(min(end - start, _SHORT))
    return begun + opened.read(end - start - len(begun)) if begun.startswith(_LINE) else begun


def end_of_lines(opened: BinaryIO) -> int:
    """The offset after the last whole line. Raises DamagedLine where what is torn is longer than any line."""
    end = start = opened.seek(0, SEEK_END)
    while start > 0:
        if end - start > LONGEST:
            raise _damage(opened)
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


def head_of(line: bytes) -> lines.Head | None:
    """What the chain needs of a line; None where it is none."""
    try:
        return lines.read_head(line)
    except UNREADABLE:
        return None


def next_line(change: Change, after: Mark, told: Told = untold) -> tuple[bytes, Mark]:
    """The line for `change`, and its place right after that of `after`. Raises TooMuch, and what `told` raises."""
    line = lines.change_line(change, after.hash, told)
    if len(line) > LONGEST:
        raise TooMuch(LONGEST >> 20)
    return line, Mark(change.gen, lines.hash_of(line), change.at, after.end, after.end + len(line))


def time_after(previous: str) -> str:
    """The local time with offset, to the millisecond; never before `previous`."""
    now = datetime.now().astimezone()
    if previous and datetime.fromisoformat(previous) > now:
        return previous
    return now.isoformat(timespec="milliseconds")
