"""What the configuration changes on the screen: keys, theme, signs; and what it may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coop_tui.config import BadConfig
from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.screens.actions import EVERYWHERE, HELP
from coop_tui.screens.form import FormScreen
from coop_tui.screens.help import HelpScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.records import RecordsScreen
from tests.dashboard import dashboard, dashboard_of, lines, office, see, table, text, toasts, until


async def test_help_lists_every_action_of_the_screen_with_its_keys(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (100, 40)) as (app, pilot):
        await pilot.press("f1")
        await until(lambda: isinstance(app.screen, HelpScreen))
        await see(app, "Help")
        said = re.sub(r"[│\s]+", " ", text(app))
        for keys, label in [
            ("enter", "Read"), ("e", "Edit"), ("n", "New"), ("/", "Filter"), ("d, delete", "Delete"), ("s", "Sort"),
            ("S", "Reverse"), ("esc", "Clear filter"), ("u", "Undo"), ("ctrl+r", "Redo"), ("f8", "Language"),
            ("f9", "Light/dark"), ("ctrl+q, f12", "Quit"), ("?, f1", "Help"),
        ]:  # fmt: skip
            assert f" {keys} {label} " in said
        for action in (*RecordsScreen.ACTIONS, *EVERYWHERE, HELP):
            assert _(action.help).split(".")[0][:40] in said


async def test_help_on_the_page_lists_what_can_be_done_there(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("f1")
        await see(app, "Goes back to where you came from.")
        assert "Adds a record." not in text(app)


async def test_remapped_keys_work_and_stand_in_footer_help_and_toasts(tmp_path: Path) -> None:
    config = office(tmp_path, more="keys: {undo: f5, help: 'j,?', open: o}")
    async with dashboard(config, (120, 40)) as (app, pilot):
        assert "f5 Undo" in lines(app)[-1]
        assert "o Read" in lines(app)[-1]
        assert lines(app)[-1].rstrip().endswith("j Help")
        await pilot.press("d")
        await see(app, "6 rows")
        assert toasts(app)[-1] == "Public Service: deleted. f5 takes it back."
        await pilot.press("u")
        await pilot.pause()
        assert table(app).total == 6
        await pilot.press("f5")
        await see(app, "7 rows")
        await pilot.press("j")
        await until(lambda: isinstance(app.screen, HelpScreen))
        await see(app, "j, ?")
        await see(app, "f5")


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ("undo: e", ["undo", "edit", "e"]),
        ("undo: f5, redo: f5", ["undo", "redo", "f5"]),
        ("edit: '?'", ["edit", "help", "?"]),
        ("delete: 'x,ctrl+r'", ["delete", "redo", "ctrl+r"]),
        ("form.back: f6", ["form.back", "form.mine", "f6"]),
        ("new: down", ["new", "table.down", "down"]),
        ("undo: escape", ["undo", "esc"]),
        ("back: 'escape,left'", ["back", "page.left", "left"]),
        ("palette: f7", ["palette", "settings", "f7"]),
        ("palette.go: down", ["palette.go", "palette.down", "down"]),
    ],
)
def test_two_actions_on_one_key_are_refused_by_name_and_line(tmp_path: Path, keys: str, named: list[str]) -> None:
    config = office(tmp_path, more=f"keys: {{{keys}}}")
    with pytest.raises(BadConfig) as caught:
        dashboard_of(config)
    said = caught.value.message()
    assert said.startswith(f"{config}, line 3:")
    for name in named:
        assert re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", said), said


@pytest.mark.parametrize(("keys", "named"), [("undoo: f5", "undoo"), ("'': f5", "“”"), ("undo: ''", "undo")])
def test_an_action_that_is_none_and_a_key_that_is_none_are_refused(tmp_path: Path, keys: str, named: str) -> None:
    config = office(tmp_path, more=f"keys: {{{keys}}}")
    with pytest.raises(BadConfig, match="line 3") as caught:
        dashboard_of(config)
    assert named in caught.value.message()


@pytest.mark.parametrize("keys", ["undo: f5", "edit: e", "undo: 'u,f5'", "back: 'escape,f3'", "form.next: 'tab,f3'"])
def test_keys_that_disturb_nothing_are_taken(tmp_path: Path, keys: str) -> None:
    dashboard_of(office(tmp_path, more=f"keys: {{{keys}}}")).register.close()


async def test_two_actions_may_swap_their_keys(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path, more="keys: {edit: n, new: e}")) as (app, pilot):
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, FormScreen))
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.record_id == 7


@pytest.mark.parametrize("theme", ["coop-light", "textual-dark", "nord"])
async def test_any_theme_of_the_app_can_be_chosen(tmp_path: Path, theme: str) -> None:
    async with dashboard(office(tmp_path, more=f"theme: {theme}")) as (app, _pilot):
        assert app.theme == theme
        await see(app, "SCP")


def test_a_theme_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    config = office(tmp_path, more="theme: mauve")
    with pytest.raises(CoopError) as caught:
        dashboard_of(config)
    said = caught.value.message()
    assert str(config) in said
    assert "mauve" in said
    assert "coop-light" in said
