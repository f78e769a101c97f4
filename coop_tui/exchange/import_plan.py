"""What an import would do, and what it says about the rows that it does not take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from coop_tui.exchange.headings import FieldRows
from coop_tui.exchange.linked_fields import field_spec
from coop_tui.exchange.table import Row
from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.fields import FieldSpec, ListType, PartType, spec_of
from coop_tui.records.kind import Path, Problem
from coop_tui.records.words import path_words
from coop_tui.store import Document, Operation
from coop_tui.values import masked

_LONGEST_VALUE = 60


class Fate(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row: its number in the file, the column as the file calls it, and why. `field` is the
    column as the register calls it.
    """

    number: int
    column: str
    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row: of which record, None where of none, from what to what, and everything there is to say.
    The documents of a row that changes nothing are both None.
    """

    row: Row
    fate: Fate
    record_id: int | None = None
    before: Document | None = None
    after: Document | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """The operations of an import, and what became of each row, in the order of the file: `read` is the sum of the five
    counts. `rows` are those it was made for, with what was filled into them; `linked` the operations on records that
    the rows refer to, among `operations` the first; `blocks` the numbers of the rows that a reference was filled down
    into, by field.
    """

    rows: FieldRows
    operations: tuple[Operation, ...]
    linked: tuple[Operation, ...]
    outcomes: tuple[Outcome, ...]
    blocks: Mapping[str, Sequence[int]]

    @cached_property
    def made(self) -> Mapping[tuple[str, int], Operation]:
        """What adds a record, by its kind and id."""
        return {(one.kind, one.id): one for one in self.operations if one.before is None}

    @cached_property
    def as_written(self) -> Mapping[int, Row]:
        """Each row as it stands in the file, by its number."""
        return {row.number: row for row in self.rows.file_rows.rows}

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return len(self.outcomes)

    @cached_property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows each became, in the order of the last line."""
        found = Counter(one.fate for one in self.outcomes)
        return {fate: found[fate] for fate in Fate}

    @property
    def added(self) -> int:
        """How many records rows add."""
        return self.counts[Fate.ADDED]

    @property
    def updated(self) -> int:
        """How many rows change a record."""
        return self.counts[Fate.UPDATED]

    @property
    def unchanged(self) -> int:
        """How many rows say what is on record."""
        return self.counts[Fate.UNCHANGED]

    @property
    def skipped(self) -> int:
        """How many rows are left out because their record is there."""
        return self.counts[Fate.SKIPPED]

    @cached_property
    def rejected(self) -> tuple[Row, ...]:
        """The rows that are not taken."""
        return tuple(one.row for one in self.outcomes if one.fate is Fate.REJECTED)

    @cached_property
    def reasons(self) -> tuple[Remark, ...]:
        """Everything that is wrong with rejected rows."""
        return tuple(said for one in self.outcomes if one.fate is Fate.REJECTED for said in one.remarks)

    @cached_property
    def notes(self) -> tuple[Remark, ...]:
        """What is worth knowing about rows that are taken."""
        return tuple(said for one in self.outcomes if one.fate is not Fate.REJECTED for said in one.remarks)


def remarks(rows: FieldRows, row: Row, problems: Iterable[Problem]) -> list[Remark]:
    """`problems` in the words of the file, each with the value that it is about; personal ones masked."""
    return [
        Remark(row.number, _column(rows, one.path), _with_value(rows.kind, row, one), str(one.path[0]))
        for one in problems
    ]


def _column(rows: FieldRows, path: Path) -> str:
    if len(path) == 1:
        return rows.headings.get(str(path[0]), str(path[0]))
    return path_words(rows.kind, path)


def _with_value(kind: AnyKind, row: Row, problem: Problem) -> str:
    value = _value_at(row.values, problem.path)
    if not isinstance(value, str | int | float) or value == "" or isinstance(value, bool):
        return problem.message
    if any(spec.personal for spec in _specs_on(kind, problem.path)):
        text = masked(str(value))
    else:
        text = str(value)[:_LONGEST_VALUE]
        if text in problem.message:
            return problem.message
    return _("{problem} (“{value}”)").format(problem=problem.message, value=text)


def _value_at(value: object, path: Path) -> object:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def _specs_on(kind: AnyKind, path: Path) -> list[FieldSpec]:
    """The fields that a path goes through, the first of which may be one of a linked record."""
    spec = field_spec(kind, str(path[0]))
    found: list[FieldSpec] = []
    for step in (*path[1:], None):
        if spec is not None:
            found.append(spec)
            item = spec.type.item if isinstance(spec.type, ListType) else spec.type
            inner = item.part if isinstance(item, PartType) else None
            if isinstance(step, str):
                spec = spec_of(inner, step) if inner else None
    return found
