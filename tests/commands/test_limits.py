"""What somebody else made to hang, fill or crash the program: each file is refused in one line, and nothing is changed.

Everything runs in this process, under an alarm for what would wait for ever and a count of the memory that is taken.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from coop_tui.store.lines import hash_of
from tests.bounds import bounded
from tests.commands.calling import Answer, Call, call
from tests.dashboard import office, store_of

GIGABYTE: Final = 1 << 30
DEEP: Final = 200_000
LAUGHS: Final = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))

Make = Callable[[Path], None]


def everything(folder: Path) -> Mapping[str, tuple[object, ...]]:
    """Every name under a folder, with what it is and what it holds."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        small = stat.S_ISREG(status.st_mode) and status.st_size < 1 << 20
        if path.suffix != ".lock":
            content = path.read_bytes() if small else None
            found[os.fsdecode(path)] = (status.st_mode, status.st_size, status.st_ino, content)
    return found


def refused(answer: Answer, *named: str) -> None:
    assert answer.code in (1, 2), answer
    assert answer.err.startswith("error: "), answer
    assert answer.err.count("\n") == 1, answer
    assert "Traceback" not in answer.err
    for name in named:
        assert name in answer.err, answer


def text(content: str | bytes) -> Make:
    def made(path: Path) -> None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return made


def sparse(path: Path) -> None:
    """A gigabyte that takes no room."""
    with path.open("wb") as file:
        file.truncate(GIGABYTE)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def sparse_line(path: Path) -> None:
    """A whole history, and after it a line of a gigabyte without an end."""
    with path.open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) + GIGABYTE)


def zeros_then_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(1 << 17) + b"\n{}\n")


def sparse_line_with_end(path: Path) -> None:
    sparse_line(path)
    with path.open("ab") as file:
        file.write(b"\n")


NO_FILES: Final[Mapping[str, Make]] = {"a pipe": pipe, "a device": device, "a folder": folder, "a loop": loop}
HUGE: Final[Mapping[str, Make]] = {"a gigabyte": sparse}
NO_REGISTER: Final[Mapping[str, Make]] = {**NO_FILES, **HUGE}

CONFIGURATIONS: Final[Mapping[str, Make]] = {
    **NO_FILES,
    **HUGE,
    "aliases": text(LAUGHS),
    "merge keys": text("office: &o {city: A}\nbackups: {<<: *o}\n"),
    "a deep list": text("office: " + "[" * DEEP),
    "a deep block": text("- " * DEEP),
    "deep mappings": text("{a: " * DEEP),
    "a deep key": text("? " * DEEP),
    "a key given twice": text("language: id\nlanguage: en\n"),
    "a key given twice inside": text("office: {city: A, city: B}\n"),
    "no text": text(b"\x00\xff\xfe" * 100),
    "a nul in the register's name": text('store: "a\\0b"\n'),
    "half a character in the register's name": text('store: "a\\udc00b"\n'),
    "a name that is too long": text(f"store: {'a' * 5000}\n"),
    "no name of the register": text('store: ""\n'),
    "a number with a fraction": text("reminders: {agreement_ends_days: 1.5}\n"),
}


@pytest.mark.parametrize("what", CONFIGURATIONS)
def test_a_configuration(capfd: pytest.CaptureFixture[str], config: Path, what: str) -> None:
    config.unlink()
    CONFIGURATIONS[what](config)
    before = everything(config.parent)
    with bounded():
        refused(call(capfd, "--config", config, "--language", "en", "export"))
        refused(call(capfd, "--config", config, "--language", "en", "undo"))
        refused(call(capfd, "--config", config, "--language", "en"))
    assert everything(config.parent) == before


def rows_of(ending: str, made: Mapping[str, Make]) -> dict[str, Make]:
    return {f"{what}{ending}": make for what, make in made.items()}


def workbook(sheet: str, texts: str = "<si><t>code</t></si>") -> Make:
    """A workbook with this XML in its sheet and its shared texts."""
    start = '<?xml version="1.0"?><{} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    parts = {
        "xl/worksheets/sheet1.xml": start.format("worksheet") + f"<sheetData>{sheet}</sheetData></worksheet>",
        "xl/sharedStrings.xml": start.format("sst") + texts + "</sst>",
    }

    def made(path: Path) -> None:
        whole = BytesIO()
        with Workbook(whole) as book:
            book.add_worksheet("A").write_string(0, 0, "code")
        with ZipFile(whole) as held, ZipFile(path, "w", ZIP_DEFLATED) as packed:
            for name in held.namelist():
                packed.writestr(name, parts.get(name, held.read(name)))

    return made


def lying(says: int) -> Make:
    """A workbook whose sheet has 30 MB, where the list of the zip says something else."""

    def made(path: Path) -> None:
        workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * (30 << 20) + "</t></is></c></row>")(path)
        with ZipFile(path) as packed:
            size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
        path.write_bytes(path.read_bytes().replace(pack("<I", size), pack("<I", says)))

    return made


_CELL: Final = '<c r="{}" t="s"><v>0</v></c>'
_ROWS: Final = f'<row r="1">{_CELL.format("A1")}</row><row r="2">{_CELL.format("A2")}</row>'
WORKBOOKS: Final[Mapping[str, tuple[Make, str]]] = {
    "no zip": (text(b"PK" * 100), "no xlsx"),
    "a part of gigabytes": (lying(3 * GIGABYTE), "MB"),
    "a small part that is large": (lying(1000), "no xlsx"),
    "far down": (workbook(f'{_ROWS}<row r="1048576">{_CELL.format("ZZ1048576")}</row>'), "row 1048576"),
    "far right": (workbook(_ROWS + f'<row r="3">{_CELL.format("XFD3")}</row>'), "1000"),
    "further than there are rows": (workbook(_CELL.format("A1") + _CELL.format("A99999999999")), "row"),
    "one text in every cell": (
        workbook(
            "".join(f'<row r="{n}">{_CELL.format(f"A{n}")}</row>' for n in range(1, 3000)),
            f"<si><t>{'x' * 1_000_000}</t></si>",
        ),
        "text",
    ),
    "no cell": (workbook(""), "empty"),
    "broken XML": (workbook("<row><c></row>"), "damaged"),
}


@pytest.mark.parametrize("what", WORKBOOKS)
def test_a_workbook_to_import(coop: Call, tmp_path: Path, what: str) -> None:
    make, word = WORKBOOKS[what]
    file = tmp_path / f"{what}.xlsx"
    make(file)
    with bounded():
        answer = coop("import", file, "--into", "countries")
    refused(answer, what, word)


def test_a_workbook_like_these_that_is_sound_is_read(coop: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    workbook(_ROWS)(file)
    answer = coop("import", file, "--into", "countries")
    assert (answer.code, answer.err.splitlines()[-1][:8]) == (0, "read 0: ")  # its second row says its heading again


IMPORTS: Final[Mapping[str, Make]] = {
    **rows_of(".csv", {**NO_FILES, **HUGE, "commas": text("," * 2_000_000 + "\n"), "headings": text(
        ",".join(map(str, range(100_000))) + "\n")}),
    **rows_of(".csv", {"cells": text('code,fields\nSG,"' + "[" * DEEP + '"\n')}),
    **rows_of(".xlsx", {**NO_FILES, **HUGE}),
    **rows_of(".json", {
        **NO_FILES, **HUGE,
        "deep": text("[" * DEEP), "deep mappings": text('[{"a":' * DEEP),
        "twice": text('[{"code": "SG", "code": "CN"}]'),
        "deep in text": text('[{"code": "' + "[" * DEEP),
    }),
    **rows_of(".yaml", {
        **NO_FILES, **HUGE,
        "aliases": text(LAUGHS), "deep": text("[" * DEEP), "deep block": text("- " * DEEP),
        "twice": text("- code: SG\n  code: CN\n"),
    }),
}  # fmt: skip


@pytest.mark.parametrize("what", IMPORTS)
def test_a_file_to_import(coop: Call, config: Path, tmp_path: Path, what: str) -> None:
    file = tmp_path / what
    IMPORTS[what](file)
    before = everything(tmp_path)
    with bounded():
        answer = coop("import", file, "--into", "countries")
    if what == "cells.csv":
        assert answer.code == 0
        assert answer.err.endswith("read 1: added 0, updated 0, unchanged 0, skipped 1, rejected 0\n")
    else:
        refused(answer, what, *(["1000"] if what in ("commas.csv", "headings.csv") else []))
    assert everything(tmp_path) == before


ROWS: Final = "code\nJP\n"


def meta_of(more: str, tables: str = "{}") -> Make:
    """A snapshot whose `_meta` is another's; `more` stands at its end."""
    given = '"schema": 1, "store": "x", "gen": 0, "last": null, "last_ids": {}, "digest": 1'
    return text(f'{{"_meta": {{"1": {{{given}{more}}}}}, "countries": {tables}}}')


SNAPSHOTS: Final[Mapping[str, Make]] = {
    **NO_FILES,
    **HUGE,
    "deep": text('{"batches": ' + "[" * DEEP),
    "deep and whole": text('{"batches": {"1": {"title": ' + "[" * DEEP + "]" * DEEP + "}}}"),
    "deep mappings": text('{"a":' * DEEP),
    "a deep value": text('{"settings": {"1": {"name": "a", "value": ' + "[" * 900 + "]" * 900 + "}}}"),
    "a table given twice": text('{"countries": {}, "countries": {"1": {"code": "SG", "status": "active"}}}'),
    "a number given twice": text('{"countries": {"1": {"code": "SG"}, "1": {"code": "CN"}}}'),
    "a field given twice": text('{"countries": {"1": {"code": "SG", "code": "CN"}}}'),
    "a number with a sign": text('{"countries": {"-1": {"code": "SG"}}}'),
    "an endless number": text('{"countries": {"' + "9" * 5000 + '": {"code": "SG", "status": "active"}}}'),
    "an endless count": text('{"batches": {"1": {"programme": 1, "mode": "abroad", "seats": ' + "9" * 5000 + "}}}"),
    "no table": text('{"countries": []}'),
    "no record": text('{"countries": {"1": []}}'),
    "no number": text('{"settings": {"1": {"name": "a", "value": NaN}}}'),
    "a meta that is no meta": text('{"_meta": {"1": {"gen": "x"}}}'),
    "half a character": text('{"countries": {"1": {"code": "\\ud800"}}}'),
    "nothing": text(""),
    "nul": text(b"\0" * 4096),
    "a generation past the end of the world": meta_of(f', "offset": {1 << 70}'),
    "a size past the end of the world": meta_of(f', "sizes": {{"countries": {1 << 70}}}', '{"1": 1}'),
}

COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "export": ("export",),
    "import": ("import", "{rows}", "--into", "countries"),
    "undo": ("undo",),
    "backup": ("backup", "{made}"),
    "history": ("history", "--head"),
    "dashboard": (),
}


def refused_by_all(coop: Call, config: Path, tmp_path: Path, *, but: tuple[str, ...] = ()) -> None:
    """No command can do anything with the register, none changes a byte, and none makes a file."""
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    before = everything(tmp_path)
    for name, command in COMMANDS.items():
        if name not in but:
            with bounded():
                refused(coop(*(one.format(rows=rows, made=tmp_path / "made.zip") for one in command)))
    with bounded():
        answer = coop("check")
    assert (answer.code, "Traceback" in answer.err, answer.out + answer.err != "") == (1, False, True), answer
    assert everything(tmp_path) == before


@pytest.mark.parametrize("what", SNAPSHOTS)
def test_a_register(coop: Call, config: Path, tmp_path: Path, what: str) -> None:
    store_of(config).unlink()
    SNAPSHOTS[what](store_of(config))
    refused_by_all(coop, config, tmp_path)
    # no lock is made beside what is no register: that may be a folder of the system
    assert what not in NO_FILES or not store_of(config).with_suffix(".lock").exists()


@pytest.fixture
def history(coop: Call, config: Path, tmp_path: Path) -> Path:
    """The history of an office in which something was changed."""
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    assert coop("import", rows, "--into", "countries").code == 0
    return store_of(config).with_suffix(".history.jsonl")


def gone(make: Make) -> Make:
    """In the place of the file that is there."""

    def made(path: Path) -> None:
        path.unlink()
        make(path)

    return made


def last_line(change: Callable[[bytes], bytes]) -> Make:
    """The newest change, rewritten."""

    def made(path: Path) -> None:
        *before, last = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([*before, change(last)]))

    return made


HISTORIES: Final[Mapping[str, Make]] = {
    **{what: gone(make) for what, make in NO_REGISTER.items()},
    "a gigabyte that has no end": sparse_line,
    "a gigabyte in one line": sparse_line_with_end,
    "zeros, then a line": zeros_then_a_line,
    "a deep line": last_line(lambda line: line[:-2] + b',"more":' + b"[" * DEEP + b"]" * DEEP + b"}\n"),
    "deep operations": last_line(lambda line: line.replace(b'"after":', b'"after":' + b'{"a":' * DEEP, 1)),
    "a number given twice": last_line(lambda line: line.replace(b'{"gen":', b'{"gen":7,"gen":', 1)),
    "an endless number": last_line(lambda line: line.replace(b'{"gen":', b'{"gen":' + b"9" * 5000, 1)),
    "a time that is none": last_line(lambda line: line.replace(b'"at":"2', b'"at":"x', 1)),
    "nul": text(bytes(4096) + b"\n"),
}


_SLOW: Final = ("import", "history", "dashboard")  # they read it as the others do
LEFT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    "a gigabyte that has no end": _SLOW,
    "a gigabyte in one line": _SLOW,
    **dict.fromkeys(("deep operations", "a number given twice"), ("history",)),
}
"""Lines that say which they are, whatever else is wrong with them, are told by “history --head”."""


@pytest.mark.parametrize("what", HISTORIES)
def test_a_history(coop: Call, config: Path, tmp_path: Path, history: Path, what: str) -> None:
    HISTORIES[what](history)
    refused_by_all(coop, config, tmp_path, but=LEFT_OUT.get(what, ()))


def test_zeros_that_were_written_by_a_loss_of_power(coop: Call, tmp_path: Path, history: Path) -> None:
    """Readers pass them over, and the next change cuts them off."""
    size, zeros = history.stat().st_size, 100 << 20
    os.truncate(history, size + zeros)
    with bounded():
        assert coop("export").code == 0
        assert coop("history").code == 0
        assert coop("backup", tmp_path / "made.zip").code == 0
    assert history.stat().st_size == size + zeros
    with bounded():
        assert coop("undo").code == 0
    assert size < history.stat().st_size < size + 10_000
    assert coop("check").code == 0


@pytest.mark.parametrize("what", NO_REGISTER)
def test_recover_puts_aside_whatever_stands_in_the_place_of_the_register(
    coop: Call, config: Path, tmp_path: Path, history: Path, what: str
) -> None:
    store_of(config).unlink()
    NO_REGISTER[what](store_of(config))
    with bounded():
        assert coop("recover").code == 0
    assert "JP" in coop("export", "countries").out


def bomb(path: Path) -> None:
    """A zip that says of itself that it holds four gigabytes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("coop.json", bytes(1234567))
    path.write_bytes(path.read_bytes().replace(pack("<I", 1234567), pack("<I", 0xFFFFFFF0)))


BACKUPS: Final[Mapping[str, Make]] = {**NO_REGISTER, "nothing": text(""), "nul": text(bytes(4096)), "a bomb": bomb}


@pytest.mark.parametrize("what", BACKUPS)
def test_a_file_to_restore(coop: Call, config: Path, tmp_path: Path, what: str) -> None:
    file = tmp_path / "made.zip"
    BACKUPS[what](file)
    before = everything(tmp_path)
    with bounded():
        refused(coop("restore", file), "made.zip", *(["larger than any register"] if what == "a bomb" else []))
    assert everything(tmp_path) == before


OUTPUTS: Final[Mapping[str, Make]] = {
    "a pipe": pipe,
    "a device": device,
    "a folder": folder,
    "a loop": loop,
    "a link to a device": lambda path: path.symlink_to("/dev/full"),
    "a link to the register": lambda path: path.symlink_to(path.parent / "office" / "data" / "coop.json"),
    "a link to the history": lambda path: path.symlink_to(path.parent / "office" / "data" / "coop.history.jsonl"),
}


@pytest.mark.parametrize("what", OUTPUTS)
def test_a_place_to_write_to(coop: Call, tmp_path: Path, history: Path, what: str) -> None:
    path = tmp_path / "out"
    OUTPUTS[what](path)
    rows = tmp_path / "rejected.csv"
    rows.write_text("code\nCN\nXX\n", encoding="utf-8")
    before = everything(tmp_path)
    with bounded():
        refused(coop("export", "-o", path), "out")
        refused(coop("backup", path), "out")
        refused(coop("import", rows, "--into", "countries", "--rejects", path), "out")
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["coop.json", "coop.history.jsonl", "coop.lock", "coop.foreign-1.json"])
@pytest.mark.parametrize("way", ["data", "data/../data", "link"])
def test_no_way_leads_over_the_register(coop: Call, config: Path, history: Path, way: str, name: str) -> None:
    (config.parent / "link").symlink_to("data")
    rows = config.parent / "rejected.csv"
    rows.write_text("code\nCN\nXX\n", encoding="utf-8")
    path = config.parent / way / name
    before = everything(config.parent)
    refused(coop("export", "-o", path), name)
    refused(coop("backup", path), name)
    refused(coop("import", rows, "--into", "countries", "--rejects", path), name)
    assert everything(config.parent) == before


def test_rejects_do_not_replace_what_is_imported(coop: Call, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("code\nXX\n", encoding="utf-8")
    answer = coop("import", rows, "--into", "countries", "--rejects", tmp_path / "office" / ".." / "rows.csv")
    refused(answer, "--rejects")
    assert (answer.code, rows.read_text(encoding="utf-8")) == (2, "code\nXX\n")


def test_a_link_to_a_file_stays_and_its_file_is_replaced(coop: Call, tmp_path: Path, history: Path) -> None:
    for command in (("export", "-o"), ("backup",)):
        kept, link = tmp_path / f"{command[0]}.kept", tmp_path / command[0]
        kept.write_text("old", encoding="utf-8")
        link.symlink_to(kept)
        assert coop(*command, link).code == 0
        assert (link.is_symlink(), kept.read_bytes()[:3] != b"old") == (True, True)


def test_a_register_behind_a_link_stays_behind_it(coop: Call, config: Path, tmp_path: Path, history: Path) -> None:
    """Whoever comes by the link and whoever comes by the file meet the same history and the same lock."""
    link = tmp_path / "elsewhere" / "linked.json"
    link.parent.mkdir()
    link.symlink_to(store_of(config))
    assert coop("--store", link, "undo").code == 0
    assert coop("--store", link, "redo").code == 0
    assert link.is_symlink()
    assert list(link.parent.iterdir()) == [link]
    assert "JP" in coop("export", "countries").out


@pytest.mark.parametrize(
    "store", ["/", ".", "..", "/dev/null", "/dev/zero", "/proc/self/mem", "a" * 5000], ids=lambda name: name[:9]
)
def test_what_is_no_register_at_all(coop: Call, store: str) -> None:
    for command in (("export",), ("undo",), ("history", "--head"), ("check",), ("recover",), ("backup", "made.zip")):
        with bounded():
            answer = coop("--store", store, *command)
        refused(answer)
        assert len(answer.err) < 5000


@pytest.mark.parametrize("part", ["2019", "../coop", "a/b", "2019\x00", ""])
def test_a_history_that_leads_nowhere(capfd: pytest.CaptureFixture[str], tmp_path: Path, part: str) -> None:
    """Files of years that are closed name the one before: not one another in a circle, and nothing outside."""
    config = office(tmp_path / "office", sample=False)
    store = store_of(config)
    history = store.with_suffix(".history.jsonl")
    base = history.read_bytes()
    named = base.replace(b'"base":{', b'"base":{"part":' + json.dumps(part).encode() + b",")
    history.write_bytes(named)
    history.with_name("coop.history.2019.jsonl").write_bytes(named)
    store.write_bytes(store.read_bytes().replace(hash_of(base).encode(), hash_of(named).encode()))
    with bounded():
        answers = [
            call(capfd, "--config", config, *one) for one in (["history"], ["check"], ["backup", tmp_path / "b"])
        ]
    for answer in answers:
        assert (answer.code, "Traceback" in answer.err) == (1, False), answer


def test_a_history_of_a_terabyte(coop: Call, history: Path) -> None:
    """What has no end in it is not looked through for one."""
    os.truncate(history, 1 << 40)
    with bounded():
        refused(coop("history", "--head"), history.name)
        refused(coop("export"), history.name)
