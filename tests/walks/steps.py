"""What a person does at the real program: go to a field, type, and look before the next key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tinydb import TinyDB

from coop_tui.themes import DARK
from tests.dashboard import program
from tests.pty_app import PtyApp

NOWHERE = (0, "")
LAST_COLUMN = 78  # what is right of it is the scrollbar


@contextmanager
def opened(config: Path, *arguments: str, by: str = "sari", columns: int = 80, rows: int = 24) -> Iterator[PtyApp]:
    """The program with the list of batches on its screen."""
    with PtyApp(program(config, *arguments), columns=columns, rows=rows, env={"COOP_TUI_USER": by}) as app:
        to_batches(app)
        app.wait_until(lambda: list_has_focus(app))
        yield app


def to_batches(app: PtyApp) -> None:
    """From the overview, which the program begins with, to the list of batches."""
    app.wait_for(r"^ +\S.*[?] (Bantuan|Help)$")
    press(app, "4", r"\d (baris|rows)$")


def press(app: PtyApp, key: str, then: str) -> None:
    """Press a key and wait until the screen shows `then`, a regular expression."""
    app.send(key)
    app.wait_for(then)


def gone(app: PtyApp, words: str) -> None:
    """Wait until these words are no longer on the screen."""
    app.wait_until(lambda: words not in app.text(), what=f"{words!r} to go")


def left(app: PtyApp, before: tuple[int, str]) -> bool:
    """Whether another field has the focus now; between two paints none has."""
    return focused(app) not in (before, NOWHERE)


def focused(app: PtyApp) -> tuple[int, str]:
    """The line of the form with the focus, the only one in its colour, and the label that stands there or above."""
    lines = app.lines()
    last = len(lines) - 2
    rows: dict[str, set[int]] = {}
    for y in range(1, last):
        for x in range(1, LAST_COLUMN):
            rows.setdefault(app._screen.buffer[y][x].bg, set()).add(y)
    alone = {y for found in rows.values() if len(found) == 1 for y in found}
    if len(alone) != 1:
        return NOWHERE
    y = alone.pop()
    labelled = next((one for one in range(y, 0, -1) if lines[one][1:2].strip()), 0)
    return y, re.split(r" {2,}| \*", lines[labelled].strip())[0]


def list_has_focus(app: PtyApp) -> bool:
    """Whether the keys go to the list: only then its cursor is in the full accent colour."""
    y = next((y for y, line in enumerate(app.lines()) if line.startswith((" ›", "›"))), 0)
    return app._screen.buffer[y][2].bg == DARK.accent.lstrip("#") if DARK.accent else False


def come_to_rest(app: PtyApp) -> None:
    """Wait until the program has drawn what the keys so far brought about: a while without a byte."""
    quiet = 0
    while quiet < 5:
        quiet = 0 if app._read() else quiet + 1


def go_to(app: PtyApp, label: str) -> None:
    """Press tab until the field is reached; after the last one the first comes again."""
    come_to_rest(app)
    for _ in range(90):
        app.wait_until(lambda: focused(app) != NOWHERE)
        before = focused(app)
        if before[1] == label:
            come_to_rest(app)
            if focused(app) == before:
                return
            continue
        app.send("tab")
        app.wait_until(partial(left, app, before), what=f"tab to leave {before[1]!r}")
    raise AssertionError(f"No field is called {label!r}. The screen:\n{app.text()}")


def fill(app: PtyApp, label: str, typed: str, seen: str = "") -> None:
    """Go to a field, type, and wait until it stands there; `seen` is what then has to be on the screen as well."""
    go_to(app, label)
    app.send(typed)
    app.wait_for(rf"{re.escape(label)}[ *]+{re.escape(typed)}")
    if seen:
        app.wait_for(seen)


def choose(app: PtyApp, label: str, typed: str, found: str) -> None:
    """Type a part of a name into a field that offers choices, and take the first one."""
    fill(app, label, typed, rf"[›>] {re.escape(found)}")
    app.send("enter")
    app.wait_for(rf"{re.escape(label)}[ *]+{re.escape(found)}")


def click(app: PtyApp, x: int, y: int) -> None:
    """Press and release the left button on a cell, counted from 0."""
    app.send(f"\x1b[<0;{x + 1};{y + 1}M", f"\x1b[<0;{x + 1};{y + 1}m")


def place_of(app: PtyApp, words: str) -> tuple[int, int]:
    """The cell where these words begin on the screen, once it is drawn."""
    app.wait_until(lambda: words in app.text(), what=f"{words!r} to stand on the screen")
    come_to_rest(app)
    for y, line in enumerate(app.lines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(f"{words!r} is not on the screen:\n{app.text()}")


def stored(store: Path) -> Mapping[str, Mapping[int, Mapping[str, object]]]:
    """What plain TinyDB reads in a store."""
    with TinyDB(store, access_mode="r") as database:
        return {
            name: {document.doc_id: dict(document) for document in database.table(name)} for name in database.tables()
        }
