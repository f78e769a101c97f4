"""The participants of a batch, and the batches of a person."""

from __future__ import annotations

from pathlib import Path

from coop_tui.records import KINDS
from coop_tui.screens.reading import ReadingScreen
from tests.dashboard import another, dashboard, lines, office, see, until


async def test_the_page_of_a_person_lists_every_batch_newest_first_as_the_person_was_then(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as other:
        for name in ("DUK", "DAK"):
            other.create("units", {"name": f"Dinas {name}", "acronym": name})
        other.create("people", {"name": "Ani Contoh", "unit": 2})
        for batch, status, unit in ((6, "attended", 1), (7, "nominated", 2), (1, "withdrawn", 1)):
            other.create("participations", {"person": 1, "batch": batch, "status": status, "unit": unit})
    async with dashboard(config) as (app, pilot):
        app.read(KINDS["people"], 1)
        await see(app, "Participations  3")
        found = [line.split() for line in lines(app) if line.startswith(("    Att", "    Nom", "    With"))]
        assert [(one[0], one[-1]) for one in found] == [("Nominated", "DAK"), ("Attended", "DUK"), ("Withdrawn", "DUK")]
        assert "17 Feb 2019" in " ".join(found[1])
        await pilot.press("down")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await see(app, "Ani Contoh · Smart City and Cybersecurity")
