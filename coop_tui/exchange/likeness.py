"""Which names on record are like one that is not, for a person to choose from; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coop_tui.records import KINDS
from coop_tui.records.fields import Record
from coop_tui.register import Records
from coop_tui.register.index import name_keys
from coop_tui.values import folded

_LIKE: Final = 75  # rapidfuzz's ratio, 0 to 100, from which two names are like each other
_TOLD: Final = 3
_MOST_LOOKED_UP: Final = 100  # names; who misses more has other trouble than typing errors


class Likeness:
    """Looks each name up once."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._names: dict[str, dict[str, int]] = {}
        self._similar: dict[tuple[str, str], Sequence[str]] = {}

    def similar(self, kind: str, text: str) -> Sequence[str]:
        """What the records of `kind` that are called like `text` are called; people by their number."""
        key = (kind, folded(text))
        if key not in self._similar:
            if len(self._similar) >= _MOST_LOOKED_UP:
                return ()
            self._similar[key] = self._look_up(*key)
        return self._similar[key]

    def _look_up(self, kind: str, text: str) -> Sequence[str]:
        from rapidfuzz import fuzz, process  # for who misspells

        names = self._names.get(kind)
        if names is None:
            names = self._names[kind] = self._all(kind)
        found = process.extract(text, names.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_TOLD)
        ids = dict.fromkeys(names[name] for name, _score, _at in found)
        return [self._records.label(kind, one) for one in ids]

    def _all(self, kind: str) -> dict[str, int]:
        words = name_keys(KINDS[kind])
        table: dict[int, Record] = dict(self._records.all(KINDS[kind]))
        return {str(word): record_id for record_id, record in table.items() for word in words(record)}
