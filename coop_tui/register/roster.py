"""The roster: as of which day the people on record are all the staff that the city, or one of its agencies, has.

That is remembered as the setting `roster`, days by the number of the agency or by `city`. Only with it can be said who
never went: of others than those on record nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from coop_tui.records import people, units
from coop_tui.register.register import Register
from coop_tui.register.remembered import remember, remembered
from coop_tui.register.state import Records
from coop_tui.register.succession import successor_today
from coop_tui.store import JSON, Change
from coop_tui.values import PartialDate, first_day
from coop_tui.values.dates import PATTERN

NAME: Final = "roster"
LABEL: Final = "roster"
"""The code of the change in the history."""

CITY: Final = "city"


def rosters(records: Records) -> Mapping[int | None, PartialDate]:
    """The days that have come as of that of `records`, by agency; None stands for the whole city."""
    found: dict[int | None, PartialDate] = {}
    for key, day in _held(records).items():
        unit = None if key == CITY else int(key) if key.isdecimal() else 0
        known = unit is None or unit in records.all(units.KIND)
        if known and isinstance(day, str) and re.match(PATTERN, day) and first_day(PartialDate(day)) <= records.today:
            found[unit] = PartialDate(day)
    return found


def state_roster(register: Register, unit: int | None, day: PartialDate | None) -> Change | None:
    """Say that the people on record are all the staff there is on that day; with None, that nobody knows."""
    key = CITY if unit is None else str(unit)
    kept: dict[str, JSON] = {name: one for name, one in _held(register.records).items() if name != key}
    return remember(register, NAME, kept if day is None else {**kept, key: day}, LABEL)


def on_roster(records: Records) -> Iterator[int]:
    """The people who are on it: the city's own, of an agency whose roster is there, or that does its work today."""
    stated = rosters(records)
    if not stated:
        return
    whole = None in stated
    covered = {
        one for one in records.all(units.KIND) if whole or one in stated or successor_today(records, one) in stated
    }
    for person_id, person in records.all(people.KIND).items():
        own = person.unit is not None if person.origin is None else person.origin.own
        if own and (person.unit in covered or (whole and person.unit is None)):
            yield person_id


def _held(records: Records) -> Mapping[str, JSON]:
    """What is remembered, which a script may have written."""
    value = remembered(records, NAME)
    return cast("Mapping[str, JSON]", value) if isinstance(value, dict) else {}
