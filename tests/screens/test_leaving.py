"""Leaving what was typed about the participants of a batch, by every way there is: nothing of it goes unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.screens.counts import CountsScreen
from coop_tui.screens.form_questions import LeaveQuestion
from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.paste_names import PasteNamesScreen
from coop_tui.screens.preview_names import PreviewNamesScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.widgets.form.inputs import Lines
from tests.dashboard import dashboard, see, table, text, until
from tests.screens.test_participants import open_participants, staff, status_of

MARKED = "Your marks are not saved yet."
BY_NUMBER = ["5"]
BY_PALETTE = ["ctrl+p", *"counts", "enter"]


async def marked(app: CoopApp, pilot: Pilot[None]) -> None:
    """The first participant marked as withdrawn."""
    await pilot.press("home", "space")
    await see(app, "→ Withdrawn")


async def asked(app: CoopApp, pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Leave by these keys, and be asked."""
    await pilot.press(*keys)
    await until(lambda: isinstance(app.screen, LeaveQuestion), "the question")
    await see(app, MARKED)


async def test_marks_are_asked_about_at_every_way_out(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await marked(app, pilot)
        for keys in (BY_NUMBER, BY_PALETTE, ["ctrl+q"]):
            await asked(app, pilot, keys)
            await pilot.press("escape")
            await until(lambda: isinstance(app.screen, ParticipantsScreen))
            assert "→ Withdrawn" in text(app)
        await pilot.press("home", "enter")  # the same from what was opened over them
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await asked(app, pilot, BY_NUMBER)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        assert status_of(app.register)[1] == "nominated"
        await asked(app, pilot, BY_PALETTE)
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, CountsScreen))
        assert status_of(app.register)[1] == "withdrawn"
        await pilot.press("4")
        await until(lambda: app.focused is table(app))
        await pilot.press("up")
        await open_participants(app, pilot)
        await pilot.press("end", "space")
        await see(app, "→ Withdrawn")
        await asked(app, pilot, BY_NUMBER)
        await pilot.press("w")
        await until(lambda: isinstance(app.screen, CountsScreen))
        assert status_of(app.register) == {1: "withdrawn", 2: "nominated", 3: "nominated"}
        await pilot.press("4")
        await until(lambda: app.focused is table(app))
        await pilot.press("5", "4", "5")  # nothing is asked where nothing was typed
        await until(lambda: isinstance(app.screen, CountsScreen))


@pytest.mark.parametrize(("answer", "status"), [("s", "withdrawn"), ("w", "nominated")])
async def test_quitting_with_marks_saves_or_discards_them(tmp_path: Path, answer: str, status: str) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await marked(app, pilot)
        await asked(app, pilot, ["ctrl+q"])
        await pilot.press("ctrl+q")  # asks once
        await pilot.press(answer)
        await until(lambda: app._exit)
        assert status_of(app.register)[1] == status


async def test_a_pasted_list_is_asked_about_and_stays_while_it_is_not_taken(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await marked(app, pilot)
        await pilot.press("p", *"Orang Baru")
        await pilot.press(*BY_PALETTE)
        await see(app, "Leave the list and drop it?")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PasteNamesScreen))
        assert app.screen.query_one(Lines).text == "Orang Baru"
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, PreviewNamesScreen))
        await pilot.press("5")
        await see(app, "Leave the list and drop it?")
        await pilot.press("y")  # the marks below are asked about by themselves
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PreviewNamesScreen))
        await pilot.press("5")
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        await pilot.press("w")
        await until(lambda: isinstance(app.screen, CountsScreen))
        assert len(status_of(app.register)) == 3
