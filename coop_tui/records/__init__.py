"""The kinds of record of a register, each declared once in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from coop_tui.records import (
    activities,
    agreements,
    batches,
    countries,
    organisations,
    participations,
    people,
    programmes,
    settings,
    units,
)
from coop_tui.records.fields import Record
from coop_tui.records.kind import Kind

AnyKind: TypeAlias = Kind[Any]
"""A kind whose record type does not matter here. (`Any`, because a kind's functions take their own record type.)"""

KINDS: Final[Mapping[str, AnyKind]] = MappingProxyType(
    {
        module.KIND.name: module.KIND
        for module in (
            countries,
            organisations,
            programmes,
            units,
            batches,
            people,
            participations,
            agreements,
            activities,
            settings,
        )
    }
)

__all__ = ["KINDS", "AnyKind", "Kind", "Record"]
