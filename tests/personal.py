"""A register in which every personal field, as the kinds declare them, holds a mark that stands nowhere else."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import Final

from coop_tui.records import KINDS
from coop_tui.records.fields import (
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from coop_tui.store import JSON
from coop_tui.values import parse_email, parse_nip, parse_phone

MARK: Final = re.compile(r"zqname|zqmail|0999 ?777|19770707", re.IGNORECASE)
"""In every personal text, whatever of it is masked."""
WHOLE: Final = re.compile(r"zqmail|0999 ?777|19770707", re.IGNORECASE)
"""In every number and address, which lists mask; names they show."""

LEFT_OUT: Final = {
    "organisations": {"parent"}, "units": {"successor"}, "agreements": {"renews"},
    "batches": {"cancelled", "agreement"},
    "participations": {"replaces"},
}  # fmt: skip
"""What would make a record refer to itself or be called off."""
_NUMBERS: Final = count(1)


def personal_fields(declared: type[Record] | type[Part]) -> list[tuple[str, ...]]:
    """The paths of all fields that hold something personal; what refers to a person holds only a number."""
    found: list[tuple[str, ...]] = []
    for spec in specs(declared):
        held = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(held, PartType):
            found += [(spec.name, *inner) for inner in personal_fields(held.part)]
        elif spec.personal and not isinstance(held, RefType):
            found.append((spec.name,))
    return found


def filled(declared: type[Record] | type[Part]) -> dict[str, JSON]:
    """A document with a value in every field."""
    return {spec.name: _value(spec.type, spec) for spec in specs(declared)}


def _value(held: FieldType, spec: FieldSpec) -> JSON:
    match held:
        case TextType():
            return _text(held, spec)
        case CountType(least):
            return max(least, 25)
        case YesNoType():
            return True
        case ChoiceType(choices):
            return next(iter(choices)).value
        case DateType():
            return "2019-02-17"
        case CountryType():
            return "SG"
        case RefType():
            return 1
        case PartType(part):
            return filled(part)
        case ListType(item):
            return [_value(item, spec)]
    return "any"


def _text(held: TextType, spec: FieldSpec) -> str | None:
    number = next(_NUMBERS)
    personal: dict[object, str] = {
        parse_nip: f"19770707200501{number % 2 + 1}{number:03}",
        parse_email: f"zqmail{number}@contoh.example",
        parse_phone: f"0999 777 {number:04}",
        None: f"Zqname{number} Contoh",
    }
    if spec.personal:
        return personal[held.parse]
    return None if held.parse else f"Biasa {spec.name} {number}"


def tables() -> dict[str, dict[str, JSON]]:
    """A record of each kind as on disk, two people and a second participation among them."""
    found: dict[str, dict[str, JSON]] = {}
    for name, kind in KINDS.items():
        if name == "settings":
            continue
        record: type[Record] = kind.record
        left_out = LEFT_OUT.get(name, set())
        table: dict[str, JSON] = {}
        for one in ("1", "2") if name == "people" else ("1",):
            document = {field: value for field, value in filled(record).items() if field not in left_out}
            table[one] = {field: value for field, value in document.items() if value is not None}
        found[name] = table
    return found


def office(folder: Path) -> Path:
    """The configuration of an office with that register, as a script left it."""
    folder.mkdir()
    store = folder / "data" / "coop.json"
    store.parent.mkdir()
    store.write_text(json.dumps(tables()), encoding="utf-8")
    store.chmod(0o600)
    config = folder / "config.yaml"
    config.write_text("office: {city: Kota Contoh, unit: Bagian Contoh}\nlanguage: en\nbackups: {keep: 0}\n")
    return config
