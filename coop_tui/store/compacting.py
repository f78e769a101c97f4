"""Closing years: their changes move, byte for byte, from the history into files of their own, one for each year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store import history, lines, parts
from coop_tui.store.changes import SCHEMA, apply, raise_last_ids
from coop_tui.store.errors import MustReload, ReadOnly, Why
from coop_tui.store.files import Files, locked, write_whole
from coop_tui.store.history import Mark
from coop_tui.store.lines import Base
from coop_tui.store.opening import Opened, Replayed, documents_in, open_files
from coop_tui.store.repair import write_snapshot
from coop_tui.store.verifying import Fault, verify


class NotWhole(CoopError):
    """The history of the store `file` has faults; it is not moved before somebody has looked at them."""

    file: Path

    def message(self) -> str:
        text = _("The history of {file} is not whole. Nothing was changed. “coop-tui check” lists what is wrong.")
        return text.format(file=self.file)


class _Piece(NamedTuple):
    """Lines that belong into one file, the base first; `year` is 0 before there is a change among them."""

    year: int
    lines: list[bytes]


def compact(path: Path, year: int, *, mode: int = 0o600) -> list[Path]:
    """Close every year before `year` in the store `path`; the new files, oldest first, none where there is no such.

    The whole history is proved before. After a crash at any moment the store opens as before or as after. Raises
    NotWhole, MustReload where another program wrote the snapshot, and what can go wrong in opening and writing.
    """
    files = Files.of(path)
    if any(problem.fault is not Fault.TORN for problem in verify(path)):
        raise NotWhole(path)
    with locked(files, mode):
        opened = open_files(files)
        if opened.schema > SCHEMA:
            raise ReadOnly(path, Why.NEWER)
        if opened.foreign is not None:
            raise MustReload(path)
        closed, rest = _split(files.history, year) if opened.stamp is not None else ({}, [])
        if not closed:
            return []
        if opened.snapshot_gen < opened.mark.gen:  # it has to be of the lines that stay
            _write_snapshot(files, opened, mode)
        for file, kept in closed.items():
            write_whole(file, mode, kept)
        write_whole(files.history, mode, rest)
        return list(closed)


def _split(file: Path, year: int) -> tuple[dict[Path, list[bytes]], list[bytes]]:
    """The lines of the history `file` that go into files of the years before `year`, oldest first, and those that stay;
    each with its base.
    """
    closed: dict[Path, list[bytes]] = {}
    with history.reading(file) as opened:
        base, mark = history.read_base(opened, file)
        opened.seek(0)
        piece = _Piece(0, [opened.readline()])
        last_ids = dict(base.last_ids)
        for entry in history.entries_after(opened, file, mark):
            now = min(max(int(entry[0].at[:4]), piece.year), year)
            if now != piece.year:
                piece = _begun(closed, file, piece, now, _after(base, mark, last_ids))
            mark, line = entry
            piece.lines.append(line)
            raise_last_ids(last_ids, history.change_of(file, entry).ops)
        if 0 < piece.year < year:
            piece = _begun(closed, file, piece, year, _after(base, mark, last_ids))
    return closed, piece.lines


def _after(base: Base, mark: Mark, last_ids: Mapping[str, int]) -> Base:
    """The base of a file whose first change continues the line `mark`; its part is still to be named."""
    return Base(base.store, mark.gen, base.schema, mark.hash, dict(last_ids), None, mark.at)


def _begun(closed: dict[Path, list[bytes]], file: Path, before: _Piece, year: int, base: Base) -> _Piece:
    """The next piece; the one `before` is closed, unless it is only a base."""
    if before.year == 0:
        return before._replace(year=year)
    part = _free_name(file, before)
    closed[parts.part_file(file, part)] = before.lines
    return _Piece(year, [lines.base_line(msgspec.structs.replace(base, part=part))])


def _free_name(file: Path, piece: _Piece) -> str:
    """`2025`, or `2025-2` where something else is called so: that year, closed too early by a wrong clock, or what a
    damaged history left. What was left by a compact that was killed is the same, and is written again.
    """
    name, count = str(piece.year), 1
    while (there := parts.part_file(file, name)).exists() and there.read_bytes() != b"".join(piece.lines):
        count += 1
        name = f"{piece.year}-{count}"
    return name


def _write_snapshot(files: Files, opened: Opened, mode: int) -> None:
    tables = documents_in(opened.tables)
    apply(tables, opened.changes)
    write_snapshot(files, mode, opened.base, Replayed(tables, opened.last_ids, opened.mark))
