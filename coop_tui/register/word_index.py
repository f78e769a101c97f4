"""Texts by number, found by their words: whole, by how words begin, by what stands in them, and by likeness.

The words of all texts are kept once each, with the numbers of the texts that have them. A word that is typed is
compared with these, not with the texts: people share names, so that 100,000 of them have some thousand words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Final

import msgspec

from coop_tui.values import folded

WHOLE: Final = 0
BEGINS: Final = 1
WORDS: Final = 2
INSIDE: Final = 3
ALIKE: Final = 4
"""How well a text fits: it is what was typed, begins with it, has words that begin so, holds it, is like it."""

_MANY: Final = 3_000  # texts that are put in order; of more than these nobody looks for the last ones
_LEAST: Final = 3  # letters of a word that may be mistyped
_LIKE: Final = 70  # rapidfuzz's ratio, 0 to 100, from which a word counts as mistyped
_SHORT_LIKE: Final = 66  # the same for words of at most `_SHORT` letters: one wrong letter of three
_SHORT: Final = 4
_LIKE_WORDS: Final = 40  # words that one mistyped word is taken for


Place = tuple[int, int]
"""Where a text was found: the place of the index among those that were searched, and the text's number there."""


class Hit(msgspec.Struct, frozen=True, order=True):
    """A text that was found. Sorted the best comes first: by rank, then the shorter text."""

    rank: float
    length: int
    text: str
    number: int


class WordIndex:
    """Texts by number, kept up to date one by one. A text is several names of the same thing."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._numbers: dict[str, list[int]] = {}
        self._spelt: dict[str, None] = {}  # the words that are not numbers, of which a register has far fewer

    def __contains__(self, number: int) -> bool:
        return number in self._texts

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, number: int, names: Iterable[str]) -> bool:
        """Take in what something is called now. True where it was called otherwise before."""
        words = [words_of(name) for name in dict.fromkeys(names)]
        text = "\n".join(["", *[" ".join(one) for one in words], ""])
        before = self._texts.get(number)
        if before == text:
            return False
        if before is not None:
            self.drop(number)
        self._texts[number] = text
        for word in {word for one in words for word in one}:
            found = self._numbers.get(word)
            if found is not None:
                found.append(number)
            else:
                self._numbers[word] = [number]
                if not word.isdecimal():
                    self._spelt[word] = None
        return before is not None

    def drop(self, number: int) -> None:
        """Forget a text, if there is one."""
        text = self._texts.pop(number, None)
        for word in set(text.split()) if text else ():
            left = self._numbers[word]
            left.remove(number)
            if not left:
                del self._numbers[word]
                self._spelt.pop(word, None)

    def exact(self, words: Sequence[str], limit: int) -> list[Hit]:
        """The best texts that have all `words`, at the beginning of a word or inside one."""
        inside = [[one for one in self._known(word) if word in one] for word in words]
        beginning = [[one for one in found if one.startswith(word)] for word, found in zip(words, inside, strict=True)]
        hits = self._ranked(self._having(beginning), " ".join(words), WORDS, limit)
        if len(hits) < limit:
            known = {hit.number for hit in hits}
            more = [number for number in self._having(inside) if number not in known]
            hits += nsmallest(limit - len(hits), [self._hit(number, INSIDE) for number in more[:_MANY]])
        return hits

    def _ranked(self, numbers: set[int], typed: str, rank: int, limit: int) -> list[Hit]:
        """The best of these texts, which fit as `rank` says, or better where one begins with what was typed."""
        begins, whole = f"\n{typed}", f"\n{typed}\n"
        first = [number for number in numbers if begins in self._texts[number]]
        found = [self._hit(number, WHOLE) for number in first if whole in self._texts[number]]
        known = {hit.number for hit in found}
        found += [self._hit(number, BEGINS) for number in first[:_MANY] if number not in known]
        if len(found) < limit:
            known = set(first)
            rest = [number for number in numbers if number not in known]
            found += [self._hit(number, rank) for number in rest[:_MANY]]
        return nsmallest(limit, found)

    def alike(self, words: Sequence[str], limit: int) -> list[Hit]:
        """The best texts that have words like `words`, one for each. Numbers are never mistyped ones."""
        scores = [self._like(word) for word in words]
        numbers = self._having([list(found) for found in scores])
        hits = []
        for number in list(numbers)[:_MANY]:
            own = self._texts[number].split()
            score = sum(max(found.get(word, 0) for word in own) for found in scores) / len(scores)
            hits.append(self._hit(number, ALIKE + (100 - score) / 100))
        return nsmallest(limit, hits)

    def _like(self, word: str) -> Mapping[str, float]:
        """The words of all texts that begin as `word` does, or nearly, each with how much, 0 to 100."""
        found = {one: 100.0 for one in self._known(word) if one.startswith(word)}
        if len(word) < _LEAST or word.isdecimal():
            return found
        from rapidfuzz import fuzz, process

        known = list(self._spelt)
        beginnings = [one[: len(word) + 1] for one in known]  # the rest is still to be typed
        least = _SHORT_LIKE if len(word) <= _SHORT else _LIKE
        like = process.extract(word, beginnings, scorer=fuzz.ratio, score_cutoff=least, limit=_LIKE_WORDS)
        return {known[at]: score for _beginning, score, at in like} | found

    def _known(self, word: str) -> Iterable[str]:
        """The words of all texts that `word` may be a part of."""
        return self._numbers if word.isdecimal() else self._spelt

    def _having(self, words: Sequence[Sequence[str]]) -> set[int]:
        """The texts that have at least one word of each of these lists."""
        found: set[int] | None = None
        for each in sorted(words, key=len):
            own = set[int]().union(*(self._numbers[word] for word in each))
            found = own if found is None else found & own
            if not found:
                return set()
        return found or set()

    def _hit(self, number: int, rank: float) -> Hit:
        text = self._texts[number]
        return Hit(rank, len(text), text, number)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without what stands between them; `S.T.` and `Ma'ruf` are one
    word each, as people type them.
    """
    plain = folded(text).replace("'", "")
    return re.findall(r"\w+", re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain) if "." in plain else plain)


def search(indexes: Sequence[WordIndex], text: str, limit: int) -> Iterator[Sequence[Place]]:
    """Look for what is typed. Each step is a piece of work and gives what was found so far, the best first; of what
    fits equally well, what the earlier index has. Likeness counts only where nothing has the words themselves.
    """
    words = words_of(text)
    hits: dict[Place, Hit] = {}
    for look in (WordIndex.exact, WordIndex.alike) if words else ():
        if any(hit.rank < INSIDE for hit in hits.values()):
            return
        for at, index in enumerate(indexes):
            for hit in look(index, words, limit):
                hits.setdefault((at, hit.number), hit)
            yield nsmallest(limit, hits, key=lambda place: (hits[place].rank, place[0], hits[place]))
