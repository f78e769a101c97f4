"""Text that would take over a terminal or the program, in every field there is, on every screen and in every command.

What reaches the terminal is read as bytes: apart from the few sequences that the program draws with, none of them with
the mark of a payload, no control character is left.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.i18n import LANGUAGES, Language
from coop_tui.records import KINDS
from tests import hostile_walk as walk
from tests.commands.calling import call, run
from tests.hostile import PAYLOADS, harmless, hostile_office
from tests.walks.steps import click, gone, opened, place_of, press


def test_what_is_looked_for_would_be_found() -> None:
    for payload in PAYLOADS[4:16]:
        with pytest.raises(AssertionError):
            harmless(f"text {payload} text".encode())
    harmless("text [/b] 北京 ✗ ≈\r\n".encode())


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office whose register, file names and own name are hostile; the register as a script would write it."""
    """Hostile in its records, its file names and its own name."""
    return hostile_office(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_obeys_what_stands_in_the_register(config: Path, language: Language) -> None:
    with opened(config, "--language", language, by="s\x1b[1337Jari\u202e", columns=100, rows=30) as app:
        app.wait_for(r"Kota \\x1b\[1337J\[/b\]\\u20")
        app.wait_for(r"co\\x1b\[1337J\[b\]\\u202ep\\x9b\.json")
        app.wait_for(r"25 (baris|rows)")
        app.wait_for(r"(with|bersama) \[1337J\[/b\]Budi")

        walk.read_every_record(app)
        walk.read_from_top_to_bottom(app)
        walk.follow_and_come_back(app)
        walk.look_through_the_form(app)
        walk.filter_and_undo(app)
        walk.nominate_and_paste(app)
        walk.count_by_names(app)
        walk.copy(app)
        walk.look_at_turns(app)
        walk.look_through_the_history(app)
        walk.merge_two_people(app)
        walk.import_files(app, config)
        walk.find_by_name(app)
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
        *(["turns", which, "--format", form] for which in ("agencies", "again") for form in ("table", "csv", "yaml")),
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
