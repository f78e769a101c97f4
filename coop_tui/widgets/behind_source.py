"""The records behind a figure as the rows of a table, each with how much of the figure it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coop_tui.counts import Share
from coop_tui.counts.grid import NONE
from coop_tui.i18n import _, language
from coop_tui.records import KINDS, agreements, batches, participations
from coop_tui.register import Records
from coop_tui.values import PartialDate, folded, format_date, format_number
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

_NAMES: Final = tuple(KINDS)


class BehindSource:
    """Rows of a table, which knows them by a number, of the records of several kinds."""

    def __init__(self, records: Records, measure: str, shares: Mapping[tuple[str, int], Share]) -> None:
        self._records = records
        self._measure = measure
        self._shares = {row_of(kind, id): share for (kind, id), share in shares.items()}
        self._estimates = any(share.estimated for share in shares.values())

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("record", _("Record"), 30, grow=True),
            Column("starts_on", _("Starts"), 11, priority=2),
            Column("kind", _("What it is"), 18, priority=1),
            Column("amount", _("Counts for"), 12, align="right"),
        ]

    def ids(self) -> Sequence[int]:
        return list(self._shares)

    def __contains__(self, row: int, /) -> bool:
        return row in self._shares

    def cells(self, row: int, /) -> Sequence[Cell]:
        share = self._shares[row]
        amount = format_number(share.amount, language()) if share.amount else NONE
        sign = f" {symbol('estimate')}" if share.estimated else "  " if self._estimates else ""
        start = self._start(row)
        when = format_date(start, language(), "short") if start else ""
        return [(self._name(row), ""), (when, ""), (self._kind(row), "muted"), (amount + sign, "")]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        if column_key == "amount":
            return lambda row: self._shares[row].amount
        if column_key == "starts_on":
            return self._start
        said = self._name if column_key == "record" else self._kind
        return lambda row: folded(said(row))

    def search_text(self, row: int, /) -> str:
        return searched(f"{self._name(row)} {self._kind(row)}")

    def _name(self, row: int) -> str:
        return self._records.name(*record_of(row))

    def _start(self, row: int) -> PartialDate | None:
        """When it began: a batch, the batch of a participation, an agreement."""
        kind, record_id = record_of(row)
        if kind == "participations":
            one = self._records.get(participations.KIND, record_id)
            kind, record_id = "batches", one.batch if one else 0
        if kind == "batches":
            batch = self._records.get(batches.KIND, record_id)
            return batch.starts_on if batch else None
        agreement = self._records.get(agreements.KIND, record_id) if kind == "agreements" else None
        return agreement.starts_on or agreement.signed_on if agreement else None

    def _kind(self, row: int) -> str:
        kind, _id = record_of(row)
        if kind == "batches" and self._measure == "participations":
            return _("no names on record")
        return _(KINDS[kind].one)


def row_of(kind: str, record_id: int) -> int:
    """The number of a record's row."""
    return record_id * len(_NAMES) + _NAMES.index(kind)


def record_of(row: int) -> tuple[str, int]:
    """The kind and id of the record in a row."""
    record_id, kind = divmod(row, len(_NAMES))
    return _NAMES[kind], record_id
