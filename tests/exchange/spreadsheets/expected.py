"""What a file of this folder must give, as its YAML file says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from coop_tui.store import Document
from coop_tui.values import Order
from coop_tui.yaml_in import parse_yaml

FOLDER: Final = Path(__file__).parent


class Detected(msgspec.Struct, forbid_unknown_fields=True):
    """How a file is read where nothing is said about it."""

    header_row: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    hidden: list[str] = []


class With(msgspec.Struct, forbid_unknown_fields=True):
    """What the person says to it."""

    map: list[str] = []
    date_order: Order | None = None


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """All that a file must give. Rows have the numbers that a spreadsheet shows.

    `headings` says what each means: a field, "" for what is passed over, null for what nobody knows. `asks_order` are
    the headings of days in digits whose order cannot be told, `orders` the fields where it can; `with` is what the
    person says before the file is imported. A wide sheet makes people, batches and units, too, and its participations
    are told by name.
    """

    into: str
    detected: Detected
    headings: dict[str, str | None]
    wide: bool = False
    left_out: dict[int, str] = {}
    orders: dict[str, str] = {}
    asks_order: list[str] = []
    said: With = msgspec.field(name="with", default_factory=With)
    records: dict[int, Document] = {}
    skipped: list[int] = []
    rejected: dict[int, list[str]] = {}
    units: list[str] = []
    people: list[Document] = []
    batches: list[Document] = []
    participations: dict[int, Document] = {}


def expected(name: str) -> Expected:
    """What the file `name` must give."""
    path = FOLDER / f"{name.rpartition('.')[0]}.yaml"
    return msgspec.convert(parse_yaml(path.read_text(), path.name).value, Expected, strict=False)


def register() -> Mapping[str, Mapping[int, Document]]:
    """What is on record before."""
    value = parse_yaml((FOLDER / "register.yaml").read_text(), "register.yaml").value
    return msgspec.convert(value, dict[str, dict[int, Document]], strict=False)
