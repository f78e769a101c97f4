"""Programs to kill: a server that has everything imported and forks one for each connection.

    python -m tests.torture.server SOCKET

A connection sends the name of a work and its folder in one line of JSON, gets the number of the process, says go, and
gets one line for everything that is done and safe.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import sys
import zlib
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.records import batches
from coop_tui.register import Register
from coop_tui.register.audit import store_problems
from coop_tui.store import CannotWrite, Change, snapshot_thread
from coop_tui.store.backup import read_backup, write_backup
from coop_tui.store.platform import account, owner
from tests.torture.operations import BATCH, CASES, at, bring_in, change, register

NOBODY = "as nobody: "  # begins the name of a work that is done by an account without any rights
_NOBODYS_NUMBER = 65534
_ANYBODY = 0x59616D61  # PR_SET_PTRACER: whoever wants may trace this process


def main() -> None:
    """Serve until the socket is gone."""
    i18n.use("en")
    with TemporaryDirectory(prefix="coop-") as folder:  # so that everything is imported and read that is needed once
        _rehearse(Path(folder, "data", "coop.json"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(sys.argv[1])
        server.listen(8)
        while True:
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                with connection, connection.makefile("rwb", buffering=0) as peer:
                    work, folder = json.loads(peer.readline())
                    if sys.platform == "linux":
                        ctypes.CDLL(None).prctl(_ANYBODY, -1, 0, 0, 0)
                    connection.sendall(f"{os.getpid()}\n".encode())
                    peer.readline()
                    _work(connection, work, Path(folder))
                    os._exit(0)
            connection.close()


def _rehearse(path: Path) -> None:
    register(path)
    bring_in(at(path), 1)
    read_backup(path.with_name("earlier.zip"))
    assert list(store_problems(path)) == []
    assert account()
    assert owner(path)
    assert CannotWrite(path, "").message()


def _work(connection: socket.socket, work: str, path: Path) -> None:
    try:
        if work.startswith(NOBODY):
            work = work.removeprefix(NOBODY)
            os.setuid(_NOBODYS_NUMBER)
        if work in CASES:
            CASES[work].do(path)
            connection.sendall(b"done\n")
        else:
            _stream(connection, path, int(work))
    except CoopError as error:
        connection.sendall(f"ended {type(error).__name__}: {error.message()}\n".encode())
    except Exception as error:
        connection.sendall(f"crashed {type(error).__name__}: {error}\n".encode())
        raise


def seal(made: Change) -> int:
    """A number by which a change is known again."""
    return zlib.crc32(msgspec.json.encode([made.gen, made.by, made.label, made.ops], order="sorted"))


def _stream(connection: socket.socket, path: Path, seed: int) -> None:
    """Change after change, each told after it returned."""
    snapshot_thread.DELAY = 0.005  # type: ignore[misc] # else a life of milliseconds would see no snapshot
    draw, desk = Random(seed), at(path, by=f"seed {seed}")
    work = [_create, _update, _delete, _undo, _import, _restore, _backup]
    while True:
        desk.poll()
        desk.news()
        try:
            draw.choices(work, weights=(30, 30, 10, 10, 5, 2, 3))[0](desk, draw)
        except CoopError:  # nothing to undo, a record that somebody refers to
            connection.sendall(b"refused\n")
            continue
        for made in desk.news():
            if made.by == desk.by:
                connection.sendall(f"{made.gen} {seal(made)}\n".encode())


def _create(desk: Register, draw: Random) -> None:
    if draw.random() < 0.7:
        desk.create("batches", {**BATCH, "title": f"Judul {draw.random()}", "notes": "y" * draw.randrange(3000)})
    else:
        desk.create("people", {"name": f"Orang Contoh {draw.random()}"})


def _update(desk: Register, draw: Random) -> None:
    for id in sorted(desk.records.all(batches.KIND))[-draw.randrange(1, 9) :][:1]:
        change(desk, "batches", id, {"notes": f"catatan {draw.random()}"})


def _delete(desk: Register, draw: Random) -> None:
    for id in sorted(desk.records.all(batches.KIND))[-3:][:1]:
        desk.delete("batches", id)


def _undo(desk: Register, draw: Random) -> None:
    desk.undo() if draw.random() < 0.7 else desk.redo()


def _import(desk: Register, draw: Random) -> None:
    bring_in(desk, draw.randrange(1, 60))


def _restore(desk: Register, draw: Random) -> None:
    desk.replace_all(read_backup(desk.store.path.parent / "earlier.zip"), "restore")


def _backup(desk: Register, draw: Random) -> None:
    write_backup(desk.store.path, desk.store.path.parent / "new.zip")


if __name__ == "__main__":
    main()
