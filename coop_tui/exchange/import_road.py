"""From a file to a plan, each step with what a person chose about it: the road that the import screen goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.exchange.heading_row import heading_key
from coop_tui.exchange.headings import FieldRows, Match, by_matches, match_headings
from coop_tui.exchange.import_options import ImportOptions
from coop_tui.exchange.import_plan import ImportPlan, Outcome
from coop_tui.exchange.import_rows import run_import, try_import
from coop_tui.exchange.linked_fields import DOT, linked_kinds, path_of
from coop_tui.exchange.progress import Cancelled, Progress, unheard
from coop_tui.exchange.read_file import NOTHING_SAID, Choices, Opened, Source, open_file, read_source, source_of
from coop_tui.exchange.shapes import remember_fields, remembered_fields
from coop_tui.exchange.table import Row, Rows
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import FieldSpec, Record, specs
from coop_tui.register import Records, Register
from coop_tui.values import Order

INTO: Final = tuple(name for name in KINDS if name != "settings")
"""The kinds that a list of an office may hold."""

_BEGINNING: Final = 60  # lines by whose headings a kind is told
_LINKED: Final = 0.7  # what a heading counts that means a field of another record


@dataclass(frozen=True)
class Wishes:
    """What a person chose. `said` are fields by heading, `order` that of day and month in days of digits, `mended` the
    cells typed anew, by the number of their row and their heading.
    """

    file: Path
    kind: AnyKind
    choices: Choices = NOTHING_SAID
    said: Mapping[str, str] = field(default_factory=dict)
    order: Order | None = None
    options: ImportOptions = field(default_factory=ImportOptions)
    mended: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked:
    """A file as it was read by `wishes`. `rows` are its records by field; None where that cannot be, because of
    `problem`.
    """

    wishes: Wishes
    source: Source
    matches: tuple[Match, ...]
    rows: FieldRows | None
    problem: CoopError | None


def first_look(records: Records, file: Path, progress: Progress = unheard) -> Looked:
    """A file that nothing was said about yet, as records of the kind of which most of its headings are fields. Raises
    as `look` does.
    """
    opened = open_file(file, progress=progress)
    kind = _likely_kind(opened)
    return look(records, Wishes(file, kind), source_of(opened, kind, {}, progress=progress), progress)


def _likely_kind(opened: Opened) -> AnyKind:
    first = KINDS["participations"]  # with the fields of people, batches and units
    rows = replace(source_of(opened, first, {}, most=_BEGINNING).rows, rows=())
    return max((KINDS[name] for name in INTO), key=lambda kind: _fits(rows, kind))


def _fits(rows: Rows, kind: AnyKind) -> float:
    found = [one.field for one in match_headings(rows, kind, {}) if one.field]
    return sum(_LINKED if DOT in name else 1 for name in found)


def look(records: Records, wishes: Wishes, source: Source | None = None, progress: Progress = unheard) -> Looked:
    """Read the file, unless `source` is what was read of it by the same choices, and match its headings. Raises BadFile
    or BadYaml, and what `progress` raises.
    """
    if source is None:
        source = read_source(wishes.file, wishes.kind, wishes.said, wishes.choices, progress)
    there = {heading_key(heading): heading for heading in source.rows.headings}
    rows = replace(source.rows, rows=tuple(_mended(row, wishes.mended, there) for row in source.rows.rows))
    said = {heading: name for heading, name in wishes.said.items() if heading_key(heading) in there}
    matches = match_headings(rows, wishes.kind, said, remembered_fields(records, wishes.kind, rows))
    try:
        found = by_matches(rows, wishes.kind, matches, wishes.order, progress)
    except Cancelled:
        raise
    except CoopError as problem:
        return Looked(wishes, source, matches, None, problem)
    return Looked(wishes, source, matches, found, None)


def _mended(row: Row, mended: Mapping[int, Mapping[str, str]], there: Mapping[str, str]) -> Row:
    """A row with its cells typed anew, under the headings that are `there` by their keys."""
    if row.number not in mended:
        return row
    typed = {there.get(heading_key(heading), heading): text for heading, text in mended[row.number].items()}
    return Row(row.number, {**row.values, **typed})


def tried(records: Records, looked: Looked, progress: Progress) -> ImportPlan | None:
    """What the import would do; None where the headings are not settled."""
    if looked.rows is None:
        return None
    return try_import(records, looked.rows, looked.wishes.options, progress)


def imported(register: Register, looked: Looked, progress: Progress) -> ImportPlan | None:
    """Import, and remember what was said of the headings; None where the headings are not settled."""
    if looked.rows is None:
        return None
    plan = run_import(register, looked.rows, looked.wishes.options, progress)
    remember_fields(register, looked.wishes.kind, looked.source.rows, looked.matches)
    return plan


def one_row(
    records: Records, looked: Looked, before: Outcome, blocks: Collection[str], cells: Mapping[str, str]
) -> ImportPlan | None:
    """What would become of one row alone, its cells typed anew: `before` is what becomes of it now. Days are read as in
    the whole column, and titles of `blocks` are those that were filled down.
    """
    number = before.row.number
    rows = tuple(row for row in looked.source.rows.rows if row.number == number)
    source = replace(looked.source, rows=replace(looked.source.rows, rows=rows))
    orders = looked.rows.orders if looked.rows is not None else {}
    order = looked.wishes.order or next(iter(orders.values()), None)
    again = look(records, replace(looked.wishes, order=order, mended={number: cells}), source)
    if again.rows is None:
        return None
    titles = {name: value for name, value in before.row.values.items() if name.partition(DOT)[0] in blocks}
    whole = tuple(Row(row.number, {**titles, **row.values}) for row in again.rows.rows)
    return tried(records, replace(again, rows=replace(again.rows, rows=whole)), unheard)


def lacking(looked: Looked) -> Iterator[tuple[str, FieldSpec]]:
    """The fields that every record must have and that no column holds, of the rows and of what they refer to."""
    held = {one.field for one in looked.matches if one.field}
    begun = {name.partition(DOT)[0] for name in held if DOT in name}
    declared: type[Record] = looked.wishes.kind.record
    for spec in specs(declared):
        if spec.required and spec.name not in held and spec.name not in begun:
            yield spec.name, spec
    for reference, kind in linked_kinds(looked.wishes.kind).items():
        inner: type[Record] = kind.record
        for spec in specs(inner) if reference in begun else ():
            path = path_of(reference, spec.name)
            if spec.required and path not in held and not _named_alone(kind, reference, held):
                yield path, spec


def _named_alone(kind: AnyKind, reference: str, held: set[str]) -> bool:
    """Whether the columns only name a record that is to be there."""
    mine = [name.partition(DOT)[2] for name in held if name.startswith(f"{reference}{DOT}")]
    return all(name in kind.names for name in mine) and kind.name in ("organisations", "programmes", "units", "people")
