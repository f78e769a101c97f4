"""What an import would do, and what it says about the rows that it does not take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coop_tui.exchange.headings import FieldRows
from coop_tui.exchange.table import Row
from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.fields import FieldSpec, ListType, Part, PartType, Record, spec_of
from coop_tui.records.kind import Path, Problem
from coop_tui.records.words import path_words
from coop_tui.store import Operation
from coop_tui.values import masked

_LONGEST_VALUE = 60


@dataclass(frozen=True)
class Remark:
    """Something to say about a row: its number in the file, the column as the file calls it, and why."""

    number: int
    column: str
    text: str


@dataclass(frozen=True)
class ImportPlan:
    """The operations of an import, and what became of each row: `read` is the sum of the five.

    `rejected` are the rows that were not taken, by field; `reasons` is everything that is wrong with them, in the order
    of the file, and `notes` what is worth knowing about rows that were taken.
    """

    operations: tuple[Operation, ...]
    added: int
    updated: int
    unchanged: int
    skipped: int
    rejected: tuple[Row, ...]
    reasons: tuple[Remark, ...]
    notes: tuple[Remark, ...]

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return self.added + self.updated + self.unchanged + self.skipped + len(self.rejected)


def remarks(rows: FieldRows, row: Row, problems: Iterable[Problem]) -> list[Remark]:
    """`problems` in the words of the file, each with the value that it is about; personal ones masked."""
    return [Remark(row.number, _column(rows, one.path), _with_value(rows.kind, row, one)) for one in problems]


def _column(rows: FieldRows, path: Path) -> str:
    if len(path) == 1:
        return rows.headings.get(str(path[0]), str(path[0]))
    return path_words(rows.kind, path)


def _with_value(kind: AnyKind, row: Row, problem: Problem) -> str:
    value = _value_at(row.values, problem.path)
    if not isinstance(value, str | int | float) or value == "" or isinstance(value, bool):
        return problem.message
    if any(spec.personal for spec in _specs_on(kind.record, problem.path)):
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


def _specs_on(declared: type[Record] | type[Part], path: Path) -> list[FieldSpec]:
    """The fields that a path goes through."""
    found: list[FieldSpec] = []
    inner: type[Record] | type[Part] | None = declared
    for step in path:
        spec = spec_of(inner, step) if inner is not None and isinstance(step, str) else None
        if spec is not None:
            found.append(spec)
            item = spec.type.item if isinstance(spec.type, ListType) else spec.type
            inner = item.part if isinstance(item, PartType) else None
    return found
