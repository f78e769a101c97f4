"""The Batches screen: every key it has, and what a person sees after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from coop_tui.records import batches
from coop_tui.screens.form import FormScreen
from coop_tui.screens.help import HelpScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.widgets.filter_line import FilterLine, Query
from coop_tui.widgets.line_page import LinePage
from tests.dashboard import NARROW, SIZES, dashboard, lines, office, see, table, text, toasts, until


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_comes_newest_first_with_the_page_of_its_cursor(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(office(tmp_path), size) as (app, _pilot):
        first, second = (line for line in lines(app) if "Jul 2019" in line or "17 Feb 2019" in line)
        assert "› ○ Jul 2019    Public Service" in first
        assert "Planned" in first
        assert "  ● 17 Feb 2019 Smart City and Cybersecurity" in second
        assert "25" in second
        assert "7 rows" in text(app)
        await see(app, "SCP · July 2019 · Singapore · ○ Planned")
        await see(app, "Seats               25")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_reads_and_escape_comes_back_to_the_same_row(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(office(tmp_path), size) as (app, pilot):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("end")
        await see(app, "Lim Teng Leng")  # all of a long list, which the page beside the list cuts
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, ReadingScreen))
        assert table(app).cursor_id == 6


async def test_the_page_beside_the_list_says_how_much_it_left_out(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (80, 40)) as (app, pilot):
        await pilot.press("down")
        await see(app, "Teo Jing Kok")
        await see(app, "+5 more")
        assert "Lim Teng Leng" not in text(app)


async def test_the_reading_page_scrolls_by_the_usual_keys(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        page = app.screen.query_one(LinePage)
        await pilot.press("end")
        await until(lambda: page.scroll_offset.y == page.max_scroll_y > 0)
        await pilot.press("home")
        await until(lambda: page.scroll_offset.y == 0)


@pytest.mark.parametrize("key", ["e", "n"])
async def test_e_and_n_open_the_form_and_escape_leaves_it(tmp_path: Path, key: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press(key)
        await until(lambda: isinstance(app.screen, FormScreen))
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.record_id == (7 if key == "e" else None)
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, FormScreen))
        assert table(app).cursor_id == 7


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_a_deletion_is_said_and_taken_back_and_done_again(tmp_path: Path, key: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press(key)
        await see(app, "6 rows")
        assert toasts(app)[-1] == "Public Service: deleted. u takes it back."
        await pilot.press("u")
        await see(app, "7 rows")
        assert toasts(app)[-1] == "Undone: Public Service: deleted. ctrl+r does it again."
        await pilot.press("ctrl+r")
        await see(app, "6 rows")
        assert toasts(app)[-1] == "Done again. u takes it back."


async def test_with_nothing_to_take_back_it_says_so(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path, sample=False)) as (app, pilot):
        await pilot.press("u")
        await until(lambda: bool(toasts(app)))
        assert "no change of yours to undo" in toasts(app)[-1]
        await pilot.press("ctrl+r")
        await until(lambda: len(toasts(app)) == 2)
        assert "nothing to redo" in toasts(app)[-1]


async def test_a_deletion_that_others_refer_to_is_refused_and_names_them(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        app.register.create(
            "activities", {"kind": "meeting", "on": "2019-03-01", "title": "Talks on buses", "batch": 6}
        )
        await pilot.press("down", "d")
        await until(lambda: bool(toasts(app)))
        assert "Smart City and Cybersecurity is still used by Talks on buses" in toasts(app)[-1]
        assert table(app).total == 7


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_and_closes(tmp_path: Path, key: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press(key)
        await until(lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, HelpScreen))


@pytest.mark.parametrize("key", ["ctrl+q", "f12"])
async def test_quit_leaves(tmp_path: Path, key: str) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press(key)
        await until(lambda: not app.is_running)


async def test_the_filter_narrows_letter_by_letter_and_says_how_many_match(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"smart")  # as quick as a person can type
        await see(app, "1 of 7")
        assert app.screen.query_one(FilterLine).query_text == "smart"
        await pilot.press("enter")
        await until(lambda: app.focused is table(app))
        await see(app, "filter: smart")
        assert table(app).cursor_id == 6
        await pilot.press("escape")
        await see(app, "7 rows")
        assert "filter:" not in text(app)
        assert table(app).cursor_id == 6


async def test_every_letter_can_be_part_of_a_filter_and_what_is_pasted_comes_through_clean(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"d/n?u")
        query = app.screen.query_one(Query)
        await until(lambda: query.value == "d/n?u")
        query.post_message(Paste(" [b]\x1b[2J\u202e\x9bx\ty"))
        await until(lambda: query.value == "d/n?u [b][2Jx y")
        assert table(app).total == 7
        assert not isinstance(app.screen, HelpScreen)


async def test_escape_while_typing_takes_the_filter_away(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", "z", "z", "z")
        await see(app, "0 of 7")
        await see(app, "Nothing matches. esc clears the filter.")
        await pilot.press("escape")
        await see(app, "7 rows")
        await until(lambda: app.focused is table(app))


async def test_the_filter_looks_into_every_field_and_through_references(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"liveable lta")  # the organiser's name and an expert's organisation
        await see(app, "1 of 7")


def data_rows(line_list: list[str]) -> list[str]:
    """The rows of the list: those with the sign of a status."""
    return [line for line in line_list if line[3] in "○●◐✗–"]


async def test_s_sorts_by_each_column_in_turn_and_shift_s_turns_round(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (140, 40)) as (app, pilot):
        keys = [column.field for column in batches.KIND.columns]
        assert table(app).sorted_by == ("starts_on", True)
        for key in [*keys[2:], *keys[:2]]:
            await pilot.press("s")
            assert table(app).sorted_by == (key, False)
            up = [table(app)._view.id_at(at) for at in range(7)]
            await pilot.press("S")
            assert table(app).sorted_by == (key, True)
            down = [table(app)._view.id_at(at) for at in range(7)]
            assert sorted(up) == sorted(down) == [1, 2, 3, 4, 5, 6, 7]
            assert key in ("programme", "country") or up != down


async def test_sorting_by_title_puts_the_rows_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        while table(app).sorted_by != ("called", False):
            await pilot.press("s")
        await see(app, "Title ▴")
        rows = data_rows(lines(app))
        titles = [row[17:31] for row in rows]
        assert titles == sorted(titles)
        assert len(titles) == 7
        await pilot.press("S")
        await see(app, "Title ▾")


async def test_a_click_on_a_heading_sorts_and_a_second_turns_round(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), NARROW) as (app, pilot):
        heading = next(line for line in lines(app) if "Starts" in line)
        top = lines(app).index(heading)
        for word, key in (("Starts", "starts_on"), ("Title", "called"), ("Participations", "participations")):
            at = next(line for line in lines(app) if "Starts" in line).index(word)
            await pilot.click(offset=(at, top))
            assert table(app).sorted_by == (key, False)
            await see(app, f"{word} ▴")
            await pilot.click(offset=(at, top))
            assert table(app).sorted_by == (key, True)
            await see(app, f"{word} ▾")


async def test_a_click_takes_the_cursor_and_a_second_opens(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        row = next(at for at, line in enumerate(lines(app)) if "Smart City" in line)
        await pilot.click(offset=(20, row))
        await until(lambda: table(app).cursor_id == 6)
        await see(app, "17–23 February 2019")
        await pilot.click(offset=(20, row))
        await until(lambda: isinstance(app.screen, ReadingScreen))


async def test_the_footer_can_be_clicked(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        foot = lines(app)[-1]
        await pilot.click(offset=(foot.index("Help"), 23))
        await until(lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(lambda: not isinstance(app.screen, HelpScreen))
        await pilot.click(offset=(foot.index("Edit"), 23))
        await until(lambda: isinstance(app.screen, FormScreen))


async def test_an_empty_register_says_how_to_fill_it(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path, sample=False)) as (app, pilot):
        await see(app, "No batches yet. Press n to add the first one. i brings in a list of them.")
        await see(app, "0 rows")
        for key in ("enter", "e", "d", "s", "S", "down", "end"):
            await pilot.press(key)
        assert toasts(app) == []
        assert "Edit" not in lines(app)[-1]
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, FormScreen))
