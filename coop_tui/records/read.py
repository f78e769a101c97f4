"""From what somebody typed, or a file holds, to a record: every value is read by its declared type, and *every* problem
comes back with its path, in the language in use. Forms, imports and the check of a store all read this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import isfinite
from typing import Final, Literal, TypeVar

import msgspec

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, in_every_language, language
from coop_tui.records.fields import (
    AnyType,
    Choice,
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ItemType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    TextType,
    YesNoType,
    spec_of,
    specs,
)
from coop_tui.records.kind import Kind, Path, Problem
from coop_tui.store import JSON, Document
from coop_tui.values import clean, folded, parse_count, parse_country, parse_date

R = TypeVar("R", bound=Record)

YES: Final = N_("Yes")
NO: Final = N_("No")

_MOST_DEPTH: Final = 32
_LARGEST_NUMBER: Final = 2**63  # what every JSON reader takes
_FEW: Final = (RefType, ChoiceType, DateType, CountryType)  # fields with values that many records share


class Reading(msgspec.Struct, frozen=True):
    """How to read: `find` gives the ids that a name, acronym, alias or id may mean (none, one or several); `order` the
    order of days and months in dates of digits; `today` what "today" means. Who reads many rows gives `known`, where
    values of which there are few are kept by the id of their field's spec and what was given, as long as `find` finds
    the same.
    """

    find: Callable[[str, str], Sequence[int]]
    today: date | None = None
    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    known: dict[tuple[int, str | int], JSON] | None = None


class Read(msgspec.Struct, frozen=True):
    """What could be read, with everything that could not. `document` is whole only where `problems` is empty."""

    document: Document
    problems: tuple[Problem, ...]


class Unreadable(CoopError):
    """A value that its field does not take."""

    reason: str

    def message(self) -> str:
        return self.reason


def read(kind: Kind[R], raw: Mapping[str, object], reading: Reading, untouched: Document | None = None) -> Read:
    """`raw` (typed texts, or values of a file) as a document of `kind`, with all problems in and across fields.

    A field whose value is the very object that `untouched`, a document on record, has is taken as it stands.
    """
    problems: list[Problem] = []
    document = _read_fields(kind.record, raw, reading, (), problems, untouched or {})
    if not problems:
        problems.extend(kind.rejects(to_record(kind, document)))
    return Read(document, tuple(problems))


def to_record(kind: Kind[R], document: Document) -> R:
    """A document that `read` found whole, as a record."""
    return msgspec.convert(document, kind.record)


def to_document(record: Record) -> Document:
    """A record as it stands on disk."""
    document: Document = msgspec.json.decode(msgspec.json.encode(record))
    return document


def read_value(wanted: FieldType, value: object, reading: Reading) -> JSON:
    """One value by its type, None where it is empty. Raises the `CoopError` that says what is expected.

    For lists and parts the first problem is raised; `read` reports all of them.
    """
    problems: list[Problem] = []
    found = _read_any(wanted, value, reading, (), problems)
    if problems:
        raise Unreadable(problems[0].message)
    return found


def _read_fields(
    declared: type[Record] | type[Part],
    raw: Mapping[str, object],
    reading: Reading,
    path: Path,
    problems: list[Problem],
    untouched: Document,
) -> Document:
    for name in raw:
        if spec_of(declared, name) is None:
            known = ", ".join(spec.name for spec in specs(declared))
            message = _("There is no field of this name here. Known are: {names}.").format(names=known)
            problems.append(Problem((*path, name), message))
    document: Document = {}
    for spec in specs(declared):
        given = raw.get(spec.name)
        before = len(problems)
        value: JSON = None
        if given is not None:
            kept = given is untouched.get(spec.name)
            value = untouched[spec.name] if kept else _read_field(spec, given, reading, (*path, spec.name), problems)
        if value is None:
            value = _default(spec)
        if value is not None:
            document[spec.name] = value
        elif spec.required and len(problems) == before:
            problems.append(Problem((*path, spec.name), _("This must be filled in.")))
    return document


def _read_field(spec: FieldSpec, given: object, reading: Reading, path: Path, problems: list[Problem]) -> JSON:
    known = reading.known
    if known is None or not isinstance(spec.type, _FEW) or not (type(given) is str or type(given) is int):
        return _read_any(spec.type, given, reading, path, problems)
    key = (id(spec), given)
    if key in known:
        return known[key]
    before = len(problems)
    value = _read_any(spec.type, given, reading, path, problems)
    if len(problems) == before:
        known[key] = value
    return value


def _default(spec: FieldSpec) -> JSON:
    return spec.default.value if isinstance(spec.default, Choice) else None


def _read_any(wanted: FieldType, value: object, reading: Reading, path: Path, problems: list[Problem]) -> JSON:
    if isinstance(value, CoopError):  # in the place of a value that its file could not give
        problems.append(Problem(path, value.message()))
        return None
    match wanted:
        case ListType(item):
            return _read_list(item, value, reading, path, problems)
        case PartType(part):
            return _read_part(part, value, reading, path, problems)
    try:
        if isinstance(wanted, AnyType):
            return cleaned(value)
        if isinstance(value, str):
            value = clean(value, lines=isinstance(wanted, TextType) and wanted.lines)
        return _read_plain(wanted, value, reading)
    except CoopError as error:
        problems.append(Problem(path, error.message()))
        return None


def _read_list(item: ItemType, value: object, reading: Reading, path: Path, problems: list[Problem]) -> JSON:
    if _empty(value):
        return None
    if isinstance(value, str) and not isinstance(item, PartType):
        value = [line for line in value.replace(";", "\n").splitlines() if line.strip()]
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        problems.append(Problem(path, _("A list is expected here.")))
        return None
    found = [_read_any(item, one, reading, (*path, position), problems) for position, one in enumerate(value)]
    return [one for one in found if one is not None] or None


def _read_part(part: type[Part], value: object, reading: Reading, path: Path, problems: list[Problem]) -> JSON:
    if _empty(value):
        return None
    if not isinstance(value, Mapping):
        problems.append(Problem(path, _("A group of named fields is expected here.")))
        return None
    if all(_empty(one) and spec_of(part, name) for name, one in value.items()):
        return None
    return dict(_read_fields(part, value, reading, path, problems, {}))


def _read_plain(wanted: ItemType, value: object, reading: Reading) -> JSON:
    if _empty(value):
        return None
    match wanted:
        case TextType():
            return _read_text(wanted, value)
        case CountType(least):
            return _read_count(value, least)
        case YesNoType():
            return _read_yes_no(value)
        case ChoiceType(choices):
            return _read_choice(choices, _as_text(value))
        case DateType():
            return parse_date(_as_text(value), reading.order, reading.today)
        case CountryType():
            return parse_country(_as_text(value))
        case RefType(kind):
            return _read_ref(kind, value, reading)
        case PartType():
            raise AssertionError(wanted)


def _empty(value: object) -> bool:
    return not clean(value) if isinstance(value, str) else value in (None, [], {}, ())


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
        return str(value)
    raise Unreadable(_("A text is expected here."))


def _read_text(wanted: TextType, value: object) -> JSON:
    if isinstance(value, float):
        raise Unreadable(_("This was a number with decimals or an exponent, and may be damaged. Type it as text."))
    text = _as_text(value)
    return wanted.parse(text) if wanted.parse else text


def _read_count(value: object, least: int) -> int:
    if isinstance(value, float):
        if not value.is_integer():
            raise Unreadable(_("A whole number is expected here."))
        value = int(value)
    count = parse_count(_as_text(value), language())
    if count < least:
        raise Unreadable(_("A number of at least {least} is expected here.").format(least=least))
    return count


def _read_yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = folded(_as_text(value))
    for answer, marked in ((True, YES), (False, NO)):
        if text in {folded(word) for word in in_every_language(marked)} | {str(answer).lower(), str(int(answer))}:
            return answer
    raise Unreadable(_("Yes or no is expected here."))


def _read_choice(choices: type[Choice], text: str) -> str:
    found = choice_words(choices).get(folded(text))
    if found is None:
        raise Unreadable(_("Choose one of: {choices}.").format(choices=", ".join(_(one.label) for one in choices)))
    return found.value


@cache
def choice_words(choices: type[Choice]) -> Mapping[str, Choice]:
    """Every word that stands for one of `choices`, folded: the value on disk and its label in each language."""
    return {
        folded(word): one
        for one in choices
        for word in (*in_every_language(one.label), one.value.replace("_", " "), one.value)
    }


def _read_ref(kind: str, value: object, reading: Reading) -> int:
    found = reading.find(kind, _as_text(value))
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unreadable(_("Nothing on record has this name."))
    numbers = ", ".join(str(one) for one in found)
    raise Unreadable(
        _("This name fits several records: numbers {numbers}. Type the number of the one you mean.").format(
            numbers=numbers
        )
    )


def cleaned(value: object, depth: int = 0) -> JSON:
    """Whatever JSON can hold, its texts made safe to keep. Raises `Unreadable` for anything else."""
    if depth > _MOST_DEPTH:
        raise Unreadable(_("This is nested too deeply."))
    match value:
        case None | bool():
            return value
        case str():
            return clean(value, lines=True)
        case int() if abs(value) < _LARGEST_NUMBER:
            return value
        case float() if isfinite(value):
            return value
        case Mapping():
            return {clean(str(key)): cleaned(one, depth + 1) for key, one in value.items()}
        case list() | tuple():
            return [cleaned(one, depth + 1) for one in value]
    raise Unreadable(_("A text, a number, a list or named values are expected here."))


def references(declared: type[Record] | type[Part], document: Mapping[str, JSON]) -> Iterator[tuple[Path, str, int]]:
    """Every reference of a document: where it stands, the kind it points to, and the id."""
    for spec in _referring(declared):
        value = document.get(spec.name)
        if value is not None:
            yield from _references_in(spec.type, value, (spec.name,))


@cache
def _referring(declared: type[Record] | type[Part]) -> tuple[FieldSpec, ...]:
    """The fields in which references may stand."""
    return tuple(spec for spec in specs(declared) if _may_refer(spec.type))


def _may_refer(held: FieldType) -> bool:
    match held:
        case ListType(item):
            return _may_refer(item)
        case PartType(part):
            return bool(_referring(part))
    return isinstance(held, RefType)


def _references_in(held: FieldType, value: JSON, path: Path) -> Iterator[tuple[Path, str, int]]:
    match held:
        case RefType(kind) if isinstance(value, int):
            yield path, kind, value
        case ListType(item) if isinstance(value, list):
            for position, one in enumerate(value):
                yield from _references_in(item, one, (*path, position))
        case PartType(part) if isinstance(value, dict):
            for inner, kind, one in references(part, value):
                yield (*path, *inner), kind, one
