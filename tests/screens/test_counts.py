"""The figures on their screen: what they say, where they lead, and that they follow the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.counts import DIMENSIONS
from coop_tui.exchange.counts_out import FORMS
from coop_tui.exchange.write_file import unused
from coop_tui.screens.behind import BehindScreen
from coop_tui.screens.counts import CountsScreen
from coop_tui.screens.pick import PickScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.store import JSON, Document
from coop_tui.widgets.figure_table import FigureTable
from coop_tui.widgets.line_page import LinePage
from tests.commands.calling import call
from tests.dashboard import NARROW, THEN, another, dashboard, lines, office, see, text, toasts, until
from tests.screens.scenes import WHO_WENT


async def to_counts(app: CoopApp, pilot: Pilot[None]) -> FigureTable:
    await pilot.press("5")
    await until(lambda: isinstance(app.screen, CountsScreen) and app.screen.is_mounted)
    await see(app, "150")
    return app.screen.query_one(FigureTable)


async def pick(app: CoopApp, pilot: Pilot[None], key: str, *steps: str) -> None:
    await pilot.press(key)
    await until(lambda: isinstance(app.screen, PickScreen))
    await pilot.press("home", *steps, "enter")
    await until(lambda: isinstance(app.screen, CountsScreen))


def words(app: CoopApp, beginning: str) -> list[str]:
    """The words of the line that begins so."""
    return next((line.split() for line in lines(app) if line.strip().startswith(beginning)), [])


async def test_the_figures_are_those_of_the_source(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await to_counts(app, pilot)
        assert words(app, "Year") == ["Year", "Singapore", "Total"]
        assert words(app, "2019") == ["2019", "25", "25"]
        assert words(app, "unknown") == ["unknown", "125", "≈", "125", "≈"]
        assert words(app, "Total") == ["Total", "150", "≈", "150", "≈"]
        assert "≈ 125 by estimate. 150 participations; number of people not known." in text(app)


@pytest.mark.parametrize("keys", [["down", "down", "right"], ["end", "right"]])
async def test_a_figure_opens_the_records_that_add_up_to_it_and_these_their_pages(
    tmp_path: Path, keys: list[str]
) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        figures = await to_counts(app, pilot)
        await pilot.press(*keys)
        figure = figures.cursor
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, BehindScreen))
        await see(app, f"Participations\n   {figure.count} ≈ from 6 records")
        amounts = [line.split()[-2 if line.rstrip().endswith("≈") else -1] for line in lines(app) if "no names" in line]
        assert sum(map(int, amounts)) == figure.count == 150
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, BehindScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CountsScreen))
        assert figures.cursor == figure


async def test_everything_is_chosen_by_keys_and_by_mouse(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await to_counts(app, pilot)
        await pilot.press("t")
        await see(app, "b Rows Country")
        assert words(app, "Singapore") == ["Singapore", "25", "125", "≈", "150", "≈"]
        await pick(app, pilot, "k")
        await see(app, "k Columns none")
        assert words(app, "Country") == ["Country", "Participations"]
        assert "Swap" not in lines(app)[-1]
        await pick(app, pilot, "m")
        await see(app, "m Measure Batches")
        assert words(app, "Singapore") == ["Singapore", "6"]
        await pilot.click(offset=(lines(app)[2].index("Rows"), 2))
        await until(lambda: isinstance(app.screen, PickScreen))
        await see(app, "Regime")
        await pilot.click(offset=(next(line.index("Status") for line in lines(app) if "Status" in line),
                                  next(y for y, line in enumerate(lines(app)) if "Status" in line)))  # fmt: skip
        await see(app, "b Rows Status")
        assert words(app, "Planned") == ["Planned", "1"]
        await pilot.press("m")
        await until(lambda: isinstance(app.screen, PickScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CountsScreen))
        assert "m Measure Batches" in text(app)


async def test_choosing_what_the_other_side_has_changes_sides(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await to_counts(app, pilot)
        await pick(app, pilot, "b", "down", "down")
        await see(app, "b Rows Country ▾   k Columns Year")
        await pick(app, pilot, "k", "down", "down", "down")
        await see(app, "b Rows Year ▾   k Columns Country")


async def test_bars_are_one_key_away_and_lead_to_the_records_as_well(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await to_counts(app, pilot)
        await pick(app, pilot, "k")
        await pilot.press("c")
        await see(app, "▇")
        bars = {line.split()[0]: line.count("▇") for line in lines(app) if "▇" in line}
        assert bars["unknown"] == 5 * bars["2019"]
        await until(lambda: app.screen.query_one(LinePage).has_focus)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, BehindScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, CountsScreen))
        await pilot.press("c")
        await see(app, "───")
        assert "▇" not in text(app)


async def test_a_click_on_a_figure_opens_it_and_what_is_behind_it_follows_the_register(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        await to_counts(app, pilot)
        y = next(y for y, line in enumerate(lines(app)) if line.strip().startswith("2019"))
        await pilot.click(offset=(lines(app)[y].index("25"), y))
        await until(lambda: isinstance(app.screen, BehindScreen))
        await see(app, "Participations · 2019 · Singapore")
        assert "Smart City and Cybersecurity" in text(app)
        await see(app, "25 from 1 record")
        with another(config) as theirs:
            before = theirs.document("batches", 6)
            assert before is not None
            theirs.update("batches", 6, before, {**before, "starts_on": "2018-02-17", "ends_on": "2018-02-23"})
        await see(app, "Nothing stands behind this figure any more.")


async def test_the_language_changes_every_word_and_the_cursor_stays(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        figures = await to_counts(app, pilot)
        await pilot.press("down", "right")
        place = figures.cursor.place
        await pilot.press("f8")
        await see(app, "tidak diketahui")
        assert words(app, "Tahun") == ["Tahun", "Singapura", "Jumlah"]
        assert "≈ 125 berdasarkan perkiraan." in text(app)
        assert figures.cursor.place == place


async def test_a_change_by_somebody_else_is_counted(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        figures = await to_counts(app, pilot)
        await pilot.press("down")
        place = figures.cursor.place
        with another(config) as theirs:
            person = theirs.create("people", {"name": "Contoh", "sex": "f"})
            batch: Document = {
                "programme": 1,
                "mode": "abroad",
                "country": "DK",
                "starts_on": "2018",
                "ends_on": "2018",
            }
            participation: Document = {"person": person, "batch": theirs.create("batches", batch), "status": "attended"}
            theirs.create("participations", participation)
        await see(app, "150 ≈")
        await see(app, "151 participations; 1 person by name.")
        assert words(app, "2018") == ["2018", "1", "–", "1"]
        assert "enter Records" in lines(app)[-1]
        await pilot.press("up", "up")
        await until(lambda: "enter Records" not in lines(app)[-1])
        await pilot.press("enter", "down", "down")
        assert isinstance(app.screen, CountsScreen)
        assert words(app, "2019") == ["2019", "–", "25", "25", "+24"]
        assert figures.cursor.place == place


@pytest.mark.parametrize("size", [NARROW, (50, 12)])
async def test_the_totals_stay_in_sight_where_there_are_more_rows_and_columns_than_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    config = office(tmp_path)
    groups: JSON = [{"origin": "own_staff", "reported": 1, "basis": "reported"}]
    codes = ("DK", "KR", "JP", "NL", "DE", "FR", "AU", "MY", "TH", "VN", "PH", "CN")
    with another(config) as theirs:
        for year in range(1980, 2010):
            country = codes[year % len(codes)]
            batch: Document = {"programme": 1, "mode": "abroad", "country": country, "starts_on": str(year)}
            theirs.create("batches", {**batch, "groups": groups})
    async with dashboard(config, size) as (app, pilot):
        await pilot.press("5")
        await see(app, "180 ≈")
        figures = app.screen.query_one(FigureTable)
        heading = next(y for y, line in enumerate(lines(app)) if line.strip().startswith("Year"))
        await pilot.click(offset=(lines(app)[heading].index("›"), heading))
        await see(app, "‹")
        await pilot.click(offset=(lines(app)[heading].index("‹"), heading))
        for _ in range(len(codes) + 1):
            assert "Total" in words(app, "Year")
            assert "180 ≈" in " ".join(words(app, "Total"))
            assert {len(line) for line in lines(app)} == {size[0]}
            await pilot.press("right")
        pages = 0
        while figures.cursor.count < 180:
            await pilot.press("pagedown")
            assert "180 ≈" in " ".join(words(app, "Total"))
            pages += 1
            assert pages < 50
        await pilot.press("up")
        assert figures.cursor.count == 125


async def test_people_by_unit_as_it_was_then_or_by_the_one_that_does_its_work_today(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as theirs:
        for kind, document in WHO_WENT:
            theirs.create(kind, document)
    async with dashboard(config) as (app, pilot):
        await pilot.press("5")
        await see(app, "150 ≈")
        assert "w Unit" not in lines(app)[-1]
        await pick(app, pilot, "m", "down", "down")
        await pick(app, pilot, "b", *["down"] * list(DIMENSIONS).index("unit"))
        await pick(app, pilot, "k", "down")
        await see(app, "b Rows Unit ▾   k Columns Year")
        assert words(app, "Dinas Kini") == ["Dinas", "Kini", "–", "2", "2"]
        assert words(app, "Dinas Tua") == ["Dinas", "Tua", "1", "–", "1"]
        assert words(app, "Total") == ["Total", "2", "2", "3"]
        await see(app, "Somebody who went twice counts once in the total.")
        assert "w Unit" in lines(app)[-1]
        await pilot.press("w")
        await see(app, "b Rows Unit today ▾   k Columns Year")
        assert words(app, "Dinas Kini") == ["Dinas", "Kini", "1", "2", "2"]
        assert "Dinas Tua" not in text(app)
        await pilot.press("down", "right", "right", "enter")
        await see(app, "People · Dinas Kini\n   2 from 2 records")
        await pilot.press("escape", "w")
        await see(app, "Dinas Tua")


async def test_one_year_or_one_country_alone(tmp_path: Path) -> None:
    """The same as the command says with `--year` and `--country`; what is behind and what is copied name them."""
    config = office(tmp_path)
    with another(config) as theirs:
        for kind, document in WHO_WENT:
            theirs.create(kind, document)
    async with dashboard(config, tab=5) as (app, pilot):
        await see(app, "f Year all ▾")
        await see(app, "g Country all ▾")
        await pick(app, pilot, "f", "down", "down")
        await see(app, "f Year 2019 ▾")
        assert words(app, "Total") == ["Total", "25", "2", "27"]
        await pick(app, pilot, "g", "end")
        await see(app, "g Country unknown ▾")
        assert words(app, "Total") == ["Total", "2", "2"]
        await pilot.press("y")
        assert app.clipboard.splitlines()[0] == "Participations · Year · Country · 2019 · unknown"
        await pilot.press("p")
        await see(app, "b Rows Unit ▾   k Columns Year")
        assert words(app, "Total") == ["Total", "2", "2"]
        await pilot.press("end", "enter")
        await see(app, "People · 2019 · unknown\n   2 from 2 records")
        with another(config) as theirs:
            theirs.delete("participations", 3)
        await see(app, "People · 2019 · unknown\n   1 from 1 record")
        await pilot.press("escape")
        await pick(app, pilot, "m", "end", "up")  # agreements
        await see(app, "Nothing of this is on record of 2019 · unknown.")
        await pick(app, pilot, "f")
        await pick(app, pilot, "g")
        await see(app, "f Year all ▾")
        await see(app, "g Country all ▾")


async def test_x_writes_what_the_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config = office(tmp_path / "office")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    asked = ("--config", config, "--as-of", THEN.isoformat(), "counts", "--by", "year,country", "--year", "2019")
    expected = {form: call(capfd, *asked, "--format", form).out for form in FORMS}
    async with dashboard(config, tab=5, notifications=True) as (app, pilot):
        await see(app, "150 ≈")
        await pick(app, pilot, "f", "down")
        for form in (*FORMS, FORMS[0]):
            written = unused(home / f"counts-participations-year-country-2019.{form}")
            await pick(app, pilot, "x", *["down"] * FORMS.index(form))
            assert written.read_text(encoding="utf-8-sig") == expected[form]
            assert toasts(app)[-1] == f"The figures are in {written}."
        assert len([*home.iterdir()]) == len(FORMS) + 1
        monkeypatch.setattr(Path, "home", lambda: home / "nosuch")
        await pick(app, pilot, "x")
        assert "nosuch" in toasts(app)[-1]
