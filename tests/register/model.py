"""The register told as plain dicts: what a change should do, or why it should be refused. Slow, simple, independent."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.records.read import to_record
from coop_tui.register import (
    AlreadyThere,
    ChangedSince,
    InvalidRecord,
    MissingReference,
    NoSuchChange,
    NoSuchRecord,
    NothingToRedo,
    NothingToUndo,
    StillReferred,
    TakenBack,
)
from coop_tui.store import Conflict, Deleted, Document, Tables
from coop_tui.values import folded

Key = tuple[str, int]
State = dict[Key, Document]

UNIQUE = {
    "countries": ["code"],
    "organisations": ["name"],
    "programmes": ["name"],
    "units": ["name"],
    "people": ["nip"],
    "participations": ["person", "batch"],
    "agreements": ["number_ours"],
    "settings": ["name"],
}
REFERENCES = {
    "organisations": {"parent": "organisations"},
    "units": {"successor": "units"},
    "batches": {
        "programme": "programmes", "organiser": "organisations", "partners": "organisations", "agreement": "agreements",
    },
    "people": {"unit": "units"},
    "participations": {"person": "people", "batch": "batches", "replaces": "participations", "unit": "units"},
    "agreements": {"partners": "organisations", "unit": "units", "renews": "agreements"},
    "activities": {"partners": "organisations", "agreement": "agreements", "batch": "batches"},
}  # fmt: skip


class Refused(Exception):
    """The change should be refused with one of these errors."""

    def __init__(self, *errors: type[CoopError]) -> None:
        self.errors = errors


@dataclass
class Step:
    """One change: what it touched, before and after."""

    gen: int
    by: str
    before: dict[Key, Document | None]
    after: dict[Key, Document | None]
    undoes: int | None = None


@dataclass
class Model:
    """The records now, and every change made to them."""

    state: State = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    last_ids: dict[str, int] = field(default_factory=dict)

    def tables(self) -> Tables:
        found: Tables = {name: {} for name in KINDS}
        for (kind, record_id), document in self.state.items():
            found[kind][record_id] = document
        return found

    def create(self, by: str, kind: str, document: Document) -> int:
        record_id = self.last_ids.get(kind, 0) + 1
        self._make(by, {(kind, record_id): document})
        self.last_ids[kind] = record_id
        return record_id

    def update(self, by: str, key: Key, before: Document, after: Document) -> None:
        if key not in self.state:
            raise Refused(Deleted)
        merged = merged_fields(before, after, self.state[key])
        if merged is None:
            raise Refused(Conflict)
        if merged != self.state[key]:
            self._make(by, {key: merged})

    def delete(self, by: str, key: Key) -> None:
        if key not in self.state:
            raise Refused(NoSuchRecord)
        gone = {key}
        if key[0] == "batches":
            gone |= {one for one in referrers(self.state, key) if one[0] == "participations"}
        self._make(by, dict.fromkeys(gone))

    def undo(self, by: str, gen: int | None = None) -> None:
        self._take_back(by, self._newest(by) if gen is None else self._named(gen))

    def redo(self, by: str) -> None:
        mine = [one for one in self.steps if one.by == by and self._stands(one)]
        ordinary = max((one.gen for one in mine if one.undoes is None), default=0)
        undone = [one for one in mine if one.undoes is not None and one.gen > ordinary and self._is_undo(one)]
        if not undone:
            raise Refused(NothingToRedo)
        self._take_back(by, undone[-1], redo=True)

    def _newest(self, by: str) -> Step:
        mine = [one for one in self.steps if one.by == by and one.undoes is None and self._stands(one)]
        if not mine:
            raise Refused(NothingToUndo)
        return mine[-1]

    def _named(self, gen: int) -> Step:
        if not 1 <= gen <= len(self.steps):
            raise Refused(NoSuchChange)
        if not self._stands(self.steps[gen - 1]):
            raise Refused(TakenBack)
        return self.steps[gen - 1]

    def _stands(self, step: Step) -> bool:
        return not any(one.undoes == step.gen and self._stands(one) for one in self.steps)

    def _is_undo(self, step: Step) -> bool:
        return step.gen not in self.redone

    redone: set[int] = field(default_factory=set)

    def _take_back(self, by: str, step: Step, *, redo: bool = False) -> None:
        wanted: dict[Key, Document | None] = {}
        for key, after in step.after.items():
            current, before = self.state.get(key), step.before[key]
            if current == after:
                wanted[key] = before
            elif current is None or after is None or before is None:
                raise Refused(ChangedSince)
            else:
                wanted[key] = merged_fields(after, before, current)
                if wanted[key] is None:
                    raise Refused(ChangedSince)
        self._make(by, wanted, undoes=step.gen)
        if redo:
            self.redone.add(len(self.steps))

    def _make(self, by: str, wanted: dict[Key, Document | None], undoes: int | None = None) -> None:
        after = {key: one for key, one in {**self.state, **wanted}.items() if one is not None}
        reasons = set(refusals(self.state, after, wanted))
        if reasons:
            raise Refused(*reasons)
        before = {key: deepcopy(self.state.get(key)) for key in wanted}
        self.steps.append(Step(len(self.steps) + 1, by, before, deepcopy(wanted), undoes))
        self.state = after


def merged_fields(before: Document, after: Document, current: Document) -> Document | None:
    """`current` with what changed from `before` to `after`; None where both sides changed one field differently."""
    merged = dict(current)
    for name in before.keys() | after.keys():
        mine = after.get(name)
        if before.get(name) != mine:
            if current.get(name) not in (before.get(name), mine):
                return None
            merged[name] = mine
    return {name: value for name, value in merged.items() if value is not None}


def refusals(before: State, after: State, touched: dict[Key, Document | None]) -> Iterator[type[CoopError]]:
    """Every reason why the records may not become `after`."""
    for key, document in touched.items():
        if document is None:
            if any(one not in touched for one in referrers(after, key)):
                yield StillReferred
            continue
        kind = KINDS[key[0]]
        if list(kind.rejects(to_record(kind, document))):
            yield InvalidRecord
        if any(one not in after for one in targets(key[0], document)):
            yield MissingReference
        new = before.get(key, {}).get("successor") != document.get("successor")
        if key[0] == "units" and new and leads_back(after, key):
            yield InvalidRecord
        own = unique_key(key[0], document)
        was = unique_key(key[0], before[key]) if key in before else None
        others = [one for one in after if one != key and one[0] == key[0]]
        if own is not None and own != was and any(unique_key(one[0], after[one]) == own for one in others):
            yield AlreadyThere


def leads_back(state: State, key: Key) -> bool:
    """Whether an agency comes, from successor to successor, to itself."""
    at: Key = key
    for _ in state:
        at = "units", int(str(state.get(at, {}).get("successor", 0)))
        if at == key:
            return True
    return False


def unique_key(kind: str, document: Document) -> tuple[object, ...] | None:
    values = [document.get(name) for name in UNIQUE.get(kind, [])]
    if not values or None in values:
        return None
    return tuple(folded(one) if isinstance(one, str) else one for one in values)


def targets(kind: str, document: Document) -> Iterator[Key]:
    for name, other in REFERENCES.get(kind, {}).items():
        value = document.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, int):
                yield other, one


def referrers(state: State, key: Key) -> list[Key]:
    return [other for other, document in state.items() if other != key and key in targets(other[0], document)]
