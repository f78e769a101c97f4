"""What the commands say where something cannot be done: one line, in the language asked for, and no traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coop_tui.cli import main
from tests.commands.calling import Answer, Call, call, run
from tests.dashboard import contents, office, store_of
from tests.pty_app import PtyApp

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def says_one_line(answer: Answer, code: int, *named: str) -> None:
    assert answer.code == code, answer
    assert answer.out == ""
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    for name in named:
        assert name in answer.err


def wrong_config(folder: Path, said: str) -> Path:
    file = folder / "config.yaml"
    folder.mkdir()
    file.write_text(said, encoding="utf-8")
    return file


@LANGUAGES
@pytest.mark.parametrize(
    "usage",
    [
        ["nosuch"],
        ["--nosuch"],
        ["export", "nosuch"],
        ["export", "--format", "nosuch"],
        ["--as-of", "1/3/2019", "export"],
        ["import", "rows.csv"],
        ["undo", "none"],
        ["history", "--limit", "0"],
        ["export", "--store"],
        ["backup"],
        ["--language", "de", "export"],
    ],
)
def test_wrong_usage_is_2(capfd: pytest.CaptureFixture[str], language: str, usage: list[str]) -> None:
    if "--language" not in usage:
        usage = ["--language", language, *usage]
    answer = call(capfd, *usage)
    says_one_line(answer, 2, "coop-tui")
    assert "--help" in answer.err


def test_the_words_of_an_error_are_translated(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = {one: call(capfd, "--language", one, "--config", tmp_path / "none", "export").err for one in ("id", "en")}
    assert said["id"] != said["en"]
    assert "tidak" in said["id"].casefold() or "belum" in said["id"].casefold()


@LANGUAGES
def test_no_configuration(capfd: pytest.CaptureFixture[str], tmp_path: Path, language: str) -> None:
    missing = tmp_path / "none.yaml"
    says_one_line(call(capfd, "--language", language, "--config", missing, "export"), 1, "none.yaml", "coop-tui init")


@LANGUAGES
@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("language: de\n", "id, en"),
        ("office: {city: A}\nstor: x\n", "line 2"),
        ("language: id\nlanguage: en\n", "line 2"),
        ("office: [1, 2", "config.yaml"),
        ("backups: {keep: many}\n", "backups.keep"),
        ("a: &x 1\nb: *x\n", "config.yaml"),
    ],
)
def test_a_wrong_configuration(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, language: str, said: str, named: str
) -> None:
    file = wrong_config(tmp_path / "office", said)
    named = named.replace("line", "baris") if language == "id" else named
    says_one_line(call(capfd, "--language", language, "--config", file, "export"), 1, "config.yaml", named)


def test_a_configuration_in_no_encoding_of_text(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = wrong_config(tmp_path / "office", "")
    file.write_bytes(b"office: {city: \xff\xfe}\n")
    says_one_line(call(capfd, "--config", file, "export"), 1, "config.yaml", "UTF-8")


@LANGUAGES
@pytest.mark.parametrize(
    "command", [["export"], ["check"], ["history"], ["undo"], ["redo"], ["recover"], ["backup", "b.zip"], []]
)
def test_no_store(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    says_one_line(
        call(capfd, "--language", language, "--store", tmp_path / "none.json", *command),
        1,
        "none.json",
        "coop-tui init",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["export", "check", "undo", "recover"])
def test_a_folder_or_a_pipe_in_the_place_of_the_store_is_refused_at_once(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    folder, pipe = tmp_path / "folder.json", tmp_path / "pipe.json"
    folder.mkdir()
    os.mkfifo(pipe)
    for place in (folder, pipe):
        answer = call(capfd, "--language", "en", "--store", place, command)
        assert answer.code == 1
        assert place.stem in answer.err + answer.out
        assert "Traceback" not in answer.err


@LANGUAGES
def test_a_damaged_store_is_named_with_the_way_out(
    config: Path, capfd: pytest.CaptureFixture[str], language: str
) -> None:
    store_of(config).write_text("{", encoding="utf-8")
    says_one_line(call(capfd, "--config", config, "--language", language, "export"), 1, "coop.json", "coop-tui restore")


@LANGUAGES
def test_a_register_that_may_not_be_changed(
    config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("code\nJP\n", encoding="utf-8")
    before = contents(config.parent)
    monkeypatch.setattr("coop_tui.store.platform.os.access", lambda _path, mode: mode != os.W_OK)
    assert call(capfd, "--config", config, "--language", language, "export").code == 0
    says_one_line(
        call(capfd, "--config", config, "--language", language, "import", rows, "--into", "countries"), 1, "data"
    )
    assert contents(config.parent) == before


def test_a_pipe_in_the_place_of_a_file_is_refused_at_once(coop: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    says_one_line(coop("import", pipe, "--into", "countries"), 1, "pipe.csv")
    says_one_line(coop("restore", pipe), 1, "pipe.csv")
    says_one_line(coop("--config", pipe, "export"), 1, "pipe.csv")


def test_a_full_disk(coop: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("code\nJP\n", encoding="utf-8")
    assert coop("import", rows, "--into", "countries").code == 0  # the history has begun
    rows.write_text("code\nNO\n", encoding="utf-8")

    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.write", full)
        broken.setattr("os.fdatasync", full)
        answer = coop("import", rows, "--into", "countries")
    says_one_line(answer, 1, "coop.history.jsonl", "No space left on device")
    assert "NO" not in coop("export", "countries").out


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_real_program_says_one_line_and_ends_with_1(tmp_path: Path, language: str) -> None:
    says_one_line(run("--language", language, "--config", tmp_path / "none.yaml", "export"), 1, "none.yaml")


def test_debug_shows_where_it_happened(tmp_path: Path) -> None:
    answer = run("--debug", "--config", tmp_path / "none.yaml", "export")
    assert answer.code == 1
    assert "Traceback" in answer.err
    assert "none.yaml" in answer.err


def test_a_reader_that_goes_away_is_no_error_to_tell(tmp_path: Path) -> None:
    import subprocess
    import sys

    config = office(tmp_path / "office")
    command = [sys.executable, "-m", "coop_tui", "--config", str(config), "export"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(timeout=30)
    assert "Traceback" not in said
    assert "Exception" not in said


@pytest.mark.parametrize("name", ["a\x1b[2Jb.csv", "a\u202eb.csv", "a\nb.csv", "[b]a.csv", "a\udce9b.csv"])
def test_a_hostile_name_of_a_file_is_made_safe(coop: Call, tmp_path: Path, name: str) -> None:
    for command in (
        ["import", tmp_path / name, "--into", "countries"],
        ["restore", tmp_path / name],
        ["export", "-o", tmp_path / name / "x"],
        ["--store", tmp_path / name, "check"],
    ):
        arguments = [*command[:2], "export"] if command[0] == "--store" else command
        answer = coop(*arguments)
        assert answer.code == 1, answer
        assert answer.err.count("\n") == 1, answer
        assert not any(hostile in answer.err for hostile in "\x1b\u202e"), answer


def test_without_a_terminal_the_dashboard_says_so_and_ends(tmp_path: Path) -> None:
    """It would read for ever from a standard input that is closed or a file."""
    answer = run("--language", "en", "--config", office(tmp_path))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: The dashboard needs a terminal")
    assert answer.err.count("\n") == 1


SECRET = "Budi Contoh 198001312005011001"
BROKEN = f"""
import sys
from coop_tui.app import CoopApp
from coop_tui.cli import main

def action_help(self):
    raise KeyError({SECRET!r})

CoopApp.action_help = action_help
main(sys.argv[1:])
"""


@LANGUAGES
def test_a_fault_of_ours_is_one_line_without_what_records_hold(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    config = office(tmp_path)

    def broken(*_: object, **__: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr("coop_tui.register.audit.verify", broken)
    answer = call(capfd, "--config", config, "--language", language, "check")
    says_one_line(answer, 1, "KeyError", "audit.py")
    assert SECRET not in answer.err
    with pytest.raises(KeyError):
        main(["--config", str(config), "--debug", "check"])


def test_a_fault_in_the_dashboard_is_said_after_it_has_closed(tmp_path: Path) -> None:
    config = office(tmp_path)
    with PtyApp([sys.executable, "-c", BROKEN, "--config", str(config)], columns=80, rows=24) as app:
        app.wait_for(r"[?] Help$")
        app.send("?")
        assert app.wait_exit() == 1
    said = app.raw.decode().rpartition("\x1b[?1049l")[2]
    assert "error: " in said
    assert "KeyError" in said
    assert "Traceback" not in app.raw.decode()
    assert SECRET not in app.raw.decode()
