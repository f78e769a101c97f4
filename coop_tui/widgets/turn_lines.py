"""The turns of one agency or person as lines: how often, when last, and each batch, leading there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coop_tui.counts.turns import Turns, month_words, turn_words
from coop_tui.i18n import _, language, n_
from coop_tui.register import Records
from coop_tui.register.succession import predecessors
from coop_tui.values import format_number
from coop_tui.widgets.line_page import Line, Piece, cells, wrapped
from coop_tui.widgets.safe import cut, segment_text

_WHEN = 10  # cells of a month, `Agt 2019`, and a gap


def unit_lines(records: Records, found: Turns, unit_id: int, width: int) -> list[Line]:
    """An agency: also whose work it took over, since these turns are its own."""
    before = [records.name("units", one) for one in predecessors(records).get(unit_id, ())]
    said = [turn_words(found.unit(unit_id))]
    if before:
        said.append(_("With what was sent by {units}.").format(units=", ".join(before)))
    sent = found.units.get(unit_id, {})
    return _lines(records, found, records.name("units", unit_id), said, sent, width)


def person_lines(records: Records, found: Turns, person_id: int, width: int) -> list[Line]:
    """A person."""
    went = dict.fromkeys(found.people.get(person_id, ()), 0)
    return _lines(records, found, records.name("people", person_id), [turn_words(found.person(person_id))], went, width)


def _lines(
    records: Records, found: Turns, title: str, said: Sequence[str], batches: Mapping[int, int], width: int
) -> list[Line]:
    head: list[Line] = [(Piece(line, "title"),) for line in wrapped(title, width)]
    head += [(Piece(line, "muted"),) for text in said for line in wrapped(text, width)]
    return [*head, *([()] if batches else []), *_batches(records, found, batches, width)]


def _batches(records: Records, found: Turns, batches: Mapping[int, int], width: int) -> Iterator[Line]:
    """The last first."""
    for batch, count in reversed(list(batches.items())):
        day = found.starts[batch]
        when = segment_text(month_words(day) if day else "").ljust(_WHEN)
        people = n_("{count} person", "{count} people", count).format(count=format_number(count, language()))
        end = f"  {people}" if count else ""
        name = cut(segment_text(records.name("batches", batch)), max(1, width - _WHEN - cells(end)))
        yield (Piece(when, "label"), Piece(name, "link", ("batches", batch)), Piece(end, "muted"))
