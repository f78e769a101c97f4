"""One cell of a csv file: how a value becomes its text, and the value again."""

from __future__ import annotations

from typing import Final

import msgspec

from coop_tui.records.fields import AnyType, FieldType, ListType, PartType

_GUARDED: Final = ("=", "+", "-", "@", "'", "\t", "\r")

ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
"""What a spreadsheet shows where a formula failed, and writes into a csv file."""


def to_cell(held: FieldType | None, value: object) -> str:
    """The text of a value; a list, a group of fields and whatever has no declared type are JSON."""
    if value is None:
        return ""
    if isinstance(held, AnyType) or isinstance(value, list | dict | bool):
        return msgspec.json.encode(value).decode()
    return str(value)


def from_cell(held: FieldType | None, text: str) -> object:
    """The value that `to_cell` wrote. A text that is no JSON stays as it is, for the field to read or refuse."""
    if text and isinstance(held, AnyType | ListType | PartType):
        try:
            value: object = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return text
        return value
    return text


def guarded(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, or for one that failed."""
    return f"'{text}" if _is_taken(text) else text


def unguarded(text: str) -> str:
    """`text` without the sign that `guarded` put before it."""
    return text[1:] if text.startswith("'") and _is_taken(text[1:]) else text


def _is_taken(text: str) -> bool:
    return text.startswith(_GUARDED) or text in ERRORS
