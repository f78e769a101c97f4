"""A change as it is read on a screen: what was done to which records, and each field before and after, in words.

People stand here by their names, as on every page: nothing of this goes into files, logs or error lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, language, n_
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import FieldSpec, ListType, Record, specs
from coop_tui.records.kind import Names
from coop_tui.records.words import brief_words, words
from coop_tui.register.describe import change_words
from coop_tui.register.load import record_of
from coop_tui.register.state import Records
from coop_tui.store import Change, Document, Operation
from coop_tui.values import PartialDate, format_date, format_number

Deed = Literal["added", "changed", "deleted", "removed"]
"""What was done to one record; `removed` where the history no longer says what stood there."""

DEEDS: Final[Mapping[Deed, str]] = MappingProxyType(
    {
        "added": N_("Added"),
        "changed": N_("Changed"),
        "deleted": N_("Deleted"),
        "removed": N_("Taken out of the history"),
    }
)
_DEED_OF: Final[Mapping[str, Deed]] = MappingProxyType({"create": "added", "update": "changed", "delete": "deleted"})


class FieldTold(msgspec.Struct, frozen=True):
    """A field before and after, each of its values in words; of a list, those alone that are not on both sides."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    many: bool
    masks: Mapping[str, str]
    """How those values in which something is discreet read where others may look on."""


class RecordTold(msgspec.Struct, frozen=True):
    """What a change did to one record."""

    kind: AnyKind
    id: int
    name: str
    deed: Deed
    fields: tuple[FieldTold, ...]


def deed_words(change: Change, records: Records) -> str:
    """What was done, in a word or two."""
    code = change.label.partition(" ")[0]
    if code in _DEED_OF:
        return _(DEEDS[_DEED_OF[code]])
    return _("Imported") if code == "import" else change_words(change, records)


def subject_words(change: Change, records: Records) -> str:
    """What it was done to: the record's name, or how many there were; "" for what the program itself remembers."""
    if not change.ops or all(one.kind == "settings" for one in change.ops):
        return ""
    if len(change.ops) == 1 or change.label.partition(" ")[0] in _DEED_OF:
        return name_of(change.ops[-1], records)
    count = format_number(len(change.ops), language())
    kinds = {one.kind for one in change.ops}
    if len(kinds) == 1 and kinds <= KINDS.keys():
        return f"{_(KINDS[kinds.pop()].many)}: {count}"
    return n_("{count} record", "{count} records", len(change.ops)).format(count=count)


def day_words(change: Change, style: Literal["long", "short"] = "long") -> str:
    """The day of a change, where it was made."""
    return format_date(PartialDate(change.at[:10]), language(), style)


def time_words(change: Change) -> str:
    """The time of a change, where it was made."""
    return change.at[11:16].replace(":", ".")


def name_of(operation: Operation, records: Records) -> str:
    """What a record is called now, or where it is gone, was called then."""
    kind = KINDS.get(operation.kind)
    if kind is None:
        return f"{operation.kind} {operation.id}"
    if records.get(kind, operation.id) is not None:
        return records.name(operation.kind, operation.id)
    then = _read(kind, operation.after or operation.before, operation.id, records)
    return records.label(operation.kind, operation.id) if then is None else kind.title(then, records)


def told(operation: Operation, records: Records, names: Names | None = None) -> RecordTold | None:
    """What became of one record; None where its kind is not known here. `names` says what the records are called that
    it refers to, where that are not only `records`.
    """
    kind = KINDS.get(operation.kind)
    if kind is None:
        return None
    before, after = (_read(kind, one, operation.id, records) for one in (operation.before, operation.after))
    fields = tuple(_fields(kind, before, after, names or records))
    return RecordTold(kind, operation.id, name_of(operation, records), _deed(operation), fields)


def _deed(operation: Operation) -> Deed:
    if operation.before is None:
        return "removed" if operation.after is None else "added"
    return "deleted" if operation.after is None else "changed"


def _read(kind: AnyKind, document: Document | None, record_id: int, records: Records) -> Record | None:
    """A record of the history; None where there was none, or it is not as this program keeps it."""
    try:
        return None if document is None else record_of(kind, document, records.file, record_id)
    except CoopError:
        return None


def _fields(kind: AnyKind, before: Record | None, after: Record | None, names: Names) -> Iterator[FieldTold]:
    declared: type[Record] = kind.record
    for spec in specs(declared):
        old, new = (None if one is None else getattr(one, spec.name) for one in (before, after))
        if old != new:
            was, became = _values(spec, old, names), _values(spec, new, names)
            many = isinstance(spec.type, ListType)
            if many and set(was) != set(became):  # otherwise their order is another, and is told whole
                was, became = _without(was, became), _without(became, was)
            if was != became:
                masks = {**_masks(spec, old, names), **_masks(spec, new, names)}
                yield FieldTold(_(spec.label), tuple(was), tuple(became), many, masks)


def _values(spec: FieldSpec, value: object, names: Names) -> Sequence[str]:
    if isinstance(spec.type, ListType):
        held = value if isinstance(value, tuple) else ()
        return [words(spec.type.item, one, names) for one in held]
    said = words(spec.type, value, names)
    return [said] if said else []


def _masks(spec: FieldSpec, value: object, names: Names) -> Mapping[str, str]:
    held = spec.type.item if isinstance(spec.type, ListType) else spec.type
    found = value if isinstance(value, tuple) else () if value is None else (value,)
    both = ((words(held, one, names), brief_words(spec, held, one, names)) for one in found)
    return {said: brief for said, brief in both if said != brief}


def _without(some: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    return [one for one in some if one not in set(others)]
