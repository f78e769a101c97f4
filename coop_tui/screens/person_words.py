"""What tells people of one name apart, where others may look on."""

from __future__ import annotations

from coop_tui.records import people
from coop_tui.register import Records
from coop_tui.values import masked
from coop_tui.widgets.frame import joined


def apart(records: Records, person_id: int) -> str:
    """Unit, position and the last signs of the NIP; where there are none, the number of the record."""
    person = records.get(people.KIND, person_id)
    if person is None:
        return f"#{person_id}"
    unit = "" if person.unit is None else records.short_name("units", person.unit)
    nip = "" if person.nip is None else masked(person.nip)
    return joined([unit, person.position or "", nip]) or f"#{person_id}"
