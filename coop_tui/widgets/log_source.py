"""The changes of a history as the rows of a table, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from coop_tui.errors import CoopError
from coop_tui.i18n import _, p_
from coop_tui.records import KINDS
from coop_tui.register import Records
from coop_tui.register.told import day_words, deed_words, name_of, subject_words, time_words
from coop_tui.store import Change
from coop_tui.store.log import ChangeLog
from coop_tui.widgets.row_view import Cell, Column, Tone
from coop_tui.widgets.search_text import searched

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

_SEARCHED: Final = 200
"""The most records of one change whose names a filter looks into."""


def row_of(number: int) -> int:
    """How a table knows a change: backwards, so that the newest stands first without any sorting."""
    return -number


number_of = row_of


class LogSource:
    """Reads each change when its row is drawn."""

    def __init__(self, log: ChangeLog | None, records: Records) -> None:
        self._log = log
        self._records = records

    @property
    def columns(self) -> Sequence[Column]:
        return [
            Column("when", _("When"), 17, sorts=False),
            Column("who", _("Who"), 9, sorts=False),
            Column("what", p_("of a change", "What"), 12, grow=True, sorts=False),
            Column("record", _("Record"), 14, grow=True, sorts=False),
        ]

    def ids(self) -> Sequence[int]:
        return [] if self._log is None else [row_of(number) for number in self._log.numbers]

    def __contains__(self, row: int, /) -> bool:
        return self._log is not None and number_of(row) in self._log.numbers

    def change(self, row: int) -> Change | None:
        """The change of a row; None where its line cannot be read, which `check` tells more about."""
        try:
            return None if self._log is None else self._log.change(number_of(row))
        except CoopError:
            return None

    def taken_back_by(self, row: int) -> int | None:
        """The number of the change that took it back, where that still stands."""
        try:
            return None if self._log is None else self._log.taken_back_by(number_of(row))
        except CoopError:
            return None

    def cells(self, row: int, /) -> Sequence[Cell]:
        change = self.change(row)
        if change is None:
            return [("", ""), ("", ""), (_("Cannot be read"), "bad"), ("", "")]
        tone: Tone = "muted" if self.taken_back_by(row) is not None else ""
        texts = (
            f"{day_words(change, 'short')} {time_words(change)}",
            change.by,
            deed_words(change, self._records),
            subject_words(change, self._records),
        )
        return [(text, tone) for text in texts]

    def sort_key(self, column_key: str, /) -> Callable[[int], SupportsRichComparison | None]:
        raise KeyError(column_key)  # the newest always stand first

    def search_text(self, row: int, /) -> str:
        change = self.change(row)
        if change is None:
            return ""
        names = (name_of(one, self._records) for one in change.ops[:_SEARCHED])
        kinds = dict.fromkeys(_(KINDS[one.kind].one) for one in change.ops if one.kind in KINDS)
        when = (change.at[:10], time_words(change), day_words(change), day_words(change, "short"))
        said = (f"#{change.gen}", *when, change.by, deed_words(change, self._records), *kinds, *names)
        return searched(" ".join(said))
