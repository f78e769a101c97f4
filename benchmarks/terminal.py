"""A program on a terminal of 120x40, timed from outside: when a text came, when a repaint was over, what it used.

Linux only: processor time and memory are read from /proc.
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
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

QUIET: Final = 0.1  # seconds without output after which a repaint is over
PATIENCE: Final = 60.0  # seconds

KEYS: Final = {
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
}

_ESCAPES: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
_ASKS_FOR_SYNC: Final = b"\x1b[?2026$p"
_KNOWS_SYNC: Final = b"\x1b[?2026;2$y"


class Terminal:
    """One running program. The end of a `with` block ends it."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._output = bytearray()
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *command],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=Path(__file__).resolve().parents[1],
            env=_environment(),
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.send("ctrl+q")
        with contextlib.suppress(TimeoutError):
            self.until_quiet(0.3)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._terminal)

    def started(self, text: str) -> float:
        """Milliseconds from the start of the program until `text` was on the screen."""
        return (self._until(text) - self._started) * 1000

    def shows(self, text: str) -> float:
        """Milliseconds from now until `text` is written to the screen."""
        self._output.clear()
        asked = time.perf_counter()
        return (self._until(text) - asked) * 1000

    def send(self, key: str) -> None:
        """Press a key by its name, or type a letter."""
        os.write(self._terminal, KEYS.get(key, key).encode())

    def press(self, key: str) -> float:
        """Milliseconds from the key to the last byte that it made the program write."""
        sent = time.perf_counter()
        self.send(key)
        return (self.until_quiet(QUIET) - sent) * 1000

    def until_quiet(self, quiet: float) -> float:
        """When the last byte came, once the program has written something and then nothing for `quiet` seconds."""
        last = None
        while last is None or select.select([self._terminal], [], [], quiet)[0]:
            if not self._read():
                break
            last = time.perf_counter()
        return last or time.perf_counter()

    def rest(self, seconds: float) -> None:
        """Take in what the program writes for so long."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            if select.select([self._terminal], [], [], left)[0] and not self._read():
                break

    def processor_time(self) -> float:
        """Milliseconds of processor time used so far, of all threads."""
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def peak_memory(self) -> float:
        """The most memory it had so far, in MiB (VmHWM: pages of shared libraries included)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _until(self, text: str) -> float:
        wanted = text.encode()
        while wanted not in _ESCAPES.sub(b"", self._output):
            if not self._read():
                raise TimeoutError(f"{text!r} did not come")
        return time.perf_counter()

    def _read(self) -> bool:
        """Wait for output and take it in; False where the program has left."""
        if not select.select([self._terminal], [], [], PATIENCE)[0]:
            raise TimeoutError("the program wrote nothing")
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:  # how Linux says that nobody holds the other end
            return False
        self._output += data
        if _ASKS_FOR_SYNC in data:
            os.write(self._terminal, _KNOWS_SYNC)
        return True


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"}
        and not name.startswith(("COOP_TUI_", "TEXTUAL"))
    }
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
