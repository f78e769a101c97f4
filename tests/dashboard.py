"""The sample register in a folder of its own, the dashboard over it, and what its tests do with it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.strip import Strip

from coop_tui.app import CoopApp
from coop_tui.i18n import Language
from coop_tui.register import Register
from coop_tui.sample.__main__ import build
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.tabs import FIRST
from coop_tui.screens.working import WorkingScreen
from coop_tui.session import Session
from coop_tui.store import FileStore
from coop_tui.widgets.record_table import RecordTable

THEN: Final = date(2019, 3, 1)
"""The day of the sample's source, on which its figures are known."""
NARROW: Final = (80, 24)
WIDE: Final = (120, 40)
SIZES: Final = (NARROW, WIDE)
BATCHES: Final = 4
"""The tab that most tests work at."""
SECONDS: Final = 10  # a bound for what never comes, never a measure of speed


def office(folder: Path, *, language: Language = "en", sample: bool = True, more: str = "") -> Path:
    """The configuration of an office in `folder`, its register the sample or empty; `more` are further lines. Without
    any about backups, none is made.
    """
    store = folder / "data" / "coop.json"
    store.parent.mkdir(parents=True)
    if sample:
        store.write_bytes(_sample())
    else:
        FileStore.create(store)
    file = folder / "config.yaml"
    unit = "office: {city: Kota Contoh, unit: 'Bagian Contoh, Sekretariat'}"
    backups = "" if "backups" in more else "backups: {keep: 0}"
    file.write_text(f"{unit}\nlanguage: {language}\n{more}\n{backups}\n", encoding="utf-8")
    return file


@cache
def _sample() -> bytes:
    with TemporaryDirectory() as scratch:
        return build(Path(scratch)).read_bytes()


def store_of(config: Path) -> Path:
    """The store of an office."""
    return config.parent / "data" / "coop.json"


def program(config: Path, *arguments: str) -> list[str]:
    """The command line of the real program, on the day of the sample."""
    return [sys.executable, "-m", "coop_tui", "--config", str(config), "--as-of", THEN.isoformat(), *arguments]


def dashboard_of(config: Path, *, by: str = "sari") -> CoopApp:
    """The dashboard, not yet running, in the language of the configuration."""
    session = Session(config_file=config, as_of=THEN, who=by)
    session.speak()
    return CoopApp(session)


@asynccontextmanager
async def dashboard(
    config: Path, size: tuple[int, int] = NARROW, *, by: str = "sari", notifications: bool = False, tab: int = BATCHES
) -> AsyncIterator[tuple[CoopApp, Pilot[None]]]:
    """The dashboard on a screen of `size`, gone to a tab, closed at the end; its toasts are seen only with
    `notifications`.
    """
    app = dashboard_of(config, by=by)
    try:
        async with app.run_test(size=size, notifications=notifications) as pilot:
            if tab != FIRST.number:
                await pilot.press(str(tab))
                await until(lambda: at_tab(app) == tab and app.screen.focused is not None, f"tab {tab}")
            yield app, pilot
            strips(app)  # whatever came last can be drawn
    finally:
        app.leave()


@contextmanager
def another(config: Path, by: str = "budi") -> Iterator[Register]:
    """Somebody else who works with the same register."""
    register = Register(FileStore(store_of(config)), today=THEN, by=by, ending_soon_days=365, on_problem=_fail)
    try:
        yield register
    finally:
        register.close()


def _fail(problem: Exception) -> None:
    raise AssertionError(str(problem))


def at_tab(app: CoopApp) -> int | None:
    """The number of the tab in sight; None where no tab is."""
    return app.screen.tab if isinstance(app.screen, FramedScreen) else None


def strips(app: CoopApp) -> Sequence[Strip]:
    """The lines on the screen, a window's with what stands behind it."""
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()


def lines(app: CoopApp) -> list[str]:
    """The lines on the screen, as plain text."""
    return [strip.text for strip in strips(app)]


def text(app: CoopApp) -> str:
    """The whole screen as plain text."""
    return "\n".join(line.rstrip() for line in lines(app))


def table(app: CoopApp) -> RecordTable:
    """The list on the screen."""
    return app.screen.query_one(RecordTable)


def toasts(app: CoopApp) -> list[str]:
    """What was said, the newest last."""
    return [notification.message for notification in app._notifications]


async def until(holds: Callable[[], bool], what: str = "it") -> None:
    """Let the app go on until something holds; fail after some seconds."""
    deadline = monotonic() + SECONDS
    while not holds():
        assert monotonic() < deadline, f"{what} never came to hold"
        await asyncio.sleep(0.005)


async def settled(app: CoopApp) -> None:
    """Wait until no thread works any more."""
    await until(lambda: not app.is_working and not isinstance(app.screen, WorkingScreen), "the end of the work")


async def see(app: CoopApp, words: str) -> None:
    """Wait until these words stand on the screen."""
    try:
        await until(lambda: words in text(app), words)
    except AssertionError as error:
        raise AssertionError(f"{words!r} never stood on the screen:\n{text(app)}") from error


def contents(folder: Path) -> Mapping[str, tuple[bytes, int]]:
    """Every file under a folder with what it holds and when it was written, in nanoseconds."""
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
