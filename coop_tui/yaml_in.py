"""Reading YAML that somebody else wrote: no aliases, no tags, each key once, depth and size capped, lines remembered.

Scalars become what YAML 1.2's core schema says, so that `NO` stays Norway and `0812…` a phone number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Final

import msgspec
import yaml

from coop_tui.errors import CoopError
from coop_tui.i18n import _

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_DEPTH: Final = 32
_EVERY: Final = 1000  # pieces of a text between two calls

_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: Final[dict[str, bool | None]] = {"": None, "~": None, "null": None, "true": True, "false": False}

Scalar = None | bool | int | float | str
Value = Scalar | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
"""Keys and positions, outermost first."""


class BadYaml(CoopError):
    """Text that is not the YAML we take. `line` counts from 1; 0 where no line is to blame."""

    name: str
    line: int
    reason: str

    def message(self) -> str:
        if not self.line:
            return _("{name}: {reason}").format(name=self.name, reason=self.reason)
        return _("{name}, line {line}: {reason}").format(name=self.name, line=self.line, reason=self.reason)


class Parsed(msgspec.Struct, frozen=True):
    """A YAML document: its value, and the line on which each key and item stands."""

    value: Value
    lines: dict[Place, int]


def unheard(_at: int) -> None:
    """Nobody waits for a short text."""


def parse_yaml(text: str, name: str, told: Callable[[int], None] = unheard) -> Parsed:
    """The first and only document of `text`; `name` is what errors call it. `told` hears now and then at which
    character it has come. Raises `BadYaml`, and what `told` raises.
    """
    if len(text) > MOST_BYTES:
        raise BadYaml(name, 0, _("the file is too large to be read at once."))
    lines: dict[Place, int] = {}
    return Parsed(_Builder(_events(text, name, told), name, lines).document(), lines)


def _events(text: str, name: str, told: Callable[[int], None]) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for done, event in enumerate(yaml.parse(text, Loader=loader)):
            if done % _EVERY == 0 and event.start_mark:
                told(event.start_mark.index)
            yield event
    except UnicodeEncodeError as error:
        raise BadYaml(name, 0, _("this is not a text file in UTF-8.")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or error).splitlines()[0]
        reason = _("this is not YAML ({problem}).").format(problem=problem)
        raise BadYaml(name, mark.line + 1 if mark else 0, reason) from error


class _Builder:
    """Builds plain values from the parser's events, refusing what we do not take before it can grow."""

    def __init__(self, events: Iterator[yaml.Event], name: str, lines: dict[Place, int]) -> None:
        self._events = events
        self._name = name
        self._lines = lines

    def document(self) -> Value:
        value: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._bad(event, _("only one document is expected in a file."))
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: yaml.Event, path: Place) -> Value:
        self._lines.setdefault(path, _line(event))
        self._refuse_references(event)
        if len(path) > MOST_DEPTH:
            raise self._bad(event, _("this is nested too deeply."))
        match event:
            case yaml.ScalarEvent():
                return _scalar(event)
            case yaml.SequenceStartEvent():
                return self._list(path)
            case _:
                return self._mapping(path)

    def _refuse_references(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._bad(
                event, _("anchors and aliases (& and *) are not taken. Write the value out, or put it in quotes.")
            )
        if getattr(event, "tag", None) is not None:
            raise self._bad(event, _("tags (!) are not taken. Put the value in quotes."))

    def _list(self, path: Place) -> Value:
        items: list[Value] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Place) -> Value:
        mapping: dict[str, Value] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._refuse_references(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._bad(event, _("a key must be a single word or text."))
            if event.value in mapping:
                raise self._bad(event, _("the key “{key}” stands here twice.").format(key=event.value))
            here = (*path, event.value)
            self._lines[here] = _line(event)
            mapping[event.value] = self._value(next(self._events), here)
        return mapping

    def _bad(self, event: yaml.Event, reason: str) -> BadYaml:
        return BadYaml(self._name, _line(event), reason)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.match(text) and len(text) <= 40:
        return int(text)
    if _FLOAT.match(text) and not text.lstrip("+-").isdigit() and isfinite(float(text)):
        return float(text)
    return text
