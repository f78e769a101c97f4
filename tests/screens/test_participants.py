"""The participants of a batch: every key of their screen, and what is seen after it; and the batches of a person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.screens.choose_person import ChoosePersonScreen
from coop_tui.screens.form import FormScreen
from coop_tui.screens.participants import ParticipantsScreen
from coop_tui.screens.paste_names import PasteNamesScreen
from coop_tui.screens.preview_names import PreviewNamesScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.screens.text_and_date import TextAndDateScreen
from coop_tui.widgets.form.inputs import Lines
from coop_tui.widgets.results import Results
from tests.dashboard import SIZES, another, dashboard, lines, office, see, table, text, toasts, until
from tests.register.desks import everything

SMART_CITY = 6


def staff(folder: Path) -> Path:
    """An office with two units and six people; three are nominated for a batch that is over, whose 25 were counted."""
    config = office(folder)
    with another(config, "sari") as register:
        for name in ("DUK", "DAK"):
            register.create("units", {"name": f"Dinas {name}", "acronym": name})
        for number, name in enumerate(("Ani", "Budi", "Citra", "Dewi", "Eko", "Eko"), start=1):
            register.create("people", {"name": f"{name} Contoh", "unit": number % 2 + 1, "grade": "III/a"})
        for person in (1, 2, 3):
            register.create("participations", {"person": person, "batch": SMART_CITY, "status": "nominated"})
    return config


def status_of(register: Register) -> Mapping[int, str]:
    """The status of each person in the batch."""
    return {one.person: one.status.value for one in register.records.participations_of(SMART_CITY)}


async def open_participants(app: CoopApp, pilot: Pilot[None]) -> None:
    await pilot.press("down", "p")
    await until(lambda: isinstance(app.screen, ParticipantsScreen) and app.focused is table(app))


async def choosing(app: CoopApp) -> None:
    await until(lambda: isinstance(app.screen, ChoosePersonScreen))


async def typed(app: CoopApp, pilot: Pilot[None], name: str) -> None:
    """Type a name where a person is chosen, and wait for the one found first."""
    await choosing(app)
    await pilot.press(*name)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_where_the_batch_stands_and_who_is_on_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(staff(tmp_path), size) as (app, pilot):
        await open_participants(app, pilot)
        await see(app, "Participants · Smart City and Cybersecurity")
        await see(app, "3 rows")
        await see(app, "✗ Decree")
        await see(app, "✗ Attended 0 of 3")
        await see(app, "Head-count: 25 · Names that attended: 0 · Without a name: 25")
        row = next(line for line in lines(app) if "Ani Contoh" in line)
        assert row.split()[:3] == ["›", "○", "Nominated"]


async def test_it_opens_from_list_page_and_palette_and_escape_comes_back(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await see(app, "Ani Contoh · Smart City")
        app.read(KINDS["batches"], SMART_CITY)
        await pilot.pause()
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, ParticipantsScreen))
        assert len(app.screen_stack) == 5
        for expected in (ReadingScreen, ReadingScreen, ParticipantsScreen, RecordsScreen):
            await pilot.press("escape")
            await until(lambda expected=expected: isinstance(app.screen, expected))  # type: ignore[misc]  # a default
        await pilot.press("ctrl+p", *"participants", "enter")
        await until(lambda: isinstance(app.screen, ParticipantsScreen))


async def test_a_person_without_batches_has_no_key_for_participants(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path), tab=7) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_people_are_nominated_one_after_the_other_each_as_one_change(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        generation = app.register.records.generation
        await pilot.press("n")
        await typed(app, pilot, "dwei con")  # mistyped
        await pilot.press("enter")
        await until(lambda: 4 in status_of(app.register))
        await typed(app, pilot, "Orang Baru; DAK")
        await pilot.press("enter")
        await until(lambda: 7 in status_of(app.register))
        assert app.register.records.generation == generation + 2
        assert app.register.document("people", 7) == {"name": "Orang Baru", "unit": 2}
        assert toasts(app)[-1] == "Smart City and Cybersecurity: 1 participant nominated. u takes it back."
        await choosing(app)
        await pilot.press("escape")
        await see(app, "5 rows")
        await pilot.press("u", "u")
        await see(app, "3 rows")
        assert app.register.records.get(KINDS["people"], 7) is None


async def test_who_is_on_the_list_cannot_be_nominated_again_and_the_list_says_so(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("n")
        await typed(app, pilot, "ani contoh")
        await see(app, "on the list already")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChoosePersonScreen)
        app.screen.query_one(Results).pick(1)  # the offer to make a new one
        await pilot.press("enter")
        await until(lambda: status_of(app.register).get(7) == "nominated")  # two people of one name stay two


async def test_all_attended_but_those_marked_as_one_change_taken_back_by_one_key(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        before, generation = everything(app.register), app.register.records.generation
        await pilot.press("space")
        await see(app, "→ Withdrawn")
        await pilot.press("r")
        await typed(app, pilot, "dewi")
        await pilot.press("enter")
        await see(app, "→ Replaced by Dewi")
        assert everything(app.register) == before
        await pilot.press("a")
        await see(app, "4 rows")
        assert status_of(app.register) == {1: "withdrawn", 2: "replaced", 3: "attended", 4: "attended"}
        replacement = app.register.document("participations", 4) or {}
        assert (replacement["replaces"], replacement["grade"]) == (2, "III/a")
        assert app.register.records.generation == generation + 1
        await see(app, "● Attended 2")
        await see(app, "Names that attended: 2 · Without a name: 23")
        assert toasts(app)[-1] == "Smart City and Cybersecurity: attendance of 4 participants. u takes it back."
        await pilot.press("u")
        await see(app, "3 rows")
        assert everything(app.register) == before


async def test_marks_are_saved_alone_and_taken_away_by_escape(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("space", "space")
        await until(lambda: text(app).count("→ Withdrawn") == 2)
        await pilot.press("escape")
        await until(lambda: "→" not in text(app))
        assert isinstance(app.screen, ParticipantsScreen)
        await pilot.press("home", "space", "home", "space")  # and taken away again
        await until(lambda: "→" not in text(app))
        await pilot.press("end", "space", "ctrl+s")
        await until(lambda: status_of(app.register)[3] == "withdrawn")
        assert status_of(app.register) == {1: "nominated", 2: "nominated", 3: "withdrawn"}
        await pilot.press("end", "space")  # who withdrew cannot be marked
        await pilot.pause()
        assert "→" not in text(app)


async def test_nobody_attends_before_the_batch_begins(tmp_path: Path) -> None:
    config = staff(tmp_path)
    with another(config) as other:
        batch = other.document("batches", SMART_CITY) or {}
        other.update("batches", SMART_CITY, batch, {**batch, "starts_on": "2019-03-02", "ends_on": "2019-03-03"})
    async with dashboard(config) as (app, pilot):
        await open_participants(app, pilot)
        assert "All attended" not in lines(app)[-1]
        await pilot.press("a")
        await pilot.pause()
        assert set(status_of(app.register).values()) == {"nominated"}


async def test_the_decree_is_entered_and_a_date_that_is_none_is_said_there(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("k")
        await until(lambda: isinstance(app.screen, TextAndDateScreen))
        await pilot.press(*"188.45/1", "enter", *"30 feb 2019", "enter")
        await see(app, "✗ ")
        assert isinstance(app.screen, TextAndDateScreen)
        await pilot.press(*["backspace"] * 11, *"3/2/2019", "ctrl+s")
        await see(app, "● Decree 188.45/1, 3 Feb 2019")
        assert (app.register.document("batches", SMART_CITY) or {})["decree"] == {
            "number": "188.45/1",
            "on": "2019-02-03",
        }
        await pilot.press("k", "escape", "u")
        await see(app, "✗ Decree")


async def test_a_paper_is_entered_and_taken_away(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("m")
        await see(app, "Paper · Ani Contoh")
        await pilot.press(*"Loket keliling", "enter", *"1/3/2019", "enter")
        await until(lambda: "paper" in (app.register.document("participations", 1) or {}))
        paper = {"title": "Loket keliling", "presented_on": "2019-03-01"}
        assert (app.register.document("participations", 1) or {})["paper"] == paper
        await pilot.press("m", "backspace", "enter", "backspace", "enter")
        await until(lambda: "paper" not in (app.register.document("participations", 1) or {}))


async def test_a_pasted_list_is_shown_line_by_line_and_nominated_as_one_change(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        before, generation = everything(app.register), app.register.records.generation
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, PasteNamesScreen) and isinstance(app.focused, Lines))
        pasted = (
            "1. Ani Contoh\n2. Dewy Contoh\n3. Eko Contoh\n\n4. Dewi Contoh; DUK\nOrang \x1b[2J[/b]\u202e Baru, DAK"
        )
        app.screen.query_one(Lines).post_message(Paste(pasted))
        await until(lambda: "Baru" in app.screen.query_one(Lines).text)
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, PreviewNamesScreen))
        await see(app, "1 on record · 2 new people · 1 left out · 1 to choose")
        await see(app, "on the list already")
        await see(app, "new person · like Dewi Contoh")
        await see(app, "choose: 2 people are called so")
        await see(app, "new person · DAK")
        assert everything(app.register) == before
        await pilot.press("ctrl+s")  # one line is still to be said
        await until(lambda: toasts(app)[-1:] == ["Choose who is meant first, with enter."])
        assert everything(app.register) == before
        await pilot.press("enter", "down", "enter")
        await see(app, "2 on record · 2 new people · 1 left out")
        await pilot.press("k")
        await until(lambda: isinstance(app.screen, TextAndDateScreen))
        await pilot.press(*"188.45/1", "ctrl+s")
        await see(app, "Decree 188.45/1")
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, ParticipantsScreen))
        await see(app, "7 rows")
        await see(app, "● Decree 188.45/1")
        assert app.register.records.generation == generation + 1
        assert set(status_of(app.register)) == {1, 2, 3, 4, 6, 7, 8}
        assert [(app.register.document("people", one) or {})["name"] for one in (7, 8)] == [
            "Dewy Contoh", "Orang [2J[/b] Baru",
        ]  # fmt: skip
        await pilot.press("u")
        await see(app, "3 rows")
        assert everything(app.register) == before


async def test_from_the_preview_escape_goes_back_to_the_list_as_it_was_pasted(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("p", *"Eko Contoh", "ctrl+s")
        await until(lambda: isinstance(app.screen, PreviewNamesScreen))
        await pilot.press("enter", "enter", "k", *"188.45/1", "ctrl+s")
        await see(app, "1 on record · 0 new people · Decree 188.45/1")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PasteNamesScreen))
        assert app.screen.query_one(Lines).text == "Eko Contoh"
        await pilot.press("ctrl+s")
        await see(app, "1 on record · 0 new people · Decree 188.45/1")  # what was said of it is kept as well
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PasteNamesScreen))
        await pilot.press("escape")
        await see(app, "Leave the list and drop it?")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, PasteNamesScreen))
        await pilot.press("escape", "y")
        await until(lambda: isinstance(app.screen, ParticipantsScreen))


async def test_two_lines_cannot_mean_the_same_person(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("p", *"Eko Contoh", "enter", *"Eko Contoh", "ctrl+s")
        await see(app, "2 to choose")
        await pilot.press("enter", "enter")
        await see(app, "1 to choose")
        await pilot.press("enter", "enter")
        await until(lambda: toasts(app)[-1:] == ["Another line means this person already."])
        await pilot.press("enter", "down", "enter", "ctrl+s")
        await see(app, "5 rows")
        assert {5, 6} <= set(status_of(app.register))


async def test_what_others_do_is_seen_and_a_batch_that_goes_closes_its_list(tmp_path: Path) -> None:
    config = staff(tmp_path)
    async with dashboard(config) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("space")
        with another(config) as other:
            other.create("participations", {"person": 4, "batch": SMART_CITY, "status": "nominated"})
        await see(app, "4 rows")
        await see(app, "→ Withdrawn")
        with another(config) as other:
            other.delete("batches", SMART_CITY)
        await until(lambda: isinstance(app.screen, RecordsScreen))


async def test_a_participation_is_edited_and_deleted(tmp_path: Path) -> None:
    async with dashboard(staff(tmp_path)) as (app, pilot):
        await open_participants(app, pilot)
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, FormScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, ParticipantsScreen))
        await pilot.press("d")
        await see(app, "2 rows")
        await pilot.press("u")
        await see(app, "3 rows")


async def test_the_page_of_a_person_lists_every_batch_newest_first_as_the_person_was_then(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as other:
        for name in ("DUK", "DAK"):
            other.create("units", {"name": f"Dinas {name}", "acronym": name})
        other.create("people", {"name": "Ani Contoh", "unit": 2})
        for batch, status, unit in ((SMART_CITY, "attended", 1), (7, "nominated", 2), (1, "withdrawn", 1)):
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
