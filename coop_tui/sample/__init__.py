"""What `init --sample` fills a new register with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from coop_tui.records.fields import Record
from coop_tui.records.read import to_document
from coop_tui.register import Register
from coop_tui.store import Operation

LABEL: Final = "init"


def fill(register: Register, records: Mapping[str, Sequence[Record]]) -> None:
    """Put `records` into an empty register, in their order, as one change."""

    def plan(new_id: Callable[[str], int]) -> Sequence[Operation]:
        return [
            Operation(kind, new_id(kind), None, to_document(one)) for kind, group in records.items() for one in group
        ]

    register.commit(plan, LABEL)
