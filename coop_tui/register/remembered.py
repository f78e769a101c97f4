"""What the program remembers, as settings of the register: one record for each name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coop_tui.records import settings
from coop_tui.register.register import Register
from coop_tui.register.state import Records
from coop_tui.store import JSON, Change, Operation


def remembered(records: Records, name: str) -> object:
    """What is remembered under a name; None where nothing is."""
    found = records.find("settings", name)
    record = records.get(settings.KIND, found[0]) if found else None
    return None if record is None else record.value


def remember(register: Register, name: str, value: JSON, label: str) -> Change | None:
    """Remember something under a name, in the place of what was; `label` is the code of the change in the history."""

    def plan(new_id: Callable[[str], int]) -> Sequence[Operation]:
        found = register.records.find("settings", name)
        before = register.document("settings", found[0]) if found else None
        after = {**(before or {"name": name}), "value": value}
        return (
            [] if before == after else [Operation("settings", found[0] if found else new_id("settings"), before, after)]
        )

    return register.commit(plan, label)
