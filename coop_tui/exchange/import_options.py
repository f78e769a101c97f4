"""What a person decides about an import, beside which heading means which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from coop_tui.errors import CoopError
from coop_tui.exchange.linked_fields import linked_fields
from coop_tui.exchange.rows import ID
from coop_tui.i18n import _
from coop_tui.records import Kind
from coop_tui.records.fields import Record, specs
from coop_tui.values import Order

R = TypeVar("R", bound=Record)


class OnDuplicate(StrEnum):
    """What becomes of a row whose record is there already: left alone, brought up to date, or rejected."""

    SKIP = "skip"
    UPDATE = "update"
    FAIL = "fail"


@dataclass(frozen=True)
class ImportOptions:
    """`order` is that of days and months in dates of digits. `match` is the field that tells which record a row is,
    None for the kind's key; `create` adds records that rows refer to and that are missing; `filled` are values for the
    rows that have none, by field.
    """

    on_duplicate: OnDuplicate = OnDuplicate.SKIP
    order: Order = "dmy"
    match: str | None = None
    create: bool = False
    filled: Mapping[str, str] = field(default_factory=dict)


class NoSuchField(CoopError):
    """An option that names a field which rows of the kind do not have."""

    option: str
    field: str
    known: tuple[str, ...]

    def message(self) -> str:
        return _("{option}: there is no field “{field}” here. Known are: {known}.").format(
            option=self.option, field=self.field, known=", ".join(self.known)
        )


class NoValue(CoopError):
    """A --set that is not of the form `field=value`."""

    text: str

    def message(self) -> str:
        return _("“{text}” does not say what a field is. Write --set 'field=value'.").format(text=self.text)


def parse_filled(texts: Sequence[str]) -> dict[str, str]:
    """`field=value` as field → value. Raises NoValue."""
    filled: dict[str, str] = {}
    for text in texts:
        field, separator, value = text.partition("=")
        if not separator or not field.strip() or not value.strip():
            raise NoValue(text)
        filled[field.strip()] = value.strip()
    return filled


def check_options(kind: Kind[R], options: ImportOptions) -> None:
    """Raise NoSuchField where an option names a field that the kind does not have."""
    own = (ID, *(spec.name for spec in specs(kind.record)))
    if options.match is not None and options.match not in own:
        raise NoSuchField("--match", options.match, own)
    every = (*own[1:], *linked_fields(kind))
    for name in options.filled:
        if name not in every:
            raise NoSuchField("--set", name, every)
