"""A program on a terminal of its own: what it shows, what it wrote, and the keys that a person would press.

POSIX only. Nothing runs in the background: the terminal reads, answers and draws while a test waits for something.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte

TIMEOUT: Final = 20.0  # seconds; a bound for what hangs, never a measure of speed

# What a program may send that pyte would print as text: kitty keyboard and other private sequences, mode requests,
# cursor shapes, colon-separated colours, and the strings of OSC, DCS, APC, PM and SOS.
_UNKNOWN_TO_PYTE: Final = re.compile(
    rb"\x1b\[[<=>][0-?]*[ -/]*[@-~]"
    rb"|\x1b\[\?[0-?]*u"
    rb"|\x1b\[[0-?]*[ -/]+[@-~]"
    rb"|\x1b\[[0-9;]*:[0-9:;]*m"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"
)
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[P_^X][^\x1b]*\x1b?)?\Z")
_RENDITION: Final = re.compile(rb"\x1b\[([0-9;]*)m")
_ASKS_FOR_SYNC: Final = re.compile(rb"\x1b\[\?2026\$p")
_KNOWS_SYNC: Final = b"\x1b[?2026;2$y"

_ARROWS: Final = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_NUMBERED: Final = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_FUNCTION_KEYS: Final = {"f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24}

KEYS: Final[Mapping[str, bytes]] = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    **{name: f"\x1b[{letter}".encode() for name, letter in _ARROWS.items()},
    **{f"shift+{name}": f"\x1b[1;2{letter}".encode() for name, letter in _ARROWS.items()},
    **{f"ctrl+{name}": f"\x1b[1;5{letter}".encode() for name, letter in _ARROWS.items()},
    **{name: f"\x1b[{number}~".encode() for name, number in (_NUMBERED | _FUNCTION_KEYS).items()},
    **{f"f{number}": f"\x1bO{letter}".encode() for number, letter in enumerate("PQRS", start=1)},
    **{f"ctrl+{letter}": bytes([ord(letter) & 0x1F]) for letter in "abcdefghijklmnopqrstuvwxyz"},
}


class _Screen(pyte.Screen):
    """A screen whose answers, to where the cursor is and what terminal it is, reach the program."""

    def __init__(self, columns: int, rows: int, terminal: int) -> None:
        super().__init__(columns, rows)
        self._terminal = terminal
        self._renditions: dict[tuple[pyte.screens.Char, bytes], pyte.screens.Char] = {}

    @property
    def display(self) -> list[str]:
        """The rows as text. pyte's own stops at a combining sign in the second cell of a wide one."""
        return ["".join([self.buffer[y][x].data for x in range(self.columns)]) for y in range(self.lines)]

    def render_as(self, rendition: bytes) -> None:
        """Colours and such from here on, by the parameters of SGR. They are most of what a program of ours sends, and
        the same ones over and over.
        """
        said = self.cursor.attrs, rendition
        if said not in self._renditions:
            self.select_graphic_rendition(*(int(part or 0) for part in rendition.split(b";")))
            self._renditions[said] = self.cursor.attrs
        self.cursor.attrs = self._renditions[said]

    def write_process_input(self, data: str) -> None:
        _write(self._terminal, data.encode())


class PtyApp:
    """One running program. Use it in a `with` statement: the end of the block ends the program and all it started.

    `raw` is every byte the program wrote so far.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Starts `command`; `env` is laid over the environment of the tests."""
        self.raw = bytearray()
        self._held = b""
        self._lines: Sequence[str] | None = None
        self._terminal, inside = pty.openpty()
        self._screen = _Screen(columns, rows, self._terminal)
        self._stream = pyte.ByteStream(self._screen)
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=_environment(env or {}),
            cwd=cwd,
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return self._process.pid

    def lines(self) -> Sequence[str]:
        """The rows of the screen as last read, without the blanks at their ends."""
        if self._lines is None:
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    def text(self) -> str:
        """The screen as last read, a line per row."""
        return "\n".join(self.lines())

    def send(self, *keys: str) -> None:
        """Presses keys by their names (`down`, `ctrl+s`, `f1`); what is no name is typed as it stands.

        `escape` must be the last: a terminal sends it as the first byte of other keys, so the program waits to see
        what follows, and so must the test.
        """
        if "escape" in keys[:-1]:
            raise ValueError("Wait for what escape does before the next key.")
        _write(self._terminal, b"".join(KEYS.get(key, key.encode()) for key in keys))

    def wait_for(self, pattern: str, timeout: float = TIMEOUT) -> re.Match[str]:
        """The match of a regular expression as soon as the screen's text has one."""
        wanted = re.compile(pattern, re.MULTILINE)
        self.wait_until(lambda: wanted.search(self.text()) is not None, timeout, f"the screen to show {pattern!r}")
        match = wanted.search(self.text())
        assert match is not None
        return match

    def wait_until(self, holds: Callable[[], bool], timeout: float = TIMEOUT, what: str = "the condition") -> None:
        """Reads and draws until `holds` is true; an AssertionError with the screen where it does not become so."""
        deadline = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {timeout:g} s for {what}. The screen:\n{self.text()}")
            ended = self._process.poll() is not None  # asked first: what it wrote before is then still to be read
            if not self._read() and ended and not holds():
                raise AssertionError(f"The program ended before {what}. The screen:\n{self.text()}")

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """The exit code, once the program has ended by itself and all it wrote is read."""
        self.wait_until(lambda: self._process.poll() is not None, timeout, "the program to end")
        while self._read():
            pass
        return self._process.returncode

    def hang_up(self) -> int:
        """Takes the terminal away without telling the program; its exit code."""
        os.close(self._terminal)
        self._terminal = -1
        return self._process.wait(timeout=TIMEOUT)

    def close(self) -> None:
        """Ends the program and what it started, if they still run; may be called twice."""
        if self._terminal < 0:
            return
        for ending in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, ending)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
        os.close(self._terminal)
        self._terminal = -1

    def _read(self) -> bool:
        """Takes in what the program wrote, waiting a moment for it; false where there was nothing."""
        ready, _, _ = select.select([self._terminal], [], [], 0.02)
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # Linux says EIO once nobody holds the other end
            data = b""
        self.raw += data
        if data:
            self._draw(data)
        return bool(data)

    def _draw(self, data: bytes) -> None:
        """Shows `data`; a sequence that is not whole yet waits for the rest."""
        data = self._held + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._held = data[end:]
        for _ in _ASKS_FOR_SYNC.findall(data[:end]):
            _write(self._terminal, _KNOWS_SYNC)
        text, *rest = _RENDITION.split(_UNKNOWN_TO_PYTE.sub(b"", data[:end]))
        self._stream.feed(text)
        for rendition, text in zip(rest[::2], rest[1::2], strict=True):
            self._screen.render_as(rendition)
            self._stream.feed(text)
        self._lines = None


def _write(terminal: int, data: bytes) -> None:
    """Types `data`; to a program that has ended, nothing."""
    with contextlib.suppress(BrokenPipeError):
        while data:
            data = data[os.write(terminal, data) :]


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests on a terminal that knows UTF-8 and true colour, its size asked from the terminal."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    return inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(extra)
