"""What concerns a record, as lines below its page: a heading for each kind, then a line for each, leading there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

import msgspec

from coop_tui.i18n import _, language
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.words import BETWEEN
from coop_tui.register import Records
from coop_tui.register.related import Related, concerned_fields
from coop_tui.values import format_number
from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.line_page import Line, Piece, cells
from coop_tui.widgets.row_view import Cell, Column, Fitted, fitted
from coop_tui.widgets.table_lines import filled

MOST: Final = 50
"""So many records of a kind are shown; of more than these, how many they are."""

_INDENT: Final = 2  # cells
_WIDEST_ROLES: Final = 30  # cells


class Group(msgspec.Struct, frozen=True):
    """Records of one kind that concern a record: all ids, and the first `MOST` as rows with a cell for each column."""

    kind: AnyKind
    ids: tuple[int, ...]
    columns: Sequence[Column]
    rows: Mapping[int, Sequence[Cell]]


def groups_of(records: Records, kind: AnyKind, found: Sequence[Related]) -> list[Group]:
    """What `found` says concerns a record of `kind`, in groups by kind."""
    kinds = dict.fromkeys(one.kind for one in found)
    return [_group(records, KINDS[name], kind, [one for one in found if one.kind == name]) for name in kinds]


def _group(records: Records, other: AnyKind, kind: AnyKind, found: Sequence[Related]) -> Group:
    """The columns of the kind's list; where records can concern this one in several ways, in which they do."""
    source, fields = KindSource(records, other), concerned_fields(other, kind)
    ids = _in_order(source, other, {one for by in found for one in by.ids})
    same = fields[0].name if len(fields) == 1 else None  # says on every line what the page is about
    kept = [at for at, column in enumerate(source.columns) if column.key != same]
    columns = [source.columns[at] for at in kept]
    rows = {one: [source.cells(one)[at] for at in kept] for one in ids[:MOST]}
    if len(fields) > 1:
        roles = {one: BETWEEN.join(_(by.label) for by in found if one in by.ids) for one in rows}
        columns.append(Column("", "", width=min(_WIDEST_ROLES, max(map(cells, roles.values())))))
        for one, row in rows.items():
            row.append((roles[one], "muted"))
    return Group(other, tuple(ids), columns, rows)


def _in_order(source: KindSource, kind: AnyKind, ids: Set[int]) -> list[int]:
    """The newest first where the kind says what that is, else as its list is sorted at first; without a key last."""
    field, direction = (kind.newest, "down") if kind.newest else kind.order or (None, "up")
    if field is None:
        return sorted(ids)
    sort_key = source.sort_key(field)
    keys = {one: key for one in ids if (key := sort_key(one)) is not None}
    known = sorted(sorted(keys), key=keys.__getitem__, reverse=direction == "down")
    return [*known, *sorted(ids - keys.keys())]


def group_lines(group: Group, width: int) -> Iterator[Line]:
    """The lines of a group, a blank one first. What is left out leads to `group`."""
    fits = fitted(group.columns, max(1, width - _INDENT))
    yield ()
    yield _heading(group, fits)
    for record_id, row in group.rows.items():
        yield (Piece(" " * _INDENT), *_row((group.kind.name, record_id), row, fits))
    if len(group.ids) > len(group.rows):
        left = format_number(len(group.ids) - len(group.rows), language())
        yield (Piece(" " * _INDENT), Piece(_("+{count} more").format(count=left), "link", group))


def _heading(group: Group, fits: Sequence[Fitted]) -> Line:
    """The kind and how many there are; above figures, what they are."""
    pieces = [Piece(_(group.kind.many), "heading"), Piece(f"  {format_number(len(group.ids), language())}", "muted")]
    used, start = sum(cells(piece.text) for piece in pieces), _INDENT
    for fit in fits:
        label = filled(fit.column.label, fit)
        blank = start + len(label) - len(label.lstrip()) - used
        if fit.column.align == "right" and blank > 0:
            pieces.append(Piece(" " * blank + label.strip(), "muted"))
            used = start + fit.width
        start += fit.width + 1
    return tuple(pieces)


def _row(target: tuple[str, int], row: Sequence[Cell], fits: Sequence[Fitted]) -> Iterator[Piece]:
    """One record; the whole line leads there, and the column that grows, which names it, shows that."""
    for at, fit in enumerate(fits):
        text, tone = row[fit.index]
        cell = filled(text, fit) + (" " if at < len(fits) - 1 else "")
        said = cell.rstrip() if fit.column.grow else cell
        look = "link" if fit.column.grow else tone or "value"
        yield Piece(said, look, target, goes_on=at > 0)
        yield Piece(cell[len(said) :], "value", goes_on=True)
