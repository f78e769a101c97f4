"""The overview laid out in lines: figures, what needs attention, participations by year, the newest changes.

Pure: facts and a room in, lines out. Where the room is short, what can be looked up elsewhere goes first: the changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from coop_tui.attention import Due, how_long, what, why
from coop_tui.i18n import _, language, n_
from coop_tui.records import KINDS
from coop_tui.records.batches import BatchStatus
from coop_tui.records.fields import Tone
from coop_tui.register import Records
from coop_tui.register.describe import change_words
from coop_tui.screens.overview_facts import Counted, Standing, Year
from coop_tui.store import Change
from coop_tui.values import PartialDate, format_date, format_number
from coop_tui.widgets.line_page import Line, Piece, cells, wrapped
from coop_tui.widgets.safe import cut
from coop_tui.widgets.symbols import symbol, tone_sign

MOST_CHANGES: Final = 20
_STARTS: Final = (0.0, 0.26, 0.49, 0.75)  # of the four groups, as shares of the width
_LONGEST_BAR: Final = 60
_WHO: Final = 12
_FEW: Final = 3  # lines of what needs attention, and years, that are shown however short the room is
_LOOKS: Final[dict[Tone, str]] = {"bad": "bad", "soon": "warn", "busy": "warn", "open": "accent"}
_NOT_COUNTED_YET: Final = "…"


class Opens(msgspec.Struct, frozen=True):
    """Leads to records: one on its page, several in a list that is called so."""

    kind: str
    ids: tuple[int, ...]
    called: str


class ToTab(msgspec.Struct, frozen=True):
    """Leads to a numbered screen."""

    number: int


class AllDue(msgspec.Struct, frozen=True):
    """Leads to everything that needs attention."""

    found: tuple[Due, ...]


class Facts(msgspec.Struct, frozen=True):
    """What there is to show. `counted` is None until the batches have been gone through; `changes` are the newest,
    newest first; `me` is who is acting, `day` the day the clock shows.
    """

    standing: Standing
    counted: Counted | None
    changes: tuple[Change, ...]
    me: str
    day: date


def overview_lines(facts: Facts, records: Records, width: int, height: int) -> list[Line]:
    """The lines of a register that is not empty, none wider than `width` cells; more than `height` only where even the
    least does not fit.
    """
    figures: list[Line] = [(), *_figures(facts, records, width), ()]
    if facts.counted is None:
        return [*figures, _heading(_("Needs attention"), "", width)]
    found, years = facts.counted.due, facts.counted.years
    left = height - len(figures) - 1 - (2 if years else 0)
    shown = _rows_of_due(len(found), left, len(years))
    lines = [*figures, *_attention(found, records, width, shown)]
    left -= shown
    if years:
        rows = max(_FEW, min(len(years), left))
        lines += [(), *_by_year(years, width, rows)]
        left -= min(rows, len(years))
    if left > 2 and facts.changes:
        lines += [(), *_changes(facts, records, width, left - 2)]
    return lines


def _rows_of_due(found: int, left: int, years: int) -> int:
    """All that is due where some years fit below it; where not, half of the room."""
    if found <= left - min(years, max(_FEW, left // 3)):
        return max(found, 1)
    return min(found, max(_FEW, left // 2))


def due_lines(found: Sequence[Due], records: Records, width: int) -> list[Line]:
    """Everything that needs attention, a line for each."""
    return [(), *_attention(found, records, width, len(found))]


def welcome_lines(text: str, width: int) -> list[Line]:
    """What is said instead where nothing is on record."""
    return [(), *((Piece(line),) for line in wrapped(text, width))]


# Figures


def _figures(facts: Facts, records: Records, width: int) -> Iterator[Line]:
    groups = [_partners(facts.standing), _memberships(facts.standing, records), *_batches(facts.counted)]
    starts = [round(share * width) for share in _STARTS]
    rooms = [end - start for start, end in zip(starts, [*(start - 1 for start in starts[1:]), width], strict=True)]
    for part in (0, 1):
        line: list[Piece] = []
        for group, start, room in zip(groups, starts, rooms, strict=True):
            line += [Piece(" " * (start - _length(line))), *_fitting(group[part], room)]
        yield tuple(line)


def _partners(found: Standing) -> tuple[Line, Line]:
    count, active = len(found.partners), len(found.active)
    text = n_("{count} partner country", "{count} partner countries", count)
    note = n_("{count} active", "{count} active", active)
    called = _("Active partner countries")
    return _figure(text, count, ToTab(2)), _note(note, active, Opens("countries", found.active, called))


def _memberships(found: Standing, records: Records) -> tuple[Line, Line]:
    count = len(found.memberships)
    head = _figure(
        n_("{count} membership", "{count} memberships", count),
        count,
        Opens("organisations", found.memberships, _("Memberships")),
    )
    names: list[Piece] = []
    for one in found.memberships:
        names += [Piece(", ", "muted")] if names else []
        name = records.short_name("organisations", one)
        names.append(Piece(name, "muted", Opens("organisations", (one,), name)))
    return head, tuple(names)


def _batches(found: Counted | None) -> list[tuple[Line, Line]]:
    if found is None:
        texts = n_("{count} completed batch", "{count} completed batches", 2), _seats_text(2)
        return [((Piece(text.format(count=_NOT_COUNTED_YET)),), ()) for text in texts]
    done = found.by_status.get(BatchStatus.COMPLETED, ())
    text = n_("{count} completed batch", "{count} completed batches", len(done))
    head = _figure(text, len(done), Opens("batches", done, _("Completed batches")))
    seats = found.participations
    seats_head = _figure(_seats_text(seats), seats, Opens("batches", found.behind, _("Participations")))
    return [(head, _other_batches(found)), (seats_head, _names_note(found))]


def _seats_text(count: int) -> str:
    return n_("{count} participation", "{count} participations", count)


def _other_batches(found: Counted) -> Line:
    """How many are unconfirmed; where none is, how many are to come or running."""
    texts = (
        (BatchStatus.UNCONFIRMED, n_("{count} unconfirmed", "{count} unconfirmed", 2)),
        (BatchStatus.RUNNING, n_("{count} running", "{count} running", 2)),
        (BatchStatus.PLANNED, n_("{count} planned", "{count} planned", 2)),
    )
    for status, text in texts:
        ids = found.by_status.get(status, ())
        if ids:
            return _note(text, len(ids), Opens("batches", ids, _(status.label)))
    return ()


def _names_note(found: Counted) -> Line:
    """Whether it is on record who went; these are seats, and never called people."""
    if not found.participations:
        return ()
    if not found.named:
        return (Piece(_("no names on record"), "muted"),)
    text = n_("{count} with a name on record", "{count} with a name on record", found.named)
    return (Piece(text.format(count=_number(found.named)), "muted"),)


def _figure(text: str, count: int, target: Opens | ToTab) -> Line:
    """A figure and what it counts; it leads somewhere where there is something behind it."""
    before, number, after = text.format(count=_number(count)).partition(_number(count))
    pieces = [(one, look) for one, look in ((before, "value"), (number, "figure"), (after, "value")) if one]
    if not count:
        return tuple(Piece(one, look) for one, look in pieces)
    return (Piece(*pieces[0], target), *(Piece(one, look, goes_on=True) for one, look in pieces[1:]))


def _note(text: str, count: int, target: Opens) -> Line:
    return (Piece(text.format(count=_number(count)), "muted", target if count else None),)


# What needs attention


def _attention(found: Sequence[Due], records: Records, width: int, rows: int) -> Iterator[Line]:
    yield _heading(_("Needs attention"), _number(len(found)) if found else "", width)
    if not found:
        yield (Piece(_("Nothing needs attention."), "muted"),)
    shown = found if len(found) <= rows else found[: rows - 1]
    lengths = max((cells(how_long(one)) for one in shown), default=0)
    for one in shown:
        yield _due_line(one, records, width, lengths)
    if len(shown) < len(found):
        more = _("+{count} more").format(count=_number(len(found) - len(shown)))
        yield (Piece(f"  {more}", "muted", AllDue(tuple(found))),)


def _due_line(one: Due, records: Records, width: int, length: int) -> Line:
    tone = one.reason.tone or "open"
    room = max(10, width - length - 4)
    reason = cut(f": {why(one)}", room * 3 // 4)  # what is shortened first is the name, which can be looked up
    text = cut(what(one, records), room - cells(reason)) + reason
    target = Opens(one.kind, one.ids, _("Batches that rest on an estimate"))
    long = how_long(one).rjust(width - cells(text) - 2)
    return (
        Piece(f"{tone_sign(tone)} ", _LOOKS.get(tone, "value"), target),
        Piece(text, "value", goes_on=True),
        Piece(long, "muted", goes_on=True),
    )


# Participations by year


def _by_year(years: Sequence[Year], width: int, rows: int) -> Iterator[Line]:
    estimated = any(year.estimated for year in years)
    sign = _("{sign} by estimate").format(sign=symbol("estimate")) if estimated else ""
    yield _heading(_("Participations by year"), sign, width)
    named = [(_year_words(year), year) for year in years]
    if len(named) > rows:
        named = _with_earlier(years, rows)
    label_room = max(cells(label) for label, _year in named)
    figure_room = max(len(_number(year.participations)) for _label, year in named)
    longest = max(1, min(_LONGEST_BAR, width - label_room - figure_room - 5))
    most = max(year.participations for _label, year in named)
    for label, year in named:
        bar = symbol("bar") * max(1, round(year.participations / most * longest))
        target = Opens("batches", year.batches, _("Participations, {year}").format(year=label))
        mark = f" {symbol('estimate')}" if year.estimated else ""
        yield (
            Piece(label + " " * (label_room + 2 - cells(label)), "value", target),
            Piece(bar.ljust(longest + 1), "accent", goes_on=True),
            Piece(_number(year.participations).rjust(figure_room), "figure", goes_on=True),
            Piece(mark, "value", goes_on=True),
        )


def _year_words(year: Year) -> str:
    return _("unknown") if year.year is None else year.year


def _with_earlier(years: Sequence[Year], rows: int) -> list[tuple[str, Year]]:
    """The newest years, those before them in one row, and the unknown one: together they are still all."""
    dated = [year for year in years if year.year is not None]
    unknown = [year for year in years if year.year is None]
    first = len(dated) - max(0, rows - len(unknown) - 1)
    earlier = dated[:first]
    together = Year(
        earlier[-1].year,
        sum(year.participations for year in earlier),
        sum(year.estimated for year in earlier),
        tuple(one for year in earlier for one in year.batches),
    )
    label = _("until {year}").format(year=together.year)
    return [(label, together), *((_year_words(year), year) for year in (*dated[first:], *unknown))]


# The newest changes


def tells(change: Change) -> bool:
    """Whether a change is of records, not just of what the program remembers, and of kinds that are known here."""
    kinds = {one.kind for one in change.ops}
    return kinds <= KINDS.keys() and kinds != {"settings"}


def _changes(facts: Facts, records: Records, width: int, rows: int) -> Iterator[Line]:
    yield _heading(_("Newest changes"), "", width)
    shown = facts.changes[:rows]
    whens = [_when(change, facts.day) for change in shown]
    whos = [_("You") if change.by == facts.me else cut(change.by, _WHO) for change in shown]
    when_room, who_room = max(map(cells, whens)), max(map(cells, whos))
    for change, when, who in zip(shown, whens, whos, strict=True):
        words = change_words(change, records)
        target = _changed(change, records, words)
        text = cut(words, max(10, width - when_room - who_room - 4))
        yield (
            Piece(when + " " * (when_room + 2 - cells(when)), "muted", target),
            Piece(who + " " * (who_room + 2 - cells(who)), "label", goes_on=bool(target)),
            Piece(text, "value", goes_on=bool(target)),
        )


def _when(change: Change, day: date) -> str:
    at = datetime.fromisoformat(change.at).astimezone()
    if at.date() == day:
        return f"{at:%H.%M}"
    return format_date(PartialDate(at.date().isoformat()), language(), "short")


def _changed(change: Change, records: Records, words: str) -> Opens | None:
    """The records that were changed and are still there; of several kinds, those of the last."""
    kind = KINDS.get(change.ops[-1].kind) if change.ops else None
    if kind is None:
        return None
    held = records.all(kind)
    ids = tuple(one.id for one in change.ops if one.kind == kind.name and one.id in held)
    return Opens(kind.name, ids, words) if ids else None


# Pieces of lines


def _heading(text: str, right: str, width: int) -> Line:
    gap = width - cells(text) - cells(right)
    return (Piece(text, "heading"), Piece(" " * gap), Piece(right, "muted")) if right else (Piece(text, "heading"),)


def _fitting(pieces: Sequence[Piece], room: int) -> Iterator[Piece]:
    """As much of a line as fits; what does not is cut."""
    for piece in pieces:
        if room > 0:
            text = cut(piece.text, room)
            room -= cells(text)
            yield msgspec.structs.replace(piece, text=text)


def _length(line: Sequence[Piece]) -> int:
    return sum(cells(piece.text) for piece in line)


def _number(count: int) -> str:
    return format_number(count, language())
