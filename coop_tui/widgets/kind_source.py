"""The records of any kind as the rows of a table: its declared columns, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.fields import (
    Choice,
    CountryType,
    CountType,
    DateType,
    ListType,
    PartType,
    Record,
    RefType,
    Tone,
    spec_of,
)
from coop_tui.records.kind import Computed, Day, Figure
from coop_tui.records.words import plain_words, words
from coop_tui.register import Records
from coop_tui.values import folded, masked
from coop_tui.widgets import row_view
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import Reader, searched, words_reader
from coop_tui.widgets.symbols import symbol, tone_sign

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

TABLE_TONES: Final[dict[Tone, row_view.Tone]] = {
    "good": "good",
    "open": "accent",
    "busy": "warn",
    "soon": "warn",
    "bad": "bad",
    "off": "muted",
}


class KindSource:
    """Rows of a kind, read from the register at each call, so that they are always as it is now."""

    def __init__(self, records: Records, kind: AnyKind) -> None:
        self._records = records
        self._kind = kind
        self._declared: type[Record] = kind.record
        self._table = records.all(kind)

    @property
    def columns(self) -> Sequence[Column]:
        labels = ["" if column.width == 1 else _(self._label(column.field)) for column in self._kind.columns]
        return [
            Column(
                key=column.field,
                label=label,
                width=max(column.width, len(label)),  # labels are ours: a letter is a cell wide
                align="right" if column.number else "left",
                grow=column.grow,
                priority=column.drop,
            )
            for column, label in zip(self._kind.columns, labels, strict=True)
        ]

    def ids(self) -> Sequence[int]:
        return list(self._table)

    def __contains__(self, record_id: int, /) -> bool:
        return record_id in self._table

    def cells(self, record_id: int, /) -> Sequence[Cell]:
        record = self._table[record_id]
        return [self._cell(column.field, column.width, record_id, record) for column in self._kind.columns]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        table, computed, spec = self._table, self._computed.get(column_key), spec_of(self._declared, column_key)
        if computed is not None:
            value = computed.value
            return lambda one: _comparable(value(one, table[one], self._records))
        if spec is None or isinstance(spec.type, RefType | CountryType | ListType | PartType):
            said = cache(lambda value: folded(self._said(column_key, value)) or None)  # many records say the same
            return lambda one: said(getattr(table[one], column_key))
        if isinstance(spec.type, DateType | CountType):  # sorts as it is
            return lambda one: getattr(table[one], column_key)
        return lambda one: _comparable(getattr(table[one], column_key))

    def search_text(self, record_id: int, /) -> str:
        record = self._table[record_id]
        computed = (one.value(record_id, record, self._records) for one in self._computed_words)
        found = [*self._own_words(record), *(plain_words(value) for value in computed if value is not None)]
        return searched(" ".join(dict.fromkeys(found)))

    @cached_property
    def _own_words(self) -> Reader:
        return words_reader(self._declared, self._records)

    @cached_property
    def _computed(self) -> dict[str, Computed[Record]]:
        return {computed.name: computed for computed in self._kind.computed}

    @cached_property
    def _computed_words(self) -> list[Computed[Record]]:
        numbers = {column.field for column in self._kind.columns if column.number}
        return [computed for computed in self._kind.computed if computed.name not in numbers]

    def _label(self, field: str) -> str:
        if field in self._computed:
            return self._computed[field].label
        spec = spec_of(self._declared, field)
        return spec.label if spec else field

    def _cell(self, field: str, width: int, record_id: int, record: Record) -> Cell:
        computed = self._computed.get(field)
        value = computed.value(record_id, record, self._records) if computed else getattr(record, field)
        if isinstance(value, Choice) and value.tone is not None:
            tone = TABLE_TONES[value.tone]
            return (tone_sign(value.tone) if width == 1 else _(value.label)), tone
        if isinstance(value, Figure):
            return plain_words(value) + (f" {symbol('estimate')}" if value.estimated else "  "), ""
        if computed:
            return "" if value is None else plain_words(value), ""
        return self._said(field, value), ""

    def _said(self, field: str, value: object) -> str:
        """A stored value as the list has it."""
        spec = spec_of(self._declared, field)
        if spec is None or value is None:
            return ""
        if spec.discreet:
            return masked(str(value))
        if isinstance(spec.type, RefType) and isinstance(value, int):
            return self._records.short_name(spec.type.kind, value)
        return words(spec.type, value, self._records, short=True)


def _comparable(value: object) -> SupportsRichComparison | None:
    """What a value sorts by: statuses in the order of their declaration, figures by number, texts without accents."""
    if isinstance(value, Figure):
        return value.count
    if isinstance(value, Day):
        return value.when
    if isinstance(value, Choice):
        return _rank(value)
    if isinstance(value, int):
        return value
    return folded(value) if isinstance(value, str) else None


@cache
def _rank(choice: Choice) -> int:
    return list(type(choice)).index(choice)
