"""Two people side by side: each field of both, what becomes of it when they are merged, and where both took part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind, participations, people
from coop_tui.records.fields import Record, specs
from coop_tui.records.read import to_document
from coop_tui.records.words import plain_words, words
from coop_tui.register.duplicates import Pair
from coop_tui.register.merging import Merging, Target, contested, seats_of, twice
from coop_tui.register.state import Records

Fate: TypeAlias = Literal["same", "alone", "comes", "joined", "stays", "taken"]
"""What becomes of the values of a field: they are the same; only the one who stays has one; only the one who goes, and
it comes along; both stand together; that of the one who stays is left; that of the one who goes is left.
"""


class Compared(msgspec.Struct, frozen=True):
    """A field of both in words, "" where it is empty."""

    name: str
    label: str
    stays: str
    goes: str
    fate: Fate
    discreet: bool


class Seat(msgspec.Struct, frozen=True):
    """A batch with how far each came in it. Where both took part, `kept` says whose participation is left, and `lost`
    what the other had otherwise.
    """

    batch: int
    stays: str
    goes: str
    kept: Literal["", "stays", "goes"] = ""
    lost: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """All that is to be seen of two people before they are merged."""

    merging: Merging
    reasons: str
    against: str
    fields: tuple[Compared, ...]
    seats: tuple[Seat, ...]


def beginning(records: Records, pair: Pair) -> Merging:
    """Who would stay: the one of whom more is known, with a NIP first; else the one who was there first."""

    def known(person_id: int) -> tuple[bool, int]:
        person = records.get(people.KIND, person_id)
        document = {} if person is None else to_document(person)
        return "nip" in document, len(document)

    stays = max((pair.one, pair.other), key=lambda one: (known(one), -one))
    return Merging(stays, pair.one + pair.other - stays)


def comparison(records: Records, pair: Pair, merging: Merging) -> Comparison | None:
    """The two as they are now; None where one of them is gone."""
    if any(records.get(people.KIND, one) is None for one in (merging.stays, merging.goes)):
        return None
    return Comparison(
        merging,
        ", ".join(_(one.label) for one in pair.reasons if one.weight > 0),
        ", ".join(_(one.label) for one in pair.reasons if one.weight < 0),
        tuple(_compared(records, people.KIND, merging)),
        tuple(_seats(records, merging)),
    )


def _compared(records: Records, kind: AnyKind, merging: Merging) -> Iterator[Compared]:
    declared: type[Record] = kind.record
    stays, goes = (records.get(kind, one) for one in (merging.stays, merging.goes))
    if stays is None or goes is None:
        return
    open_ones = contested(kind, to_document(stays), to_document(goes))
    for spec in specs(declared):
        mine, other = (getattr(one, spec.name) for one in (stays, goes))
        if mine is None and other is None:
            continue
        fate: Fate = "same" if mine == other else "joined"
        if mine is None or other is None:
            fate = "alone" if other is None else "comes"
        elif spec.name in open_ones:
            fate = "taken" if spec.name in merging.taken else "stays"
        stays_said, goes_said = words(spec.type, mine, records), words(spec.type, other, records)
        yield Compared(spec.name, _(spec.label), stays_said, goes_said, fate, spec.discreet)


def _seats(records: Records, merging: Merging) -> Iterator[Seat]:
    """The batches of both, those of the one who stays first."""
    table = records.all(participations.KIND)
    own = seats_of(records, (merging.stays, merging.goes))
    stays, goes = own[merging.stays], own[merging.goes]
    both = {one.batch: one for one in twice(records, stays, goes)}
    for batch in dict.fromkeys((*stays, *goes)):
        mine, other = (plain_words(table[one[batch]].status) if batch in one else "" for one in (stays, goes))
        if batch not in both:
            yield Seat(batch, mine, other)
            continue
        kept, gone = both[batch].stays, both[batch].goes
        lost = _lost(records, ("participations", kept), ("participations", gone))
        yield Seat(batch, mine, other, "stays" if kept == stays[batch] else "goes", lost)


def _lost(records: Records, kept: Target, gone: Target) -> str:
    """What a participation that goes says otherwise than the one that is left, its status and person aside."""
    kind = KINDS[kept[0]]
    declared: type[Record] = kind.record
    stays, goes = records.get(kind, kept[1]), records.get(kind, gone[1])
    if stays is None or goes is None:
        return ""
    names = contested(kind, to_document(stays), to_document(goes))
    shown = [one for one in specs(declared) if one.name in names and one.name not in ("person", "status")]
    return ", ".join(f"{_(one.label)} {words(one.type, getattr(goes, one.name), records)}" for one in shown)
