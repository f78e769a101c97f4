"""The overview: its figures, what it says needs attention, where its lines lead, and that it follows every change."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.app import CoopApp
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.screens import overview
from coop_tui.screens.due import DueScreen
from coop_tui.screens.form import FormScreen
from coop_tui.screens.listed import ListedScreen
from coop_tui.screens.overview import OverviewScreen
from coop_tui.screens.reading import ReadingScreen
from tests import dashboard as desk
from tests.dashboard import NARROW, SIZES, another, at_tab, dashboard, lines, office, see, table, text, until

NOW = date(2026, 11, 24)
START = 1


def squeezed(app: CoopApp) -> list[str]:
    """The lines on the screen with single blanks and bars."""
    return [re.sub("▇+", "▇", re.sub(" +", " ", line)).strip() for line in lines(app)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_sample_in_march_2019(tmp_path: Path, language: Language, size: tuple[int, int]) -> None:
    async with dashboard(office(tmp_path, language=language), size, tab=START) as (app, _pilot):
        said = squeezed(app)
    expected = {
        "id": [
            "5 negara mitra 2 keanggotaan 6 angkatan selesai 150 keikutsertaan",
            "5 aktif UCLG ASPAC, ICLEI 1 akan datang nama belum dicatat",
            "Perlu perhatian 1",
            "◐ 5 angkatan: 125 keikutsertaan menurut perkiraan",
            "Keikutsertaan per tahun ≈ menurut perkiraan",
            "2019 ▇ 25",
            "tidak diketahui ▇ 125 ≈",
        ],
        "en": [
            "5 partner countries 2 memberships 6 completed batches 150 participations",
            "5 active UCLG ASPAC, ICLEI 1 planned no names on record",
            "Needs attention 1",
            "◐ 5 batches: 125 participations by estimate",
            "Participations by year ≈ by estimate",
            "2019 ▇ 25",
            "unknown ▇ 125 ≈",
        ],
    }[language]
    assert [line for line in said[2:-1] if line] == expected


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_sample_years_later(tmp_path: Path, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "THEN", NOW)
    async with dashboard(office(tmp_path, language=language), tab=START) as (app, _pilot):
        said = squeezed(app)
    expected = {
        "id": [
            "5 aktif UCLG ASPAC, ICLEI 1 belum dipastikan nama belum dicatat",
            "Perlu perhatian 3",
            "✗ Public Service, Juli 2019: lewat, jumlah peserta belum diisi 2.673 hari",
            "○ Singapura: lama tanpa kegiatan, angkatan, atau naskah 2.673 hari",
            "◐ 5 angkatan: 125 keikutsertaan menurut perkiraan",
        ],
        "en": [
            "5 active UCLG ASPAC, ICLEI 1 unconfirmed no names on record",
            "Needs attention 3",
            "✗ Public Service, July 2019: over, head-count not filled in 2,673 days",
            "○ Singapore: no contact on record for a long time 2,673 days",
            "◐ 5 batches: 125 participations by estimate",
        ],
    }[language]
    assert [line for line in said if line in expected] == expected


@pytest.mark.parametrize("language", LANGUAGES)
async def test_f8_turns_the_overview_into_the_other_language(tmp_path: Path, language: Language) -> None:
    other: Language = "en" if language == "id" else "id"
    async with dashboard(office(tmp_path / "one", language=other), tab=START) as (app, _pilot):
        wanted = text(app)
    async with dashboard(office(tmp_path / "two", language=language), tab=START) as (app, pilot):
        await pilot.press("f8")
        await until(lambda: text(app) == wanted, "the other language")


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (["down"], ["5 rows", "Denmark"]),  # the active partners
        (["right"], ["UCLG ASPAC", "ICLEI", "2 rows"]),  # the memberships
        (["down", "down"], ["Batches that rest on an estimate", "5 rows", "25 ≈"]),
        (["down", "down", "down", "down"], ["Participations, unknown", "5 rows", "25 ≈"]),
    ],
)
async def test_a_figure_opens_the_records_behind_it(tmp_path: Path, keys: list[str], rows: list[str]) -> None:
    async with dashboard(office(tmp_path), tab=START) as (app, pilot):
        await pilot.press(*keys, "enter")
        await until(lambda: isinstance(app.screen, ListedScreen))
        for words in rows:
            await see(app, words)
        before = table(app).cursor_id
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, ListedScreen))
        assert table(app).cursor_id == before
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, OverviewScreen))


async def test_a_line_of_one_record_opens_that_and_the_partners_their_tab(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), tab=START) as (app, pilot):
        await pilot.press("down", "down", "down", "enter")  # 25 participations of 2019, all of one batch
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await see(app, "Smart City and Cybersecurity")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("up", "up", "up", "enter")
        await until(lambda: at_tab(app) == 2)


async def test_every_line_can_be_clicked(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), tab=START) as (app, pilot):
        for words, kind in [
            ("ICLEI", ReadingScreen), ("150 part", ListedScreen), ("1 planned", ReadingScreen),
            ("by estimate", ListedScreen), ("▇▇▇ ", ReadingScreen), ("unknown", ListedScreen),
        ]:  # fmt: skip
            y = next(y for y, line in enumerate(lines(app)) if words in line)
            await pilot.click(offset=(lines(app)[y].index(words), y))
            await until(lambda kind=kind: isinstance(app.screen, kind), words)  # type: ignore[misc] # bound at once
            await pilot.press("escape")
            await until(lambda: isinstance(app.screen, OverviewScreen))


async def test_a_change_of_somebody_else_shows_with_who_and_what(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config, tab=START) as (app, pilot):
        app.register.create("countries", {"code": "JP"})
        app._spread()
        await see(app, "6 partner countries")
        assert any(re.match(r"\d\d\.\d\d You Japan: added", line) for line in squeezed(app))
        await pilot.press("down", "down")
        with another(config) as other:
            before = other.document("batches", 1)
            assert before is not None
            other.update("batches", 1, before, {**before, "title": "Ports", "starts_on": "2018", "groups": []})
        await see(app, "5 completed batches")
        said = squeezed(app)
        assert "5 active" not in said
        assert "✗ Ports, 2018: over, head-count not filled in 60 days" in said
        assert "unknown ▇ 100 ≈" in said
        assert any(re.match(r"\d\d\.\d\d budi Ports: changed", line) for line in said)
        await pilot.press("end", "down", "down", "down", "down", "down", "down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))


async def test_what_was_changed_on_another_tab_stands_here_on_return(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), tab=START) as (app, pilot):
        await pilot.press("4")
        await until(lambda: at_tab(app) == 4)
        await pilot.press("end", "d")
        await see(app, "6 rows")
        await pilot.press("1")
        await see(app, "5 completed batches")
        await see(app, "125 participations")


async def test_the_newest_changes_are_read_from_the_history_at_the_start(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config, by="sari") as hers:
        hers.create("countries", {"code": "JP"})
        hers.delete("countries", hers.create("countries", {"code": "FR"}))
        hers.create("settings", {"name": "look:sari", "value": {"theme": "coop-light"}})  # nobody changed a record
    async with dashboard(config, tab=START) as (app, _pilot):
        said = [re.sub(r"^\d\d\.\d\d ", "", line) for line in squeezed(app)]
        at = said.index("Newest changes")
        assert said[at + 1 : at + 5] == [
            "You FR: deleted", "You FR: added", "You Japan: added", "You History begun with the records found",
        ]  # fmt: skip


async def test_a_large_register_is_painted_first_and_counted_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ""
    async with dashboard(office(tmp_path / "one"), tab=START) as (app, _pilot):
        wanted = text(app)
    monkeypatch.setattr(overview, "_AT_ONCE", 0)
    monkeypatch.setattr("coop_tui.screens.overview_facts.STEP", 1)
    config = office(tmp_path / "two")
    async with dashboard(config, tab=START) as (app, _pilot):
        await until(lambda: text(app) == wanted, "the same")
        for code in ("JP", "FR"):
            app.register.create("countries", {"code": code})
            app._spread()
        await see(app, "7 partner countries")
        await see(app, "Newest changes")


async def test_before_it_is_counted_no_figure_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "_AT_ONCE", 0)
    monkeypatch.setattr(OverviewScreen, "_count", lambda _screen: None)
    async with dashboard(office(tmp_path), tab=START) as (app, _pilot):
        said = squeezed(app)
        assert "5 partner countries 2 memberships … completed batches … participations" in said
        assert "Needs attention" in said


async def test_more_than_there_is_room_for_is_one_enter_away(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as other:
        for n in range(30):
            other.create("batches", {"programme": 1, "mode": "online", "title": f"Course {n:02}", "starts_on": "2018"})
    async with dashboard(config, tab=START) as (app, pilot):
        await see(app, "+25 more")
        y = next(y for y, line in enumerate(lines(app)) if "+25 more" in line)
        await pilot.click(offset=(4, y))
        await until(lambda: isinstance(app.screen, DueScreen))
        await pilot.press("end")
        await see(app, "5 batches: 125 participations by estimate")
        await pilot.press("home", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))


async def test_an_empty_register_says_what_to_do_first_and_it_works(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path, sample=False, more="keys: {countries: f4}"), tab=START) as (app, pilot):
        assert "Nothing is on record yet. Press f4 for countries or 4 for batches, then n." in text(app)
        assert "0" not in "".join(lines(app)[2:-1])
        assert "enter" not in lines(app)[-1]
        await pilot.press("f4", "n")
        await until(lambda: isinstance(app.screen, FormScreen))


async def test_a_history_that_cannot_be_read_does_not_hide_the_figures(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as other:
        other.create("countries", {"code": "JP"})
        other.create("countries", {"code": "FR"})
    history = desk.store_of(config).with_suffix(".history.jsonl")
    base, first, *rest = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([base, b"{" + first[1:].replace(b'"gen"', b'"gem"', 1), *rest]))
    async with dashboard(config, NARROW, tab=START) as (app, _pilot):
        await see(app, "7 partner countries")


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")
