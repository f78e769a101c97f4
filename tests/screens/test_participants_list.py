"""The list of a batch's participants: filtered, with who took whose place, and what the decree planned."""

from __future__ import annotations

from pathlib import Path

from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.records import RecordsScreen
from tests.dashboard import dashboard, lines, see, table, text, until
from tests.screens.test_participants import open_participants, staff, status_of


async def test_the_list_is_filtered_as_others_are_and_marks_outlive_the_filter(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("down", "slash", *"citra")
        await see(app, "1 of 3")
        await pilot.press("enter", "space")
        await see(app, "→ Withdrawn")
        assert "esc Clear filter" in lines(app)[-1]
        await pilot.press("slash", "end", *"x")
        await see(app, "Nothing matches. esc clears the filter.")
        await pilot.press("backspace", *["backspace"] * 5, *"withdrawn", "enter")
        await see(app, "1 of 3")  # what stands there is found, marks too
        await pilot.press("escape")
        await see(app, "3 rows")
        assert table(app).cursor_id == 3  # still at Citra
        assert "→ Withdrawn" in text(app)
        await pilot.press("escape")
        await until(lambda: "→" not in text(app))
        assert isinstance(app.screen, ParticipantsScreen)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        assert set(status_of(app.register).values()) == {"nominated"}
