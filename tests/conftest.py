"""What every test starts from: English, the same signs, no home, no configuration, one time zone, same examples."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import settings
from rich.console import RenderableType
from textual import _wait, screen
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from coop_tui import i18n
from coop_tui.widgets import symbols

gc.set_threshold(100_000, 10, 10)  # looking for garbage as often as usual is a fifth of a screen test

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True, scope="session")
def rules_parsed_once() -> Iterator[None]:
    """Textual reads its style rules anew for every app and every theme: a sixth of the time of a test of a screen."""
    parsed: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *source: object, **said: object) -> list[RuleSet]:
        key = source, tuple(said.items()), tuple(sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *source, **said)  # type: ignore[arg-type]  # passed on as they came
        return parsed[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


Screens = list[Screen[object]]
_DRAW: Final = Compositor.render_update


@pytest.fixture(autouse=True, scope="session")
def drawn_when_looked_at() -> Iterator[None]:
    """Without a terminal Textual draws each frame for nobody: a quarter of the time of a test of a screen. Here a
    screen is drawn, the whole of it, when a test looks (`dashboard.lines`, a picture); on a terminal every frame is.
    """

    def draw_if_whole(
        compositor: Compositor, full: bool = False, screen_stack: Screens | None = None, simplify: bool = False
    ) -> RenderableType | None:
        if full:
            return _DRAW(compositor, full, screen_stack, simplify)
        compositor._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Compositor, "render_update", draw_if_whole)
        yield


@pytest.fixture
def every_frame_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test of what is drawn anew, and what is not."""
    monkeypatch.setattr(Compositor, "render_update", _DRAW)


@pytest.fixture(autouse=True, scope="session")
def idle_soon() -> Iterator[None]:
    """Textual's pilot takes an app for idle that did next to nothing for 20 ms, twice for every key, for a layout may
    come 17 ms late. Here both are a fifth: a test of a screen waited half its time.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(screen, "UPDATE_PERIOD", screen.UPDATE_PERIOD / 5)
        patched.setattr(_wait, "SLEEP_GRANULARITY", _wait.SLEEP_GRANULARITY / 5)
        patched.setattr(_wait, "SLEEP_IDLE", _wait.SLEEP_IDLE / 5)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """One look at the end for what was never awaited or closed; by default there are five, of half a second each."""
    config.stash[gc_collect_iterations_key] = 1


@pytest.fixture(autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The empty home folder of a person who never ran the program."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("COOP_TUI_CONFIG", "COOP_TUI_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    i18n.use("en")
    symbols.use("unicode")
    yield home
    monkeypatch.undo()
    time.tzset()
