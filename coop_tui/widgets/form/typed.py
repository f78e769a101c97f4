"""Values of a record as a person would type them, so that an input shows what it also takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from coop_tui.i18n import _, language
from coop_tui.records.fields import (
    AnyType,
    Choice,
    ChoiceType,
    CountryType,
    DateType,
    FieldType,
    ListType,
    Part,
    PartType,
    PlainType,
    Record,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from coop_tui.records.kind import Path
from coop_tui.records.read import NO, YES
from coop_tui.store import JSON, Document
from coop_tui.values import CountryCode, PartialDate, clean, country_name, format_date
from coop_tui.widgets.form.tree import Tree, texts
from coop_tui.widgets.symbols import middle_dot

Declared: TypeAlias = type[Record] | type[Part]
NameOf: TypeAlias = Callable[[str, int], str]
"""From a kind and an id to the text that stands for this record and no other."""


def typed_fields(declared: Declared, document: Mapping[str, JSON], name_of: NameOf) -> dict[str, Tree]:
    """A document, or a part of one, as typed texts."""
    found: dict[str, Tree] = {}
    for spec in specs(declared):
        value = document.get(spec.name)
        if value is not None and not isinstance(spec.type, AnyType):
            found[spec.name] = typed(spec.type, value, name_of)
    return {name: one for name, one in found.items() if one not in ("", [], {})}


def typed(held: FieldType, value: JSON, name_of: NameOf) -> Tree:
    """One value as typed text, or the texts of a list or part."""
    match held:
        case ListType(item):
            return [typed(item, one, name_of) for one in cast(list[JSON], value)]
        case PartType(part):
            return typed_fields(part, cast(Document, value), name_of)
        case RefType(kind):
            return name_of(kind, cast(int, value))
        case CountryType():
            return country_name(CountryCode(str(value)), language())
        case DateType():
            return format_date(PartialDate(str(value)), language())
        case ChoiceType(choices):
            return _(next(one.label for one in choices if one == value))
        case YesNoType():
            return _(YES) if value else _(NO)
        case TextType(lines):
            return clean(str(value), lines=lines)
    return str(value)


def blank(declared: Declared) -> dict[str, Tree]:
    """The texts of a new record or part: what its fields are unless somebody says otherwise."""
    return {spec.name: _(spec.default.label) for spec in specs(declared) if isinstance(spec.default, Choice)}


def exact(held: FieldType, value: JSON) -> object:
    """A stored value in the form that is read back as the same, whatever names have changed since."""
    match held:
        case RefType() if isinstance(value, int):
            return f"#{value}"
        case ListType(item) if isinstance(value, list):
            return [exact(item, one) for one in value]
        case PartType(part) if isinstance(value, dict):
            return {spec.name: exact(spec.type, value[spec.name]) for spec in specs(part) if spec.name in value}
    return value


def summary(part: type[Part], tree: Tree) -> str:
    """The texts of a part in one line, in the order of its fields."""
    if not isinstance(tree, dict):
        return ""
    return middle_dot().join(", ".join(texts(tree.get(spec.name, ""))) for spec in specs(part) if spec.name in tree)


def fitting(held: FieldType, found: object) -> Tree:
    """What of `found`, read from a file, a field of this type can show; "" where nothing is."""
    match held:
        case ListType(item) if isinstance(found, list):
            return [one for one in (fitting(item, each) for each in found) if one not in ("", {})]
        case PartType(part) if isinstance(found, dict):
            return fitting_fields(part, found)
        case ListType() | PartType() | AnyType():
            return ""
    return clean(found, lines=isinstance(held, TextType) and held.lines) if isinstance(found, str) else ""


def fitting_fields(declared: Declared, found: Mapping[str, object]) -> dict[str, Tree]:
    """What of `found`, read from a file, a form of these fields can show."""
    shown = {spec.name: fitting(spec.type, found[spec.name]) for spec in specs(declared) if spec.name in found}
    return {name: one for name, one in shown.items() if one not in ("", [], {})}


def declared_at(declared: Declared, path: Path) -> Declared:
    """The Struct whose fields stand at `path`, which leads to the record itself or to a part."""
    for step in path:
        if isinstance(step, str):
            held = next(spec.type for spec in specs(declared) if spec.name == step)
            item = held.item if isinstance(held, ListType) else held
            assert isinstance(item, PartType)
            declared = item.part
    return declared


def parts_of(declared: Declared, path: Path) -> list[Path]:
    """The parts that enclose the field at `path`, outermost first: the nested forms it stands in."""
    found: list[Path] = []
    current: Declared | None = declared
    for index, step in enumerate(path):
        if isinstance(step, int) or current is None:
            continue
        held = next((spec.type for spec in specs(current) if spec.name == step), None)
        item = held.item if isinstance(held, ListType) else held
        current = item.part if isinstance(item, PartType) else None
        end = index + (2 if isinstance(held, ListType) else 1)
        if current is not None and len(path) > end:
            found.append(path[:end])
    return found


def place_words(declared: Declared, path: Path) -> list[str]:
    """The labels and numbers on the way to `path`, for a title: `Experts`, `2`."""
    found: list[str] = []
    current: Declared | None = declared
    for step in path:
        if isinstance(step, int):
            found.append(str(step + 1))
            continue
        spec = next((one for one in specs(current) if one.name == step), None) if current else None
        found.append(_(spec.label) if spec else step)
        held = spec.type if spec else None
        item = held.item if isinstance(held, ListType) else held
        current = item.part if isinstance(item, PartType) else None
    return found


def understood(held: PlainType, text: str, value: JSON, name_of: NameOf) -> str:
    """How `value`, read from `text`, is put when it is not what was typed; else ""."""
    if value is None:
        return ""
    words = str(typed(held, value, name_of))
    return "" if words == clean(text) or (isinstance(held, TextType) and held.lines) else words
