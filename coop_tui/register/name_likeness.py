"""How alike the names of two people are, as a colleague with both lists would see it."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from itertools import pairwise
from typing import Final

import msgspec
from rapidfuzz.distance import OSA

from coop_tui.values.person_name import LEFT_OUT_IN_FRONT, is_muhammad, name_words, sound

_BESIDE: Final = {frozenset(pair) for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for pair in pairwise(row)} | {
    frozenset(pair) for pair in ("bp", "dt", "gk", "vw", "fp", "ck", "ae", "qa", "ws", "ed", "rf", "tg", "yh")
}
"""Letters that are typed, or heard, for one another."""
_ENDINGS: Final = frozenset("aeiouyh")
_LONG: Final = 6  # letters of a word in which one may be missing: shorter names are often a letter apart
_MIDDLE: Final = 5  # the same for one in the place of another
_TOLD: Final = 3  # letters of a word that says something


class Alike(IntEnum):
    """How far two names agree, ever further. `SHARED`: they have a word in common, and differ otherwise."""

    NOT = 0
    SHARED = 1
    INITIALS = 2
    SHORTER = 3
    MISTYPED = 4
    SPELT = 5
    SAME = 6


NEARLY: Final = Alike.INITIALS
"""From here on two names may be one person's, as far as names tell."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name as it is compared: its words, how each sounds, in their order and sorted, and how all sound in one."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    sorted_sounds: tuple[str, ...]
    whole: str


def name_of(text: str) -> Name:
    """What is compared of a name."""
    words = name_words(text)
    sounds = tuple(map(sound, words))
    return Name(words, sounds, tuple(sorted(sounds)), sound("".join(words)))


def alike(one: Name, other: Name) -> Alike:
    """How alike two names are."""
    if one.sorted_sounds == other.sorted_sounds:
        return Alike.SAME if sorted(one.words) == sorted(other.words) else Alike.SPELT
    if one.whole == other.whole:
        return Alike.SPELT
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return _Pairing(short, long).alike()


class _Pairing:
    """The words of a name and of one with as many words or more, each with the one that it stands for."""

    def __init__(self, short: Name, long: Name) -> None:
        self._short, self._long = short, long
        self._left = list(range(len(short.words)))
        self._left_long = list(range(len(long.words)))
        same = self._pair(lambda a, b: short.sounds[a] == long.sounds[b])
        self._tells = any(len(short.sounds[at]) >= _TOLD for at in same)
        both = self._pair(lambda a, b: a == b == 0 and is_muhammad(short.words[0]) and is_muhammad(long.words[0]))
        self._full = len(same) + len(both)
        self._mistyped = len(self._pair(lambda a, b: is_mistyped(short.words[a], long.words[b])))
        self._initials = len(self._pair(lambda a, b: _is_initial(short.sounds[a], long.sounds[b])))

    def _pair(self, fits: Callable[[int, int], bool]) -> list[int]:
        """The words of the shorter name that find one in the longer."""
        found = []
        for at in list(self._left):
            partner = next((one for one in self._left_long if fits(at, one)), None)
            if partner is not None:
                self._left.remove(at)
                self._left_long.remove(partner)
                found.append(at)
        return found

    def alike(self) -> Alike:
        if not (self._tells or self._mistyped):
            return Alike.NOT
        if self._left or self._mistyped > 1 or (self._mistyped and (self._initials or self._left_long)):
            return Alike.SHARED
        if self._left_long and not self._begins_so():
            return Alike.SHARED
        if self._initials or self._left_long:
            shorter = Alike.INITIALS if self._initials else Alike.SHARED
            return Alike.SHORTER if self._full > 1 else shorter
        return Alike.MISTYPED if self._mistyped else Alike.SPELT

    def _begins_so(self) -> bool:
        """Whether the longer name begins with a word of the shorter: who has another given name is somebody else."""
        first = self._long.words[0]
        return 0 not in self._left_long or len(first) == 1 or first in LEFT_OUT_IN_FRONT


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 < len(long) and short.isalpha() and long[0] == short


def is_mistyped(one: str, other: str) -> bool:
    """Whether a slip of the fingers, or of the ear, makes one word of the other; not where it makes another name, as
    Sumarni and Sumarno are two. Of numbers, each is another.
    """
    if not (one.isalpha() and other.isalpha()) or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) >= _LONG and not (long.startswith(short) and long[-1] in _ENDINGS)
    at = next(at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    if one[at + 1 :] != other[at + 1 :]:  # two letters have changed places
        return len(one) >= _TOLD
    is_ending = at == len(one) - 1 and one[at] in _ENDINGS and other[at] in _ENDINGS
    return len(one) >= _MIDDLE and not is_ending and frozenset((one[at], other[at])) in _BESIDE
