"""People who may be one: compared, merged, or remembered as two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_tui.app import CoopApp
from coop_tui.register import duplicates
from coop_tui.register.apart import pairs_apart
from coop_tui.screens.duplicates import DuplicatesScreen
from coop_tui.screens.pair import PairScreen
from coop_tui.store import Document
from tests.dashboard import another, dashboard, office, see, table, text, toasts, until
from tests.screens.scenes import TWO

PEOPLE = 7


@pytest.fixture
def config(tmp_path: Path) -> Path:
    made = office(tmp_path)
    with another(made, "rina") as register:
        for kind, document in TWO:
            register.create(kind, document)
    return made


def person(app: CoopApp, number: int) -> Document | None:
    return app.register.document("people", number)


async def test_two_are_made_one_and_two_again(config: Path) -> None:
    async with dashboard(config, (120, 40), tab=PEOPLE) as (app, pilot):
        before = {number: person(app, number) for number in range(1, 6)}
        await pilot.press("g")
        await until(lambda: isinstance(app.screen, DuplicatesScreen) and not app.screen.is_searching)
        await see(app, "2 rows")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, PairScreen))
        await see(app, "2 stays")
        await pilot.press("t")
        await see(app, "1 stays")
        await pilot.press("down", "enter")  # the other position
        await see(app, "› Camat")
        await pilot.press("m")
        await until(lambda: isinstance(app.screen, DuplicatesScreen))
        assert person(app, 2) is None
        assert person(app, 1) == {
            "name": "Budi Rekaan",
            "nip": "197001011995031001",
            "unit": 1,
            "position": "Camat",
            "phone": "0800 111 222",
        }
        assert toasts(app) == ["person 1: merged with another. u takes it back."]
        await see(app, "1 row")
        await pilot.press("u")
        await until(lambda: person(app, 2) is not None)
        assert {number: person(app, number) for number in range(1, 6)} == before
        await see(app, "2 rows")
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, DuplicatesScreen))


async def test_who_is_two_is_not_proposed_again(config: Path) -> None:
    async with dashboard(config, tab=PEOPLE) as (app, pilot):
        await pilot.press("g")
        await see(app, "2 rows")
        await pilot.press("down", "b")
        await see(app, "1 row")
        assert "Two people kept apart. u takes it back." in toasts(app)
        assert pairs_apart(app.register.records) == {(1, 2)}
    async with dashboard(config, tab=PEOPLE) as (app, pilot):
        await pilot.press("g")
        await until(lambda: isinstance(app.screen, DuplicatesScreen) and not app.screen.is_searching)
        await see(app, "1 row")
        assert "Drs. Budi" not in text(app)
        await pilot.press("u")
        await see(app, "One person or two?")
        await until(lambda: table(app).total == 1)
        assert pairs_apart(app.register.records) == set()
        await pilot.press("escape", "g")
        await see(app, "2 rows")


async def test_a_search_can_be_stopped_and_keeps_what_it_found(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = True

    def search(records: object, apart: object) -> Iterator[duplicates.Piece]:
        yield duplicates.Piece(2, 8, (duplicates.Pair(1, 2, (duplicates.Reason.SAME_NAME,)),))
        while held:
            yield duplicates.Piece(4, 8, ())

    monkeypatch.setattr("coop_tui.screens.duplicates.search", search)
    async with dashboard(config, tab=PEOPLE) as (app, pilot):
        await pilot.press("g")
        await see(app, "One person or two? 50% searched")
        await see(app, "esc Stop")
        await pilot.press("escape")
        await see(app, "esc Back")
        await see(app, "1 row")
        await see(app, "50% searched")
        await pilot.press("slash", *"nobody", "enter")
        await see(app, "0 of 1")
        await pilot.press("escape", "escape")
        await until(lambda: not isinstance(app.screen, DuplicatesScreen))


async def test_others_changes_are_seen_and_nothing_is_merged_that_was_not(config: Path) -> None:
    async with dashboard(config, (120, 40), tab=PEOPLE) as (app, pilot):
        await pilot.press("g", "down", "enter")
        await see(app, "2 stays")
        with another(config) as register:
            before = register.document("people", 2) or {}
            app.is_working = True  # what others do is not taken up before the key comes
            register.update("people", 2, before, {**before, "position": "Lurah"})
            await pilot.press("m")
            await until(lambda: any("changed meanwhile" in said for said in toasts(app)), "a refusal")
            app.is_working = False
            await see(app, "› Lurah")
            register.poll()
            register.delete("people", 5)
            for number in (2, 1):
                register.delete("participations", number)
            register.delete("people", 1)
        await until(lambda: isinstance(app.screen, DuplicatesScreen), "the list, for one of the two is gone")
        await see(app, "1 row")
        await pilot.press("b")
        await see(app, "No two people on record look like one person.")
        await pilot.press("m", "b", "enter")
        assert [number for number in range(1, 6) if person(app, number)] == [2, 3, 4]
        with another(config) as register:  # somebody who is new is compared too
            register.create("people", {**(register.document("people", 2) or {}), "nip": None})
        await see(app, "1 row")


async def test_the_palette_leads_there_and_a_new_person_of_a_known_name_is_told(config: Path) -> None:
    async with dashboard(config) as (app, pilot):
        await pilot.press("ctrl+p", *"one or two", "enter")
        await until(lambda: isinstance(app.screen, DuplicatesScreen))
        await see(app, "2 rows")
        await pilot.press("7", "n", *"wati contoh", "ctrl+s")
        await until(lambda: len(toasts(app)) == 2)
        assert toasts(app)[0] == "Somebody of this name is on record already. g compares them."
