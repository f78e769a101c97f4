"""Every key can be remapped, and no two actions that can be pressed at the same time may share one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from coop_tui import screens, widgets
from coop_tui.config import BadConfig, Config, Office
from coop_tui.screens import keymap
from coop_tui.widgets.action import Action
from tests.dashboard import dashboard, lines, office, until

FREE = "f19"
"""A key that nothing has."""


BEFORE_ANY_CONFIGURATION = ("coop_tui.screens.first_start", "coop_tui.widgets.pick")
"""What asks for the city, unit and language that the configuration begins with."""


def modules() -> Iterator[object]:
    for package in (screens, widgets):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in BEFORE_ANY_CONFIGURATION:
                yield importlib.import_module(found.name)


def declared() -> set[str]:
    """The ids of every action and binding that the interface declares."""
    found: set[str] = set()
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, Action):
                found.add(value.id)
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__.startswith("coop_tui."):
                own = vars(value).get("BINDINGS", ())
                found |= {one.id for one in own if isinstance(one, Binding) and one.id}
    return found


def configured(keys: dict[str, str]) -> Config:
    return Config(
        file=Path("config.yaml"),
        office=Office("", ""),
        store=Path("coop.json"),
        keys=keys,
        lines={("keys", action): 7 + at for at, action in enumerate(keys)},
    )


@pytest.mark.parametrize("action", sorted(declared()))
def test_every_action_can_have_another_key(action: str) -> None:
    assert keymap.checked(configured({action: FREE})) == {action: FREE}


def test_two_actions_that_can_be_pressed_together_never_share_a_key() -> None:
    """Each pair is given one key, by its first and by its second action."""
    tried: set[tuple[str, str]] = set()
    for together in keymap._TOGETHER:
        for one, other in combinations({binding.id: binding for binding in together}.values(), 2):
            first, second = one.id, other.id
            assert first
            assert second
            if (first, second) in tried:  # possible together on several screens
                continue
            tried.add((first, second))
            with pytest.raises(BadConfig) as caught:
                keymap.checked(configured({first: FREE, second: FREE}))
            said = caught.value.message()
            assert re.match(r"config\.yaml, line [78]: ", said)
            for named in (first, second, FREE):
                assert re.search(rf"(?<![\w.]){re.escape(named)}(?![\w.]\w)", said), said
    assert len(tried) > 200


def test_no_two_actions_share_a_key_as_they_are_declared() -> None:
    """But for those that are never possible at once, which say so by standing for the same key on purpose."""
    on_purpose = {frozenset(pair) for pair in ON_PURPOSE}
    for together in keymap._TOGETHER:
        for one, other in combinations(together, 2):
            shared = set(one.key.split(",")) & set(other.key.split(","))
            if shared and one.id != other.id:
                assert frozenset((one.id, other.id)) in on_purpose, (one.id, other.id, shared)


ON_PURPOSE = (
    ("form.save", "form.done"),  # of the record, of a part of it
    ("form.next", "choices.down"),  # the open list of choices comes first
    ("form.next", "choices.take"),
    ("form.previous", "choices.up"),
    ("form.back", "choices.close"),
    ("form.open", "choices.take"),
    ("open", "table.open"),  # the same, in the list and on its screen
    ("decide", "table.open"),
    ("lines.date", "lines.save"),  # from the number, from the date
    ("back", "clear_marks"),  # marks first
    ("clear", "clear_marks"),  # before them the filter
    ("read_change", "table.open"),
    ("read_change", "page.follow"),
    ("import.choose", "table.open"),
    ("import.choose", "page.follow"),
    ("open", "page.follow"),  # what leads on is read; where nothing does, the record
    ("back", "clear"),  # from the page to the list first, and from a list only without a filter
    ("behind", "figures.open"),  # the same, in the table of figures and on its screen
    ("behind", "page.follow"),  # and among the bars
    ("compare", "table.open"),  # the same, of a pair
    ("compare", "page.follow"),
    ("take", "page.follow"),
    ("back", "stop"),  # of a search that is over, there is nothing to stop
    ("clear", "stop"),
    ("follow", "page.follow"),  # the same, on lines that lead on
)


async def test_palette_and_settings_have_the_keys_they_are_given(tmp_path: Path) -> None:
    from coop_tui.screens.palette import PaletteScreen
    from coop_tui.screens.settings import SettingsScreen

    more = "keys: {palette: f3, settings: f4, palette.go: f5, palette.close: f6, settings.right: f5}"
    async with dashboard(office(tmp_path, more=more)) as (app, pilot):
        assert "f3 Palette" in lines(app)[-1]
        await pilot.press("ctrl+p", "f2", "f7", "f3", *"settings")
        await until(lambda: isinstance(app.screen, PaletteScreen))
        await pilot.press("enter")
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press("f5")
        await until(lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("tab", "f5")
        await until(lambda: app.theme == "coop-light")
        await pilot.press("f3")
        await until(lambda: isinstance(app.screen, PaletteScreen))
        await pilot.press("f6", "escape", "f4")
        await until(lambda: isinstance(app.screen, SettingsScreen))
