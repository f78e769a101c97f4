"""What a field takes, in words, for the line below the form and for its help."""

from __future__ import annotations

from collections.abc import Iterator

from coop_tui.i18n import _
from coop_tui.records.fields import (
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ListType,
    PartType,
    RefType,
    TextType,
    YesNoType,
)


def hint(spec: FieldSpec) -> str:
    """One line on a field: its help, and what it takes where that is not plain."""
    item = spec.type.item if isinstance(spec.type, ListType) else spec.type
    needs = accepted(item) if not spec.help or isinstance(item, ChoiceType | RefType | YesNoType) else ""
    several = _("One on each line.") if isinstance(spec.type, ListType) and not isinstance(item, PartType) else ""
    return " ".join(part for part in (_(spec.help) if spec.help else "", needs, several) if part)


def explained(spec: FieldSpec) -> Iterator[str]:
    """All there is to say about a field, a paragraph each."""
    if spec.help:
        yield _(spec.help)
    item = spec.type.item if isinstance(spec.type, ListType) else spec.type
    if accepted(item):
        yield accepted(item)
    if isinstance(spec.type, ListType) and not isinstance(item, PartType):
        yield _("One on each line. A line that is left empty is dropped.")
    if spec.required:
        yield _("This must be filled in.")


def accepted(held: FieldType) -> str:
    """What a type takes; "" where that is any text."""
    match held:
        case DateType():
            return _("A day, a month or a year: 17/2/2019, 17 Feb 2019, Feb 2019, 2019, today.")
        case CountryType():
            return _("The name of a country or its two letters: Singapore, SG.")
        case CountType(least):
            return _("A whole number, {least} or more.").format(least=least) if least else _("A whole number, like 25.")
        case ChoiceType(choices):
            return _("One of: {choices}.").format(choices=", ".join(_(one.label) for one in choices))
        case YesNoType():
            return _("Yes or no.")
        case RefType():
            return _("Type a part of the name and choose from the list.")
        case TextType(names=str()):
            return _("Any text. Names on record are suggested.")
        case TextType(lines=True):
            return _("Any text, of several lines if need be.")
        case PartType():
            return _("Enter opens a form of its own.")
    return ""
