"""The search texts of a table's rows, and which of them a filter's words occur in."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import compress, repeat
from operator import contains
from typing import Final

_ANSWERS: Final = 4  # filters whose rows are remembered


class SearchTexts:
    """All ids in ascending order and, side by side with as many of them as were read so far, their search texts.

    In this order the texts lie one after the other in memory. A scan of 100,000 takes 4 ms; in the order of a sorted
    table it takes 50.
    """

    def __init__(self, ids: array[int], search_text: Callable[[int], str]) -> None:
        """`search_text` reads the text of a record as it is now."""
        self.ids = ids
        self._search_text = search_text
        self._texts: list[str] = []
        self._ahead: dict[int, str] = {}
        self._answers: dict[tuple[str, ...], tuple[Sequence[int], list[str]]] = {}

    @property
    def unread(self) -> int:
        """How many have not been read yet."""
        return len(self.ids) - len(self._texts)

    @property
    def complete(self) -> bool:
        """Whether all have been read."""
        return not self.unread

    def read(self, count: int) -> bool:
        """Read the next `count` texts; whether there are more."""
        done = len(self._texts)
        self._texts += [self._search_text(row) for row in self.ids[done : done + count]]
        if self.complete:
            self._ahead.clear()
        return not self.complete

    def ahead(self, record_id: int) -> str:
        """The text of a record out of turn, before all are read."""
        text = self._ahead.get(record_id)
        if text is None:
            text = self._ahead[record_id] = self._search_text(record_id)
        return text

    def having(self, words: tuple[str, ...]) -> Sequence[int]:
        """The ids of the texts in which all words occur.

        What is narrower than a question asked before is looked up in its answer; so a letter taken back costs nothing.
        """
        if words not in self._answers:
            wider = (found for old, found in self._answers.items() if _narrows(words, old))
            ids, texts = min(wider, key=lambda found: len(found[0]), default=(self.ids, self._texts))
            for word in sorted(words, key=len, reverse=True):
                hits = list(map(contains, texts, repeat(word)))
                if not all(hits):
                    ids, texts = list(compress(ids, hits)), list(compress(texts, hits))
            self._answers[words] = ids, texts
            if len(self._answers) > _ANSWERS:
                del self._answers[next(iter(self._answers))]
        return self._answers[words][0]

    def matches(self, record_id: int, words: tuple[str, ...]) -> bool:
        """Whether all words occur in the text of a record, which has been read."""
        text = self._texts[bisect_left(self.ids, record_id)]
        return all(word in text for word in words)

    def discard(self, record_id: int) -> None:
        """Take up that a record is gone."""
        self._answers.clear()
        self._ahead.pop(record_id, None)
        place = bisect_left(self.ids, record_id)
        if stands(self.ids, place, record_id):
            del self.ids[place]
            del self._texts[place : place + 1]

    def put(self, record_id: int) -> None:
        """Take up a record that was added or changed."""
        self.discard(record_id)
        place = bisect_left(self.ids, record_id)
        was_read = place < len(self._texts) or self.complete
        self.ids.insert(place, record_id)
        if was_read:
            self._texts.insert(place, self._search_text(record_id))


def _narrows(words: tuple[str, ...], wider: tuple[str, ...]) -> bool:
    """Whether whatever has `words` has the `wider` ones, too."""
    return all(any(old in new for new in words) for old in wider)


def stands(rows: array[int], place: int, record_id: int) -> bool:
    """Whether the record is the one at `place`."""
    return place < len(rows) and rows[place] == record_id
