"""The first start: from no configuration to the dashboard, without a file edited by hand."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coop_tui import i18n
from coop_tui.config import Config, Office, load
from coop_tui.i18n import Language
from coop_tui.register.audit import store_problems
from coop_tui.screens.first_start import FirstStart
from coop_tui.session import Session
from tests.commands.calling import run
from tests.dashboard import NARROW, SIZES, WIDE, contents, until
from tests.pty_app import PtyApp

TODAY = date(2026, 11, 24)


@asynccontextmanager
async def first_start(
    folder: Path, size: tuple[int, int] = NARROW, language: Language = "en"
) -> AsyncIterator[tuple[FirstStart, Pilot[Path]]]:
    i18n.use(language)
    app = FirstStart(Session(as_of=TODAY, who="sari"), folder)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


def text(app: FirstStart) -> str:
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def see(app: FirstStart, *words: str) -> None:
    await until(lambda: all(word in text(app) for word in words), ", ".join(words))


async def made(app: FirstStart) -> Config:
    """What was written once the questions are over."""
    await until(lambda: app.return_value is not None, "the end of the questions")
    assert app.return_value is not None
    return load(app.return_value)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_snapshot(snap_compare: Callable[..., bool], size: tuple[int, int], language: Language) -> None:
    i18n.use(language)
    app = FirstStart(Session(as_of=TODAY, who="sari"), Path("/home/sari/.config/coop-tui"))
    assert snap_compare(app, terminal_size=size, press=["B", "a", "t", "a", "m", "tab", "tab"])


async def test_three_answers_make_a_register_that_can_be_opened(tmp_path: Path) -> None:
    async with first_start(tmp_path / "coop-tui") as (app, pilot):
        await pilot.press(*"Batam", "tab", *"Kerja", "space", *"Sama", "ctrl+s")
        config = await made(app)
    assert config.office == Office("Batam", "Kerja Sama")
    assert config.language == "en"
    assert config.store == tmp_path / "coop-tui" / "data" / "coop.json"
    assert list(store_problems(config.store)) == []


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_in_sight_and_the_language_changes_all_of_it_at_once(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with first_start(tmp_path, size, "id") as (app, pilot):
        await see(app, "Bahasa", "Kota", "Unit kerja", "Mulai dengan", "Disimpan di", str(tmp_path)[:40], "esc Keluar")
        await pilot.press(*"Batam", "ctrl+s")
        await see(app, "✗ Ini harus diisi.", "● Bahasa Indonesia")
        await pilot.press("f8")
        await see(app, "Language", "City", "Begin with", "Kept in", "Batam", "✗ This must be filled in.", "● English")
        assert not {"Mulai", "Disimpan", "Keluar", "harus"} & set(text(app).split())
        await pilot.press("shift+tab", "shift+tab", "left")
        await see(app, "● Bahasa Indonesia", "Mulai dengan", "Batam")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(("downs", "city"), [(1, "Kota Jambi"), (2, "Kota Contoh")])
async def test_a_filled_register_brings_its_own_office(tmp_path: Path, downs: int, city: str) -> None:
    async with first_start(tmp_path / "new") as (app, pilot):
        await pilot.press("tab", "tab", *["down"] * downs)
        await see(app, city)
        await pilot.press("tab", "enter")
        config = await made(app)
    assert config.office == Office(city, "Bagian Kerja Sama, Sekretariat Daerah")
    assert list(store_problems(config.store)) == []


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_writes_nothing(tmp_path: Path, key: str) -> None:
    async with first_start(tmp_path / "new") as (app, pilot):
        await pilot.press(*"Kota", key)
        await until(lambda: not app.is_running, "the end")
    assert app.return_value is None
    assert contents(tmp_path) == {}


async def test_what_is_in_the_way_is_said_at_the_folder_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "coop.json").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    async with first_start(tmp_path) as (app, pilot):
        await pilot.press("tab", "tab", "down", "ctrl+s")
        await see(app, "exists already")
        assert app.is_running
    assert contents(tmp_path) == before


async def test_a_folder_that_cannot_be_made_is_said_and_can_be_tried_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    async with first_start(tmp_path / "file" / "coop-tui") as (app, pilot):
        await pilot.press("tab", "tab", "down", "ctrl+s")
        await see(app, "could not be written")
        (tmp_path / "file").unlink()
        await pilot.press("ctrl+s")
        await made(app)


async def test_the_mouse_picks_and_begins(tmp_path: Path) -> None:
    async with first_start(tmp_path / "new", language="id") as (app, pilot):
        await pilot.click("#language", offset=(25, 0))
        await see(app, "● English")
        await pilot.click("#beginning", offset=(5, 2))
        await see(app, "● The demo city")
        await pilot.click("#start")
        config = await made(app)
    assert (config.language, config.office.city) == ("en", "Kota Contoh")


async def test_the_name_of_the_folder_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    async with first_start(tmp_path / "a\x1b[2J[/b]\u202e", WIDE) as (app, _pilot):
        await see(app, "a\\x1b[2J[/b]\\u202e")


HOSTILE = "Ko\"ta\x1b[2J\u202e: {a: [b]} # 'x'\n\t\\ &a *b !t @click"


async def test_hostile_text_is_cleaned_and_quoted(tmp_path: Path) -> None:
    async with first_start(tmp_path / "new") as (app, pilot):
        for name in ("city", "unit"):
            app.screen.query_one(f"#{name}", Input).value = HOSTILE
        await pilot.press("ctrl+s")
        config = await made(app)
    assert config.office.city == config.office.unit == "Ko\"ta[2J: {a: [b]} # 'x' \\ &a *b !t @click"


def test_the_program_without_anything_asks_and_goes_on_to_the_dashboard(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with PtyApp([sys.executable, "-m", "coop_tui"], columns=80, rows=24, env=home, cwd=tmp_path) as app:
        app.wait_for("pertama kali")
        app.send("Kota Contoh", "tab", "Bagian Contoh", "f8")
        app.wait_for("first start")
        app.send("ctrl+s")
        app.wait_for("^ Kota Contoh · Bagian Contoh")
        app.send("4")
        app.wait_for("No batches yet. Press n")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    with PtyApp([sys.executable, "-m", "coop_tui"], columns=80, rows=24, env=home, cwd=tmp_path) as app:
        app.wait_for("^ Kota Contoh · Bagian Contoh")  # what was written is found again


def test_where_nobody_can_answer_it_says_how_a_configuration_is_made(tmp_path: Path) -> None:
    answer = run(env={"XDG_CONFIG_HOME": str(tmp_path)}, cwd=tmp_path)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")
    assert "coop-tui init" in answer.err
    assert contents(tmp_path) == {}
