"""The list of a batch's participants: filtered, with who took whose place, and what the decree planned."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from coop_tui.app import CoopApp
from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.store import JSON
from tests.dashboard import another, dashboard, lines, see, table, text, until
from tests.screens.test_participants import SMART_CITY, open_participants, staff, status_of


def column(app: CoopApp, label: str, following: str) -> list[str]:
    """What stands in a column of the list, from the first row on; `following` is the heading right of it."""
    found = lines(app)
    y = next(at for at, line in enumerate(found) if f" {label}" in line and following in line)
    start, end = found[y].index(label), found[y].index(following)
    rows = found[y + 1 : y + 1 + table(app).total]
    return [row[start:end].strip() for row in rows]


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


async def test_it_says_who_took_whose_place_and_what_the_decree_planned(tmp_path: Path) -> None:
    config = staff(tmp_path)
    hostile = "Fajar [/b] [@click=app.quit]x[/]"
    with another(config) as other:
        other.create("people", {"name": hostile, "unit": 1})
        before = other.document("participations", 3) or {}
        other.update("participations", 3, before, {**before, "status": "replaced"})
        other.create("participations", {"person": 7, "batch": SMART_CITY, "status": "replaced", "replaces": 3})
        other.create("participations", {"person": 4, "batch": SMART_CITY, "status": "nominated", "replaces": 4})
    async with dashboard(config, (220, 30)) as (app, pilot):
        await open_participants(app, pilot)
        await see(app, "Replacement")
        assert column(app, "Replacement", "Unit") == [
            "",
            "",
            f"replaced by {hostile}",
            f"in place of {hostile}",
            "in place of Citra Contoh, replaced by Dewi Contoh",
        ]
        assert "By decree" not in text(app)
        batch = app.register.document("batches", SMART_CITY) or {}
        decreed: JSON = {"origin": "own_staff", "reported": 5, "basis": "decree"}
        groups: list[JSON] = [*cast("list[JSON]", batch["groups"]), decreed]
        app.change(lambda: app.register.update("batches", SMART_CITY, batch, {**batch, "groups": groups}))
        await see(app, "By decree: 5 · Names nominated: 3 · Without a name: 2")
        await see(app, "Head-count: 25 · Names that attended: 0 · Without a name: 25")  # which is no plan
        await pilot.press("escape", "enter")
        await see(app, "By decree: 5; Names nominated: 3; Without a name: 2")
