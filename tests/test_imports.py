"""What is loaded when: start-up time is mostly imports, and only the interface may know Textual."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import coop_tui

PACKAGE = Path(coop_tui.__file__).parent
INTERFACE = {"app", "screens", "widgets", "themes"}

# Imports each module named on the command line and prints it if Textual came with it.
FIRST_WITH_TEXTUAL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    if "textual" in sys.modules:
        print(name)
        break
"""


def modules() -> list[str]:
    """Every module of the package but `__main__`, which is there to be run."""
    paths = [path.relative_to(PACKAGE.parent).with_suffix("") for path in PACKAGE.rglob("*.py")]
    names = {".".join(path.parts).removesuffix(".__init__") for path in paths}
    return sorted(names - {"coop_tui.__main__"})


def below_the_widgets() -> list[str]:
    """Every module but those of the interface."""
    return [name for name in modules() if not INTERFACE.intersection(name.split(".")[1:2])]


def run(program: str, *arguments: str) -> str:
    """What a fresh Python prints."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_walk_finds_the_package() -> None:
    assert {"coop_tui", "coop_tui.i18n", "coop_tui.records.countries"} <= set(below_the_widgets())


def test_everything_below_the_widgets_imports_without_textual() -> None:
    assert run(FIRST_WITH_TEXTUAL, *below_the_widgets()) == ""


def test_a_module_of_the_interface_would_be_noticed() -> None:
    assert run(FIRST_WITH_TEXTUAL, "coop_tui.i18n", "textual.geometry").strip() == "textual.geometry"


def test_the_front_door_alone_loads_no_large_library() -> None:
    loaded = run("import coop_tui.cli, sys; print(*sys.modules)").split()

    assert {"textual", "babel", "yaml", "tinydb", "rapidfuzz", "python_calamine", "xlsxwriter"}.intersection(
        loaded
    ) == set()


def test_the_dashboard_begins_without_what_is_used_later() -> None:
    loaded = set(run("import coop_tui.app, sys; print(*sys.modules)").split())

    later = {f"coop_tui.screens.{name}" for name in ("form", "help", "keymap", "palette", "reading", "settings")}
    later |= {
        f"coop_tui.store.{name}"
        for name in ("backup", "compacting", "daily", "forgetting", "parts", "sharing", "verifying")
    }
    assert {
        "rapidfuzz",
        "python_calamine",
        "xlsxwriter",
        "coop_tui.register.finder",
        "coop_tui.register.word_index",
        *later,
    } & loaded == set()
