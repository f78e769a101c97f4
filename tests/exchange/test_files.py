"""Files in and out: what is taken, what is refused and why, and that a file is replaced whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.exchange.cells import guarded, unguarded
from coop_tui.exchange.csv_out import csv_table
from coop_tui.exchange.headings import by_field
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.table import Row, Rows
from coop_tui.exchange.write_file import write_whole
from coop_tui.records import KINDS
from coop_tui.store import CannotWrite
from coop_tui.store.errors import NotAFile
from coop_tui.yaml_in import MOST_BYTES


def rows(path: Path, content: str | bytes) -> list[Row]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_source(path, KINDS["units"], {}).rows.rows)


@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_of_any_separator_is_read(tmp_path: Path, mark: str, separator: str, newline: str) -> None:
    lines = ['name;"acronym"', '"Contoh; ""A"", \t B";CA', '"two\nlines";', "", ";;", "last;L"]
    if separator != ";":
        lines = [line.replace(";", separator) for line in lines]
    found = rows(tmp_path / "a.csv", mark + newline.join(lines))

    assert [row.number for row in found] == [2, 3, 6]
    assert [row.values["acronym"] for row in found] == ["CA", "", "L"]
    assert found[1].values["name"] == "two\nlines"


@pytest.mark.parametrize("heading", ["\ufeffname", '"\ufeffname"', "na\ufeffme\ufeff", "Nama \ufeffUnit"])
def test_a_mark_of_the_encoding_within_a_heading_is_no_part_of_it(tmp_path: Path, heading: str) -> None:
    (found,) = rows(tmp_path / "a.csv", f"acronym,{heading}\nX,Contoh\n")
    rows_found = by_field(Rows(tmp_path, tuple(found.values), (found,), cells=True), KINDS["units"], {})

    assert not any("\ufeff" in name for name in found.values)
    assert rows_found.rows[0].values == {"acronym": "X", "name": "Contoh"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text("=+-@'\t\r\n,;\"ab \u202e😀", max_size=5).filter(str.strip), min_size=1, max_size=4))
def test_no_cell_begins_like_a_formula_and_each_comes_back(tmp_path: Path, cells: list[str]) -> None:
    text = csv_table(KINDS["units"], ["name"], [{"name": cell} for cell in cells])

    written = [line[0] for line in csv.reader(io.StringIO(text, newline=""))][1:]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in written)
    assert [row.values["name"] for row in rows(tmp_path / "a.csv", text)] == cells


@given(st.text("'=+-@\t\ra", max_size=6))
def test_the_guard_is_taken_off_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert unguarded("'tis") == "'tis"


@given(st.text())
def test_json_says_nothing_to_a_terminal(text: str) -> None:
    lone = any(0xD800 <= ord(character) <= 0xDFFF for character in text)
    if not lone:
        written = to_json([text])
        assert not any(0x7F <= ord(one) <= 0x9F or ord(one) in (0x2028, 0x202E, 0x2066, 0xFEFF) for one in written)
        assert "\x1b" not in written


REFUSED: dict[str, tuple[str | bytes, int | None, str]] = {
    "none.csv": ("", 1, "first line"),
    "quote.csv": ('name,notes\na,"b\nc\n', 2, "quotation"),
    "wide.csv": ("name\nPelatihan air, sanitasi\n", None, "row 2: cell 2"),
    "torn.csv": ("name\nsatu\nČafé, ŝarĝo\n".encode() + b"\xe9\n", 4, "utf-8"),
    "half.csv": ("name\n".encode("utf-16") + b"a", None, "utf-16"),
    "no.xlsx": (b"PK\x03\x04", None, "xlsx"),
    "twice.json": ('[\n{"name": "a",\n"n\\u0061me": "b"}]', 3, "twice"),
    "broken.json": ('[\n{"name": }]', 2, "JSON"),
    "end.json": ('[{"name": "a', None, "JSON"),
    "deep.json": ("[" * 100_000, 1, "deeply"),
    "nan.json": ('[{"value": NaN}]', 1, "JSON"),
    "one.json": ('{"name": "a"}', None, "list"),
    "text.json": ('["a"]', None, "record 1"),
    "alias.yaml": ("- &a {name: x}\n- *a\n", 1, "aliases"),
    "twice.yaml": ("- name: a\n  name: b\n", 2, "twice"),
    "one.yaml": ("name: a\n", None, "list"),
    "what.xyz": ("", None, ".csv"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    content, line, word = REFUSED[name]
    with pytest.raises(CoopError) as refusal:
        rows(tmp_path / name, content)

    message = refusal.value.message()
    assert str(tmp_path / name) in message
    assert word in message
    assert line is None or f"line {line}:" in message


def test_json_and_yaml_give_typed_values(tmp_path: Path) -> None:
    expected = [{"name": "NO", "seats": 25, "fully_funded": True, "topics": ["a", "0812"]}]

    for name, content in {
        "a.json": '[{"name": "NO", "seats": 25, "fully_funded": true, "topics": ["a", "0812"]}]',
        "a.yaml": "- name: NO\n  seats: 25\n  fully_funded: true\n  topics: [a, 0812]\n",
    }.items():
        assert [dict(row.values) for row in rows(tmp_path / name, content)] == expected


@pytest.mark.parametrize("what", ["missing", "folder", "pipe", "device"])
def test_only_files_are_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.csv"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
    with pytest.raises(CoopError) as refusal:
        read_source(path, KINDS["units"], {})

    assert str(path) in refusal.value.message()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(CoopError) as refusal:
        read_source(path, KINDS["units"], {})

    assert "64 MB" in refusal.value.message()


def test_a_new_file_is_its_owners_alone_and_an_old_one_stays_as_open_as_it_was(tmp_path: Path) -> None:
    new, old = tmp_path / "new.yaml", tmp_path / "old.yaml"
    old.write_bytes(b"before")
    old.chmod(0o644)

    for path in (new, old):
        write_whole(path, b"after")

    assert [path.read_bytes() for path in (new, old)] == [b"after", b"after"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o600, 0o644]
    assert sorted(tmp_path.iterdir()) == [new, old]


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"before")
    link.symlink_to(target)

    write_whole(link, b"after")

    assert link.is_symlink()
    assert target.read_bytes() == b"after"


@pytest.mark.parametrize("what", ["folder", "pipe", "device"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, what: str) -> None:
    path = tmp_path / "out"
    match what:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/null")
    with pytest.raises(NotAFile) as refusal:
        write_whole(path, b"after")

    assert str(path) in refusal.value.message()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/out.yaml", "a/b", "nul\0"])
def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(b"a file, no folder")
    with pytest.raises(CannotWrite):
        write_whole(tmp_path / name, b"after")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.yaml"
    path.write_bytes(b"before")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(path, b"after" * 1000)

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
