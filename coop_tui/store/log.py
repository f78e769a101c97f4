"""The changes of a history by their number, newest first, however many there are.

Where each line lies is found by walking back once, a step at a time; a change is read when it is asked for.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from coop_tui.store import history, lines, parts
from coop_tui.store.changes import Change, Migrations, migrated_change
from coop_tui.store.errors import DamagedLine, MustReload
from coop_tui.store.files import stamp_of
from coop_tui.store.history import Mark
from coop_tui.store.lines import Base

_STEP: Final = 1 << 20  # bytes of history that are walked through between two key presses
_BLOCK: Final = 1 << 18  # bytes read for one change and those before it, which are asked for next


class _Part(NamedTuple):
    """A file of the history: its base, the offsets after the base and after its last line, and which file it was."""

    file: Path
    base: Base
    first: int
    end: int
    inode: tuple[int, ...]


class ChangeLog:
    """All changes, or those that touch one `record`, given as (kind, id), the years closed before included.

    The numbers of lines follow one another without a gap, so that a line is known by its place before it is read. Lines
    are kept as offsets, 8 bytes each. With `end`, where a line of `file` ends, there is nothing after it. Everything
    here raises CannotRead, and MustReload where the history was replaced; FileNotFoundError passes where there is none.
    """

    def __init__(
        self, file: Path, migrations: Migrations, record: tuple[str, int] | None = None, end: int | None = None
    ) -> None:
        """Raises DamagedLine."""
        self._file = file
        self._migrations = migrations
        self._record = record
        self._grows = end is None
        with history.reading(file) as opened:
            base, first = history.read_base(opened, file)
            self._last = history.last(opened, file, end)
            self._parts = [_Part(file, base, first.end, self._last.end, _inode(opened))]
        self._parts += [_closed(part) for part in parts.before(file, base)]
        self._newest = self._last.gen  # when the walk began
        self._oldest = self._parts[-1].base.gen + 1
        self._back: array[int] = array("q")  # where the lines begin, from `_newest` back
        self._from = [0]  # for each part that the walk has come to, the place of its last line in `_back`
        self._on: array[int] = array("q")  # where the lines after `_newest` end
        self._touching: list[int] = []  # the numbers that touch `record`, newest first
        self._undone: dict[int, int] = {}  # of the changes that take one back, which
        self._fates: dict[int, int] | None = None
        self._block = (0, 0, b"")  # a part, an offset, and what stands there

    @property
    def complete(self) -> bool:
        """Whether the walk has come to the beginning."""
        return len(self._from) == len(self._parts) and self._walked_to <= self._parts[-1].first

    @property
    def newest(self) -> int:
        """The number of the last change of all."""
        return self._last.gen

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the changes, newest first; of those that touch a record, as far as the walk has come."""
        return range(self._last.gen, self._oldest - 1, -1) if self._record is None else self._touching

    def walk(self) -> None:
        """Go back one more step."""
        if self._walked_to <= self._parts[len(self._from) - 1].first:
            if self.complete:
                return
            self._from.append(len(self._back))
        part = self._parts[len(self._from) - 1]
        reach = _STEP
        found: list[tuple[int, bytes]] = []
        with _opened(part) as opened:
            while not found and self._walked_to > part.first:
                found = list(history.lines_backwards(opened, reach, until=self._walked_to))
                reach *= 4  # a line may be longer than a step
        for start, line in found:
            self._back.append(start)
            self._note(self._newest + 1 - len(self._back), line)

    def take_up(self) -> None:
        """Read what was appended since. Raises DamagedLine."""
        if not self._grows:
            return
        with _opened(self._parts[0]) as opened:
            for mark, line in history.entries_after(opened, self._file, self._last):
                self._last = mark
                self._on.append(mark.end)
                self._note(mark.gen, line)

    def since(self, number: int) -> Sequence[int]:
        """Those of `numbers` after this one."""
        return list(takewhile(lambda one: one > number, self.numbers))

    def _note(self, number: int, line: bytes) -> None:
        head = history.head_of(line)
        if head is not None and head.undoes is not None:
            self._undone[number] = head.undoes
            self._fates = None
        if self._record is not None and lines.touches(line, *self._record):
            if number > self._newest:
                self._touching.insert(0, number)
            else:
                self._touching.append(number)

    def change(self, number: int) -> Change:
        """One of `numbers`. Raises DamagedLine."""
        part, start, end = self._span(number)
        entry = Mark(number, "", "", start, end), self._bytes(part, start, end)
        return migrated_change(self._migrations, history.change_of(self._parts[part].file, entry))

    def taken_back_by(self, number: int) -> int | None:
        """The number of the change that took this one back, where it was not taken back itself."""
        self._span(number)  # all that came after it is known then
        if self._fates is None:
            self._fates = {}
            for later in sorted(self._undone, reverse=True):
                if later not in self._fates:
                    self._fates[self._undone[later]] = later
        return self._fates.get(number)

    @property
    def _walked_to(self) -> int:
        """Where, in the part that the walk has come to, the line before ends."""
        return self._back[-1] if len(self._back) > self._from[-1] else self._parts[len(self._from) - 1].end

    def _span(self, number: int) -> tuple[int, int, int]:
        """The part in which the line lies, and where it begins and ends. Raises DamagedLine where there is none."""
        if number > self._newest:
            place = number - self._newest
            return 0, self._on[place - 2] if place > 1 else self._parts[0].end, self._on[place - 1]
        place = self._newest - number
        while place >= len(self._back) and not self.complete:
            self.walk()
        if place >= len(self._back):
            raise DamagedLine(self._parts[-1].file, 1)
        part = bisect_right(self._from, place) - 1
        is_last = place == self._from[part]
        return part, self._back[place], self._parts[part].end if is_last else self._back[place - 1]

    def _bytes(self, part: int, start: int, end: int) -> bytes:
        held, at, block = self._block
        if not (held == part and at <= start and end <= at + len(block)):
            at = max(0, min(start, end - _BLOCK))
            with _opened(self._parts[part]) as opened:
                opened.seek(at)
                block = opened.read(end - at)
            self._block = part, at, block
        return block[start - at : end - at]


def _closed(file: Path) -> _Part:
    with parts.reading(file) as opened:
        base, first = history.read_base(opened, file)
        return _Part(file, base, first.end, history.end_of_lines(opened), _inode(opened))


@contextmanager
def _opened(part: _Part) -> Iterator[BinaryIO]:
    with parts.reading(part.file) as opened:
        if _inode(opened) != part.inode:
            raise MustReload(part.file)
        yield opened


def _inode(opened: BinaryIO) -> tuple[int, ...]:
    return stamp_of(os.fstat(opened.fileno()))[:2]
