"""Calling the commands: in this process, and as a program of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from coop_tui.cli import main
from tests.dashboard import program
from tests.pty_app import _environment


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


def run(*arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Answer:
    """Run the real program with exactly these arguments."""
    command = [*program(Path())[:3], *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=_environment(env or {}), cwd=cwd, check=False, timeout=60)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> Answer:
    """Call a command in this process."""
    capfd.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    said = capfd.readouterr()
    code = ended.value.code
    assert isinstance(code, int) or code is None
    return Answer(code or 0, said.out, said.err)
