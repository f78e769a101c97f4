"""What the headings of a file meant when a person said so, remembered for the next file of the same shape.

A shape is known by a digest of the kind and the headings, and what they meant by their places: no heading is kept,
since a file may have a name in the place of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import takewhile
from typing import Final

from coop_tui.exchange.heading_row import heading_key
from coop_tui.exchange.headings import Match
from coop_tui.exchange.meanings import REASON
from coop_tui.exchange.table import Rows
from coop_tui.records import AnyKind
from coop_tui.register import Records, Register
from coop_tui.register.remembered import remember, remembered
from coop_tui.store import JSON

LABEL: Final = "headings"
"""Code of the change; undo passes it over, so that what it takes back is the import."""

_NAME: Final = "import-headings:"


def remembered_fields(records: Records, kind: AnyKind, rows: Rows) -> Sequence[str | None]:
    """What was said of the headings of such a file: field, "" or None for each."""
    held = remembered(records, _name(kind, rows))
    if not isinstance(held, list):
        return ()
    return [one if isinstance(one, str) else None for one in held]


def remember_fields(register: Register, kind: AnyKind, rows: Rows, matches: Sequence[Match]) -> None:
    """Remember what a person said of the headings, now or before; nothing where nobody ever said anything."""
    said: list[JSON] = [
        one.field if one.certainty in ("said", "remembered") else None
        for one in takewhile(lambda one: one.heading != REASON, matches)
    ]
    if any(one is not None for one in said):
        remember(register, _name(kind, rows), said, LABEL)


def _name(kind: AnyKind, rows: Rows) -> str:
    own = takewhile(lambda heading: heading != REASON, rows.headings)
    shape = [kind.name, *(heading_key(heading) for heading in own)]
    return _NAME + sha256("\n".join(shape).encode()).hexdigest()[:24]
