"""Two people side by side as lines: why they may be one, each field of both, and the batches they took part in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from coop_tui.i18n import _
from coop_tui.register import Records
from coop_tui.register.comparing import Compared, Comparison, Fate, Seat
from coop_tui.values import masked
from coop_tui.widgets.line_page import Line, Piece, cells, wrapped
from coop_tui.widgets.safe import cut
from coop_tui.widgets.symbols import symbol

_LABEL: Final = 18  # cells; enough for each label in either language
_SIGN: Final = 2
_LEAST: Final = 10
_LOOKS: Final[dict[Fate, tuple[str, str]]] = {
    "same": ("value", "value"),
    "alone": ("value", "value"),
    "comes": ("value", "value"),
    "joined": ("value", "value"),
    "stays": ("figure", "muted"),
    "taken": ("muted", "figure"),
}
"""How the values of the one who stays and of the one who goes look."""


class _Room(msgspec.Struct, frozen=True):
    """The cells of a line: all, and those of each of the two."""

    width: int
    side: int


def _room(width: int) -> _Room:
    return _Room(width, max(_LEAST, (width - _LABEL) // 2))


class Take(msgspec.Struct, frozen=True):
    """What a value of two leads to: taking the other one."""

    name: str


def pair_lines(found: Comparison, records: Records, width: int, *, brief: bool = False) -> list[Line]:
    """Everything; `brief` is for beside a list, discreet values masked and nothing to choose."""
    room = _room(width)
    lines = [*_reasons(found, room), (), _heads(found, room)]
    for field in found.fields:
        lines += _field(field, room, brief=brief)
    if found.seats:
        lines += [(), (Piece(_("Participations"), "heading"),)]
        for seat in found.seats:
            lines += _seat(seat, records, room)
    return lines


def _reasons(found: Comparison, room: _Room) -> Iterator[Line]:
    for label, text, look in ((_("For"), found.reasons, "value"), (_("Against"), found.against, "warn")):
        if text:
            for at, line in enumerate(wrapped(text, max(_LEAST, room.width - _LABEL))):
                yield Piece((label if at == 0 else "").ljust(_LABEL), "label"), Piece(line, look)


def _heads(found: Comparison, room: _Room) -> Line:
    """Which of the two is which."""
    stays = _("{id} stays").format(id=found.merging.stays)
    goes = _("{id} goes").format(id=found.merging.goes)
    return (
        Piece(" " * _LABEL),
        _filled(f"{symbol('saved')} {stays}", room.side, "heading"),
        Piece(cut(f"{symbol('less')} {goes}", room.side), "heading"),
    )


def _field(field: Compared, room: _Room, *, brief: bool) -> Iterator[Line]:
    stays, goes = (masked(text) if brief and field.discreet and text else text for text in (field.stays, field.goes))
    signs = {
        "stays": (symbol("pick"), " "),
        "taken": (" ", symbol("pick")),
        "comes": (" ", symbol("add")),
        "joined": (symbol("add"), symbol("add")),
    }.get(field.fate, (" ", " "))
    target = Take(field.name) if field.fate in ("stays", "taken") and not brief else None
    left, right = (_wrapped(sign, text, room.side) for sign, text in zip(signs, (stays, goes), strict=True))
    for at in range(max(len(left), len(right))):
        label = cut(field.label, _LABEL - 1) if at == 0 else ""
        one, other = (texts[at] if at < len(texts) else "" for texts in (left, right))
        mine, theirs = _LOOKS[field.fate]
        yield (
            Piece(label.ljust(_LABEL), "label"),
            Piece(one, mine, target if at == 0 else None, goes_on=at > 0 and target is not None),
            Piece(" " * (room.side - cells(one))),
            Piece(other, theirs, goes_on=target is not None),
        )


def _wrapped(sign: str, text: str, side: int) -> list[str]:
    """The lines of a value, a sign before the first."""
    if not text:
        return [""]
    lines = wrapped(text, max(1, side - _SIGN - 1))
    return [f"{sign if at == 0 else ' '} {line}" for at, line in enumerate(lines)]


def _seat(seat: Seat, records: Records, room: _Room) -> Iterator[Line]:
    name = cut(records.name("batches", seat.batch), room.width)
    yield (Piece(name, "link", ("batches", seat.batch)),)
    signs = {"stays": (symbol("pick"), " "), "goes": (" ", symbol("pick")), "": (" ", " ")}[seat.kept]
    left, right = (f"{sign} {text}" if text else "" for sign, text in zip(signs, (seat.stays, seat.goes), strict=True))
    looks = {"stays": ("figure", "muted"), "goes": ("muted", "figure"), "": ("value", "value")}[seat.kept]
    yield Piece(" " * _LABEL), _filled(left, room.side, looks[0]), Piece(cut(right, room.side), looks[1])
    if seat.lost:
        for line in wrapped(_("left out: {what}").format(what=seat.lost), max(_LEAST, room.width - _LABEL - _SIGN)):
            yield Piece(" " * (_LABEL + _SIGN)), Piece(line, "warn")


def _filled(text: str, side: int, look: str) -> Piece:
    said = cut(text, side - 1)
    return Piece(said + " " * (side - cells(said)), look)
