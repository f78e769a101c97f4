"""Following what a page leads to, deep and back; what stands below a page; and lists as they were left."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.app import CoopApp
from coop_tui.i18n import LANGUAGES, Language, _
from coop_tui.records import KINDS
from coop_tui.screens.listed import ListedScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.screens.tabs import LISTS, SCREENS, TABS
from coop_tui.widgets.frame import TabLine
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.related_lines import MOST
from tests.dashboard import NARROW, another, dashboard, lines, office, see, table, text, until


def page(app: CoopApp) -> LinePage:
    return app.screen.query_one(LinePage)


def place(app: CoopApp) -> tuple[object, int]:
    return page(app).chosen, page(app).scroll_offset.y


async def reads(app: CoopApp, title: str) -> None:
    """Wait until a page is open and has something to follow."""
    await until(lambda: isinstance(app.screen, ReadingScreen) and page(app).chosen is not None, title)
    await see(app, title)


async def test_references_lead_deep_and_escape_comes_back_to_every_place(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("down", "enter")
        await reads(app, "Smart City and Cybersecurity")
        while page(app).chosen != ("organisations", 11):  # the host of a visit, by its name
            await pilot.press("down")
        batch = place(app)
        assert batch[1] > 0
        await pilot.press("enter")
        await reads(app, "Urban Redevelopment Authority")
        while page(app).chosen != ("batches", 6):  # where it is named
            await pilot.press("right")
        organisation = place(app)
        await pilot.press("enter")
        await reads(app, "SCP · 17–23 February 2019")
        assert page(app).chosen == ("programmes", 1)
        await pilot.press("enter")
        await reads(app, "Singapore Cooperation Programme")
        assert "Batches  7" in text(app)
        for title, before in (("SCP · 17–23", None), ("Urban Red", organisation), ("Pemerintah Singapura", batch)):
            await pilot.press("escape")
            await reads(app, title)
            assert before is None or place(app) == before
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        assert table(app).cursor_id == 6


async def test_tab_goes_to_the_page_beside_the_list_whose_pieces_lead_on_too(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"smart", "enter", "tab")
        await until(lambda: app.screen.focused is page(app) and page(app).chosen == ("programmes", 1))
        await see(app, "esc Back")
        await pilot.press("right", "right", "enter")
        await reads(app, "Centre for Liveable Cities")
        await pilot.press("escape")
        await until(lambda: app.screen.focused is page(app))
        assert page(app).chosen == ("organisations", 3)
        await pilot.press("escape")
        await until(lambda: app.screen.focused is table(app))
        await see(app, "filter: smart")
        await pilot.press("escape")
        await see(app, "7 rows")


async def test_below_a_country_stands_what_concerns_it_and_more_than_fit_lead_to_a_list(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config) as other:
        for at in range(MOST):
            other.create("batches", {"programme": 1, "mode": "online", "title": f"Course {at:02}", "country": "SG"})
        other.create("agreements", {"title": "Talks on ports", "document": "loi", "country": "SG"})
        other.create("activities", {"kind": "visit_in", "on": "2019-02-03", "title": "Visit on ports", "country": "SG"})
    async with dashboard(config, (100, 120), tab=2) as (app, pilot):
        await pilot.press("slash", *"singa", "enter", "enter")
        await reads(app, "Completed batches   6")
        for words in ("Participations      150 ≈", "Organisations  10", f"Batches  {MOST + 7}", "Agreements  1",
                      "Talks on ports", "Activities  1", "3 Feb 2019  Visit in", "● 17 Feb 2019 SCP"):  # fmt: skip
            await see(app, words)
        assert text(app).count("Course") == MOST - 7  # after those that have a date, and older ones
        await pilot.click(offset=next((line.index("+7 more"), y) for y, line in enumerate(lines(app)) if "+7" in line))
        await until(lambda: isinstance(app.screen, ListedScreen))
        await see(app, "Singapore · Batches")
        await see(app, f"{MOST + 7} rows")
        await pilot.press("escape")
        await reads(app, "Completed batches   6")


async def test_the_numbers_and_addresses_of_a_person_stand_whole_on_their_page_alone(tmp_path: Path) -> None:
    config = office(tmp_path)
    whole = ("198001312005012001", "ani@contoh.example", "0741 123456")
    with another(config) as other:
        other.create("people", {"name": "Ani Contoh", **dict(zip(("nip", "email", "phone"), whole, strict=True))})
    async with dashboard(config, (200, 40), tab=7) as (app, pilot):
        await see(app, "***001")
        assert not any(word in text(app) for word in whole)
        assert "***456" in text(app)
        await pilot.press("enter")
        await see(app, whole[0])
        assert all(word in text(app) for word in whole)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_tab_has_its_key_and_a_place_on_the_tab_line_of_80_cells(
    tmp_path: Path, language: Language
) -> None:
    async with dashboard(office(tmp_path, language=language), NARROW) as (app, pilot):
        for tab in TABS:
            await pilot.press(str(tab.number))
            await until(lambda tab=tab: app.current_mode == tab.screen and bool(app.screen.query(TabLine)))  # type: ignore[misc]
            shorts = [f"{one.number}{_(one.short)}" for one in TABS]
            await until(lambda shorts=shorts: lines(app)[1].strip() == " ".join(shorts))  # type: ignore[misc]
            spans = app.screen.query_one(TabLine).render()
            active = next(span for span in spans.spans if "underline" in str(span.style))
            assert spans.plain[active.start : active.end] == shorts[TABS.index(tab)]


async def test_a_list_is_left_with_cursor_and_filter_and_shows_what_others_changed_meanwhile(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config, tab=3) as (app, pilot):
        await pilot.press("slash", *"national", "enter", "down")
        await see(app, "2 of 12")
        left = table(app), table(app).cursor_id
        await pilot.press("2")
        await see(app, "5 rows")
        with another(config) as other:
            other.create("organisations", {"name": "National Archives", "kind": "other"})
            other.create("countries", {"code": "JP"})
        await see(app, "6 rows")
        await pilot.press("3")
        await see(app, "National Archives")
        await see(app, "3 of 13")
        assert (table(app), table(app).cursor_id) == left


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in SCREENS or kind in LISTS])
async def test_every_list_sorts_by_each_column_and_one_without_a_tab_is_left_by_escape(
    tmp_path: Path, kind: str
) -> None:
    async with dashboard(office(tmp_path), (160, 30)) as (app, pilot):
        await app.show_list(kind)
        await until(lambda: isinstance(app.screen, RecordsScreen) and app.screen.KIND is KINDS[kind])
        await until(lambda: app.screen.focused is table(app))
        for _column in KINDS[kind].columns:
            await pilot.press("s", "S")
        assert {len(line) for line in lines(app)} == {160}
        assert "None" not in text(app)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen) and app.screen.KIND.name in (kind, "batches"))
        expected = "batches" if kind in LISTS else kind
        await until(lambda: isinstance(app.screen, RecordsScreen) and app.screen.KIND.name == expected)


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_the_number_of_a_tab_goes_to_its_list_and_closes_what_was_opened(
    tmp_path: Path, *, elsewhere: bool
) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("down", "enter")
        await reads(app, "Smart City and Cybersecurity")
        await pilot.press("enter")
        await reads(app, "Singapore Cooperation Programme")
        if elsewhere:
            await pilot.press("2")
            await see(app, "5 rows")
        await pilot.press("4")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        await see(app, "7 rows")
        assert table(app).cursor_id == 6
