"""Who is known not to be the same person, as the register remembers it: by numbers, never by names."""

from __future__ import annotations

import re
from typing import Final

from coop_tui.records import settings
from coop_tui.register.register import Register
from coop_tui.register.remembered import remember
from coop_tui.register.state import Records
from coop_tui.store import Change

APART: Final = "apart"
"""Code of the changes that remember two people as two."""
_NAME: Final = re.compile(r"apart:([0-9]{1,18}):([0-9]{1,18})")


def name_of(one: int, other: int) -> str:
    """The name of the setting that keeps two people apart."""
    return f"{APART}:{min(one, other)}:{max(one, other)}"


def pair_in(name: object) -> tuple[int, int] | None:
    """The two people whom a setting of this name keeps apart; None where it is another one."""
    found = _NAME.fullmatch(name) if isinstance(name, str) else None
    return (int(found[1]), int(found[2])) if found else None


def pairs_apart(records: Records) -> frozenset[tuple[int, int]]:
    """Everybody who is known not to be the same person, the lower number first. Some may be gone by now."""
    named = (pair_in(setting.name) for setting in records.all(settings.KIND).values() if setting.value)
    return frozenset(pair for pair in named if pair is not None)


def keep_apart(register: Register, one: int, other: int) -> Change | None:
    """Remember that these are two people."""
    name, label = name_of(one, other), f"{APART} {min(one, other)} {max(one, other)}"
    return remember(register, name, value=True, label=label)
