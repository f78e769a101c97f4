"""A change as lines: who made it and when, then each record with its fields before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coop_tui.i18n import _, language, n_
from coop_tui.records.kind import Names
from coop_tui.register import Records
from coop_tui.register.told import DEEDS, FieldTold, RecordTold, day_words, deed_words, time_words, told
from coop_tui.store import Change, Operation
from coop_tui.values import format_number
from coop_tui.widgets.frame import joined
from coop_tui.widgets.line_page import Line, Piece, cells, wrapped
from coop_tui.widgets.page_lines import LABEL_WIDTH
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.symbols import symbol

_LEAST_ROOM: Final = 10
_RECORDS: Final = 100
"""The most records of one change that a page tells field by field."""
_BRIEF: Final = 8


def change_lines(change: Change, taken_back_by: int | None, records: Records, width: int) -> list[Line]:
    """The whole change."""
    return list(_lines(change, taken_back_by, records, width, _RECORDS, brief=False))


def brief_change_lines(change: Change, taken_back_by: int | None, records: Records, width: int) -> list[Line]:
    """The change as it stands beside a list: some of its records, discreet values masked."""
    return list(_lines(change, taken_back_by, records, width, _BRIEF, brief=True))


def operation_lines(operation: Operation, records: Records, width: int, names: Names) -> list[Line]:
    """What one operation does to its record, discreet values masked; `names` are those of what it refers to."""
    one = told(operation, records, names)
    return [] if one is None else list(_record(one, records, width, brief=True))


def _lines(
    change: Change, taken_back_by: int | None, records: Records, width: int, most: int, *, brief: bool
) -> Iterator[Line]:
    for text in wrapped(deed_words(change, records), width):
        yield (Piece(text, "title"),)
    number = _("change {gen}").format(gen=change.gen)
    for text in wrapped(joined([change.by, f"{day_words(change)} {time_words(change)}", number]), width):
        yield (Piece(text),)
    if taken_back_by is not None:
        for text in wrapped(_("Taken back by change {gen}.").format(gen=taken_back_by), width):
            yield (Piece(text, "warn"),)
    for operation in change.ops[:most]:
        one = told(operation, records)
        if one is not None:
            yield ()
            yield from _record(one, records, width, brief=brief)
    left = len(change.ops) - most
    if left > 0:
        yield ()
        count = format_number(left, language())
        yield (Piece(n_("+{count} more record", "+{count} more records", left).format(count=count), "muted"),)


def _record(one: RecordTold, records: Records, width: int, *, brief: bool) -> Iterator[Line]:
    is_there = records.get(one.kind, one.id) is not None
    target = (one.kind.name, one.id) if is_there else None
    lines = wrapped(one.name, max(_LEAST_ROOM, width))
    for at, text in enumerate(lines):
        yield (Piece(text, "link" if target else "heading", target if at == 0 else None, goes_on=bool(target and at)),)
    yield (Piece(joined([_(one.kind.one), _(DEEDS[one.deed])]), "muted"),)
    for field in one.fields:
        yield from _field(field, one.deed != "changed", width, brief=brief)


def _field(field: FieldTold, whole: bool, width: int, *, brief: bool) -> Iterator[Line]:  # noqa: FBT001
    """The lines of a field; `whole` where the record came or went with it, so that only one side is there."""
    room = max(_LEAST_ROOM, width - LABEL_WIDTH)
    masks = field.masks if brief else {}
    before, after = ([masks.get(one, one) for one in side] for side in (field.before, field.after))
    label = segment_text(field.label)
    for pieces in _sides(before, after, field, whole, room):
        yield (Piece(label.ljust(LABEL_WIDTH), "label"), *pieces)
        label = ""


def _sides(before: Sequence[str], after: Sequence[str], field: FieldTold, whole: bool, room: int) -> Iterator[Line]:  # noqa: FBT001
    if whole:
        for one in (*before, *after):
            yield from _value("", one, "muted" if before else "value", room)
    elif field.many:
        for one in before:
            yield from _value(symbol("less"), one, "muted", room)
        for one in after:
            yield from _value(symbol("add"), one, "value", room)
    else:
        was, became = (side[0] if side else _("empty") for side in (before, after))
        arrow = symbol("becomes")
        if "\n" not in was + became and cells(was) + cells(became) + 3 <= room:
            yield (Piece(f"{segment_text(was)} ", "muted"), Piece(f"{arrow} {segment_text(became)}"))
        else:
            yield from _value("", was, "muted", room)
            yield from _value(arrow, became, "value", room)


def _value(sign: str, text: str, look: str, room: int) -> Iterator[Line]:
    """The lines of a value, with a sign before the first."""
    indent = len(sign) + 1 if sign else 0
    for at, line in enumerate(wrapped(text, max(_LEAST_ROOM, room - indent))):
        yield (Piece((sign if at == 0 else "").ljust(indent) + line, look),)
