"""Which people on record may be one person, and why: proposals to somebody who knows them, never more.

Each thing that two records agree or disagree in counts for or against; a pair whose sum reaches `ENOUGH` is proposed.
Not every two people are compared, but those who share a key (`_keys`) under which such a pair would meet.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from enum import Enum
from itertools import combinations, permutations
from typing import Final

import msgspec
from rapidfuzz.distance import OSA

from coop_tui.i18n import N_
from coop_tui.records import people, units
from coop_tui.records.people import Person
from coop_tui.register.name_likeness import Alike, Name, alike, name_of
from coop_tui.register.state import Records
from coop_tui.values import Nip, folded, nip_facts

ENOUGH: Final = 5.0
PIECE: Final = 250
"""People who are compared at once, between two keys."""
_FORGOTTEN: Final = 20_000  # entries at once
_CROWD: Final = 50  # of a key that so many share nothing more is learned
_SEX_DIGIT: Final = 14  # of a NIP, counted from 0
_OFFICE: Final = 2  # people to one e-mail or phone; more than these, and it is the office's
_MOST_WORDS: Final = 6  # of a name that are combined
_FEW_WORDS: Final = 3  # words of a name that hardly two people have
_OFFICE_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        info admin kontak contact sekretariat humas umum kerjasama kepegawaian umpeg kantor office dinas badan bagian
        kecamatan kelurahan sekolah
        """,
    )
)


class Reason(Enum):
    """What two records agree in, or not: the words for it, and how much it counts for their being one person."""

    SAME_NIP = N_("the same NIP"), 8.0
    LIKE_NIP = N_("NIPs one digit apart"), 4.0
    SAME_BIRTH = N_("the same birth date in the NIP"), 3.0
    SAME_EMAIL = N_("the same e-mail"), 4.0
    SAME_PHONE = N_("the same phone"), 3.0
    SAME_NAME = N_("the same name"), 4.0
    SPELT_NAME = N_("the same name, spelled otherwise"), 4.0
    MISTYPED_NAME = N_("names a slip apart"), 3.0
    SHORTER_NAME = N_("one name is the other, shortened"), 3.0
    INITIALS = N_("initials that fit the other name"), 2.5
    SHARED_WORD = N_("a word of the name"), 1.0
    LONG_NAME = N_("a name of three words or more"), 2.0
    SAME_UNIT = N_("the same unit"), 2.0
    NO_UNIT = N_("one without a unit"), 1.0
    SAME_POSITION = N_("the same position"), 1.0
    SAME_GRADE = N_("the same grade"), 0.5
    OTHER_BIRTH = N_("other birth dates in the NIP"), -6.0
    SLIPPED_BIRTH = N_("other birth dates, but all other digits of the NIP alike"), -3.0
    OTHER_SEX = N_("not the same sex"), -4.0
    OTHER_OLD_NIP = N_("two old NIPs"), -2.0
    OTHER_CONTACT = N_("other e-mail or phone"), -1.0
    OTHER_POSITION = N_("other positions"), -0.5
    OTHER_GRADE = N_("other grades"), -0.5

    label: str
    weight: float

    def __init__(self, label: str, weight: float) -> None:
        self.label = label
        self.weight = weight


_NAMES: Final[Mapping[Alike, Reason]] = {
    Alike.SHARED: Reason.SHARED_WORD,
    Alike.INITIALS: Reason.INITIALS,
    Alike.SHORTER: Reason.SHORTER_NAME,
    Alike.MISTYPED: Reason.MISTYPED_NAME,
    Alike.SPELT: Reason.SPELT_NAME,
    Alike.SAME: Reason.SAME_NAME,
}


class Pair(msgspec.Struct, frozen=True):
    """Two people, by number, the lower first, who may be one, and the reasons for and against."""

    one: int
    other: int
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        return sum(reason.weight for reason in self.reasons)


class Piece(msgspec.Struct, frozen=True):
    """A piece of the search: how much of all work is done, and the pairs that it found."""

    done: int
    total: int
    found: tuple[Pair, ...]


class _Known(msgspec.Struct, frozen=True, gc=False):  # looking through so many for garbage makes a key wait
    """What is compared of a person; "" for what is not known. `unit` is the one that does the work today."""

    id: int
    name: Name
    nip: str
    born: str
    sex: str
    unit: int
    position: str
    grade: str
    email: str
    phone: str


def search(records: Records, apart: Set[tuple[int, int]]) -> Iterator[Piece]:
    """Compare all people, a piece of the work at each step. Pairs `apart` are known to be two, and not found.

    Three rounds: whose addresses are an office's, who meets under which key, and then those who meet.
    """
    ids = list(records.all(people.KIND))
    reader, index = _Reader(records), _Index()
    known: list[_Known] = []
    steps = 3 * len(ids)
    for part in _parts(ids):
        reader.count_addresses([ids[at] for at in part])
        yield Piece(part[-1], steps, ())
    for part in _parts(ids):
        for person in reader.known([ids[at] for at in part]):
            for key in _keys(person):
                index.put(key, len(known))
            known.append(person)
        yield Piece(len(ids) + part[-1], steps, ())
    passed = set(apart)
    for part in _parts(known):
        found = [pair for at in part for pair in _found(known, at, index, passed)]
        yield Piece(2 * len(ids) + part[-1], steps, tuple(found))
    while index.shrunk() or len(known) > _FORGOTTEN:  # to forget all at once takes as long as ten pieces
        del known[-_FORGOTTEN:]
        yield Piece(steps, steps, ())


def _parts(work: Sequence[object]) -> Iterator[range]:
    """The places of the work in pieces."""
    return (range(start, min(start + PIECE, len(work))) for start in range(0, len(work), PIECE))


class _Index:
    """Places by keys that several share. Of a key only its hash is kept: who meets by chance is compared in vain."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, tuple[int, ...]] = {}  # most keys have one place, and need none of these

    def put(self, key: Hashable, place: int) -> None:
        held = self._first.setdefault(hash(key), place)
        if held != place:
            more = self._more.get(hash(key), (held,))
            if len(more) < _CROWD and more[-1] != place:
                self._more[hash(key)] = (*more, place)

    def under(self, key: Hashable) -> Sequence[int]:
        """The places that share a key, none where these are too many to tell anything."""
        more = self._more.get(hash(key))
        if more is None:
            held = self._first.get(hash(key))
            return () if held is None else (held,)
        return more if len(more) < _CROWD else ()

    def shrunk(self) -> bool:
        """Forget a part of it; whether anything is left."""
        for held in (self._first, self._more):
            for _ in range(min(_FORGOTTEN, len(held))):
                held.popitem()
        return bool(self._first or self._more)


def _found(known: Sequence[_Known], at: int, index: _Index, passed: set[tuple[int, int]]) -> Iterator[Pair]:
    """The pairs of the person at a place with those before, and with those of a shorter name wherever they are; but for
    those that `passed` has, and takes up.
    """
    person = known[at]
    candidates = {place for key in _keys(person) for place in index.under(key) if place < at}
    candidates |= {place for key in _shorter_keys(person) for place in index.under(key) if place != at}
    for place in sorted(candidates):
        pair = (min(person.id, known[place].id), max(person.id, known[place].id))
        reasons = tuple(_reasons(person, known[place])) if pair not in passed else ()
        if sum(reason.weight for reason in reasons) >= ENOUGH:
            passed.add(pair)
            yield Pair(*pair, reasons)


def _keys(person: _Known) -> Iterator[Hashable]:
    """Under one of these two people meet whose reasons can be enough, unless one has the other's name shortened: names
    alike, a number or address in common, or a word and nearly a number; in one unit, all words but one.
    """
    sounds = person.name.sounds
    yield ("name", person.name.sorted_sounds)
    yield ("whole", person.name.whole)
    for value in (person.nip, person.email, person.phone):
        if value:
            yield value
    for one in sounds:
        if person.born:
            yield (person.born, one)
            yield (person.nip[len(person.born) :], one)
        elif person.nip:
            yield ("old", one)
    if person.unit:
        for at, word in enumerate(person.name.words):
            yield (person.unit, *sorted(sounds[:at] + sounds[at + 1 :]), "", word[0])
        full = [one for one in sounds if len(one) > 1]
        yield (person.unit, *sorted(full))
        for one in sounds:
            if len(one) == 1:
                yield from ((person.unit, word, one, "") for word in full)


def _shorter_keys(person: _Known) -> Iterator[Hashable]:
    """The keys of people in the same unit whose names may be this one, with words left out or as initials."""
    full = [one for one in person.name.sounds if len(one) > 1][:_MOST_WORDS]
    if person.unit:
        for count in range(2, len(full) + 1):
            yield from ((person.unit, *sorted(words)) for words in combinations(full, count))
        yield from ((person.unit, word, other[0], "") for word, other in permutations(full, 2))


def _reasons(one: _Known, other: _Known) -> Iterator[Reason]:
    names = alike(one.name, other.name)
    if names in _NAMES:
        yield _NAMES[names]
    yield from _of_numbers(one, other, names)
    if one.email and one.email == other.email:
        yield Reason.SAME_EMAIL
    if one.phone and one.phone == other.phone:
        yield Reason.SAME_PHONE
    if names >= Alike.INITIALS:
        yield from _of_offices(one, other, names)
    if one.sex and other.sex and one.sex != other.sex:
        yield Reason.OTHER_SEX
    if any(a and b and a != b for a, b in ((one.email, other.email), (one.phone, other.phone))):
        yield Reason.OTHER_CONTACT


def _of_numbers(one: _Known, other: _Known, names: Alike) -> Iterator[Reason]:
    if not one.nip or not other.nip:
        return
    if one.nip == other.nip:
        yield Reason.SAME_NIP
    elif one.born and one.born == other.born:
        if one.nip[_SEX_DIGIT] == other.nip[_SEX_DIGIT]:
            yield Reason.SAME_BIRTH
    elif len(one.nip) == len(other.nip) and OSA.distance(one.nip, other.nip, score_cutoff=1) == 1:
        yield Reason.LIKE_NIP
    elif one.born and other.born:
        slipped = names >= Alike.SPELT and one.nip[8:] == other.nip[8:]
        yield Reason.SLIPPED_BIRTH if slipped else Reason.OTHER_BIRTH
    elif not one.born and not other.born:
        yield Reason.OTHER_OLD_NIP


def _of_offices(one: _Known, other: _Known, names: Alike) -> Iterator[Reason]:
    """What counts where the names fit: alone, half the office agrees in it."""
    words = min(len(one.name.words), len(other.name.words))
    if one.unit and one.unit == other.unit:
        yield Reason.SAME_UNIT
    elif names >= Alike.SPELT and words >= _FEW_WORDS:
        yield Reason.LONG_NAME
    elif names >= Alike.SPELT and words > 1 and not (one.unit and other.unit):
        yield Reason.NO_UNIT
    for a, b, same, differs in (
        (one.position, other.position, Reason.SAME_POSITION, Reason.OTHER_POSITION),
        (one.grade, other.grade, Reason.SAME_GRADE, Reason.OTHER_GRADE),
    ):
        if a and b:
            yield same if a == b else differs


class _Reader:
    """Reads what is compared of people, and knows which addresses are those of an office."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._table = records.all(people.KIND)
        self._users: dict[str, int] = {}

    def count_addresses(self, ids: Sequence[int]) -> None:
        """See who uses which e-mail and phone."""
        for person in filter(None, map(self._table.get, ids)):
            for address in filter(None, (_email(person), _phone(person))):
                self._users[address] = self._users.get(address, 0) + 1

    def known(self, ids: Sequence[int]) -> Iterator[_Known]:
        """What is compared of these people, but for those whom somebody has deleted since the search began."""
        for person_id in ids:
            person = self._table.get(person_id)
            if person is not None:
                yield self._known(person_id, person)

    def _known(self, person_id: int, person: Person) -> _Known:
        nip = person.nip or ""
        facts = nip_facts(Nip(nip)) if nip else None
        said = facts.sex if facts else None
        sex = said if person.sex is None else None if said and said != person.sex else person.sex
        return _Known(
            id=person_id,
            name=name_of(person.name),
            nip=nip,
            born=nip[:8] if facts and facts.born else "",
            sex=str(sex or ""),
            unit=_today(self._records, person.unit or 0),
            position=folded(person.position or ""),
            grade=folded(person.grade or ""),
            email=self._own(_email(person)),
            phone=self._own(_phone(person)),
        )

    def _own(self, address: str) -> str:
        """The address, where it is not one that several use."""
        return address if self._users.get(address, 0) <= _OFFICE else ""


def _today(records: Records, unit: int) -> int:
    """The unit that does the work of `unit` today."""
    passed = set()
    while unit and unit not in passed:
        passed.add(unit)
        record = records.get(units.KIND, unit)
        if record is None or record.successor is None:
            return unit
        unit = record.successor
    return unit


def _email(person: Person) -> str:
    email = folded(person.email or "")
    mailbox = re.findall(r"[^\W_]+", email.partition("@")[0])
    return "" if _OFFICE_WORDS.intersection(mailbox) else email


def _phone(person: Person) -> str:
    digits = "".join(filter(str.isdigit, person.phone or ""))
    return "0" + digits[2:] if digits.startswith("62") else digits
