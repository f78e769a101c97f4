"""JSON that somebody else wrote: depth capped, each key once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import msgspec

from coop_tui.exchange.progress import Progress, unheard
from coop_tui.exchange.table import BadFile
from coop_tui.i18n import _
from coop_tui.yaml_in import MOST_DEPTH

# possessive, so that a string that never ends is looked through once
_MARKS: Final = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*+)"?(?P<key>\s*+:)?|[\[\]{}]', re.DOTALL)
_EVERY: Final = 2000  # marks between two calls
_AT: Final = re.compile(r"\(byte ([0-9]+)\)")


def parse_json(file: Path, text: str, progress: Progress = unheard) -> object:
    """The value of `text`. Raises BadFile with the line that is to blame, and what `progress` raises."""
    _check_nesting(file, text, progress)
    try:
        value: object = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        found = _AT.search(str(error))
        line = text.encode()[: int(found[1])].count(b"\n") + 1 if found else None
        reason = _("this is not JSON ({problem}).").format(problem=str(error).removeprefix("JSON is malformed: "))
        raise BadFile(file, line, reason) from error
    return value


def _check_nesting(file: Path, text: str, progress: Progress) -> None:
    """What the decoder would take: lists in lists without end, and the same key twice, of which it keeps the last."""
    open_keys: list[set[str]] = []
    for done, found in enumerate(_MARKS.finditer(text)):
        if done % _EVERY == 0:
            progress("read", found.start(), len(text))
        mark = found[0][0]
        if mark in "[{":
            open_keys.append(set())
            if len(open_keys) > MOST_DEPTH:
                raise BadFile(file, _line(text, found), _("this is nested too deeply."))
        elif mark in "]}":
            open_keys[-1:] = []
        elif found["key"] and open_keys:
            key = _unescaped(found["text"])
            if key in open_keys[-1]:
                reason = _("the key “{key}” stands here twice.").format(key=key)
                raise BadFile(file, _line(text, found), reason)
            open_keys[-1].add(key)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return msgspec.json.decode(f'"{text}"', type=str)
    except msgspec.DecodeError:
        return text  # the decoder will say what is wrong with it


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
