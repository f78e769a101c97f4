"""The frame of every screen: title, tabs, and a footer that never loses its help key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Size

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, _
from coop_tui.screens.help import HelpScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.widgets.frame import FooterLine, TabLine, TitleLine
from tests.dashboard import NARROW, SIZES, dashboard, lines, office, see, table, text, until

WIDTHS = range(40, 201)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbols", ["unicode", "ascii"])
async def test_the_footer_has_its_help_key_at_any_width_and_never_more_than_the_width(
    tmp_path: Path, language: Language, symbols: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(office(tmp_path, language=language, more=f"symbols: {symbols}")) as (app, pilot):
        for screen in ("list", "page"):
            footer = app.screen.query_one(FooterLine)
            for width in WIDTHS:
                monkeypatch.setattr(FooterLine, "size", Size(width, 1))
                line = footer.render()
                assert line.cell_length == width, (screen, width)
                assert line.plain.endswith(f"? {_('Help')}"), (screen, width, line.plain)
            monkeypatch.undo()
            i18n.use(language)
            await pilot.press("enter")
            await until(lambda: isinstance(app.screen, ReadingScreen))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_line_is_longer_than_the_screen_at_any_width(tmp_path: Path, language: Language) -> None:
    async with dashboard(office(tmp_path, language=language)) as (app, pilot):
        for width in (40, 79, 99, 100, 160):
            await pilot.resize_terminal(width, 24)
            await until(lambda: {len(line) for line in lines(app)} == {width}, f"lines of {width} cells")  # noqa: B023
            assert _("Help") in lines(app)[-1]
            assert "coop.json" in lines(app)[0]
            await pilot.press("question_mark")
            await until(lambda: isinstance(app.screen, HelpScreen))
            await see(app, _("Help"))
            assert {len(line) for line in lines(app)} == {width}
            await pilot.press("escape")
            await until(lambda: not isinstance(app.screen, HelpScreen))


async def test_the_footer_of_a_wide_screen_has_more_than_that_of_a_narrow_one(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (120, 40)) as (app, pilot):
        wide = lines(app)[-1]
        await pilot.resize_terminal(40, 24)
        await until(lambda: len(lines(app)[-1]) == 40)
        narrow = lines(app)[-1]
    for word in ("Read", "Edit", "New", "Filter", "Delete", "Sort", "Undo", "Import", "Help"):
        assert word in wide
    assert "Read" in narrow
    assert "Help" in narrow
    assert "Sort" not in narrow


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_says_whose_register_it_is_and_of_which_day(tmp_path: Path, size: tuple[int, int]) -> None:
    async with dashboard(office(tmp_path), size) as (app, _pilot):
        assert lines(app)[0].strip().startswith("Kota Contoh · Bagian Contoh")
        assert lines(app)[0].strip().endswith("as of 2019-03-01 · coop.json")


async def test_the_title_says_when_something_was_saved(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("d")
        await until(lambda: "coop.json ● " in lines(app)[0])
        assert lines(app)[0].strip()[-5:-2].replace(".", "").isdigit()


async def test_a_long_name_of_the_office_gives_way_to_what_may_be_lost(tmp_path: Path) -> None:
    config = office(tmp_path)
    config.write_text(config.read_text().replace("Kota Contoh", "Kota " + "Contoh " * 20), encoding="utf-8")
    async with dashboard(config) as (app, _pilot):
        assert "coop.json" in lines(app)[0]
        assert "…" in lines(app)[0]


async def test_the_active_tab_is_bold_and_underlined(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, _pilot):
        spans = app.screen.query_one(TabLine).render().spans
        assert any("underline" in str(span.style) and "bold" in str(span.style) for span in spans)
        assert "4Batches" in lines(app)[1].replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_f8_turns_every_word_of_the_screen_into_the_other_language(tmp_path: Path, language: Language) -> None:
    other: Language = "en" if language == "id" else "id"
    async with dashboard(office(tmp_path / "one", language=other)) as (app, _pilot):
        await see(app, "SCP")
        wanted = text(app)
    async with dashboard(office(tmp_path / "two", language=language)) as (app, pilot):
        await see(app, "SCP")
        assert text(app) != wanted
        await pilot.press("f8")
        await until(lambda: text(app) == wanted, "the other language")


async def test_f8_while_reading_turns_the_page_and_the_list_below(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("down", "enter")
        await see(app, "February 2019")
        await pilot.press("f8")
        await see(app, "Februari 2019")
        await pilot.press("escape")
        await see(app, "Angkatan")
        await see(app, "Keikutsertaan")


async def test_cursor_scroll_and_filter_survive_another_language_and_theme(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config, NARROW) as (app, pilot):
        for at in range(40):
            app.register.create("batches", {"programme": 1, "mode": "online", "title": f"Course {at:02}"})
        app._spread()
        await pilot.press("slash", *"course", "enter")
        await see(app, "40 of 47")
        await pilot.press("pagedown", "pagedown", "up")
        kept = table(app).cursor_id, table(app).scroll_offset.y
        assert kept[1] > 0
        for key in ("f8", "f9", "f8", "f9"):
            await pilot.press(key)
            await pilot.pause()
            assert (table(app).cursor_id, table(app).scroll_offset.y) == kept, key
            assert table(app).matches == 40


async def test_f9_turns_dark_into_light_and_back(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("f9")
        assert app.theme == "coop-light"
        await pilot.press("f9")
        assert app.theme == "coop-dark"


async def test_titles_say_what_they_are_told(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        title = app.screen.query_one(TitleLine)
        title.say("[b]left[/b] \x1b[2J", "right")
        await pilot.pause()
        assert lines(app)[0].strip().startswith(r"[b]left[/b] \x1b[2J")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_with_symbols_ascii_no_sign_of_ours_is_outside_ascii(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    async with dashboard(office(tmp_path, language=language, more="symbols: ascii"), size) as (app, pilot):
        for keys in (("down",), ("u",), ("slash", "x"), ("escape",), ("enter",), ("f1",), ("escape",), ("e",)):
            await pilot.press(*keys)
            await pilot.pause()
            outside = {c for c in text(app) if not c.isascii()}
            assert outside <= set("–"), (keys, outside, text(app))  # in dates and in the names on record
