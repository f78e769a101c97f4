"""The terminal that the screen tests trust."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from tests.pty_app import PtyApp

GREETING = """
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, Label


class Greeting(App[None]):
    BINDINGS = [("ctrl+s", "greet", "Greet"), ("f1", "show_help", "Help"), ("escape", "leave", "Leave")]

    def compose(self) -> ComposeResult:
        yield Input()
        yield Label("Kota Contoh", id="answer")

    def action_greet(self) -> None:
        self.query_one("#answer", Label).update("Halo, " + self.query_one(Input).value)

    def action_show_help(self) -> None:
        self.query_one("#answer", Label).update(f"{self.size.width} by {self.size.height}")

    def action_leave(self) -> None:
        self.exit(return_code=3)


Greeting().run()
raise SystemExit(3)
"""


def program(folder: Path, source: str) -> list[str | Path]:
    """The command that runs `source`."""
    path = folder / "program.py"
    path.write_text(source, encoding="utf-8")
    return [sys.executable, path]


def test_a_textual_app_is_typed_into_read_and_left(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, GREETING), columns=80, rows=24) as app:
        app.wait_for("Kota Contoh")
        app.send("Sari", "ctrl+s")
        app.wait_for("Halo, Sari$")
        app.send("f1")
        app.wait_for("80 by 24")
        app.send("escape")
        assert app.wait_exit() == 3

    assert b"Halo, Sari" in app.raw


def test_a_textual_app_leaves_no_sequence_on_the_screen_as_text(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, GREETING), columns=80, rows=24) as app:
        app.wait_for("Kota Contoh")
        words = [line.strip("▊▎▔▁ ") for line in app.lines()]

    assert [line for line in words if line] == ["Kota Contoh"]


@pytest.mark.parametrize(
    "sequence",
    [
        r"\x1b[>1u",
        r"\x1b[<u",
        r"\x1b[=5;1u",
        r"\x1b[?u",
        r"\x1b[?2026$p",
        r"\x1b[2 q",
        r"\x1b[4:3m",
        r"\x1b]0;title\x07",
        r"\x1b]8;;x:y\x1b\\",
        r"\x1bP+q544e\x1b\\",
        r"\x1b_G\x1b\\",
    ],
)
def test_sequences_that_draw_nothing_draw_nothing_even_in_pieces(tmp_path: Path, sequence: str) -> None:
    source = f"""
import sys, tty
tty.setraw(0)
for byte in b"before{sequence}after":
    sys.stdout.buffer.write(bytes([byte]))
    sys.stdout.buffer.flush()
"""
    with PtyApp(program(tmp_path, source)) as app:
        app.wait_exit()

    assert app.lines()[0] == "beforeafter"


@pytest.mark.parametrize(
    ("question", "answer"), [(r"\x1b[6n", r"\x1b[1;1R"), (r"\x1b[c", r"\x1b[?6c"), (r"\x1b[?2026$p", r"\x1b[?2026;2$y")]
)
def test_the_terminal_answers(tmp_path: Path, question: str, answer: str) -> None:
    source = f"""
import os, tty
tty.setraw(0)
os.write(1, b"{question}")
print(os.read(0, 100) == b"{answer}")
"""
    with PtyApp(program(tmp_path, source)) as app:
        app.wait_for("True")


def test_characters_of_two_cells_keep_their_place(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, 'print("北京 | 🚀 |")')) as app:
        app.wait_exit()

    assert app.lines()[0] == "北京 | 🚀 |"


def test_the_end_of_the_block_ends_the_program_and_what_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    source = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
held = open(sys.argv[1], "wb")
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], pass_fds=[held.fileno()])
print("both hold it", flush=True)
signal.pause()
"""
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    with PtyApp([*program(tmp_path, source), alive]) as app:
        app.wait_for("both hold it")
        assert select.select([reader], [], [], 0)[0] == []

    app.close()
    assert select.select([reader], [], [], 20)[0] == [reader]
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_waiting_ends_with_the_screen_in_the_message(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, 'print("Kota Contoh", flush=True); input()')) as app:
        app.wait_for("Kota Contoh")
        with pytest.raises(AssertionError, match="Kota Contoh"):
            app.wait_for("Kota Lain", timeout=0.1)


def test_waiting_for_a_program_that_has_ended_does_not_last(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, 'print("Gone")')) as app, pytest.raises(AssertionError, match=r"ended[\s\S]*Gone"):
        app.wait_for("Kota Contoh", timeout=600)


def test_a_key_right_after_escape_is_refused(tmp_path: Path) -> None:
    with PtyApp(program(tmp_path, "input()")) as app, pytest.raises(ValueError, match="escape"):
        app.send("escape", "q")
