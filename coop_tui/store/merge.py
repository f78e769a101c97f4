"""Two people changed one document: their changes merge where they touched different fields."""

from __future__ import annotations

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.store.changes import Document, same


class Conflict(CoopError):
    """Somebody else changed the same `fields` meanwhile; `current` is the document as it stands now."""

    kind: str
    id: int
    current: Document | None
    fields: tuple[str, ...]

    def message(self) -> str:
        return _(
            "Somebody else has changed {kind} {id} meanwhile ({fields}). Look at it again and repeat your change."
        ).format(kind=self.kind, id=self.id, fields=", ".join(self.fields))


class Deleted(Conflict):
    """Somebody else deleted the document meanwhile; `current` is None."""

    def message(self) -> str:
        return _(
            "Somebody else has deleted {kind} {id} meanwhile. Undo that deletion first, or drop your change."
        ).format(kind=self.kind, id=self.id)


def merge(before: Document, after: Document, current: Document | None, *, kind: str = "", id: int = 0) -> Document:
    """`current` with the fields that differ between `before` and `after` set as in `after`, field by top-level field.

    Raises Conflict for `kind` and `id` where a field was changed differently on both sides, and Deleted where
    `current` is None. The fields keep the order of `after`, those that only `current` has come last.
    """
    if current is None:
        raise Deleted(kind, id, None, ())
    mine = {field for field in before.keys() | after.keys() if _differs(before, after, field)}
    clashing = [field for field in mine if _differs(before, current, field) and _differs(after, current, field)]
    if clashing:
        raise Conflict(kind, id, current, tuple(sorted(clashing)))
    merged: Document = {}
    for field in [*after, *(field for field in current if field not in after)]:
        chosen = after if field in mine else current
        if field in chosen:
            merged[field] = chosen[field]
    return merged


def _differs(one: Document, other: Document, field: str) -> bool:
    """A field that is missing differs from one that is null."""
    return (field in one) != (field in other) or not same(one.get(field), other.get(field))
