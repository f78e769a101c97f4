"""What a field offers while somebody types in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from coop_tui.i18n import _, language
from coop_tui.records import KINDS
from coop_tui.records.fields import (
    ChoiceType,
    CountryType,
    FieldType,
    PlainType,
    Record,
    RefType,
    TextType,
    YesNoType,
    spec_of,
    specs,
)
from coop_tui.records.page import field_items
from coop_tui.records.read import NO, YES, choice_words
from coop_tui.records.words import words
from coop_tui.register import Register
from coop_tui.values import CODES, country_name, folded, suggest_countries
from coop_tui.widgets.chooser import SHOWN, Source, Suggestion
from coop_tui.widgets.form.names import Names, names_of
from coop_tui.widgets.symbols import middle_dot

_NOTED: Final = 2  # fields that tell records of one name apart


def source_of(held: PlainType, register: Register) -> Source | None:
    """The suggestions for a type; None where it takes any text."""
    match held:
        case ChoiceType():
            return partial(_choices, held)
        case YesNoType():
            return _answers
        case CountryType():
            return _countries
        case RefType(kind):
            return partial(_records, kind, register, names_of(register))
        case TextType(names=str() as kind):
            return partial(_names, kind, register, names_of(register))
    return None


def suggested_kind(held: FieldType) -> str | None:
    """The kind whose names are suggested for a type; None where none are."""
    match held:
        case RefType(kind) | TextType(names=str() as kind):
            return kind
    return None


def naming_field(kind: str) -> str | None:
    """The field that a name typed elsewhere fills in a new record of `kind`: a required one, if any."""
    declared: type[Record] = KINDS[kind].record
    named = [one for one in specs(declared) if one.name in KINDS[kind].names and isinstance(one.type, TextType)]
    return next((one.name for one in sorted(named, key=lambda one: not one.required)), None)


def _choices(held: ChoiceType, text: str) -> Sequence[Suggestion]:
    known = [
        (one, {word for word, meant in choice_words(held.choices).items() if meant is one}) for one in held.choices
    ]
    return _fitting(text, [(Suggestion(_(one.label)), tuple(said)) for one, said in known])


def _answers(text: str) -> Sequence[Suggestion]:
    return _fitting(text, [(Suggestion(answer), (folded(answer),)) for answer in (_(YES), _(NO))])


def _fitting(text: str, known: Iterable[tuple[Suggestion, Sequence[str]]]) -> Sequence[Suggestion]:
    """Those that begin with `text` or have a word that does, then those that hold it."""
    key = folded(text)
    ranks = {one: min(_rank(word, key) for word in said) for one, said in known}
    return sorted((one for one in ranks if ranks[one] < _NOT_IN), key=ranks.__getitem__)


_NOT_IN: Final = 4


def _rank(word: str, key: str) -> int:
    if word == key:
        return 0
    if word.startswith(key):
        return 1
    if f" {key}" in word:
        return 2
    return 3 if key in word else _NOT_IN


def _countries(text: str) -> Sequence[Suggestion]:
    limit = SHOWN if text.strip() else len(CODES)
    return [Suggestion(country_name(code, language()), code) for code in suggest_countries(text, language(), limit)]


def _records(kind: str, register: Register, names: Names, text: str) -> Sequence[Suggestion]:
    ids = names.suggest(kind, text, SHOWN - 1)
    found = [
        Suggestion(name, _note(kind, one, register)) for name, one in zip(names.texts(kind, ids), ids, strict=True)
    ]
    if naming_field(kind) is not None and text.strip():
        words = _("create “{name}”").format(name=text.strip())
        found.append(Suggestion(text.strip(), words, creates=True))
    return found


def _names(kind: str, register: Register, names: Names, text: str) -> Sequence[Suggestion]:
    return [
        Suggestion(register.records.name(kind, one), _note(kind, one, register))
        for one in names.suggest(kind, text, SHOWN)
    ]


def _note(kind: str, record_id: int, register: Register) -> str:
    """What tells a record from another of its name: the first of its headline."""
    record: Record | None = register.records.get(KINDS[kind], record_id)
    if record is None:
        return ""
    found: list[str] = []
    for name in KINDS[kind].headline:
        spec = spec_of(type(record), name)
        if spec is not None:
            found.append(words(spec.type, getattr(record, name), register.records, short=True))
        else:
            found += [item.text for item in field_items(KINDS[kind], name, record_id, record, register.records)]
    return middle_dot().join(list(filter(None, found))[:_NOTED])
