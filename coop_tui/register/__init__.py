"""The register: all records in memory, and every way to change them."""

from coop_tui.register.errors import (
    AlreadyThere,
    ChangedSince,
    DamagedRecords,
    InvalidRecord,
    MissingReference,
    NoSuchChange,
    NoSuchRecord,
    NothingToRedo,
    NothingToUndo,
    StillReferred,
    TakenBack,
)
from coop_tui.register.register import Register
from coop_tui.register.state import Records

__all__ = [
    "AlreadyThere",
    "ChangedSince",
    "DamagedRecords",
    "InvalidRecord",
    "MissingReference",
    "NoSuchChange",
    "NoSuchRecord",
    "NothingToRedo",
    "NothingToUndo",
    "Records",
    "Register",
    "StillReferred",
    "TakenBack",
]
