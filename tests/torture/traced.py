"""Programs under strace: killed, or refused something by the system, at one chosen system call."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from tests.torture.victim import PATIENCE, victim

SET: Final = (
    "?open,?openat,?creat,?write,?pwrite64,?writev,?sendfile,?copy_file_range,?fsync,?fdatasync,?ftruncate,?rename,"
    "?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?mkdir,?chmod,?fchmod,?flock,?close,?sendto"
)
"""The calls by which a store is written, and `sendto`, by which a program says that it was; `?` where there is one."""
_CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)


@cache
def why_not() -> str | None:
    """Why no program can be traced here; None where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-e", "inject=?getppid:error=EIO", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "the system permits no tracing"


@contextmanager
def tracing(pid: int, *options: str) -> Iterator[None]:
    """Have strace on the process `pid` until it is gone."""
    tracer = subprocess.Popen(["strace", "-qq", "-f", "-p", str(pid), *options], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while f"TracerPid:\t{tracer.pid}\n" not in Path(f"/proc/{pid}/status").read_text():
            assert tracer.poll() is None, "strace did not start"
            assert time.monotonic() < deadline, "strace did not start"
            time.sleep(0.0005)
        yield
        tracer.wait(PATIENCE)
    finally:
        tracer.kill()
        tracer.wait()


def run(server: Path, work: str, path: Path, *options: str) -> list[str]:
    """What the program said, traced with `options`."""
    with victim(server, work, path) as program, tracing(program.pid, *options):
        program.begin()
        return program.rest()


def log_of(server: Path, work: str, path: Path) -> str:
    """The calls that the undisturbed program makes, as strace writes them, file names with each descriptor."""
    log = path.with_name("strace.log")
    assert run(server, work, path, "-y", "-s", "0", "-o", str(log), "-e", f"trace={SET}") == ["done"]
    try:
        return log.read_text()
    finally:
        log.unlink()


def counted(log: str) -> Mapping[str, int]:
    calls = _CALL.findall(log)
    return {call: calls.count(call) for call in sorted(set(calls))}
