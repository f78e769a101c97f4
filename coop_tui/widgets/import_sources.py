"""The headings of a file, and what becomes of its rows, as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coop_tui.exchange.headings import Certainty, Match
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome
from coop_tui.exchange.import_road import Looked
from coop_tui.exchange.import_words import FATES, field_words, remark_words
from coop_tui.exchange.linked_fields import field_spec
from coop_tui.exchange.meanings import PASSED_OVER
from coop_tui.exchange.table import BadCell
from coop_tui.i18n import N_, _, language, p_
from coop_tui.records import AnyKind
from coop_tui.records.fields import AnyType, FieldSpec, ListType, PartType
from coop_tui.records.fields import Tone as RecordTone
from coop_tui.values import folded, format_number, masked, masked_within
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


class OutcomeSource:
    """What becomes of each row, or of those with one fate. Rows are known by their place in the file, from 1."""

    def __init__(self, plan: ImportPlan, only: Fate | None) -> None:
        self._plan = plan
        self._ids = dict.fromkeys(at for at, one in enumerate(plan.outcomes, 1) if only is None or one.fate is only)

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("row", p_("of a file", "Row"), 7, align="right"),
            Column("fate", _("Becomes"), 15),
            Column("values", _("Record"), 24, grow=True),
            Column("why", _("Why"), 20, grow=True, priority=1),
        ]

    def outcome(self, row: int) -> Outcome:
        """What becomes of a row."""
        return self._plan.outcomes[row - 1]

    def ids(self) -> Sequence[int]:
        return list(self._ids)

    def __contains__(self, row: int, /) -> bool:
        return row in self._ids

    def cells(self, row: int, /) -> Sequence[Cell]:
        one = self.outcome(row)
        why = remark_words(self._plan.rows.kind, one.remarks[0]) if one.remarks else ""
        return [
            (format_number(one.row.number, language()), ""),
            fate_cell(one.fate),
            (_called(self._plan.rows.kind, one), ""),
            (why, "muted"),
        ]

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
    """The text of a cell where others may look on. In a column that is no plain field there may be anything."""
    if spec is not None and spec.discreet:
        return masked(text)
    plain = spec is not None and not isinstance(spec.type, ListType | PartType | AnyType)
    return text if plain else masked_within(text)


def _called(kind: AnyKind, one: Outcome) -> str:
    """The first values of a row, without those that lists mask."""
    told = []
    for name, value in one.row.values.items():
        spec = field_spec(kind, name)
        if isinstance(value, str | int) and not (spec is not None and spec.discreet):
            told.append(beside(spec, str(value)))
    return joined(told[:_NAMED])
