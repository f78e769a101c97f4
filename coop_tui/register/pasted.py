"""A pasted list of names: one person a line, and whom on record each line may mean. Nobody is taken by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, Literal, TypeAlias

import msgspec

from coop_tui.errors import CoopError
from coop_tui.records import people
from coop_tui.records.people import Person
from coop_tui.register.participants import Nominee
from coop_tui.register.state import Records
from coop_tui.store import Document
from coop_tui.values import Nip, clean, folded, parse_nip

_BREAKS: Final = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_NUMBERING: Final = re.compile(
    r"^[\s\u200b]*(?:(?:[-\u2013\u2014*\u2022\u00b7\u25cf\u25cb\u25aa]+|\(?\d{1,4}[.):\]]*)(?=\s)|\(?\d{1,4}[.)\]]+|[\u2022\u25cf\u25aa])\s*"
)
_NIP: Final = re.compile(r"(?:nip\b[\s.:]*)?['\u2019]?(\d[\d\s.,+eE\u2013-]{7,})", re.IGNORECASE)
_NIP_WITHIN: Final = re.compile(
    r"(.*?\D)[\s,(/-]+(?:nip\b[\s.:]*)?(\d[\d .]{7,}\d)(?![\d.])[\s,)/-]*(.*)", re.IGNORECASE
)
_HEADINGS: Final = frozenset({"nama", "nama peserta", "nama lengkap", "name", "participant"})

Units: TypeAlias = Callable[[str], Sequence[int]]
"""The units that a text may mean, exactly."""


class PastedLine(msgspec.Struct, frozen=True):
    """One line: the name, NIP and unit found in it; `unused` is what else stands there, `fault` what is wrong with it,
    in words, without repeating it.
    """

    text: str
    name: str
    nip: Nip | None = None
    unit: int | None = None
    unused: tuple[str, ...] = ()
    fault: str = ""

    def person(self) -> Document:
        """A new person of what the line says."""
        found: Document = {"name": self.name, "nip": self.nip, "unit": self.unit}
        return {field: value for field, value in found.items() if value is not None}


Choice: TypeAlias = int | Literal["new", "skip", "ask"]
"""What is done with a line: a person on record is nominated, or a new one; nothing; it has to be said first."""


class Proposal(msgspec.Struct, frozen=True):
    """A line, whom it may mean, those called exactly so first, and what is done unless somebody says otherwise.
    `exact` of `people` are called so; the others are called nearly so.
    """

    line: PastedLine
    people: tuple[int, ...]
    exact: int
    choice: Choice
    going: bool = False

    def nominee(self, choice: Choice) -> Nominee | None:
        """Whom it makes a participant; None where nobody."""
        if isinstance(choice, int):
            return choice
        return self.line.person() if choice == "new" else None


def pasted_lines(text: str, units: Units) -> list[PastedLine]:
    """The lines in which anything stands, each read as far as it can be."""
    lines = clean(_BREAKS.sub("\n", text), lines=True).split("\n")
    return [pasted_line(line, units) for line in lines if clean(line)]


def pasted_line(text: str, units: Units) -> PastedLine:
    """One line. Fields stand between tabs or semicolons; without any, a comma may stand before NIP and unit."""
    said = clean(text.replace("\t", " \t "))
    bare = _NUMBERING.sub("", text, count=1)
    bare = bare if clean(bare) else text
    fields = [clean(one) for one in re.split(r"[\t;]", bare)]
    fields = [one for one in fields if one]
    if len(fields) == 1:
        fields = _at_commas(fields[0], units)
    name = next((one for one in fields if not _NIP.fullmatch(one)), "")
    rest = [one for one in fields if one is not name]
    return _read(said, name, rest, units)


def _read(said: str, name: str, rest: Sequence[str], units: Units) -> PastedLine:
    nip: Nip | None = None
    unit: int | None = None
    unused: list[str] = []
    fault = ""
    for field in rest:
        number = _NIP.fullmatch(field)
        found = () if number else units(field)
        if number and nip is None and not fault:
            try:
                nip = parse_nip(number[1])
            except CoopError as error:
                fault = error.message()
        elif len(found) == 1 and unit is None:
            unit = found[0]
        else:
            unused.append(field)
    return PastedLine(said, name, nip, unit, tuple(unused), fault)


def _at_commas(text: str, units: Units) -> list[str]:
    """The fields of a line without tabs and semicolons: a unit after a comma where one is called so, a NIP, and what
    follows that. Degrees stay with the name.
    """
    parts = text.split(",")
    tails = ((",".join(parts[:at]), clean(",".join(parts[at:]))) for at in range(1, len(parts)))
    head, unit = next(((head, tail) for head, tail in tails if tail and units(tail)), (text, ""))
    within = _NIP_WITHIN.fullmatch(head.strip())
    fields = [*within.groups(), unit] if within else [head, unit]
    return [one for one in (clean(field).rstrip(",") for field in fields) if one]


def proposals(
    records: Records, lines: Iterable[PastedLine], already: Set[int], alike: Callable[[str], Sequence[int]]
) -> list[Proposal]:
    """What to do with each line. A single person called exactly so, whom nothing speaks against, is taken once; where
    there are several, or something does, it has to be said. `already` are the people who go, `alike` finds those
    called nearly so.
    """
    taken: set[int] = set()
    found: list[Proposal] = []
    for line in lines:
        one = _proposal(records, line, already, taken, alike)
        if isinstance(one.choice, int):
            taken.add(one.choice)
        found.append(one)
    return found


Spoken: TypeAlias = Mapping[tuple[str, int], Choice]
"""What somebody said is done with lines: by the text of each, and how many of this text stand before it."""


def spoken(proposed: Iterable[Proposal], choices: Iterable[Choice]) -> Spoken:
    """Where `choices` are others than those proposed."""
    places = _places(proposed)
    return {
        place: choice for (place, one), choice in zip(places, choices, strict=True) if choice not in ("ask", one.choice)
    }


def choices_of(proposed: Iterable[Proposal], said: Spoken) -> list[Choice]:
    """What is done with each line: what was said where that can be, else what is proposed. Nobody is meant by two."""
    taken: set[int] = set()
    found: list[Choice] = []
    for place, one in _places(proposed):
        choice = said.get(place, one.choice)
        choice = choice if _possible(one, choice) else one.choice
        if isinstance(choice, int):
            choice = "ask" if choice in taken else choice
        if isinstance(choice, int):
            taken.add(choice)
        found.append(choice)
    return found


def _places(proposed: Iterable[Proposal]) -> Iterator[tuple[tuple[str, int], Proposal]]:
    before: Counter[str] = Counter()
    for one in proposed:
        yield (one.line.text, before[one.line.text]), one
        before[one.line.text] += 1


def _possible(one: Proposal, choice: Choice) -> bool:
    if isinstance(choice, int):
        return choice in one.people
    return choice == "skip" or (choice == "new" and bool(one.line.name) and not one.line.fault)


def _proposal(
    records: Records, line: PastedLine, already: Set[int], taken: Set[int], alike: Callable[[str], Sequence[int]]
) -> Proposal:
    exact = list(_called(records, line))
    near = [] if exact or not line.name else [one for one in alike(line.name) if one not in exact]
    listed = (*exact, *near)
    if not line.name or folded(line.name) in _HEADINGS:
        return Proposal(line, listed, len(exact), "skip")
    if line.fault:
        return Proposal(line, listed, len(exact), "ask")
    if not exact:
        return Proposal(line, listed, 0, "new")
    meant = _meant(records, line, exact)
    if meant is None or meant in taken:
        return Proposal(line, listed, len(exact), "ask")
    if meant in already:
        return Proposal(line, listed, len(exact), "skip", going=True)
    return Proposal(line, listed, len(exact), meant)


def _called(records: Records, line: PastedLine) -> Iterator[int]:
    """Who has the NIP; then who is called so and has no other NIP."""
    table: Mapping[int, Person] = records.all(people.KIND)
    by_nip = records.named("people", line.nip) if line.nip else ()
    yield from by_nip
    for one in records.named("people", line.name) if line.name else ():
        other = table[one].nip
        if one not in by_nip and folded(table[one].name) == folded(line.name) and (not line.nip or not other):
            yield one


def _meant(records: Records, line: PastedLine, exact: Sequence[int]) -> int | None:
    """The one of `exact` whom the line means beyond doubt."""
    table = records.all(people.KIND)
    by_nip = [one for one in exact if line.nip and table[one].nip == line.nip]
    if by_nip:
        one = by_nip[0]
        return one if len(by_nip) == 1 and folded(table[one].name) == folded(line.name) else None
    in_unit = [one for one in exact if line.unit is not None and table[one].unit == line.unit]
    if line.unit is not None or line.nip:
        return in_unit[0] if len(in_unit) == 1 else None
    return exact[0] if len(exact) == 1 else None
