"""The headings of a file, and what becomes of its rows, as the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from coop_tui.exchange.headings import Certainty, Match
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome
from coop_tui.exchange.import_road import Looked
from coop_tui.exchange.import_words import FATES, field_words, remark_words
from coop_tui.exchange.linked_fields import DOT, field_spec
from coop_tui.exchange.meanings import PASSED_OVER
from coop_tui.exchange.table import BadCell
from coop_tui.i18n import N_, _, language, p_
from coop_tui.records import KINDS
from coop_tui.records.fields import AnyType, ChoiceType, DateType, FieldSpec, ListType, PartType
from coop_tui.records.fields import Tone as RecordTone
from coop_tui.register import Records
from coop_tui.register.told import name_of
from coop_tui.store import Operation
from coop_tui.values import PATTERN, PartialDate, folded, format_date, format_number, masked, masked_within
from coop_tui.widgets.frame import joined
from coop_tui.widgets.row_view import Cell, Column, Tone
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.symbols import tone_sign

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

_CERTAINTIES: Final[Mapping[Certainty, tuple[str, Tone]]] = {
    "known": (N_("known"), "muted"),
    "alike": (N_("nearly so called"), "warn"),
    "remembered": (N_("as before"), "muted"),
    "said": (N_("chosen"), "accent"),
    "unknown": (N_("unknown"), "bad"),
}
_TONES: Final[Mapping[Fate, Tone]] = {
    Fate.ADDED: "good",
    Fate.UPDATED: "accent",
    Fate.UNCHANGED: "muted",
    Fate.SKIPPED: "muted",
    Fate.REJECTED: "bad",
}
_SIGNS: Final[Mapping[Fate, RecordTone]] = {
    Fate.ADDED: "good",
    Fate.UPDATED: "busy",
    Fate.UNCHANGED: "off",
    Fate.SKIPPED: "open",
    Fate.REJECTED: "bad",
}
_NAMED: Final = 3  # values by which a row is known


class HeadingSource:
    """Each heading with a value of its column and its field; then `lacking`, the fields that no column holds and that
    may be given for all rows. Rows are known by their place, from 1.
    """

    def __init__(self, looked: Looked, lacking: Sequence[str], filled: Mapping[str, str]) -> None:
        self._looked = looked
        self._kind = looked.wishes.kind
        self._lacking = lacking
        self._filled = filled

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("heading", _("Heading"), 16, grow=True, sorts=False),
            Column("example", _("For example"), 14, grow=True, priority=1, sorts=False),
            Column("field", _("Field"), 18, grow=True, sorts=False),
            Column("why", _("Because"), 16, priority=2, sorts=False),
        ]

    def match(self, row: int) -> Match | None:
        """The heading in a row; None where it is a field without one."""
        return self._looked.matches[row - 1] if row <= len(self._looked.matches) else None

    def field(self, row: int) -> str:
        """The field without a heading in a row."""
        return self._lacking[row - 1 - len(self._looked.matches)]

    def ids(self) -> Sequence[int]:
        return range(1, len(self._looked.matches) + len(self._lacking) + 1)

    def __contains__(self, row: int, /) -> bool:
        return row in self.ids()

    def cells(self, row: int, /) -> Sequence[Cell]:
        match = self.match(row)
        if match is None:
            name = self.field(row)
            given = self._filled.get(name)
            why: Cell = (_("for all rows"), "accent") if given else (_("no column"), "warn")
            return [("", ""), (given or "", ""), (field_words(self._kind, name), ""), why]
        said, tone = _CERTAINTIES[match.certainty]
        if match.field == PASSED_OVER:
            named = _("not taken")
        else:
            named = field_words(self._kind, match.field) if match.field else "?"
        return [
            (match.heading, ""),
            (self.example(match), "muted"),
            (named, "" if match.field else tone),
            (_(said), tone),
        ]

    def example(self, match: Match) -> str:
        """The first value of a column; discreet ones masked."""
        values = (row.values.get(match.heading) for row in self._looked.source.rows.rows)
        text = next((cell_text(one) for one in values if one not in (None, "")), "")
        return beside(field_spec(self._kind, match.field) if match.field else None, text)

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        del column_key
        return lambda row: row

    def search_text(self, row: int, /) -> str:
        return searched(" ".join(text for text, _tone in self.cells(row)))


Shown: TypeAlias = Fate | Literal["linked"] | None
"""Which rows of a file are shown: those with one fate, or all; or the records that are added or changed besides."""


class OutcomeSource:
    """What becomes of each row, or of those with one fate; or of the records that rows refer to. Rows are known by
    their place in the file, from 1, and these records by the numbers after them.
    """

    def __init__(self, plan: ImportPlan, records: Records, shown: Shown) -> None:
        self._plan = plan
        self._records = records
        self._linked = dict(enumerate(plan.linked, len(plan.outcomes) + 1))
        found = (at for at, one in enumerate(plan.outcomes, 1) if shown is None or one.fate is shown)
        self._ids = dict.fromkeys(self._linked if shown == "linked" else found)

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("row", p_("of a file", "Row"), 7, align="right"),
            Column("fate", _("Becomes"), 15),
            Column("values", _("Record"), 24, grow=True),
            Column("why", _("Why"), 20, grow=True, priority=1),
        ]

    def outcome(self, row: int) -> Outcome | None:
        """What becomes of a row of the file; None where it is a record besides."""
        return None if row in self._linked else self._plan.outcomes[row - 1]

    def operation(self, row: int) -> Operation | None:
        """What becomes of a record besides; None where it is a row of the file."""
        return self._linked.get(row)

    def ids(self) -> Sequence[int]:
        return list(self._ids)

    def __contains__(self, row: int, /) -> bool:
        return row in self._ids

    def cells(self, row: int, /) -> Sequence[Cell]:
        if row in self._linked:
            return self._linked_cells(self._linked[row])
        one = self._plan.outcomes[row - 1]
        why = remark_words(self._plan.rows.kind, one.remarks[0]) if one.remarks else ""
        return [
            (format_number(one.row.number, language()), ""),
            fate_cell(one.fate),
            (_called(self._plan, one), ""),
            (why, "muted"),
        ]

    def _linked_cells(self, one: Operation) -> Sequence[Cell]:
        fate = fate_cell(Fate.ADDED if one.before is None else Fate.UPDATED)
        return [("", ""), fate, (name_of(one, self._records), ""), (_(KINDS[one.kind].one), "muted")]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        if column_key == "row":
            return lambda row: row
        at = [column.key for column in self.columns].index(column_key)
        return lambda row: folded(self.cells(row)[at][0])

    def search_text(self, row: int, /) -> str:
        return searched(" ".join(text for text, _tone in self.cells(row)))


def fate_cell(fate: Fate) -> Cell:
    """A fate with its sign, as it stands in a list."""
    return f"{tone_sign(_SIGNS[fate])} {_(FATES[fate])}", _TONES[fate]


def cell_text(value: object) -> str:
    """What stands in a cell of a file."""
    return value.shown if isinstance(value, BadCell) else "" if value is None else str(value)


def beside(spec: FieldSpec | None, text: str) -> str:
    """The text of a cell where others may look on. In a column that is no plain field there may be anything. What was
    read of a day or a choice is said in words.
    """
    if spec is not None and spec.discreet:
        return masked(text)
    match spec.type if spec is not None else None:
        case DateType() if re.match(PATTERN, text):
            return format_date(PartialDate(text), language(), "short")
        case ChoiceType(choices):
            return next((_(one.label) for one in choices if one.value == text), text)
    plain = spec is not None and not isinstance(spec.type, ListType | PartType | AnyType)
    return text if plain else masked_within(text)


def not_taken(plan: ImportPlan, one: Outcome) -> Sequence[tuple[str, str]]:
    """Heading and text of what a row says, where no column that is taken has anything of it."""
    written = {name: cell_text(value) for name, value in plan.as_written[one.row.number].values.items()}
    said = [(heading, text) for heading, text in written.items() if text.strip()]
    return () if any(heading in plan.rows.fields for heading, _text in said) else said


def _root(name: str) -> str:
    return name.partition(DOT)[0]


def _called(plan: ImportPlan, one: Outcome) -> str:
    """What a row is known by, without what lists mask: first what belongs to the record's key."""
    kind = plan.rows.kind
    told = [text for _heading, text in not_taken(plan, one)]
    key = [*kind.keys[0]]
    for name, value in sorted(one.row.values.items(), key=lambda said: [*key, _root(said[0])].index(_root(said[0]))):
        spec = field_spec(kind, name)
        if isinstance(value, str | int) and not (spec is not None and spec.discreet):
            told.append(beside(spec, str(value)))
    return joined(told[:_NAMED])
