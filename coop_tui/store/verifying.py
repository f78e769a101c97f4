"""Proof that a history is whole: every line as it was written, each continuing the one before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from coop_tui.i18n import N_, _
from coop_tui.store import history, lines, parts, snapshots
from coop_tui.store.changes import Tables, difference
from coop_tui.store.errors import CannotRead, DamagedLine, NoHistory
from coop_tui.store.files import Files
from coop_tui.store.lines import Base, StoredOperation
from coop_tui.store.opening import ADOPT
from coop_tui.store.snapshots import Snapshot


class Fault(Enum):
    """What is wrong with a line, or with the snapshot."""

    PART = N_("{file} is missing or cannot be read: the earlier years of the history.")
    BASE = N_("Line {line} of {file} is not the beginning of a history.")
    FORM = N_("Line {line} of {file} is not as coop-tui writes it.")
    TORN = N_("Line {line} of {file} was not written to its end. The next change made with coop-tui removes it.")
    NUMBER = N_("Line {line} of {file} does not follow in number.")
    CHAIN = N_(
        "Line {line} of {file} does not continue the line before: one of the two was changed, or lines are missing."
    )
    DIGEST = N_("Line {line} of {file} holds an operation that was changed after it was written.")
    CLOCK = N_("Line {line} of {file} is dated before the line above it.")
    STORE = N_("{file} is of another register than its history.")
    PLACE = N_("{file} is in a state that its history does not contain.")
    TABLES = N_("{file} was changed by another program.")
    STATE = N_("{file} holds other records than its history says.")
    NOTED = N_("{file} has no line with the hash that was noted: what stood there then was written anew since.")


class Problem(msgspec.Struct, frozen=True):
    """One place where the proof fails; `line` counts from 1 and is None where a whole file is concerned."""

    file: Path
    line: int | None
    fault: Fault

    def message(self) -> str:
        return _(self.fault.value).format(file=self.file, line=self.line)


class _Step(NamedTuple):
    """A line that was looked at. `gen` is None, `at` "" and `ops` empty where it does not tell."""

    number: int
    hash: str
    gen: int | None
    at: str
    label: str
    ops: list[StoredOperation]
    faults: list[Fault]


class _Known(NamedTuple):
    """What the history tells of the records; `redacted` are those of which it tells nothing any more, `last_ids` the
    highest numbers that it gave.
    """

    tables: Tables
    redacted: set[tuple[str, int]]
    last_ids: dict[str, int]


def head(path: Path) -> tuple[int, str]:
    """Generation and hash of the last line of the history, which vouch for all lines before it.

    Raises NoHistory, CannotRead, and DamagedLine for that line.
    """
    file = Files.of(path).history
    try:
        with history.reading(file) as opened:
            mark = history.last(opened, file)
    except FileNotFoundError:
        raise NoHistory(path) from None
    return mark.gen, mark.hash


def verify(path: Path, noted: str | None = None) -> list[Problem]:
    """Where history and snapshot of the store `path` are not what coop-tui wrote; empty where all is proved. `noted` is
    a hash that somebody wrote down: the line it is of has to be there still.

    A store without a history has nothing else to prove. Raises NoStore, CannotRead, Unreadable for the snapshot, and
    DamagedLine for a line that cannot be read at all.
    """
    files = Files.of(path)
    snapshot = snapshots.read(path)
    if not files.history.exists():
        last = snapshot.meta.last if snapshot.meta else None
        return [] if noted in {None, last} else [Problem(files.history, None, Fault.NOTED)]
    proof = _Proof(files, snapshot, noted)
    for file in proof.files():
        with parts.reading(file) as opened:
            proof.read(file, opened)
    return proof.end()


class _Proof:
    """The proof of one store, made file by file, oldest first."""

    def __init__(self, files: Files, snapshot: Snapshot, noted: str | None) -> None:
        self._files = files
        self._snapshot = snapshot
        self._noted = noted
        self._found: list[Problem] = []
        self._first: Base | None = None  # the base of the oldest file
        self._step: _Step | None = None  # the last line looked at; None where the chain cannot be followed any more
        self._known = _Known({}, set(), {})
        self._placed = False
        self._seen = noted is None

    def files(self) -> list[Path]:
        """All files of the history, oldest first; without those that cannot be found any more."""
        found = [self._files.history]
        try:
            found.extend(parts.before(found[0], parts.base_of(found[0])))
        except DamagedLine:
            pass  # it is looked at line by line
        except CannotRead as error:
            self._found.append(Problem(error.file, None, Fault.PART))
        return found[::-1]

    def read(self, file: Path, opened: BinaryIO) -> None:
        """Look at every line of one file."""
        try:
            base, mark = history.read_base(opened, file)
        except DamagedLine:
            self._found.append(Problem(file, 1, Fault.BASE))
            self._step = None
            return
        if lines.base_line(base) != _first(opened):
            self._found.append(Problem(file, 1, Fault.BASE))
        step = self._step
        if self._first is None or step is None:
            self._first = self._first or base
            self._seen = self._seen or self._noted == base.last
        elif not self._continues(base, step):
            self._found.append(Problem(file, 1, Fault.CHAIN))
        top = _Step(1, mark.hash, base.gen, base.at, "", [], [])
        self._note(file, top)
        for line in _steps(opened, file, mark.end, top):
            self._note(file, line)

    def _continues(self, base: Base, step: _Step) -> bool:
        first = self._first
        told = base.store, base.schema, base.gen, base.last, base.at, base.last_ids
        return first is not None and told == (
            first.store, first.schema, step.gen, step.hash, step.at, {**first.last_ids, **self._known.last_ids},
        )  # fmt: skip

    def _note(self, file: Path, step: _Step) -> None:
        self._step = step
        self._found += [Problem(file, step.number, fault) for fault in step.faults]
        self._seen = self._seen or step.hash == self._noted
        for op in step.ops:
            self._known.last_ids[op.kind] = max(self._known.last_ids.get(op.kind, 0), op.id)
        if not self._placed and self._first is not None:
            _learn(self._known, step.ops)
            self._placed = _is_place(self._snapshot, self._first, step)

    def end(self) -> list[Problem]:
        """Everything found, with what the history says about the snapshot."""
        snapshot, first, found = self._snapshot, self._first, self._found
        if first is None:
            return found
        if snapshot.meta is not None and snapshot.meta.store != first.store:
            found.append(Problem(self._files.snapshot, None, Fault.STORE))
        if not self._placed:
            found.append(Problem(self._files.snapshot, None, Fault.PLACE))
        elif (snapshot.meta is None or snapshot.meta.schema == first.schema) and _differs(snapshot, self._known):
            found.append(Problem(self._files.snapshot, None, Fault.STATE if snapshot.sound else Fault.TABLES))
        return found if self._seen else [*found, Problem(self._files.history, None, Fault.NOTED)]


def _first(opened: BinaryIO) -> bytes:
    opened.seek(0)
    return opened.readline(history.BLOCK)


def _steps(opened: BinaryIO, file: Path, start: int, step: _Step) -> Iterator[_Step]:
    for line in history.lines_after(opened, file, start):
        step = _next(step, line)
        yield step


def _next(before: _Step, raw: bytes) -> _Step:
    number, hash = before.number + 1, lines.hash_of(raw)
    if not raw.endswith(b"\n"):
        return _Step(number, hash, None, before.at, "", [], [Fault.TORN])
    try:
        line = lines.read_line(raw)
        back = before.at != "" and datetime.fromisoformat(line.at) < datetime.fromisoformat(before.at)
    except (*history.UNREADABLE, ValueError, TypeError):
        return _Step(number, hash, None, before.at, "", [], [Fault.FORM])
    checks = {
        Fault.FORM: lines.is_exact(raw, line),
        Fault.NUMBER: before.gen is None or line.gen == before.gen + 1,
        Fault.CHAIN: line.prev == before.hash,
        Fault.DIGEST: lines.proves(line),
        Fault.CLOCK: not back,
    }
    faults = [fault for fault, holds in checks.items() if not holds]
    return _Step(number, hash, line.gen, line.at, line.label, line.ops, faults)


def _is_place(snapshot: Snapshot, base: Base, step: _Step) -> bool:
    """Whether the snapshot holds the state after this line."""
    meta = snapshot.meta
    if meta is None or (meta.gen, meta.last) == (base.gen, base.last):
        return step.number == 2 and step.label.startswith(ADOPT)
    return (meta.gen, meta.last) == (step.gen, step.hash)


def _learn(known: _Known, ops: list[StoredOperation]) -> None:
    for op in ops:
        known.tables.setdefault(op.kind, {}).pop(op.id, None)
        known.redacted.discard((op.kind, op.id))
        if op.salt is None:
            known.redacted.add((op.kind, op.id))
        elif op.after is not None:
            known.tables[op.kind][op.id] = op.after


def _differs(snapshot: Snapshot, known: _Known) -> bool:
    operations = difference(known.tables, snapshots.documents(snapshot))
    return any((op.kind, op.id) not in known.redacted for op in operations)
