"""Limiting an export to a year or a country: by the record's own date and country, or its batch's."""

from __future__ import annotations

from typing import Final

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind, batches
from coop_tui.records.fields import Record, spec_of
from coop_tui.register import Records

_DATES: Final = ("starts_on", "signed_on", "on")
_COUNTRIES: Final = ("country", "code")


class HasNone(CoopError):
    """A kind whose records have no date, or no country, to limit an export by."""

    option: str
    kind: str

    def message(self) -> str:
        return _("{option} does not go with “{kind}”: these records have none. Leave it out.").format(
            option=self.option, kind=_(KINDS[self.kind].many)
        )


def within(records: Records, kind: AnyKind, record: Record, year: str | None, country: str | None) -> bool:
    """Whether a record began in `year` and belongs to `country`, of those that are given. Raises `HasNone`."""
    for option, wanted, fields in (("--year", year, _DATES), ("--country", country, _COUNTRIES)):
        if wanted is None:
            continue
        holder = _holder(records, kind, record, fields)
        if holder is None:
            raise HasNone(option, kind.name)
        found = next((value for field in fields if (value := getattr(holder, field, None))), "")
        if not str(found).startswith(wanted):
            return False
    return True


def _holder(records: Records, kind: AnyKind, record: Record, fields: tuple[str, ...]) -> Record | None:
    """The record that has such a field: itself, else its batch; None where neither has."""
    declared: type[Record] = kind.record
    if any(spec_of(declared, field) for field in fields):
        return record
    batch = getattr(record, "batch", None)
    return None if batch is None else records.get(batches.KIND, batch)
