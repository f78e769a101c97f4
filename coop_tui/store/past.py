"""The documents as they were recorded at the end of a day: what the history says up to there, and nothing after."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store import history, parts
from coop_tui.store.files import Files
from coop_tui.store.lines import Base
from coop_tui.store.opening import Replayed, replay
from coop_tui.store.snapshots import read


class NotKnownThen(CoopError):
    """The store `file` has nothing on record for `day`; its history begins on the day `first`, "" where it has none."""

    file: Path
    day: date
    first: str

    def message(self) -> str:
        if not self.first:
            return _(
                "{file} has no history yet, so what was known on {day} cannot be told. Its first change begins one."
            ).format(file=self.file, day=self.day.isoformat())
        return _("{file} has nothing on record for {day}: its history begins on {first}. Choose a later day.").format(
            file=self.file, day=self.day.isoformat(), first=self.first
        )


class Past(NamedTuple):
    """The state after the last change of a day, and where that change's line ends, in which file of the history."""

    base: Base
    then: Replayed
    file: Path
    end: int


def known_on(files: Files, day: date) -> Past:
    """The store at the end of `day`, as the clock stood where its changes were made.

    Raises NotKnownThen, NoStore, CannotRead, DamagedLine.
    """
    last, first = day.isoformat(), ""
    try:
        for file, start, line in parts.lines_backwards(files.history, None):
            head = history.head_of(line)
            if head is None:
                continue
            first = head.at[:10]
            if first <= last:
                with history.reading(files.history) as opened:
                    base, mark = history.read_base(opened, files.history)
                    then = replay(files.history, opened, base, mark, head.gen)
                return Past(base, then, file, start + len(line))
    except FileNotFoundError:
        read(files.snapshot)  # which says where there is no store at all
    raise NotKnownThen(files.snapshot, day, first)
