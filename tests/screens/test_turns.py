"""Fair turn on its screen: what it lists, what it does not say without a roster, and what is copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.screens.ask_day import AskDayScreen
from coop_tui.screens.counts import CountsScreen
from coop_tui.screens.pick import PickScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.turns import TurnsScreen
from tests.dashboard import another, dashboard, lines, office, see, table, text, toasts, until
from tests.screens.scenes import WHO_WENT

NOT_KNOWN = "Nobody knows who never went: there is no list of staff."


def filled(folder: Path) -> Path:
    config = office(folder)
    with another(config) as theirs:
        for kind, document in WHO_WENT:
            theirs.create(kind, document)
    return config


async def to_turns(app: CoopApp, pilot: Pilot[None]) -> None:
    await pilot.press("f6")
    await until(lambda: isinstance(app.screen, TurnsScreen) and app.screen.is_mounted)
    await see(app, "Fair turn · Agencies")


async def view(app: CoopApp, pilot: Pilot[None], *steps: str) -> None:
    await pilot.press("v")
    await until(lambda: isinstance(app.screen, PickScreen))
    await pilot.press("home", *steps, "enter")
    await until(lambda: isinstance(app.screen, TurnsScreen))


def rows(app: CoopApp) -> list[list[str]]:
    """The words of each row of the list, from the first on."""
    y = next(at for at, line in enumerate(lines(app)) if " Name" in line or " Unit" in line)
    found = []
    for line in lines(app)[y + 1 :]:
        words = line.replace("›", " ").split()
        if not words or line.startswith("─"):
            break
        found.append(words)
    return found


async def test_agencies_stand_in_the_order_of_their_turn(tmp_path: Path) -> None:
    async with dashboard(filled(tmp_path)) as (app, pilot):
        await to_turns(app, pilot)
        assert rows(app) == [
            ["Dinas", "Belum", "never", "–", "–", "–"],
            ["Badan", "Lain", "May", "2017", "1", "1", "1"],
            ["Dinas", "Kini", "Jan", "2019", "2", "2", "2"],
        ]
        await see(app, "150 participations have no agency on record, so “never” may be wrong.")
        await pilot.press("end")
        await see(app, "2 times, last Jan 2019")
        await see(app, "With what was sent by Dinas Tua.")
        await pilot.press("tab", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, TurnsScreen))
        await pilot.press("escape", "escape")
        await until(lambda: not isinstance(app.screen, TurnsScreen))


async def test_without_a_roster_nobody_is_said_to_have_never_gone(tmp_path: Path) -> None:
    config = filled(tmp_path)
    async with dashboard(config) as (app, pilot):
        await to_turns(app, pilot)
        await view(app, pilot, "down")
        await see(app, NOT_KNOWN)
        assert table(app).total == 0
        assert "Citra" not in text(app)
        await pilot.press("r", "enter")
        await until(lambda: isinstance(app.screen, AskDayScreen))
        await pilot.press(*"2/3/2019", "enter")
        await see(app, "This day is still to come.")
        await pilot.press("escape", "r", "enter")
        await until(lambda: isinstance(app.screen, AskDayScreen))
        await pilot.press("enter")
        await see(app, "Of 3 on the list of staff (1 Mar 2019: all).")
        assert rows(app) == [["Citra", "Contoh", "Dinas", "Belum"]]
        assert toasts(app)[-1].startswith("List of staff given. ")
        with another(config) as theirs:
            theirs.create("participations", {"person": 3, "batch": 9, "status": "attended"})
        await see(app, "Everybody on the list of staff has gone.")
        with another(config) as theirs:
            theirs.undo()
        await see(app, "Citra")
        await pilot.press("u")
        await see(app, NOT_KNOWN)
        assert "Citra" not in text(app)


async def test_who_went_more_than_once_and_when(tmp_path: Path) -> None:
    async with dashboard(filled(tmp_path)) as (app, pilot):
        await to_turns(app, pilot)
        await view(app, pilot, "end")
        assert rows(app) == [["Ani", "Contoh", "DK", "2", "Jan", "2019,", "May", "2017"]]
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))


async def test_what_is_listed_is_copied_as_plain_text(tmp_path: Path) -> None:
    async with dashboard(filled(tmp_path)) as (app, pilot):
        await to_turns(app, pilot)
        await pilot.press("y")
        await until(lambda: bool(app.clipboard))
        assert app.clipboard.splitlines() == [
            "Fair turn · Agencies",
            "",
            "Unit         Last sent  Then  Batches  People",
            "Dinas Belum  never         –        –       –",
            "Badan Lain   May 2017      1        1       1",
            "Dinas Kini   Jan 2019      2        2       2",
            "150 participations have no agency on record, so “never” may be wrong.",
        ]
        assert toasts(app) == ["Copied as text: 7 lines."]
        await pilot.press("slash", *"badan", "enter", "y")
        await until(lambda: "Badan" in app.clipboard and "Dinas" not in app.clipboard)


@pytest.mark.parametrize("keys", [["5", "p"]])
async def test_people_by_agency_and_year_are_one_key_away_and_copied(tmp_path: Path, keys: list[str]) -> None:
    async with dashboard(filled(tmp_path)) as (app, pilot):
        await pilot.press(*keys)
        await until(lambda: isinstance(app.screen, CountsScreen))
        await see(app, "b Rows Unit ▾   k Columns Year")
        await pilot.press("y")
        await until(lambda: bool(app.clipboard))
        assert app.clipboard.splitlines() == [
            "People · Unit · Year",
            "",
            "Unit        2017  2019  Total",
            "Badan Lain     1     –      1",
            "Dinas Kini     –     2      2",
            "Dinas Tua      1     –      1",
            "─────────────────────────────",
            "Total          2     2      3",
            "Somebody who went twice counts once in the total.",
        ]
