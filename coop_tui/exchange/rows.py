"""Records as rows of a file: the fields that have a value, in the order of declaration, under their names on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from coop_tui.records import Kind, Record
from coop_tui.records.fields import specs
from coop_tui.records.kind import Computed
from coop_tui.records.read import to_document
from coop_tui.register import Records
from coop_tui.store import Document

R = TypeVar("R", bound=Record)

ID: Final = "id"
STATUS: Final = "status"


def export_rows(records: Records, kind: Kind[R], wanted: Callable[[R], bool] = lambda _record: True) -> list[Document]:
    """The wanted records of `kind` by id: `id`, the fields that have a value, then `status` where it is computed."""
    status = computed_status(kind)
    rows: list[Document] = []
    for record_id, record in sorted(records.all(kind).items()):
        if not wanted(record):
            continue
        row: Document = {ID: record_id, **to_document(record)}
        if status is not None:
            row[STATUS] = str(status.value(record_id, record, records))
        rows.append(row)
    return rows


def columns(kind: Kind[R]) -> tuple[str, ...]:
    """What a row of `kind` may hold, in order."""
    status = (STATUS,) if computed_status(kind) else ()
    return (ID, *(spec.name for spec in specs(kind.record)), *status)


def computed_status(kind: Kind[R]) -> Computed[R] | None:
    """How the kind's status is computed; None where it has none, or stores it."""
    return next((one for one in kind.computed if one.name == STATUS), None)
