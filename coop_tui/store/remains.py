"""What is left of a history that was damaged: the lines that still prove, and the operations in those that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from json import JSONDecoder
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from coop_tui.store import history, lines, parts
from coop_tui.store.errors import DamagedLine
from coop_tui.store.lines import Base, Line, StoredOperation

_DIGESTS: Final = re.compile(rb'"digests":\[([^\]]*)\],"prev":')
_HASH: Final = re.compile(rb'"([0-9a-f]{64})"')
_OPERATION: Final = re.compile(r'\{"kind":"')
_NAMED: Final = re.compile(rb'\{"kind":"([a-z_]+)","id":([1-9][0-9]{0,17}),"salt":"')
_NUMBER: Final = re.compile(rb'\{"gen":([1-9][0-9]{0,17}),')
_NO_BREAK: Final = re.compile(rb'(?<=\]\})[^\n]?(\{"gen":[1-9])')  # between two lines, where a line break should be
_decode: Final = msgspec.json.Decoder(StoredOperation).decode


class Piece(NamedTuple):
    """A line as it stands in a file; `line` where its operations are those that were written."""

    raw: bytes
    hash: str
    line: Line | None


class Gap(NamedTuple):
    """So many changes are `missing` here; `damaged` are the lines that stand in their place."""

    damaged: list[Piece]
    missing: int


class Kept(NamedTuple):
    """A line that can stay, and its hash; `proven` unless the next line contradicts who made it, when, or its name."""

    line: Line
    hash: str
    proven: bool


class Found(NamedTuple):
    """A file of the history as it was found. `base` where its first line says something, and `pieces` the others;
    `before` is the hash that the first of them continues.
    """

    file: Path
    content: bytes
    base: Base | None
    before: str
    pieces: list[Piece]


def read(file: Path) -> Found:
    """Raises CannotRead, also where there is no such file."""
    with parts.reading(file) as opened:
        content = opened.read()
        try:
            base, mark = history.read_base(opened, file)
        except DamagedLine:
            return Found(file, content, None, "", _without_base(_pieces(content)))
    return Found(file, content, base, mark.hash, _pieces(content[mark.end :]))


def _without_base(pieces: list[Piece]) -> list[Piece]:
    return pieces[1:] if pieces and pieces[0].line is None else pieces


def _pieces(content: bytes) -> list[Piece]:
    *rows, torn = content.split(b"\n")
    if torn and _piece(torn[:-1]).line is not None:  # written to its end, which was damaged later
        rows.append(torn[:-1])
    return [piece for row in rows for piece in _apart(row)]


def _apart(row: bytes) -> Iterator[Piece]:
    """A row as a piece, or as the lines that it was before a line break in it was damaged."""
    whole = _piece(row)
    if whole.line is None:
        for damaged in _NO_BREAK.finditer(row):
            first = _piece(row[: damaged.start()])
            if first.line is not None:
                yield first
                yield from _apart(row[damaged.start(1) :])
                return
    yield whole


def _piece(row: bytes) -> Piece:
    raw = row + b"\n"
    return Piece(raw, lines.hash_of(raw), lines.read_proved(raw))


def first_generation(pieces: list[Piece]) -> int | None:
    """The number of the first line, by the first whose number the next one vouches for, or else the first that has one;
    None where no line tells.
    """
    numbered = [(at, one.line.gen - at) for at, one in enumerate(pieces) if one.line is not None]
    linked = [
        gen
        for at, gen in numbered
        if (next_line := pieces[at + 1].line if at + 1 < len(pieces) else None) and next_line.prev == pieces[at].hash
    ]
    return next(iter([*linked, *(gen for _, gen in numbered)]), None)


def walk(found: Found, gen: int, before: str) -> Iterator[Kept | Gap]:
    """The lines that can stay after the change `gen`, whose hash is `before`, and what is missing between them.

    A line is believed whose number is vouched for by the line after it, that continues the one before it, or that has
    the number that is due.
    """
    damaged: list[Piece] = []
    stay: set[str] = set()
    for piece, following in zip(found.pieces, [*found.pieces[1:], None], strict=False):
        line, next_line = piece.line, following.line if following else None
        proven = next_line is not None and next_line.prev == piece.hash
        due = gen + 1 + len(damaged)
        put_in = piece.hash in stay or (next_line is not None and next_line.prev == before)
        if line is not None and not put_in and (line.gen > gen if proven else line.prev == before or line.gen == due):
            number = line.gen if proven or gen < line.gen < due else due
            if damaged or number > gen + 1:
                yield Gap(damaged, number - gen - 1)
            yield Kept(line if proven else _in_time(line, next_line), piece.hash, proven or next_line is None)
            gen, damaged = number, []
            stay.add(piece.hash)
        else:
            damaged.append(piece)
        before = piece.hash
    if damaged:
        yield Gap(damaged, len(damaged))


def _in_time(line: Line, following: Line | None) -> Line:
    """`line`, dated not after the one that follows it."""
    late = following is not None and datetime.fromisoformat(following.at) < datetime.fromisoformat(line.at)
    return msgspec.structs.replace(line, at=following.at) if following is not None and late else line


def operations(gap: Gap, first: int, seen: set[str]) -> list[list[StoredOperation]]:
    """For each change that is missing, from the number `first` on, those of its operations that still prove, by the
    digests in the damaged lines but for those in `seen`.
    """
    found: list[list[StoredOperation]] = [[] for _ in range(gap.missing)]
    digests = {one.decode() for piece in gap.damaged for one in _HASH.findall(piece.raw)} - seen
    at = 0
    for piece in gap.damaged:
        number = _NUMBER.match(piece.raw)
        if number and at <= int(number[1]) - first < gap.missing:
            at = int(number[1]) - first
        found[min(at, gap.missing - 1)] += _proved(piece.raw, digests)
        at += 1
    return found


def _proved(raw: bytes, digests: set[str]) -> Iterator[StoredOperation]:
    """The operations in a line that one of `digests` proves, which is taken out of them."""
    text, decode = raw.decode("utf-8", "surrogateescape"), JSONDecoder().raw_decode
    for start in (found.start() for found in _OPERATION.finditer(text)):
        try:
            operation = _decode(text[start : decode(text, start)[1]].encode("utf-8", "surrogateescape"))
        except (*history.UNREADABLE, ValueError):
            continue
        digest = lines.digest(operation)
        if operation.salt is not None and digest in digests:
            digests.discard(digest)
            yield operation


def named(damaged: list[Piece]) -> set[tuple[str, int]]:
    """Every record, as kind and id, that an operation in damaged lines names."""
    found = _NAMED.findall(b"".join(piece.raw for piece in damaged))
    return {(kind.decode(), int(id)) for kind, id in found}


def counted(damaged: list[Piece]) -> int:
    """How many operations damaged lines held, by their digests; one more where that cannot be told."""
    lists: list[bytes] = _DIGESTS.findall(b"".join(piece.raw for piece in damaged))
    return sum(one.count(b",") + bool(one) for one in lists) + max(0, len(damaged) - len(lists)) + (not damaged)
