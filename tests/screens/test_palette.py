"""The palette: screens, actions and records by name."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from textual import _time

from coop_tui.app import CoopApp
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.screens.actions import DUPLICATES, EVERYWHERE, FILTER, HELP, PALETTE, TO_TABS
from coop_tui.screens.batches import BatchesScreen
from coop_tui.screens.countries import CountriesScreen
from coop_tui.screens.form import FormScreen
from coop_tui.screens.palette import Kept, PaletteScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.store import Document
from coop_tui.widgets.action import Action
from coop_tui.widgets.filter_line import FilterLine
from tests.dashboard import SIZES, another, dashboard, lines, office, see, table, text, until


def palette(app: CoopApp) -> PaletteScreen:
    assert isinstance(app.screen, PaletteScreen)
    return app.screen


async def rest(app: CoopApp) -> None:
    await until(lambda: isinstance(app.screen, PaletteScreen) and app.screen.at_rest, "rest")


@pytest.mark.parametrize("key", ["ctrl+p", "f2"])
async def test_it_opens_with_screens_and_what_can_be_done_here(tmp_path: Path, key: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press(key)
        await see(app, "Palette")
        offered = palette(app).found
        assert list(offered[: len(TO_TABS)]) == list(TO_TABS)
        possible = {action.id for action in (*BatchesScreen.ACTIONS, *EVERYWHERE, HELP)} - {PALETTE.id, "back", "clear"}
        assert {one.id for one in offered if isinstance(one, Action)} == possible | {DUPLICATES.id} | {
            tab.id for tab in TO_TABS
        }
        await rest(app)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_goes_to_a_screen_by_its_name_in_either_language(tmp_path: Path, language: Language) -> None:
    async with dashboard(office(tmp_path, language=language)) as (app, pilot):
        for name in ("negara", "countris"):
            await pilot.press("ctrl+p", *name, "enter")
            await until(lambda: isinstance(app.screen, CountriesScreen))
            await pilot.press("4")
            await until(lambda: not isinstance(app.screen, CountriesScreen | PaletteScreen))


async def test_it_runs_an_action_of_the_screen_below(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+p", *"filt", "enter")
        await until(lambda: isinstance(app.screen, RecordsScreen) and app.screen.query_one(FilterLine).typing)
        await pilot.press(*"smar")
        await see(app, "1 of 7")
        await pilot.press("enter", "ctrl+p", *"dele", "enter")
        await see(app, "0 of 6")
        await pilot.press("ctrl+p", *"undo", "enter")
        await see(app, "1 of 7")
        await pilot.press("ctrl+p", *"new", "enter")
        await until(lambda: isinstance(app.screen, FormScreen))


@pytest.mark.parametrize("typed", ["cybers", "cyty smrt"])
async def test_it_opens_a_record_and_offers_it_again(tmp_path: Path, typed: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+p", *(letter if letter != " " else "space" for letter in typed), "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await see(app, "Centre for Liveable Cities")
        assert "Smart City and Cybersecurity" in lines(app)[3]
        await pilot.press("escape", "ctrl+p")
        await until(lambda: isinstance(app.screen, PaletteScreen))
        assert palette(app).found[0] == Kept("batches", 6)
        app.change(lambda: app.register.delete("batches", 6))
        await pilot.press("a", "backspace")
        assert palette(app).found[0] == TO_TABS[0]


async def test_a_batch_says_when_and_a_person_of_whose_name_there_are_two_says_which(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (120, 40)) as (app, pilot):
        unit = app.register.create("units", {"name": "Dinas Contoh", "acronym": "DC"})
        app.register.create("people", {"name": "Anu Rekaan", "unit": unit})
        twins = [app.register.create("people", {"name": "Anu Rekaan"}) for _ in range(2)]
        await pilot.press("ctrl+p", *"rekaan")
        await rest(app)
        await see(app, "Anu Rekaan")
        shown = [line for line in lines(app) if "Anu Rekaan" in line]
        assert len(shown) == 3
        assert all("person" in line for line in shown)
        assert sum("DC" in line for line in shown) == 1
        assert {f"#{one}" for one in twins} == {word for line in shown for word in line.split() if word.startswith("#")}
        await pilot.press(*["backspace"] * 6, *"cybers")
        await see(app, "17–23 February 2019")


async def test_the_newest_typing_wins(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+p")
        await rest(app)
        await pilot.press(*"smar")
        screen = palette(app)
        screen.query_one("Typing").value = "public"  # type: ignore[attr-defined]
        screen.action_go()  # before anything was looked for
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await see(app, "Public Service")
        await pilot.press("escape", "ctrl+p", *"zzzz")
        await see(app, "Nothing is called so.")
        await pilot.press("enter")
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press(*["backspace"] * 4, *"dele")
        await rest(app)
        assert palette(app).found


async def test_it_goes_on_where_the_program_is_held_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = count()
    async with dashboard(office(tmp_path)) as (app, pilot):
        # more than 1 ms between any two looks at the clock: Textual gives up timers as short as that
        monkeypatch.setattr(_time, "get_time", lambda: monotonic() + 0.0012 * next(told))
        await pilot.press("ctrl+p", *"sing")
        await rest(app)
        await see(app, "Singapore Cooperation Programme")


async def test_keys_and_mouse_pick(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+p", *"sing")
        await rest(app)
        await see(app, "Singapore Cooperation Programme")
        found = palette(app).found
        await pilot.press("down", "down", "up", "pagedown", "pageup", "down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        second = found[1]
        assert isinstance(second, Kept)
        assert app.recent[0] == (second.kind, second.record_id)
        await pilot.press("escape", "ctrl+p", *"cyber")
        await rest(app)
        y = next(at for at, line in enumerate(lines(app)) if "Smart City and Cybersecurity" in line and "SCP" in line)
        await pilot.click(offset=(10, y))
        await until(lambda: isinstance(app.screen, ReadingScreen))
        assert app.recent[0] == ("batches", 6)
        await pilot.press("escape", "ctrl+p")
        await until(lambda: isinstance(app.screen, PaletteScreen))
        await pilot.click(offset=(10, 23))  # beside the palette
        await until(lambda: isinstance(app.screen, RecordsScreen))


async def test_a_hostile_name_shows_as_what_it_is(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (120, 40)) as (app, pilot):
        name = "[/b] [@click=app.quit]jahat[/] $accent 北京"
        made = app.register.create("organisations", {"name": name, "kind": "other"})
        await pilot.press("ctrl+p", *"jahat")
        await see(app, name)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        assert app.recent[0] == ("organisations", made)


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_nothing_is_too_long_and_ascii_is_ascii(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(office(tmp_path, more="symbols: ascii"), size) as (app, pilot):
        for keys in (("ctrl+p",), (*"sing",), ("down",), (*"zzz",), ("escape",), ("f7",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert [len(line) for line in lines(app)] == [size[0]] * size[1]
            outside = {letter for letter in text(app) if not letter.isascii()}
            allowed = set("–") | (set("●◐✗≈›") if keys == ("f7",) else set())  # there to be chosen
            assert outside <= allowed, (keys, outside, text(app))


async def test_it_opens_over_a_filter_that_is_being_typed(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"smart", "ctrl+p")
        await until(lambda: isinstance(app.screen, PaletteScreen))
        assert FILTER not in palette(app).found
        await pilot.press("escape", "x", "backspace")
        await see(app, "1 of 7")
        assert table(app).matches == 1


@pytest.mark.parametrize("typed", ["diskominfo", "kominfo", "dinas komunikasi", "diskomimfo"])
async def test_a_unit_is_found_by_all_it_is_called_and_says_what_became_of_it(tmp_path: Path, typed: str) -> None:
    config = office(tmp_path, language="id")
    names: Document = {"name": "Dinas Komunikasi dan Informatika", "acronym": "Diskominfo", "aliases": ["Kominfo"]}
    with another(config) as theirs:
        theirs.create("units", names)
        theirs.create("units", {"name": "Kantor Kominfo Lama", "until": "2012", "successor": 1})
    async with dashboard(config) as (app, pilot):
        await pilot.press("ctrl+p", *typed)
        await rest(app)
        await see(app, "Dinas Komunikasi dan Informatika")
        assert Kept("units", 1) in palette(app).found
        assert typed != "kominfo" or "sampai 2012, kini Diskominfo" in text(app)
