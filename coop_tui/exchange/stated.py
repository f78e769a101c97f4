"""A status that a file says of a record, where the register computes it."""

from __future__ import annotations

from typing import Final, TypeVar

from coop_tui.errors import CoopError
from coop_tui.exchange.linked import in_order
from coop_tui.exchange.rows import STATUS, computed_status
from coop_tui.exchange.table import Row
from coop_tui.i18n import _
from coop_tui.records import Kind, Record
from coop_tui.records.fields import Choice, spec_of
from coop_tui.records.kind import Problem
from coop_tui.records.read import choice_words, to_record
from coop_tui.register import Records
from coop_tui.store import Document
from coop_tui.values import clean, folded

R = TypeVar("R", bound=Record)

_STATED: Final = "stated"


def is_computed(kind: Kind[R], name: str) -> bool:
    """Whether the field `name` of a row is a status that is never stored."""
    return name == STATUS and computed_status(kind) is not None


def damaged(kind: Kind[R], row: Row) -> list[Problem]:
    """What is wrong with such a status, whatever it says."""
    said = row.values.get(STATUS)
    return [Problem((STATUS,), said.message())] if is_computed(kind, STATUS) and isinstance(said, CoopError) else []


def with_stated(
    kind: Kind[R], records: Records, record_id: int, document: Document, row: Row
) -> tuple[Document, Problem | None]:
    """What becomes of a status in the file, which is never stored: one that disagrees is kept as stated, where the kind
    has such a field, and in any case worth a note.
    """
    computed, said = computed_status(kind), row.values.get(STATUS)
    if computed is None or said is None:
        return document, None
    status = computed.value(record_id, to_record(kind, document), records)
    assert isinstance(status, Choice)
    if choice_words(type(status)).get(folded(clean(str(said)))) is status:
        return document, None
    stated = spec_of(kind.record, _STATED)
    if stated is None:
        message = _("Not taken over: by what is on record, this is “{status}”.").format(status=_(status.label))
        return document, Problem((STATUS,), message)
    message = _("By its dates this is “{status}”. What the file says is kept under “{field}”.").format(
        status=_(status.label), field=_(stated.label)
    )
    kept = document if _STATED in row.values else in_order(kind, document | {_STATED: clean(str(said))})
    return kept, Problem((STATUS,), message)
