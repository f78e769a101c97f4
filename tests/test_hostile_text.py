"""Text that would take over a terminal or the program, in every field there is, on every screen and in every command.

What reaches the terminal is read as bytes: apart from the few sequences that the program draws with, none of them with
the mark of a payload, no control character is left.
"""

from __future__ import annotations

import csv
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from coop_tui.counts import DIMENSIONS
from coop_tui.i18n import LANGUAGES, Language
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
from tests.commands.calling import call, run
from tests.pty_app import PtyApp
from tests.walks.steps import click, come_to_rest, gone, list_has_focus, opened, place_of, press

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


def test_what_is_looked_for_would_be_found() -> None:
    for payload in PAYLOADS[4:16]:
        with pytest.raises(AssertionError):
            harmless(f"text {payload} text".encode())
    harmless("text [/b] 北京 ✗ ≈\r\n".encode())


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


FIRST: Final = 4
LAST: Final = FIRST + len(PAYLOADS) - 1  # the lines of the list


def cursor_at(app: PtyApp, y: int) -> bool:
    return app.lines()[y].startswith(" ›")


CITY: Final = "Kota \x1b[1337J[/b]\u202e"
STORE: Final = "co\x1b[1337J[b]\u202ep\x9b.json"


COUNTRY: Final = 5  # fields of an organisation down from the choice not to take a column


def write_imports(folder: Path) -> None:
    """Lists with a payload as every heading, as every cell, and in a name."""
    (folder / "import\x1b[1337J[b]\u202e.csv").touch()
    with (folder / "import-headings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((PAYLOADS, PAYLOADS))
    rows = [{"name": payload, f"\x1b[{MARK}J[/b]\u202e": payload} for payload in PAYLOADS]
    (folder / "import-cells.json").write_text(json.dumps(rows), encoding="utf-8")


@pytest.fixture
def config(tmp_path: Path) -> Path:
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_obeys_what_stands_in_the_register(config: Path, language: Language) -> None:  # noqa: PLR0915 - one walk
    with opened(config, "--language", language, by="s\x1b[1337Jari\u202e", columns=100, rows=30) as app:
        app.wait_for(r"Kota \\x1b\[1337J\[/b\]\\u20")
        app.wait_for(r"co\\x1b\[1337J\[b\]\\u202ep\\x9b\.json")
        app.wait_for(r"25 (baris|rows)")
        app.wait_for(r"(with|bersama) \[1337J\[/b\]Budi")

        # Every record under the cursor, with its page beside the list; then sorted, and clicked
        app.send(*["down"] * len(PAYLOADS))
        app.wait_until(partial(cursor_at, app, LAST))
        app.send(*["s"] * len(KINDS["batches"].columns))
        app.wait_for("(Starts|Mulai) ▴")
        app.wait_until(partial(cursor_at, app, FIRST))
        for y in (LAST, *range(FIRST, LAST)):
            click(app, 30, y)
            app.wait_until(partial(cursor_at, app, y), what=f"the cursor on line {y}")

        # Read, from top to bottom
        app.send("enter")
        app.wait_for("esc (Back|Kembali)")
        for _ in range(12):
            app.send("pagedown")
        come_to_rest(app)  # what is clicked is where the page has come to
        for y in (4, 6, 8, 20):
            click(app, 24, y)

        # Where it leads, and back
        come_to_rest(app)
        app.send("home")
        click(app, *place_of(app, "[/b] [bold] [/nope] 00"))
        app.wait_for(r"^ +\[/b\] \[bold\] \[/nope\] 00$")
        app.send("escape")
        app.wait_for("titletitle acronym")
        app.send("escape")
        app.wait_for("25 (baris|rows)")

        # The form, its choices and its help
        app.send("e")
        app.wait_for("Programme \\*|Program \\*")
        app.send("backspace")
        app.send(*["tab"] * 30)
        app.send(*["shift+tab"] * 31)
        app.send("f1")
        app.wait_for("╭")
        app.send("escape")
        app.wait_until(lambda: "╭" not in app.text())
        app.send("escape")
        app.wait_for("25 (baris|rows)|w (Discard|Buang)")
        if "25 " not in app.lines()[2]:
            app.send("w")
            app.wait_for("25 (baris|rows)")

        # A filter that is pasted, toasts of every name, and what is refused
        press(app, "/", "filter: ")
        app.send(f"\x1b[200~\x1b[{MARK}J\u202e[/b] \x9b\x1b[201~")
        app.wait_for(r"filter: .*\[/b\]")
        app.send("escape")
        app.wait_for("25 (baris|rows)")
        app.send("home")
        press(app, "d", r"\[/b\] \[bold\] \[/nope\] 00: (dihapus|deleted)")
        press(app, "u", r": \[/b\] \[bold\] \[/nope\] 00: (dihapus|deleted)")
        for _ in range(3):  # each is deleted and comes back above the cursor
            press(app, "d", "24 (baris|rows)")
            press(app, "u", "25 (baris|rows)")
        press(app, "?", "╭")
        app.send("escape")
        app.wait_until(lambda: "╭" not in app.text())

        # The participants of a batch: each of them, marked, replaced and nominated by name, and a pasted list of names
        app.send("home")
        press(app, "p", r"(Participants|Peserta) · \[/b\] \[bold\] \[/nope\] 00")
        app.send(*["down"] * len(PAYLOADS), "home")
        press(app, "space", "→ ")
        for key in ("r", "n"):
            press(app, key, "╭")
            press(app, "bold", r"╭(.|\n)*\[/b\] \[bold\] \[/nope\](.|\n)*╯")
            come_to_rest(app)
            app.send("escape")
            app.wait_until(lambda: "╭" not in app.text())
        press(app, "p", "(Paste a list|Tempel daftar) ")
        come_to_rest(app)
        app.send("\x1b[200~" + "\n".join(PAYLOADS) + "\x1b[201~")
        app.wait_for("=cmd")
        come_to_rest(app)
        press(app, "ctrl+s", "(new people|orang baru)")
        app.send(*["down"] * len(PAYLOADS))
        come_to_rest(app)
        press(app, "enter", "╭")
        app.send("escape")
        app.wait_until(lambda: "╭" not in app.text())
        app.send("escape")
        app.wait_for("(Paste a list|Tempel daftar) ")
        come_to_rest(app)
        press(app, "escape", "y (Drop it|Buang)")
        press(app, "y", "→ ")
        app.send("escape")
        app.wait_until(lambda: "→ " not in app.text())
        app.send("escape")
        app.wait_for("^ (Batches|Angkatan) ")
        app.wait_until(lambda: list_has_focus(app))

        # Figures by names, as a table and as bars, and the records behind them
        press(app, "5", "m (Measure|Ukuran)")
        press(app, "b", "╭")
        app.send("home", *["down"] * list(DIMENSIONS).index("programme"), "enter")
        app.wait_for("b (Rows|Baris) (Programme|Program) ")
        press(app, "k", "╭")
        app.send("home", "down", *["down"] * list(DIMENSIONS).index("organiser"), "enter")
        app.wait_for("k (Columns|Kolom) (Organiser|Penyelenggara) ")
        app.send(*["right"] * len(PAYLOADS), *["down"] * len(PAYLOADS))
        press(app, "c", "▇")
        app.send(*["pagedown"] * 5)
        press(app, "c", "────")
        app.send("end")
        press(app, "enter", "esc (Back|Kembali)")
        app.send(*["down"] * len(PAYLOADS))
        press(app, "escape", "m (Measure|Ukuran)")

        # Copied, as every list can be that offers it
        press(app, "y", "(Copied as text|Tersalin sebagai teks)")

        # Whose turn it is
        press(app, "f6", "(Fair turn|Giliran) · ")
        app.send(*["down"] * len(PAYLOADS))
        app.send("y")
        press(app, "v", "╭")
        app.send("down", "enter")
        app.wait_for("▾ +r (List of staff|Daftar pegawai)")
        press(app, "r", "╭")
        app.send(*["down"] * len(PAYLOADS))
        press(app, "enter", "(esc Cancel|esc Batal)")
        app.send("enter")
        app.wait_until(lambda: "╭" not in app.text() and not re.search("esc (Cancel|Batal)", app.text()))
        app.send(*["down"] * len(PAYLOADS))
        come_to_rest(app)
        app.send("escape")
        app.wait_for("m (Measure|Ukuran)")

        # The history: by whom, of what, and every field of all records before and after
        press(app, "9", "t (Take back|Urungkan ini)")
        app.send(*["down"] * 9)
        press(app, "enter", "esc (Back|Kembali)")
        app.send(*["pagedown"] * 3)
        press(app, "escape", r"\d (baris|rows)")
        app.send("end")
        press(app, "t", "y (Take back|Urungkan ini)")
        come_to_rest(app)
        app.send("escape")
        app.wait_until(lambda: list_has_focus(app))
        come_to_rest(app)
        press(app, "enter", "esc (Back|Kembali)")
        app.send(*["pagedown"] * 60)
        press(app, "escape", r"\d (baris|rows)")
        press(app, "home", "› ")
        press(app, "r", r"(History|Riwayat) · ")
        press(app, "/", "filter: ")
        app.send("bold")
        app.wait_for("filter: bold")
        press(app, "escape", "esc (Back|Kembali)")
        app.send("escape")
        app.wait_until(lambda: "esc " not in app.text())

        # Two people who may be one, beside each other, merged and taken back
        press(app, "7", r"50 (baris|rows)")
        press(app, "g", "m (Merge|Gabung)")
        app.send(*["down"] * len(PAYLOADS))
        press(app, "enter", "enter (Take|Ambil)")
        app.send(*["pagedown"] * 5, "t")
        come_to_rest(app)
        press(app, "m", "u (takes it back|mengurungkannya)")
        press(app, "u", r"ctrl\+r (does it again|mengulanginya)")
        press(app, "escape", "n (New|Baru)")

        # Files to import: their names, headings and cells, what becomes of the rows, and a rejected one
        press(app, "i", "~/")
        press(app, f"{config.parent}/imp", r"import\\x1b\[1337J\[b\]")
        app.send("backspace")
        press(app, "port-headings.csv", r"headings\.csv$")
        press(app, "enter", r"\[/b\] \[bold\] \[/nope\]")
        app.send("home", *["down"] * len(PAYLOADS))
        come_to_rest(app)
        press(app, "f", r"headings\.csv$")
        come_to_rest(app)
        press(app, f"/{config.parent}/import-cells.json", r"cells\.json$")
        press(app, "enter", r"\? +│")
        press(app, "enter", "╭")
        app.send(*["down"] * COUNTRY)
        press(app, "enter", r"v (Preview|Pratinjau)")
        press(app, "v", r"25 (rows: rejected|baris: ditolak) 25")
        app.send(*["down"] * len(PAYLOADS))
        come_to_rest(app)
        press(app, "enter", "(Mend row|Perbaiki baris) 25")
        press(app, "escape", r"25 (rows: rejected|baris: ditolak) 25")
        press(app, "escape", "n (New|Baru)")

        # The palette: names and headlines of every kind
        press(app, "ctrl+p", "╭")
        press(app, "bold", r"╭(.|\n)*\[/b\] \[bold\] \[/nope\](.|\n)*╯")
        for key in ("backspace", "pagedown", "pagedown", "pagedown", "pageup"):
            app.send(key)
            come_to_rest(app)
        app.send("escape")
        app.wait_until(lambda: "╭" not in app.text())
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    harmless(bytes(app.raw))


def test_markup_stands_on_the_screen_as_it_was_written(config: Path) -> None:
    with opened(config, "--language", "en", columns=120, rows=50) as app:
        app.wait_for("25 rows")
        press(app, "/", "filter: ")
        app.send("app.quit")
        gone(app, "1 Feb 2019  [/b]")
        app.wait_for(r"\[@click=app\.quit\]quit\[/\] 01")
        app.send("enter")
        app.wait_for("› ")
        x, y = place_of(app, "2 Feb 2019  [@click=app.quit]quit[/] 01")
        click(app, x + 32, y)
        app.wait_for(r"› . 2 Feb 2019  \[@click=app\.quit\]quit\[/\] 01")
        app.send("enter")
        app.wait_for("esc Back")
        app.wait_for(r"^ +\[@click=app\.quit\]quit\[/\] 01$")
        click(app, *place_of(app, "quit]quit"))
        app.send("escape")
        app.wait_for("filter: app.quit")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    harmless(bytes(app.raw))


def test_no_command_passes_it_on(config: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows\x1b[1337J.csv"
    rows.write_text(
        "code,status,since,\x1b[1337J\nDE,\x1b[1337Jactive,\u202e2019,x\nX\x9b1337J,\x07,[/b],y\n", encoding="utf-8"
    )
    commands: list[list[str]] = [["check"]]
    for kind in ("summary", *KINDS):
        commands += [["export", kind, "--format", form] for form in ("yaml", "json", "csv") if kind != "summary"]
    commands += [
        ["due"],
        ["due", "--format", "yaml"],
        ["export"],
        *(["counts", "--by", "programme,organiser", "--format", form] for form in ("table", "csv")),
        ["counts", "--by", "nosuch\x1b[1337J\u202e"],
        ["import", str(rows), "--into", "countries", "--dry-run"],
        [
            "import",
            str(rows),
            "--into",
            "countries",
            "--map",
            "\x1b[1337J=notes",
            "--rejects",
            str(tmp_path / "r\u202e.csv"),
        ],
        ["undo"],
        ["redo"],
        ["history"],
        ["history", "--format", "jsonl"],
        ["backup", str(tmp_path / "b\x1b[1337J.zip")],
        ["restore", str(tmp_path / "b\x1b[1337J.zip")],
        ["restore", str(tmp_path / "none\x1b[1337J\u202e.zip")],
        ["export", "nosuch\x1b[1337J\u202e"],
        ["--nosuch\x1b[1337J"],
        ["init", str(tmp_path)],
        ["recover"],
    ]
    codes = []
    for command in commands:
        answer = call(capfd, "--config", config, "--language", "en", "--as", "s\x1b[1337Jari", *command)
        assert "Traceback" not in answer.err, answer
        harmless(answer.out.encode())
        harmless(answer.err.encode())
        codes.append(answer.code)
    assert set(codes) == {0, 1, 2}


def test_half_a_character_in_the_file_is_dropped_or_refused_in_one_line(tmp_path: Path) -> None:
    store = tmp_path / "coop.json"
    store.write_text('{"programmes": {"1": {"name": "Half \\ud800 of \\udfff it"}}}', encoding="utf-8")
    answer = run("--store", store, "--language", "en", "export", "programmes")
    if answer.code == 0:
        assert "name: Half  of  it" in answer.out or "name: Half of it" in answer.out
    else:
        assert answer.err.startswith("error: ")
        assert answer.err.count("\n") == 1
    harmless(answer.out.encode())
