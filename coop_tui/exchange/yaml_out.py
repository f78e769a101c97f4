"""YAML that every parser of version 1.1 or 1.2 reads as the same values: block style, no aliases, no tags, no folding.

A text is written plain only where it begins with a letter and holds nothing that means something in YAML. All others
stand in double quotes, what is not printable as an escape, so the file is also safe to show in a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Final

from coop_tui.store import JSON

_PLAIN: Final = re.compile(r"(?![eE][-+]?[0-9]+\Z)[^\W\d_](?:[\w .,;()'’“”/&+–—·%!?-]*[\w.,;()'’“”/&+–—·%!?-])?\Z")
_WORDS: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_LONGEST_KEY: Final = 500  # parsers look only so far (1024 characters, escapes included) for the colon after a key
_INDENT: Final = "  "

_Collection = Mapping[str, JSON] | Sequence[JSON]


def to_yaml(value: JSON) -> str:
    """`value` as a YAML document that ends with a newline.

    Lone surrogates, which no YAML can hold, become U+FFFD. Raises ValueError for numbers that JSON does not have.
    """
    lines: list[str] = []
    if _is_open(value):
        _put_collection(value, "", "", lines.append)
    else:
        lines.append(_inline(value))
    return "\n".join([*lines, ""])


def _is_open(value: JSON) -> bool:
    """Whether `value` takes lines of its own: a list or mapping that is not empty."""
    return isinstance(value, dict | list) and bool(value)


def _put_collection(value: JSON, lead: str, indent: str, put: Callable[[str], None]) -> None:
    """The lines of a collection; `lead` stands before the first one, `indent` before the others."""
    if isinstance(value, dict):
        for key, one in value.items():
            _put_entry(lead, key, one, indent, put)
            lead = indent
    elif isinstance(value, list):
        for one in value:
            if _is_open(one):
                _put_collection(one, f"{lead}- ", f"{indent}{_INDENT}", put)
            else:
                put(f"{lead}- {_inline(one)}")
            lead = indent


def _put_entry(lead: str, key: str, value: JSON, indent: str, put: Callable[[str], None]) -> None:
    name = _text(key)
    if len(name) > _LONGEST_KEY:
        put(f"{lead}? {name}")
        lead, name = indent, ""
    if _is_open(value):
        put(f"{lead}{name}:")
        _put_collection(value, f"{indent}{_INDENT}", f"{indent}{_INDENT}", put)
    else:
        put(f"{lead}{name}: {_inline(value)}")


def _inline(value: JSON) -> str:
    match value:
        case str():
            return _text(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _float(value)
        case dict():
            return "{}"
        case _:
            return "[]"


def _float(number: float) -> str:
    if not isfinite(number):
        raise ValueError(number)
    digits, e, exponent = repr(number).partition("e")
    # YAML 1.1 takes a number with an exponent for a text where no point stands before it
    return f"{digits if '.' in digits else f'{digits}.0'}{e}{exponent}"


def _text(text: str) -> str:
    if _PLAIN.match(text) and text.lower() not in _WORDS:
        return text
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join([character if _shown(character) else _escape(character) for character in text]) + '"'


def _shown(character: str) -> bool:
    return character.isprintable() and character not in '"\\'


def _escape(character: str) -> str:
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
