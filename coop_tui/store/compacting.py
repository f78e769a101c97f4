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
    """Lines that belong into one file, the base first."""

    year: int
    name: str
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
        pieces = _pieces(files.history, year) if opened.stamp is not None else []
        if len(pieces) < 2:
            return []
        if opened.snapshot_gen < opened.mark.gen:  # it has to be of the lines that stay
            _write_snapshot(files, opened, mode)
        made = []
        for piece in pieces[:-1]:
            made.append(parts.part_file(files.history, piece.name))
            write_whole(made[-1], mode, piece.lines)
        write_whole(files.history, mode, pieces[-1].lines)
        return made


def _pieces(file: Path, year: int) -> list[_Piece]:
    """The lines of the history, cut where a year before `year` ends; the last piece is what stays."""
    with history.reading(file) as opened:
        base, mark = history.read_base(opened, file)
        opened.seek(0)
        taken = {part.name for part in parts.before(file, base)}
        found: list[_Piece] = [_Piece(0, "", [opened.readline()])]
        last_ids = dict(base.last_ids)
        for entry in history.entries_after(opened, file, mark):
            now = min(max(int(entry[0].at[:4]), found[-1].year), year)
            if now != found[-1].year:
                _begin(found, file, now, _after(base, mark, last_ids), taken)
            mark, line = entry
            found[-1].lines.append(line)
            raise_last_ids(last_ids, history.change_of(file, entry).ops)
        if 0 < found[-1].year < year:
            _begin(found, file, year, _after(base, mark, last_ids), taken)
    return found


def _after(base: Base, mark: Mark, last_ids: Mapping[str, int]) -> Base:
    """The base of a file whose first change continues the line `mark`; its part is still to be named."""
    return Base(base.store, mark.gen, base.schema, mark.hash, dict(last_ids), None, mark.at)


def _begin(found: list[_Piece], file: Path, year: int, base: Base, taken: set[str]) -> None:
    """Begin the next piece, which names the one before it; the very first has its base already."""
    before = found[-1]
    if before.year == 0:
        found[-1] = before._replace(year=year, name=_free_name(file, year, taken))
        return
    first = lines.base_line(msgspec.structs.replace(base, part=before.name))
    found.append(_Piece(year, _free_name(file, year, taken), [first]))


def _free_name(file: Path, year: int, taken: set[str]) -> str:
    """`2025`, or `2025-2` where a wrong clock had that year closed before."""
    name, count = str(year), 1
    while parts.part_file(file, name).name in taken:
        count += 1
        name = f"{year}-{count}"
    return name


def _write_snapshot(files: Files, opened: Opened, mode: int) -> None:
    tables = documents_in(opened.tables)
    apply(tables, opened.changes)
    write_snapshot(files, mode, opened.base, Replayed(tables, opened.last_ids, opened.mark))
