"""Every screen there is: numbers and addresses are masked but on the pages that are about the person.

Which screens there are is read from the package; whoever adds one sees it stand here, and says how to get there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from textual.screen import Screen

from coop_tui import screens
from coop_tui.screens.actions import COPY
from coop_tui.store import Document
from coop_tui.widgets.turn_rows import SECTIONS
from tests.dashboard import another, dashboard, settled, text, toasts
from tests.personal import MARK, WHOLE, office

OVER: Final[Document] = {"programme": 1, "mode": "online", "starts_on": "2018", "ends_on": "2018"}
TWICE: Final[Document] = {"name": "Zqname70 Contoh", "email": "zqmail70@contoh.example", "phone": "0999 777 70"}
MORE: Final[Sequence[tuple[str, Document]]] = (
    *[("batches", OVER)] * 20,
    *[("people", TWICE)] * 2,
    ("participations", {"person": 1, "batch": 2, "status": "attended"}),
    ("participations", {"person": 1, "batch": 3, "status": "attended"}),
    ("participations", {"person": 2, "batch": 3, "status": "nominated"}),
    ("settings", {"name": "roster", "value": {"city": "2019"}}),
)
"""Somebody who went twice, somebody who never did, and more that needs attention than the overview has room for."""
FILE_NAME: Final = "people.csv"
FILE: Final = (
    "Nama,NIP,E-mail,Telepon,Jenis Kelamin\n"
    "Zqname60 Contoh,197707072005011960,zqmail60@contoh.example,0999 777 60,x\n"
    "Zqname61 Contoh,197707072005011961,zqmail61@contoh.example,0999 777 61,\n"
)
PASTED: Final = "Zqname62 Contoh 197707072005011962"
DROPPED: Final = (*["escape"] * 3, "y")
"""From the choice of a line's person back to the list, and out of it."""

WHOLE_THERE: Final = {"ReadingScreen", "FormScreen", "PairScreen", "ChangeScreen", "MendScreen", "PasteNamesScreen"}
"""A person's page and form, two people or one change side by side, and what is being typed."""
PASSING: Final = {"FirstStartScreen", "WorkingScreen"}
"""Before there is a register, and a bar."""

WALKS: Final[Sequence[Sequence[str]]] = (
    ["1", *["down"] * 8, "enter"],  # what there was no room for
    ["1", "right", "enter"],
    ["2", "end", "3", "6", "8"],
    ["5", "p", "y", "m", "escape", "enter"],
    ["7", "end", "f1", "escape", "enter"],
    ["7", "e", "f1", "escape", "x", "tab", "escape", "w"],
    ["7", "g", "end", "enter"],
    ["9", "end", "t", "escape", "enter"],
    ["f6", *["y", "v", "down", "enter", "end"] * (len(SECTIONS) - 1), "y", "v", "up", "enter", "r", "enter"],
    ["4", "home", "p", "y", "k", "escape", "n", *"zq", "escape", "p", *PASTED, "ctrl+s", "end", "enter", *DROPPED],
    ["ctrl+p", *"unit", "enter", "ctrl+p", *"program", "enter", "ctrl+p", *"participations", "enter"],
    ["i", *FILE_NAME, "enter", "down", "v", "enter", "escape", "v", "k", "down", "enter", "end", "enter"],
    ["f7"],
    ["7", "d", "u", "ctrl+r", "u", "end", "d", "u", "ctrl+r", "u"],  # for what is said then
)
"""Keys that lead to all of them."""


def every_screen() -> Mapping[str, type]:
    """All that somebody can come to, by name."""
    found: set[type] = set()
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Screen) and value.__module__ == module.name:
                found.add(value)
    return {one.__name__: one for one in found if not any(issubclass(other, one) for other in found - {one})}


async def test_every_screen_masks_numbers_and_addresses_and_says_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / FILE_NAME).write_text(FILE)
    config = office(tmp_path / "office")
    with another(config) as register:
        for kind, document in MORE:
            register.create(kind, document)
    seen: dict[str, str] = {}
    whole: set[str] = set()
    copied: set[str] = set()
    async with dashboard(config, (120, 24), tab=1, notifications=True) as (app, pilot):
        for keys in WALKS:
            await app.action_show_tab(1)
            for key in keys:
                await pilot.press(key)
                await settled(app)
                name = type(app.screen).__name__
                seen[name] = text(app)
                if WHOLE.search(seen[name]):
                    behind = next(one for one in reversed(app.screen_stack) if not one.is_modal)
                    whole.add(type(behind).__name__)
                    assert whole <= WHOLE_THERE, f"{key}\n{seen[name]}"
                if app.clipboard:
                    assert not WHOLE.search(app.clipboard), app.clipboard
                    copied.add(name)
                    app.copy_to_clipboard("")
            said = "\n".join((*toasts(app), app.title, app.sub_title))
            assert not MARK.search(said), said
    assert seen.keys() == set(every_screen()) - PASSING
    assert whole == WHOLE_THERE
    assert copied == {name for name, screen in every_screen().items() if COPY in getattr(screen, "ACTIONS", ())}
