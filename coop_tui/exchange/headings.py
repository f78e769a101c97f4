"""Which field each heading of a file means: what is known of it, or what the person says; and the records by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from coop_tui.errors import CoopError
from coop_tui.exchange.column_values import Days, days, plain_values
from coop_tui.exchange.heading_row import heading_key
from coop_tui.exchange.meanings import PASSED_OVER, REASON, Meanings, meanings
from coop_tui.exchange.progress import Progress, unheard
from coop_tui.exchange.rows import columns
from coop_tui.exchange.table import BadCell, Row, Rows
from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.fields import AnyType, DateType, FieldType
from coop_tui.values import Order

Certainty = Literal["known", "alike", "remembered", "said", "unknown"]

_ENDS: Final = {"starts_on": "ends_on", "since": "until"}
"""Where the end of a range goes that stands in the column of its start."""


@dataclass(frozen=True)
class Match:
    """What a heading means: a field, `PASSED_OVER`, or None where nobody knows; `rival` is the heading that has the
    field which this one would mean.
    """

    heading: str
    field: str | None
    certainty: Certainty
    rival: str | None = None


@dataclass(frozen=True)
class FieldRows:
    """The records of a file by field of `kind`, or by path (`person.name`); empty ones left out.

    `headings` is what the file calls each field, `fields` the field that each of its headings means. `orders` says by
    which order of day and month a column was read, where it matters; `unsure` are the headings of columns where nothing
    tells, which were read day first. `file_rows` are the same records as they stand in the file.
    """

    kind: AnyKind
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    file_rows: Rows
    fields: Mapping[str, str]
    orders: Mapping[str, Order] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()


class OtherEnd(BadCell):
    """An end other than that of the range which stands in the column of the start."""

    of_range: str = ""


@dataclass(eq=False)
class UnknownHeadings(CoopError):
    """Headings that mean no field."""

    file: Path
    unknown: Sequence[str]
    known: Sequence[str]

    def message(self) -> str:
        return _(
            "{file}: no field is called {unknown}. Known are: {known}. "
            "Say what a heading means with --map 'Heading=field', or leave it out with --map 'Heading='."
        ).format(
            file=self.file,
            unknown=", ".join(f"“{heading}”" for heading in self.unknown),
            known=", ".join(self.known),
        )


@dataclass(eq=False)
class NoHeadings(CoopError):
    """Not one heading means a field. They are not repeated: where they were forgotten, it is the first record."""

    file: Path
    count: int
    known: Sequence[str]

    def message(self) -> str:
        return _(
            "{file}: none of the {count} headings in the first line is a field. If there are none, put them above the"
            " first record. Known are: {known}. Say what a heading means with --map 'Heading=field'."
        ).format(file=self.file, count=self.count, known=", ".join(self.known))


@dataclass(eq=False)
class SameField(CoopError):
    """Two headings that mean the same field."""

    file: Path
    field: str
    headings: tuple[str, str]

    def message(self) -> str:
        return _(
            "{file}: “{one}” and “{other}” both mean the field {field}. Rename one of them, or leave it out with"
            " --map '{other}='."
        ).format(file=self.file, one=self.headings[0], other=self.headings[1], field=self.field)


@dataclass(eq=False)
class UnsureDates(CoopError):
    """Columns of days in digits where nothing says whether the day or the month comes first."""

    file: Path
    headings: Sequence[str]

    def message(self) -> str:
        return _(
            "{file}: in {headings} nothing says whether 3/2/2019 is in February or in March. "
            "Add --date-order dmy where the day comes first, --date-order mdy where the month does."
        ).format(file=self.file, headings=", ".join(f"“{heading}”" for heading in self.headings))


@dataclass(eq=False)
class NoRename(CoopError):
    """A --map that is not of the form `Heading=field`."""

    text: str

    def message(self) -> str:
        return _("“{text}” does not say what a heading means. Write --map 'Heading=field'.").format(text=self.text)


@dataclass(eq=False)
class BadRename(CoopError):
    """A --map with a heading or a field that is none of those `known`."""

    word: str
    known: Sequence[str]

    def message(self) -> str:
        return _("--map: “{word}” is none of: {known}.").format(word=self.word, known=", ".join(self.known))


def parse_renames(texts: Sequence[str]) -> dict[str, str]:
    """`Heading=field` as heading → field, which is `PASSED_OVER` in `Heading=`. Raises NoRename."""
    renames: dict[str, str] = {}
    for text in texts:
        heading, separator, name = text.rpartition("=")
        if not separator or not heading.strip():
            raise NoRename(text)
        renames[heading.strip()] = name.strip()
    return renames


def match_headings(
    rows: Rows, kind: AnyKind, said: Mapping[str, str], remembered: Sequence[str | None] = ()
) -> tuple[Match, ...]:
    """What each heading of a file means. First counts what the person said, then what was `remembered` of files of this
    shape (by column), then what is known, last what is nearly known; a field is meant once. Raises BadRename.
    """
    known = meanings(kind.name)
    own = _checked(said, rows.headings, known)
    found: dict[str, Match] = {}
    for place, heading in enumerate(rows.headings):
        before = remembered[place] if place < len(remembered) else None
        if heading_key(heading) in own:
            found[heading] = Match(heading, own[heading_key(heading)], "said")
        elif before is not None and (before in known.types or before == PASSED_OVER):
            found[heading] = Match(heading, before, "remembered")
    for certainty in ("known", "alike"):
        taken = {one.field: heading for heading, one in found.items() if one.field}
        for heading in rows.headings:
            if heading in found:
                continue
            meant = known.exactly(heading) if certainty == "known" else known.alike(heading)
            if meant is None or (meant == PASSED_OVER and heading != REASON and not _counts(rows, heading)):
                continue
            rival = taken.get(meant) if meant else None
            found[heading] = Match(heading, None if rival else meant, "unknown" if rival else certainty, rival)
            taken.setdefault(meant, heading)
    return tuple(found.get(heading, Match(heading, None, "unknown")) for heading in rows.headings)


def _counts(rows: Rows, heading: str) -> bool:
    """Whether a column only counts the rows. What stands there alone in its row, as below a list those who sign it, is
    no number of a record.
    """
    beside = (
        row.values
        for row in rows.rows
        if any(_is_there(row.values.get(one)) for one in rows.headings if one != heading)
    )
    cells = (values.get(heading) for values in beside)
    return all(str(cell).strip().rstrip(".").isdigit() for cell in cells if _is_there(cell))


def _is_there(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _checked(said: Mapping[str, str], headings: Sequence[str], known: Meanings) -> dict[str, str]:
    there = {heading_key(heading) for heading in headings}
    for heading, name in said.items():
        if name != PASSED_OVER and name not in known.types:
            raise BadRename(name, tuple(known.types))
        if heading_key(heading) not in there:
            raise BadRename(heading, headings)
    return {heading_key(heading): name for heading, name in said.items()}


def by_field(rows: Rows, kind: AnyKind, renames: Mapping[str, str], order: Order | None = None) -> FieldRows:
    """The records of a file by what is known of its headings and what `renames` says. Raises BadRename, and what
    `by_matches` raises.
    """
    return by_matches(rows, kind, match_headings(rows, kind, renames), order)


def by_matches(
    rows: Rows, kind: AnyKind, matches: Sequence[Match], order: Order | None, progress: Progress = unheard
) -> FieldRows:
    """The records of a file, each value under the field that its heading means; `order` is that of days and months in
    days of digits, None where each column is to tell it. Raises UnknownHeadings, NoHeadings or SameField where not
    every heading means a field of its own, or is passed over; and what `progress` raises.
    """
    types = meanings(kind.name).types
    _check(rows, kind, matches)
    fields = {one.heading: one.field for one in matches if one.field}
    headings = {field: heading for heading, field in fields.items()}
    values: dict[str, Sequence[object]] = {}
    found: dict[str, Days] = {}
    for done, (name, heading) in enumerate(headings.items()):
        progress("fields", done, len(headings))
        cells = [row.values.get(heading) for row in rows.rows]
        held = types[name]
        if isinstance(held, DateType):
            found[name] = days(cells, order, ranges=end_of(name, types) is not None)
            values[name] = found[name].starts
        else:
            values[name] = plain_values(held, name, cells) if rows.cells or not isinstance(held, AnyType) else cells
    progress("fields", len(headings), len(headings))
    for name, one in found.items():
        end = end_of(name, types)
        if end is not None and any(value is not None for value in one.ends):
            values[end] = _ends(one.ends, values.get(end))
            headings.setdefault(end, headings[name])
    return FieldRows(
        kind,
        headings,
        _rows(rows, values),
        rows,
        fields,
        orders={name: one.order for name, one in found.items() if one.order is not None},
        unsure=tuple(headings[name] for name, one in found.items() if one.unsure),
    )


def check_days(rows: FieldRows) -> None:
    """Raises UnsureDates where nothing tells the order of day and month in a column."""
    if rows.unsure:
        raise UnsureDates(rows.file_rows.file, rows.unsure)


def _check(rows: Rows, kind: AnyKind, matches: Sequence[Match]) -> None:
    known = meanings(kind.name)
    taken: dict[str, str] = {}
    for one in matches:
        if one.rival is not None:
            raise SameField(rows.file, known.exactly(one.heading) or "", (one.rival, one.heading))
        if one.field and one.field in taken:
            raise SameField(rows.file, one.field, (taken[one.field], one.heading))
        if one.field:
            taken[one.field] = one.heading
    unknown = [one.heading for one in matches if one.field is None]
    names = columns(kind)
    if unknown and len(unknown) == len(matches) and rows.cells:
        raise NoHeadings(rows.file, len(unknown), names)
    if unknown:
        raise UnknownHeadings(rows.file, unknown, names)


def end_of(name: str, types: Mapping[str, FieldType]) -> str | None:
    """The field for the end of a range that stands in the column of the field `name`, of those in `types`."""
    reference, _dot, own = name.rpartition(".")
    end = f"{reference}.{_ENDS.get(own, '')}".lstrip(".")
    return end if isinstance(types.get(end), DateType) else None


def _ends(of_ranges: Sequence[object], own: Sequence[object] | None) -> list[object]:
    """The ends of ranges, and those that stand in a column of their own."""
    if own is None:
        return list(of_ranges)
    return [_end(one, other) for one, other in zip(of_ranges, own, strict=True)]


def _end(of_range: object, own: object) -> object:
    if of_range is None or own is None or of_range == own:
        return own if of_range is None else of_range
    reason = _("The range in the column of the start ends on another day. Mend one of them.")
    return own if isinstance(own, BadCell) else OtherEnd(f"{own}", reason, None, f"{of_range}")


def _rows(rows: Rows, columns: Mapping[str, Sequence[object]]) -> tuple[Row, ...]:
    names = tuple(columns)
    if not names:
        return tuple(Row(row.number, {}) for row in rows.rows)
    return tuple(
        Row(row.number, {name: value for name, value in zip(names, values, strict=True) if value is not None})
        for row, values in zip(rows.rows, zip(*columns.values(), strict=True), strict=True)
    )
