"""Who is called nearly as somebody wrote: to be proposed, never to be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coop_tui.records import people
from coop_tui.register.name_likeness import NEARLY, alike, name_of
from coop_tui.register.state import Records
from coop_tui.register.word_index import search

_LOOKED_AT: Final = 20  # who has these words, or words like them
_TELLING: Final = 2  # the longest words of a name, which are looked for by themselves as well
_PROPOSED: Final = 5


def called_nearly(records: Records, name: str) -> Sequence[int]:
    """A few people whose names are nearly `name`, the nearest first; titles do not count. Reads the names of all people
    where they were not read before.
    """
    called = name_of(name)
    found = dict.fromkeys(one for text in _sought(called.words) for one in _having(records, text))
    likeness = {one: alike(called, name_of(records.name(people.KIND.name, one))) for one in found}
    near = [one for one, how in likeness.items() if how >= NEARLY]
    return sorted(near, key=lambda one: -likeness[one])[:_PROPOSED]


def _sought(words: Sequence[str]) -> list[str]:
    """What is looked for: all words, and those by themselves that tell most; another may be shortened or left out."""
    return list(dict.fromkeys([" ".join(words), *sorted(words, key=len, reverse=True)[:_TELLING]]))


def _having(records: Records, text: str) -> Iterator[int]:
    finder = records.finder()
    while not finder.knows(people.KIND.name):
        finder.read_on()
    found: Sequence[tuple[int, int]] = ()
    for better in search([finder.index(people.KIND.name)], text, _LOOKED_AT):
        found = better
    return (number for _index, number in found)
