"""Whose turn it is, beside the people who are chosen: how often and when they went, and their agencies sent people."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from coop_tui.app import CoopApp
from coop_tui.register.roster import rosters
from coop_tui.screens.choose_person import ChoosePersonScreen
from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.paste_names import PasteNamesScreen
from coop_tui.screens.preview_names import PreviewNamesScreen
from coop_tui.widgets.form.inputs import Lines
from tests.dashboard import WIDE, another, dashboard, lines, office, see, table, until
from tests.screens.scenes import WHO_WENT

HOSTILE = "Eka [/b] [@click=app.quit]x[/] Contoh"


def filled(folder: Path) -> Path:
    config = office(folder)
    with another(config) as theirs:
        for kind, document in WHO_WENT:
            theirs.create(kind, document)
        theirs.create("people", {"name": HOSTILE, "unit": 3, "origin": "own_staff"})
    return config


def row_of(app: CoopApp, name: str) -> str:
    """The line on which somebody stands among those found."""
    return next((line for line in lines(app)[3:14] if name in line), "").strip(" │›")


async def test_whose_turn_it_is_stands_beside_those_found_and_below_in_full(tmp_path: Path) -> None:
    config = filled(tmp_path)
    async with dashboard(config) as (app, pilot):
        await pilot.press("end", "p")
        await until(lambda: isinstance(app.screen, ParticipantsScreen) and app.focused is table(app))
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, ChoosePersonScreen))
        await pilot.press(*"contoh")
        await see(app, "Ani Contoh · went 2 times: Jan 2019, May 2017")
        await see(app, "Dinas Kini sent people 2 times, last Jan 2019")
        assert row_of(app, "Ani Contoh").split(maxsplit=3) == ["Ani", "Contoh", "DK", "2 times, last Jan 2019"]
        await pilot.press("down", "down", "down")
        await see(app, "Citra Contoh · no participation on record")  # of one person that can be said
        await see(app, "Dinas Belum: nobody sent on record")
        assert row_of(app, "Citra Contoh").split() == ["Citra", "Contoh", "Dinas", "Belum"]
        await pilot.press("down")
        await see(app, f"{HOSTILE} · no participation on record")
        await see(app, "Badan Lain sent people 1 time, last May 2017")
        assert "never" not in "\n".join(lines(app))  # it would be a list of people who never went
        await pilot.press("escape")
        with another(config) as theirs:
            theirs.create("settings", {"name": "roster", "value": {"city": "2019-02"}})
        await until(lambda: bool(rosters(app.register.records)))
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, ChoosePersonScreen))
        await pilot.press(*"citra")
        await see(app, "Citra Contoh · has never gone")
        assert row_of(app, "Citra Contoh").split()[-1] == "never"


async def test_a_pasted_list_says_how_often_those_on_record_went(tmp_path: Path) -> None:
    async with dashboard(filled(tmp_path), WIDE) as (app, pilot):
        await pilot.press("end", "p")
        await until(lambda: isinstance(app.screen, ParticipantsScreen) and app.focused is table(app))
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, PasteNamesScreen) and isinstance(app.focused, Lines))
        app.screen.query_one(Lines).post_message(Paste("Ani Contoh\nCitra Contoh\nFajar Contoh; Dinas Belum"))
        await until(lambda: "Fajar" in app.screen.query_one(Lines).text)
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, PreviewNamesScreen))
        await see(app, "Ani Contoh · went 2 times: Jan 2019, May 2017")
        await see(app, "Dinas Kini sent people 2 times, last Jan 2019")
        rows = [line.rstrip() for line in lines(app) if "●" in line]
        assert rows[0].endswith("2 times, last Jan 2019")
        assert rows[1].endswith("Dinas Belum")
        await pilot.press("down")
        await see(app, "Citra Contoh · no participation on record")
        await pilot.press("down")
        await until(lambda: "Citra Contoh · no" not in "\n".join(lines(app)))
        await see(app, "Dinas Belum: nobody sent on record")
