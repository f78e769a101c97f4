"""Every field that a heading of a file may mean, and the words for each: its name on disk, its labels, what offices
write, and with typing errors what is nearly one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from coop_tui.exchange.linked_fields import DOT, linked_fields
from coop_tui.exchange.rows import ID, STATUS, columns, computed_status
from coop_tui.exchange.synonyms import HEADINGS, PATHS, RUNNING_NUMBER
from coop_tui.exchange.text_in import MARK
from coop_tui.i18n import in_every_language
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import CountType, FieldSpec, FieldType, Record, RefType, TextType, spec_of, specs
from coop_tui.values import folded

REASON: Final = "rejected_because"
"""The column of a rejects file that says why; whoever imports the mended file need not remove it."""

PASSED_OVER: Final = ""
"""What a heading means whose column is not taken."""

_ALIKE: Final = 84  # rapidfuzz's ratio, 0 to 100, from which a heading counts as mistyped
_APART: Final = 6  # by how much the next field must be less alike
_SHORTEST: Final = 5  # letters of a heading in which a mistake can be told
_LONGEST: Final = 100  # characters of what may be a heading
_SIGNS: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")


class Meanings:
    """What headings mean for one kind: `types` are the fields there are, by name or path, in their order."""

    def __init__(self, kind: AnyKind) -> None:
        self.types: Mapping[str, FieldType] = MappingProxyType(_types(kind))
        self._words = _words(kind)

    def exactly(self, heading: str) -> str | None:
        """The field, `PASSED_OVER`, or None where nobody knows."""
        if len(heading) > _LONGEST:
            return None
        found = self._words.get(plain(heading))
        return found if found is not None else self._words.get(plain(_IN_BRACKETS.sub(" ", heading)))

    def alike(self, heading: str) -> str | None:
        """The one field that a mistyped heading is nearly called; None where there is none, or several."""
        from rapidfuzz import fuzz, process

        word = plain(heading) if len(heading) <= _LONGEST else ""
        if len(word) < _SHORTEST:
            return None
        found = process.extract(word, self._words.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE - _APART, limit=None)
        best: dict[str, float] = {}
        for name, score, _index in found:
            best[self._words[name]] = max(score, best.get(self._words[name], 0))
        ranked = sorted(best.items(), key=lambda one: -one[1])
        if not ranked or ranked[0][1] < _ALIKE or (len(ranked) > 1 and ranked[1][1] > ranked[0][1] - _APART):
            return None
        return ranked[0][0] or None


@cache
def meanings(name: str) -> Meanings:
    """What headings mean for the kind `name`: fields of its own, or of records it refers to, as `person.name`."""
    return Meanings(KINDS[name])


def plain(heading: str) -> str:
    """A heading without case, accents, signs and marks of the encoding; that of `#` alone is itself."""
    heading = heading.replace(MARK, "")
    return _SIGNS.sub(" ", folded(heading)).strip() or heading.strip()


def _types(kind: AnyKind) -> dict[str, FieldType]:
    own: dict[str, FieldType] = dict.fromkeys(columns(kind), TextType())
    own |= {spec.name: spec.type for spec in specs(_record(kind))} | {ID: CountType(1)}
    return own | {path: inner.type for path, inner in linked_fields(kind).items()}


def _record(kind: AnyKind) -> type[Record]:
    return kind.record


def _paths(kind: AnyKind) -> Iterator[tuple[str, FieldSpec, FieldSpec]]:
    """The fields of the records that this kind refers to one of: path, reference and field."""
    for path, inner in linked_fields(kind).items():
        outer = spec_of(_record(kind), path.partition(DOT)[0])
        assert outer is not None
        yield path, outer, inner


def _words(kind: AnyKind) -> dict[str, str]:
    """Word → field. What comes first wins: names, labels, words of the kind, words of all kinds; paths among them where
    the table says so, else after all that the kind has itself. A word for two fields of one step means neither.
    """
    found: dict[str, str] = {}
    for step in _steps(kind):
        several: dict[str, set[str]] = {}
        for field, words in step:
            for word in words:
                several.setdefault(plain(word), set()).add(field)
        for word, fields in several.items():
            if len(fields) == 1 and word not in found:
                found[word] = next(iter(fields))
    return found


def _steps(kind: AnyKind) -> Iterator[list[tuple[str, list[str]]]]:
    yield [(name, [name]) for name in _types(kind)] + [(PASSED_OVER, [REASON])]
    yield _declared(PATHS.get(kind.name, {}))
    yield _labels(kind)
    yield _declared(HEADINGS[kind.name])
    own = {spec.name for spec in specs(_record(kind))} | {ID}
    yield [(field, words) for field, words in _declared(HEADINGS["*"]) if field in own]
    yield [(PASSED_OVER, list(RUNNING_NUMBER))]
    inner = list(_paths(kind))
    yield [(path, _joined(outer, one)) for path, outer, one in inner]
    yield [(path, list(_words_of_inner(outer, one))) for path, outer, one in inner]


def _declared(table: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    return [(field, words.split(", ")) for field, words in table.items()]


def _labels(kind: AnyKind) -> list[tuple[str, list[str]]]:
    labels = [(spec.name, list(in_every_language(spec.label))) for spec in specs(_record(kind))]
    status = computed_status(kind)
    return labels + ([(STATUS, list(in_every_language(status.label)))] if status else [])


def _joined(outer: FieldSpec, inner: FieldSpec) -> list[str]:
    """`Nama Peserta` and `Peserta Nama`, `Participant name` and `Name participant`."""
    pairs = list(zip(in_every_language(outer.label), in_every_language(inner.label), strict=True))
    return [f"{one} {other}" for one, other in [*pairs, *((other, one) for one, other in pairs)]]


def _words_of_inner(outer: FieldSpec, inner: FieldSpec) -> Iterator[str]:
    assert isinstance(outer.type, RefType)
    yield inner.name
    yield from in_every_language(inner.label)
    for table in (HEADINGS[outer.type.kind], HEADINGS["*"]):
        yield from table.get(inner.name, "").split(", ") if inner.name in table else ()
