"""A heading of a file, or what becomes of a row, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from coop_tui.exchange.headings import Match
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome
from coop_tui.exchange.import_road import Looked
from coop_tui.exchange.import_words import FATES, PlannedNames, field_words, remark_words
from coop_tui.exchange.linked_fields import field_spec
from coop_tui.i18n import _, language
from coop_tui.register import Records
from coop_tui.store import Operation
from coop_tui.values import format_number
from coop_tui.widgets.frame import joined
from coop_tui.widgets.import_sources import beside, cell_text, not_taken
from coop_tui.widgets.line_page import Line, Piece, wrapped
from coop_tui.widgets.page_lines import LABEL_WIDTH
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.told_lines import operation_lines

_LEAST_ROOM = 10
_EXAMPLES = 12


def heading_lines(looked: Looked, match: Match, width: int) -> list[Line]:
    """A heading, and what stands below it in the file."""
    spec = field_spec(looked.wishes.kind, match.field) if match.field else None
    lines: list[Line] = [(Piece(text, "title"),) for text in wrapped(match.heading, width)]
    if match.rival is not None:
        said = _("“{rival}” is this field already.").format(rival=match.rival)
        lines += [(Piece(text, "warn"),) for text in wrapped(said, width)]
    found = [(row.number, row.values.get(match.heading)) for row in looked.source.rows.rows[:_EXAMPLES]]
    for number, value in found:
        text = beside(spec, cell_text(value))
        lines.append((Piece(f"{number}  ", "muted"), Piece(cut(text, max(_LEAST_ROOM, width - 8)))))
    return lines


def outcome_lines(plan: ImportPlan, one: Outcome, records: Records, width: int) -> list[Line]:
    """What becomes of a row: every reason, each field before and after, and what the file says."""
    return list(_lines(plan, one, records, width))


def besides_lines(plan: ImportPlan, one: Operation, records: Records, width: int) -> list[Line]:
    """What becomes of a record that rows refer to."""
    return operation_lines(one, records, width, PlannedNames(plan, records))


def _lines(plan: ImportPlan, one: Outcome, records: Records, width: int) -> Iterator[Line]:
    kind = plan.rows.kind
    said = _("Row {number}").format(number=format_number(one.row.number, language()))
    yield (Piece(joined([said, _(FATES[one.fate])]), "title"),)
    for remark in one.remarks:
        look = "bad" if one.fate is Fate.REJECTED else "warn"
        for text in wrapped(remark_words(kind, remark), width):
            yield (Piece(text, look),)
    if one.fate is Fate.UPDATED and one.record_id is not None:
        yield ()
        names = PlannedNames(plan, records)
        yield from operation_lines(Operation(kind.name, one.record_id, one.before, one.after), records, width, names)
        return
    yield ()
    for name, value in one.row.values.items():
        spec = field_spec(kind, name)
        text = beside(spec, cell_text(value))
        label = segment_text(field_words(kind, name))
        for at, part in enumerate(wrapped(text, max(_LEAST_ROOM, width - LABEL_WIDTH))):
            shown = cut(label, LABEL_WIDTH - 1) if at == 0 else ""
            yield (Piece(shown.ljust(LABEL_WIDTH), "label"), Piece(part))
    for heading, text in not_taken(plan, one):
        shown = cut(segment_text(heading), LABEL_WIDTH - 1)
        yield (
            Piece(shown.ljust(LABEL_WIDTH), "muted"),
            Piece(cut(text, max(_LEAST_ROOM, width - LABEL_WIDTH)), "muted"),
        )
