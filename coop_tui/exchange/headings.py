"""Which field a heading of a file means: its name on disk, its label in either language, or what the person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from coop_tui.errors import CoopError
from coop_tui.exchange.cells import from_cell
from coop_tui.exchange.linked_fields import linked_fields
from coop_tui.exchange.rows import STATUS, columns, computed_status
from coop_tui.exchange.table import Row, Rows
from coop_tui.i18n import _, in_every_language
from coop_tui.records import AnyKind, Kind, Record
from coop_tui.records.fields import AnyType, FieldType, specs
from coop_tui.values import folded

R = TypeVar("R", bound=Record)

REASON: Final = "rejected_because"
"""The column of a rejects file that says why; whoever imports the mended file need not remove it."""


@dataclass(frozen=True)
class FieldRows:
    """The records of a file by field of `kind`, empty ones left out. `headings` is what the file calls each field."""

    kind: AnyKind
    headings: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(eq=False)
class UnknownHeadings(CoopError):
    """Headings that mean no field."""

    file: Path
    unknown: Sequence[str]
    known: Sequence[str]

    def message(self) -> str:
        return _(
            "{file}: no field is called {unknown}. Known are: {known}. "
            "Say what a heading means with --map 'Heading=field'."
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
        return _("{file}: “{one}” and “{other}” both mean the field {field}. Rename or remove one of them.").format(
            file=self.file, one=self.headings[0], other=self.headings[1], field=self.field
        )


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
    """`Heading=field` as heading → field. Raises NoRename."""
    renames: dict[str, str] = {}
    for text in texts:
        heading, separator, field = text.rpartition("=")
        if not separator or not heading.strip() or not field.strip():
            raise NoRename(text)
        renames[heading.strip()] = field.strip()
    return renames


def by_field(rows: Rows, kind: AnyKind, renames: Mapping[str, str]) -> FieldRows:
    """The records of a file, each value under the field that its heading means. Raises UnknownHeadings, NoHeadings,
    SameField or BadRename.
    """
    fields = _fields(rows, kind, renames)
    headings = {field: heading for heading, field in fields.items() if field != REASON}
    types = _types(kind)
    value_of = _cell_value if rows.cells else _typed_value
    read = []
    for row in rows.rows:
        values = {
            field: value
            for field, heading in headings.items()
            if (value := value_of(types.get(field), row.values.get(heading))) is not None
        }
        read.append(Row(row.number, values))
    return FieldRows(kind, headings, tuple(read))


def _cell_value(held: FieldType | None, cell: object) -> object:
    text = cell if isinstance(cell, str) else ""
    return from_cell(held, text) if text.strip() else None


def _typed_value(held: FieldType | None, value: object) -> object:
    empty = value in ([], {}) or (isinstance(value, str) and not value.strip())
    return None if empty and not isinstance(held, AnyType) else value


def _fields(rows: Rows, kind: AnyKind, renames: Mapping[str, str]) -> dict[str, str]:
    """Heading → field."""
    known = columns(kind)
    meant = _meanings(kind) | _checked(renames, rows.headings, (*known, *linked_fields(kind)))
    unknown = [heading for heading in rows.headings if folded(heading) not in meant]
    if unknown and len(unknown) == len(rows.headings) and rows.cells:
        raise NoHeadings(rows.file, len(unknown), known)
    if unknown:
        raise UnknownHeadings(rows.file, unknown, known)
    fields: dict[str, str] = {}
    taken: dict[str, str] = {}
    for heading in rows.headings:
        field = meant[folded(heading)]
        if field in taken:
            raise SameField(rows.file, field, (taken[field], heading))
        taken[field] = heading
        fields[heading] = field
    return fields


def _checked(renames: Mapping[str, str], headings: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    there = {folded(heading) for heading in headings}
    for heading, field in renames.items():
        if field not in known:
            raise BadRename(field, known)
        if folded(heading) not in there:
            raise BadRename(heading, headings)
    return {folded(heading): field for heading, field in renames.items()}


def _types(kind: Kind[R]) -> dict[str, FieldType]:
    own = {spec.name: spec.type for spec in specs(kind.record)}
    return own | {name: spec.type for name, spec in linked_fields(kind).items()}


def _meanings(kind: Kind[R]) -> dict[str, str]:
    """Every word that means one field, folded: labels of one field only, and all names."""
    labels = {spec.name: spec.label for spec in specs(kind.record)}
    status = computed_status(kind)
    if status is not None:
        labels[STATUS] = status.label
    meant: dict[str, set[str]] = {}
    for field, label in labels.items():
        for word in in_every_language(label):
            meant.setdefault(folded(word), set()).add(field)
    clear = {word: next(iter(fields)) for word, fields in meant.items() if len(fields) == 1}
    return clear | {folded(name): name for name in (*columns(kind), *linked_fields(kind), REASON)}
