"""Two people who are one: what concerned the one who goes concerns the one who stays, in a single change.

What both have a value of stays as the one who stays has it, unless it is among those taken from the other; texts of
several lines and lists are put together. Where both took part in one batch, one participation is left: the one that
came further, or at the same status that of the person who stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from typing import Final, TypeAlias, cast

import msgspec

from coop_tui.records import KINDS, AnyKind, participations, people, settings
from coop_tui.records.fields import FieldSpec, ListType, Record, TextType, specs
from coop_tui.records.kind import Path
from coop_tui.records.participations import ParticipationStatus
from coop_tui.records.read import references, to_document
from coop_tui.register.apart import name_of, pair_in
from coop_tui.register.errors import ChangedMeanwhile, NoSuchRecord
from coop_tui.register.register import Register
from coop_tui.register.state import Records
from coop_tui.store import JSON, Change, Document, Operation

MERGE: Final = "merge"
"""Code of the changes that merged two people: `merge people STAYS GOES`."""

Target: TypeAlias = tuple[str, int]
"""A record: its kind and id."""

_FURTHEST: Final = (
    ParticipationStatus.ATTENDED,
    ParticipationStatus.NOMINATED,
    ParticipationStatus.REPLACED,
    ParticipationStatus.WITHDRAWN,
)


class Merging(msgspec.Struct, frozen=True):
    """Who stays, who goes, and the fields that are taken from the one who goes though both have a value."""

    stays: int
    goes: int
    taken: frozenset[str] = frozenset()


class Twice(msgspec.Struct, frozen=True):
    """A batch in which both took part: the participation that stays, and the one that goes."""

    batch: int
    stays: int
    goes: int


def merge(register: Register, merging: Merging, seen: Mapping[int, Document]) -> Change | None:
    """Make one of two people. `seen` is each of them as it was looked at; raises `ChangedMeanwhile` where one of them
    is otherwise by now, `NoSuchRecord`, and what every change may raise.
    """

    def plan(_new_id: Callable[[str], int]) -> Sequence[Operation]:
        for person in (merging.stays, merging.goes):
            if _document(register.records, ("people", person)) != seen[person]:
                raise ChangedMeanwhile(person)
        return operations(register.records, merging)

    return register.commit(plan, f"{MERGE} people {merging.stays} {merging.goes}")


def merged_in(change: Change) -> tuple[int, int] | None:
    """Who stayed and who went in a change that merged two people; None for any other."""
    found = re.fullmatch(MERGE + r" people ([0-9]{1,18}) ([0-9]{1,18})", change.label)
    return (int(found[1]), int(found[2])) if found else None


def united(kind: AnyKind, stays: Document, goes: Document, taken: Set[str] = frozenset()) -> Document:
    """One document of two: what is missing in the one is filled from the other."""
    declared: type[Record] = kind.record
    document: Document = {}
    for spec in specs(declared):
        mine, other = stays.get(spec.name), goes.get(spec.name)
        if mine is None or (spec.name in taken and other is not None and not _joins(spec)):
            mine = other
        elif other is not None and _joins(spec):
            mine = _joined(mine, other)
        if mine is not None:
            document[spec.name] = mine
    return document


def contested(kind: AnyKind, stays: Document, goes: Document) -> list[str]:
    """The fields of which one value has to go: both have one, they differ, and cannot stand together."""
    declared: type[Record] = kind.record
    both = (spec for spec in specs(declared) if spec.name in stays and spec.name in goes and not _joins(spec))
    return [spec.name for spec in both if stays[spec.name] != goes[spec.name]]


def _joins(spec: FieldSpec) -> bool:
    return isinstance(spec.type, ListType) or (isinstance(spec.type, TextType) and spec.type.lines)


def _joined(mine: JSON, other: JSON) -> JSON:
    if isinstance(mine, list) and isinstance(other, list):
        return [*mine, *(one for one in other if one not in mine)]
    if isinstance(mine, str) and isinstance(other, str):
        return mine if other in mine else f"{mine}\n{other}"
    raise TypeError(mine, other)


def seats_of(records: Records, persons: Collection[int]) -> dict[int, dict[int, int]]:
    """The participations of these people: by person, then by batch. It looks at each participation once."""
    found: dict[int, dict[int, int]] = {person: {} for person in persons}
    for id, one in records.all(participations.KIND).items():
        if one.person in found:
            found[one.person][one.batch] = id
    return found


def twice(records: Records, stays: Mapping[int, int], goes: Mapping[int, int]) -> Iterator[Twice]:
    """The batches in which both took part, given the participations of each by batch."""
    table = records.all(participations.KIND)
    for batch, id in goes.items():
        kept = stays.get(batch)
        if kept is not None:
            further = _FURTHEST.index(table[id].status) < _FURTHEST.index(table[kept].status)
            yield Twice(batch, id, kept) if further else Twice(batch, kept, id)


def operations(records: Records, merging: Merging) -> list[Operation]:
    """What a merge changes; the record of the one who stays comes last."""
    stays, goes = ("people", merging.stays), ("people", merging.goes)
    moved: dict[Target, Target] = {goes: stays}
    after: dict[Target, Document | None] = {goes: None, **dict(_apart(records, merging))}
    seats = seats_of(records, (merging.stays, merging.goes))
    for both in twice(records, seats[merging.stays], seats[merging.goes]):
        kept, gone = ("participations", both.stays), ("participations", both.goes)
        moved[gone], after[gone] = kept, None
        one = united(participations.KIND, _document(records, kept), _document(records, gone))
        after[kept] = {**one, "person": merging.stays}
    for referrer, _target in records.references_to(moved.keys()):
        if referrer not in after:
            after[referrer] = _document(records, referrer)
    after[stays] = united(people.KIND, _document(records, stays), _document(records, goes), merging.taken)
    return [
        Operation(*one, _document(records, one), None if document is None else _redirected(one, document, moved))
        for one, document in after.items()
    ]


def _apart(records: Records, merging: Merging) -> Iterator[tuple[Target, Document | None]]:
    """Who is known not to be the one who goes is known not to be the one who stays."""
    for id, setting in records.all(settings.KIND).items():
        pair = pair_in(setting.name)
        if pair is not None and merging.goes in pair:
            other = pair[0] + pair[1] - merging.goes
            name = name_of(merging.stays, other)
            is_told = other == merging.stays or records.named("settings", name)
            yield ("settings", id), None if is_told else {**to_document(setting), "name": name}


def _document(records: Records, target: Target) -> Document:
    record = records.get(KINDS[target[0]], target[1])
    if record is None:
        raise NoSuchRecord(*target)
    return to_document(record)


def _redirected(target: Target, document: Document, moved: Mapping[Target, Target]) -> Document:
    """A document whose references lead to where `moved` says; without those that would lead to itself now."""
    changed = deepcopy(document)
    for path, kind, id in references(KINDS[target[0]].record, document):
        to = moved.get((kind, id), (kind, id))
        _put(changed, path, None if to == target else to[1])
    return changed


def _put(held: Document, path: Path, value: int | None) -> None:
    """Put a number at a place of a document, or take away what stands there."""
    inner: JSON = held
    for step in path[:-1]:
        inner = cast(Mapping[object, JSON], inner)[step]
    last = path[-1]
    if isinstance(inner, dict) and isinstance(last, str):
        if value is None:
            inner.pop(last, None)
        else:
            inner[last] = value
    elif isinstance(inner, list) and isinstance(last, int):
        inner[last] = value
