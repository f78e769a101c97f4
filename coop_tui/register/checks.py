"""What every change is held to before it is written: whole records, references that exist, keys that are unique."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.records.read import Reading, references, to_record
from coop_tui.records.words import path_words
from coop_tui.register.errors import AlreadyThere, InvalidRecord, MissingReference, StillReferred
from coop_tui.register.index import unique_keys
from coop_tui.register.load import any_reference, document_problems
from coop_tui.register.state import Records
from coop_tui.register.succession import rings
from coop_tui.store import Document, Operation, Told, untold

_SHOWN_REFERRERS = 5
_EVERY = 500  # operations between two calls


def check_operations(records: Records, operations: Sequence[Operation], told: Told = untold) -> None:
    """Raise the `CoopError` of the first thing that stands in the way of `operations`, taken together, or what `told`
    raises, which hears how many have been checked.
    """
    gone = {(one.kind, one.id) for one in operations if one.after is None}
    there = {(one.kind, one.id) for one in operations if one.after is not None}
    reading = any_reference()
    for done, operation in enumerate(operations):
        if done % _EVERY == 0:
            told(done, len(operations))
        if operation.after is not None:
            _check_whole(operation, reading)
            _check_references(records, operation, gone, there)
    if gone:
        _check_unreferred(records, gone, there)
    _check_unique(records, operations)
    for name in {one.kind for one in operations}:
        _check_lines(records, name, operations)
    told(len(operations), len(operations))


def _check_whole(operation: Operation, reading: Reading) -> None:
    assert operation.after is not None
    kind = KINDS[operation.kind]
    problems = list(document_problems(kind, operation.after, operation.before, reading))
    if problems:
        what = f"{_(kind.one)} {operation.id}"
        raise InvalidRecord(what, [(path_words(kind, one.path), one.message) for one in problems])


def _check_references(
    records: Records, operation: Operation, gone: set[tuple[str, int]], there: set[tuple[str, int]]
) -> None:
    assert operation.after is not None
    kind = KINDS[operation.kind]
    for path, other, other_id in references(kind.record, operation.after):
        here = (other, other_id) in there or records.get(KINDS[other], other_id) is not None
        if not here or (other, other_id) in gone:
            what = f"{_(kind.one)} {operation.id}"
            raise MissingReference(what, path_words(kind, path), _(KINDS[other].one), other_id)


def _check_unreferred(records: Records, gone: set[tuple[str, int]], there: set[tuple[str, int]]) -> None:
    left = [pair for pair in records.references_to(gone) if pair[0] not in gone and pair[0] not in there]
    if left:
        used = left[0][1]
        users = [referrer for referrer, target in left if target == used]
        names = [records.label(*one) for one in users[:_SHOWN_REFERRERS]]
        if len(users) > len(names):
            names.append(_("{count} more").format(count=len(users) - len(names)))
        raise StillReferred(records.label(*used), names)


def _check_unique(records: Records, operations: Sequence[Operation]) -> None:
    touched: dict[str, set[int]] = {}
    for one in operations:
        touched.setdefault(one.kind, set()).add(one.id)
    taken: dict[tuple[str, Hashable], int] = {}
    for one in operations:
        if one.before is not None:
            kept = _unique_keys(one.kind, one.before) & _unique_keys(one.kind, one.after)
            taken.update({(one.kind, key): one.id for key in kept})
    for one in operations:
        for key in _unique_keys(one.kind, one.after) - _unique_keys(one.kind, one.before):
            untouched = (owner for owner in records.having(KINDS[one.kind], key) if owner not in touched[one.kind])
            owner = taken.get((one.kind, key), next(untouched, None))
            if owner is not None:
                kind = KINDS[one.kind]
                what = f"{_(kind.one)} {one.id}" if kind.personal else records.label(one.kind, owner)
                raise AlreadyThere(what, _(kind.one), owner)
            taken[one.kind, key] = one.id


def _check_lines(records: Records, name: str, operations: Sequence[Operation]) -> None:
    """Nothing may lead back to itself that did not before."""
    kind, field = KINDS[name], KINDS[name].leads_on
    led = {one.id for one in operations if field and one.kind == name and _changes(one, field)}
    if not led or field is None:
        return
    table: dict[int, Document] = {one: {field: getattr(held, field)} for one, held in records.all(kind).items()}
    table |= {one.id: one.after or {} for one in operations if one.kind == name}
    for record_id, problem in rings(kind, table):
        if record_id in led:
            raise InvalidRecord(f"{_(kind.one)} {record_id}", [(path_words(kind, problem.path), problem.message)])


def _changes(operation: Operation, field: str) -> bool:
    return (operation.before or {}).get(field) != (operation.after or {}).get(field)


def _unique_keys(kind: str, document: Document | None) -> frozenset[Hashable]:
    if document is None or not KINDS[kind].unique:
        return frozenset()
    return frozenset(unique_keys(KINDS[kind])(to_record(KINDS[kind], document)))
