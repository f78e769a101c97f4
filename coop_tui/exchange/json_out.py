"""JSON that a person can read: indented, every script as it is, and nothing in it that a terminal would obey."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coop_tui.store import JSON

# msgspec escapes the controls of ASCII; these are left: DEL, C1, the controls that reorder text, separators of lines
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def to_json(value: JSON) -> str:
    """`value` as JSON that ends with a newline."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
