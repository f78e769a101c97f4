"""How a kind of record is declared: a frozen msgspec `Struct` whose fields carry their meaning in `Annotated` metadata.

Everything else (columns, forms, checks, import headings, export keys, the reference page) is derived from `specs`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import (
    Annotated,
    Final,
    Literal,
    Self,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec.structs import FieldInfo, fields

from coop_tui.values import CountryCode, PartialDate

T = TypeVar("T")
Tone = Literal["good", "open", "busy", "soon", "bad", "off"]


class Field(msgspec.Struct, frozen=True):
    """The meaning of one field.

    `label` and `help` are marked with `N_`. `lines` says that a text may have several lines, `personal` that the value
    never appears in summaries, labels, logs and errors, `discreet` that it is masked on screen but for the record's own
    page and form, `parse` how a typed text becomes the value (it raises a `CoopError` that says what is expected),
    `least` the smallest number allowed, `names` the kind whose records a text usually names: a form suggests them, and
    a page leads there.
    """

    label: str
    help: str = ""
    lines: bool = False
    personal: bool = False
    discreet: bool = False
    parse: Callable[[str], str] | None = None
    least: int = 0
    names: str | None = None


class Ref(msgspec.Struct, frozen=True):
    """Marks an id as that of a record of `kind`."""

    kind: str


class Choice(StrEnum):
    """One of a few words: the value on disk, its label for people, and for a status the tone it is shown in."""

    label: str
    tone: Tone | None

    def __new__(cls, value: str, label: str, tone: Tone | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.tone = tone
        return member


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A group of fields inside a record, such as one expert of a batch."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One record of a kind. Its id is kept outside, by the register. gc=False: it cannot hold itself."""


def starts_as(value: T) -> T:
    """The default of a field that is written to disk also when it has this value (plain defaults are left out)."""
    return msgspec.field(default_factory=lambda: value)


Date = PartialDate  # its pattern is matched when a register is loaded, once for each date and not for each record


# What a field holds, as far as forms, checks and files care.


class TextType(msgspec.Struct, frozen=True):
    lines: bool = False
    parse: Callable[[str], str] | None = None
    names: str | None = None


class CountType(msgspec.Struct, frozen=True):
    least: int


class YesNoType(msgspec.Struct, frozen=True):
    pass


class ChoiceType(msgspec.Struct, frozen=True):
    choices: type[Choice]


class DateType(msgspec.Struct, frozen=True):
    pass


class CountryType(msgspec.Struct, frozen=True):
    pass


class RefType(msgspec.Struct, frozen=True):
    kind: str


class AnyType(msgspec.Struct, frozen=True):
    """Whatever JSON can hold; only what the program itself remembers."""


class PartType(msgspec.Struct, frozen=True):
    part: type[Part]


class ListType(msgspec.Struct, frozen=True):
    item: ItemType


PlainType: TypeAlias = TextType | CountType | YesNoType | ChoiceType | DateType | CountryType | RefType
ItemType: TypeAlias = PlainType | PartType
FieldType: TypeAlias = ItemType | ListType | AnyType


class FieldSpec(msgspec.Struct, frozen=True):
    """One declared field: its name on disk, meaning, type and whether it must be filled."""

    name: str
    label: str
    help: str
    personal: bool
    discreet: bool
    required: bool
    type: FieldType
    default: object


_NO_FIELD: Final = Field("")


@cache
def specs(declared: type[Record] | type[Part]) -> tuple[FieldSpec, ...]:
    """The fields of a kind's Struct or of a part, in the order of their declaration."""
    hints = get_type_hints(declared, include_extras=True)
    return tuple(_spec(info, hints[info.name]) for info in fields(declared))


@cache
def spec_of(declared: type[Record] | type[Part], name: str) -> FieldSpec | None:
    """The field called `name`, or None where there is none."""
    return next((spec for spec in specs(declared) if spec.name == name), None)


def _spec(info: FieldInfo, hint: object) -> FieldSpec:
    field = _find(hint, Field) or _NO_FIELD
    default = info.default if info.default is not msgspec.NODEFAULT else None
    if info.default_factory is not msgspec.NODEFAULT:
        default = info.default_factory()
    return FieldSpec(
        name=info.name,
        label=field.label,
        help=field.help,
        personal=field.personal,
        discreet=field.discreet,
        required=info.required,
        type=_field_type(hint, field),
        default=default,
    )


def _find(hint: object, wanted: type[T]) -> T | None:
    return next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, wanted)), None)


def _field_type(hint: object, field: Field) -> FieldType:
    bare = _bare(hint)
    if bare is object:
        return AnyType()
    if get_origin(bare) is tuple:
        return ListType(_item_type(get_args(bare)[0], field))
    return _item_type(hint, field)


def _item_type(hint: object, field: Field) -> ItemType:
    ref = _find(hint, Ref) or _find(_without_none(hint), Ref)
    if ref is not None:
        return RefType(ref.kind)
    bare = _bare(hint)
    if isinstance(bare, type):
        if issubclass(bare, Choice):
            return ChoiceType(bare)
        if issubclass(bare, Part):
            return PartType(bare)
    plain: dict[object, PlainType] = {
        PartialDate: DateType(),
        CountryCode: CountryType(),
        bool: YesNoType(),
        int: CountType(field.least),
        str: TextType(field.lines, field.parse, field.names),
    }
    return plain[bare]


def _bare(hint: object) -> object:
    """`hint` without Annotated and without None."""
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, types.UnionType):
            hint = _without_none(hint)
        else:
            return hint


def _without_none(hint: object) -> object:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return next(arg for arg in get_args(hint) if arg is not types.NoneType)
    return hint
