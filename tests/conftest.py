"""What every test starts from: English, the same signs, no home, no configuration, one time zone, same examples."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from coop_tui import i18n
from coop_tui.widgets import symbols

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
