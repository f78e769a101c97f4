"""A program of the server's, from this side."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 60.0  # seconds


class Victim:
    """Ready to begin with `work` on the store `path`."""

    def __init__(self, server: Path, work: str, path: Path) -> None:
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.settimeout(PATIENCE)
        self._connection.connect(str(server))
        self._lines = self._connection.makefile("rb")
        self._connection.sendall(json.dumps([work, str(path)]).encode() + b"\n")
        self.pid = int(self._lines.readline())

    def begin(self) -> None:
        self._connection.sendall(b"go\n")

    def told(self) -> str:
        """The next line; "" where the program is gone."""
        try:
            line = self._lines.readline()
        except ConnectionResetError:  # killed before it had read that it may begin
            return ""
        return line.decode().rstrip("\n") if line.endswith(b"\n") else ""

    def rest(self) -> list[str]:
        """All that it said until it was gone."""
        return list(iter(self.told, ""))

    def kill(self) -> None:
        with suppress(ProcessLookupError):  # it ended by itself; what it said tells why
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        self._lines.close()
        self._connection.close()


@contextmanager
def victim(server: Path, work: str, path: Path) -> Iterator[Victim]:
    found = Victim(server, work, path)
    try:
        yield found
    finally:
        found.close()
