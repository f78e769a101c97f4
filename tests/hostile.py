"""Text that would take over a terminal or the program, in every field there is, and how to tell that it did not."""

from __future__ import annotations

import csv
import json
import re
from base64 import b64decode
from collections.abc import Iterator
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

MARK: Final = "1337"
"""In every sequence of a payload, and in none of the program's own."""

PAYLOADS: Final = (
    "[/b] [bold] [/nope]",
    "[@click=app.quit]quit[/]",
    "[@click=screen.delete]delete[/] [link=https://contoh.example]link[/link]",
    "$accent [$error] [on red]red",
    f"\x1b[{MARK}J\x1b[2J\x1b[3Jcleared",
    f"\x1b[?{MARK}h\x1b[?1049lmode",
    f"\x1b[38;5;{MARK}mcolour\x1b[0m",
    f"\x1b]0;{MARK} title\x07title",
    f"\x1b]8;;https://contoh.example/{MARK}\x1b\\link\x1b]8;;\x1b\\",
    f"\x1b]52;c;{MARK}\x07clipboard",
    f"\x1bP{MARK}+q\x1b\\dcs \x1b_{MARK}\x1b\\apc \x1b^{MARK}\x1b\\pm",
    f"\x9b{MARK}Jc1 \x9d0;{MARK}\x9c \x90{MARK}\x9c \x85nel",
    "\x07bell \x08\x08back \x0b\x0cfeed \x0eshift\x0f \x7fdel",
    "nul\x00nul",
    "\u202eoverride\u202c \u2066isolate\u2069 \u200erl\u200f \u061calm",
    "line\u2028separator\u2029paragraph",
    "return\rover",
    "z\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f" * 8,
    "\u0643\u0648\u062a\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f3\ufe0f\u200d\U0001f308 \u200d",
    "\u5317\u4eac" * 30,
    "\ufffe\uffff\ufeffend",
    "x" * 3000,
    "%s {0} {what} %(x)s ${x} `id` $(id)",
    "=cmd|' /C calc'!A0",
)
_DRAWN: Final = re.compile(
    rb"\x1b\[[\d;]*m|\x1b\[\d+;\d+H|\x1b\[\?\d+[hl]|\x1b\[\?\d+\$p|\x1b\[[<>]\d*u|\x1b\]22;[a-z]+\x07|\x1b\[H|\x1b\[[IO]"
    rb"|\x1b\[\?\d+u|\x1b\]52;c;[\w+/=]*\x07"  # the last is what is copied
)
_COPIED: Final = re.compile(rb"\x1b\]52;c;([\w+/=]*)\x07")
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]"
)


def harmless(raw: bytes) -> None:
    """Fail where anything of a payload would be obeyed."""
    for drawn in _DRAWN.finditer(raw):
        assert MARK.encode() not in drawn[0], drawn[0]
    copied = b"".join(map(b64decode, _COPIED.findall(raw)))
    rest = (_DRAWN.sub(b"", raw) + copied).decode()
    left = _CONTROLS.search(rest)
    assert left is None, rest[max(0, left.start() - 60) : left.start() + 60].encode("unicode_escape")


def hostile(spec: FieldSpec, number: int) -> JSON:
    """A value for a field in which every text is a payload; another one for each number."""
    return _value(spec.type, spec.name, number)


def _value(held: FieldType, name: str, number: int) -> JSON:  # noqa: C901 - one case a type
    match held:
        case TextType(parse=None):
            return f"{PAYLOADS[(number + len(name)) % len(PAYLOADS)]} {name} {number}"
        case TextType():
            return None
        case CountType():
            return 25
        case YesNoType():
            return True
        case ChoiceType(choices):
            return next(iter(choices)).value
        case DateType():
            return f"2019-02-{number % 27 + 1:02}"
        case CountryType():
            return "SG"
        case RefType():
            return 1
        case PartType(part):
            return fields(part, number)
        case ListType(item):
            return [_value(item, name, number + at) for at in range(3)]
    return "any"


def fields(declared: type[Record] | type[Part], number: int) -> dict[str, JSON]:
    found = {spec.name: hostile(spec, number) for spec in specs(declared)}
    return {name: value for name, value in found.items() if value is not None}


LEFT_OUT: Final = {
    "countries": {"code"}, "organisations": {"parent"}, "units": {"successor"}, "agreements": {"renews", "partners"},
    "batches": {"cancelled", "agreement", "partners"}, "participations": {"replaces"},
}  # fmt: skip
"""What would make a record refer to itself, be there twice, or be called off."""


def documents(kind: str) -> Iterator[dict[str, JSON]]:
    codes = ("SG", "CN", "KR", "DK", "DE")
    for number in range(len(codes) if kind == "countries" else len(PAYLOADS)):
        left_out = LEFT_OUT.get(kind, set())
        record: type[Record] = KINDS[kind].record
        document = {name: value for name, value in fields(record, number).items() if name not in left_out}
        if kind == "countries":
            document["code"] = codes[number]
        if kind == "participations":
            document["person"] = number + 1
        for name in KINDS[kind].names[:1]:
            if name in document:  # each payload is the name of one record
                document[name] = f"{PAYLOADS[number]} {number:02}"
        if kind == "batches":
            document["starts_on"], document["ends_on"] = document["starts_on"], document["starts_on"]
        yield document


CITY: Final = "Kota \x1b[1337J[/b]\u202e"
STORE: Final = "co\x1b[1337J[b]\u202ep\x9b.json"


def write_imports(folder: Path) -> None:
    """Lists with a payload as every heading, as every cell, and in a name."""
    (folder / "import\x1b[1337J[b]\u202e.csv").touch()
    with (folder / "import-headings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((PAYLOADS, PAYLOADS))
    rows = [{"name": payload, f"\x1b[{MARK}J[/b]\u202e": payload} for payload in PAYLOADS]
    (folder / "import-cells.json").write_text(json.dumps(rows), encoding="utf-8")


def hostile_office(tmp_path: Path) -> Path:
    """An office whose register, file names and own name are hostile; the register as a script would write it."""
    store = tmp_path / "data" / STORE
    store.parent.mkdir()
    tables = {
        kind: {str(at): document for at, document in enumerate(documents(kind), start=1)}
        for kind in KINDS
        if kind not in ("settings", "activities")
    }
    again = {str(100 + int(at)): person for at, person in tables["people"].items()}
    tables["people"] |= again  # so that each looks like another
    store.write_text(json.dumps(tables), encoding="utf-8")
    others = store.with_suffix(".here")
    others.mkdir()
    said = {"name": "\x1b[1337J[/b]\u202eBudi", "host": "\x1b[1337J", "pid": 1}
    (others / "x.json").write_text(json.dumps(said), encoding="utf-8")
    file = tmp_path / "config.yaml"
    office = {"city": CITY, "unit": "Bagian \x1b]0;1337\x07[/nope]"}
    file.write_text(f"office: {json.dumps(office)}\nstore: {json.dumps('data/' + STORE)}\n", encoding="utf-8")
    write_imports(tmp_path)
    return file
