"""From the raw JSON of a store to typed records."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import GenericAlias
from typing import Final, TypeVar

import msgspec

from coop_tui.i18n import N_, _
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import AnyType, DateType, FieldType, ListType, Part, PartType, Record, specs
from coop_tui.records.kind import Problem
from coop_tui.records.read import Reading, Unreadable, cleaned, read, to_record
from coop_tui.records.words import path_words
from coop_tui.register.errors import DamagedRecords
from coop_tui.store import JSON, Document
from coop_tui.store.changes import same
from coop_tui.store.snapshots import is_deep
from coop_tui.values import PATTERN, suspicious

R = TypeVar("R", bound=Record)
_MOST_DIGITS = 18
_ANY_ID = Reading(find=lambda _kind, text: (int(text),) if text.isdecimal() and len(text) <= _MOST_DIGITS else ())
_NOT_AS_KEPT: Final = N_("This value is not written the way the register keeps it. Open the record and save it again.")
_BLOCK: Final = 1 << 20  # bytes of a table that are looked through at once
_LONGEST: Final = 8  # bytes; more than anything suspicious has


def decode(tables: Mapping[str, msgspec.Raw], file: Path, *, typed: bool = False) -> dict[str, dict[int, Record]]:
    """The records of every kind; `typed` where a register has written them, whose dates were checked already. Raises
    `DamagedRecords` where a value is not as its kind declares.
    """
    records: dict[str, dict[int, Record]] = {name: {} for name in KINDS}
    for name, table in sorted(tables.items()):
        kind = known_kind(name, file)
        if len(memoryview(table)) == len(b"{}"):
            continue  # a decoder for nothing would cost a millisecond
        try:
            records[name] = _decode_table(kind, table, typed=typed)
        except (msgspec.ValidationError, Unreadable) as error:
            raise _damage(kind, table, file, str(error)) from error
    return records


def known_kind(name: str, file: Path) -> AnyKind:
    """The kind of a table. Raises `DamagedRecords` where there is none of this name."""
    if name not in KINDS:
        raise DamagedRecords(file, _("the table {name} is unknown").format(name=name), 1)
    return KINDS[name]


def _decode_table(kind: AnyKind, raw: msgspec.Raw, *, typed: bool) -> dict[int, Record]:
    table: dict[int, Record]
    if _needs_cleaning(raw):
        documents = msgspec.json.decode(raw, type=dict[int, dict[str, object]])
        table = {one: msgspec.convert(_made_safe(kind, document), kind.record) for one, document in documents.items()}
    else:
        table = msgspec.json.decode(raw, type=GenericAlias(dict, (int, kind.record)))
    if not typed:
        _check_dates(kind, table.values())
    _check_depth(kind, table.values())
    return table


def _made_safe(kind: AnyKind, document: Mapping[str, object]) -> JSON:
    """`document` with its texts as the register keeps them, so that it can be saved again; where more is wrong with it,
    at least without what a terminal would obey.
    """
    safe = cleaned(document)
    found = read(kind, safe, _ANY_ID) if isinstance(safe, dict) else None
    return safe if found is None or found.problems else found.document


def _needs_cleaning(raw: msgspec.Raw) -> bool:
    """Whether some text of a table may not be safe. In blocks, because a table is too large to hold a second time."""
    view = memoryview(raw)
    return any(suspicious(bytes(view[at : at + _BLOCK + _LONGEST])) for at in range(0, len(view), _BLOCK))


def _check_dates(kind: AnyKind, records: Collection[Record]) -> None:
    """Raise `Unreadable` where a date is not written as `PATTERN` says.

    Each date is matched once here; as a constraint of the decoder, the pattern would be matched for every record and
    take as long as all the rest.
    """
    if not all(map(re.compile(PATTERN).match, _dates(kind.record, records))):
        raise Unreadable(_(_NOT_AS_KEPT))


def _check_depth(kind: AnyKind, records: Iterable[Record]) -> None:
    """Raise `Unreadable` where what may hold anything holds lists in lists without end."""
    declared: type[Record] = kind.record
    names = [spec.name for spec in specs(declared) if isinstance(spec.type, AnyType)]
    if any(is_deep(getattr(record, name)) for name in names for record in records):
        raise Unreadable(_("This is nested too deeply."))


def _dates(declared: type[Record] | type[Part], holders: Collection[object]) -> set[str]:
    """Every date in `holders`, which are of the type `declared`."""
    columns = [map(attrgetter(name), holders) for name in _dated(declared)]
    held = set(filter(None, chain.from_iterable(zip(*columns, strict=True))))
    return set(chain.from_iterable(map(_dates_in, held)))


def _dates_in(value: object) -> Iterable[str]:
    match value:
        case str():
            return (value,)
        case tuple():
            return chain.from_iterable(map(_dates_in, value))
        case Part():
            return _dates(type(value), (value,))
    raise AssertionError(value)


@cache
def _dated(declared: type[Record] | type[Part]) -> tuple[str, ...]:
    """The fields in which a date may stand."""
    return tuple(spec.name for spec in specs(declared) if _may_hold_date(spec.type))


def _may_hold_date(held: FieldType) -> bool:
    match held:
        case ListType(item):
            return _may_hold_date(item)
        case PartType(part):
            return bool(_dated(part))
    return isinstance(held, DateType)


def record_of(kind: AnyKind, document: Document, file: Path, record_id: int) -> Record:
    """One document of the history as a record, its texts made safe. Raises `DamagedRecords`."""
    return records_of(kind, [(record_id, document)], file)[0]


def records_of(kind: AnyKind, documents: Sequence[tuple[int, Document]], file: Path) -> list[Record]:
    """Documents of one kind by their ids as records, their texts made safe. Raises `DamagedRecords`."""
    try:
        records: list[Record] = [msgspec.convert(_safe(kind, document), kind.record) for _id, document in documents]
        _check_dates(kind, records)
        _check_depth(kind, records)
    except (msgspec.ValidationError, Unreadable) as error:
        if len(documents) > 1:  # which one is it
            return [record for one in documents for record in records_of(kind, [one], file)]
        record_id, document = documents[0]
        found = next(iter(document_problems(kind, document)), None)
        where = path_words(kind, found.path) if found else str(error)
        raise DamagedRecords(file, f"{_(kind.one)} {record_id}, {where}", 1) from error
    return records


def _safe(kind: AnyKind, document: Document) -> JSON:
    return _made_safe(kind, document) if suspicious(msgspec.json.encode(document)) else document


def any_reference() -> Reading:
    """How to read many documents as they stand: whatever is referred to may be there."""
    return Reading(find=_ANY_ID.find, known={})


def document_problems(
    kind: AnyKind, document: Mapping[str, JSON], untouched: Document | None = None, reading: Reading = _ANY_ID
) -> Iterator[Problem]:
    """Everything that is wrong with a document as it stands, references apart. Defaults may be left out. Values that
    are those of `untouched`, the document on record, are not looked at: what is wrong there is no reason to refuse
    another change.
    """
    result = read(kind, document, reading, untouched)
    yield from result.problems
    kept = result.document
    if not result.problems:
        for name in sorted(document.keys() | kept.keys()):
            is_null = document.get(name, ...) is None  # which some fields take, and lists do not
            differs = is_null or not same(document.get(name), kept.get(name))
            if differs and not _reads_as(kind, document, name, kept):
                yield Problem((name,), _(_NOT_AS_KEPT))


def _reads_as(kind: AnyKind, document: Mapping[str, JSON], name: str, kept: Document) -> bool:
    """Whether a field of `document` is loaded as what it is in `kept`, however it is written."""
    others = {key: value for key, value in kept.items() if key != name}
    own = {name: document[name]} if name in document else {}
    try:
        return bool(to_record(kind, {**others, **own}) == to_record(kind, kept))
    except msgspec.ValidationError:
        return False


def _damage(kind: AnyKind, raw: msgspec.Raw, file: Path, reason: str) -> DamagedRecords:
    try:
        documents = msgspec.json.decode(raw, type=dict[int, Document])
    except msgspec.ValidationError:
        return DamagedRecords(file, f"{_(kind.many)}: {reason}", 1)
    found = [
        f"{_(kind.one)} {record_id}, {path_words(kind, problem.path)}: {problem.message}"
        for record_id, document in documents.items()
        for problem in document_problems(kind, document)
    ]
    return DamagedRecords(file, found[0] if found else f"{_(kind.many)}: {reason}", max(1, len(found)))
