"""Language, colours and signs: chosen on the settings screen or by key, and remembered for each person."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.app import CoopApp
from coop_tui.records import KINDS
from coop_tui.screens.form import FormScreen
from coop_tui.screens.records import RecordsScreen
from coop_tui.screens.settings import SettingsScreen
from coop_tui.session import Session
from coop_tui.store import FileStore
from tests.dashboard import THEN, contents, dashboard, lines, office, see, store_of, table, text, toasts, until


def remembered(app: CoopApp) -> dict[str, object]:
    return {one.name: one.value for one in app.register.records.all(KINDS["settings"]).values()}


async def test_what_is_chosen_holds_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        await pilot.press("f7")
        await until(lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("left")
        await see(app, "Bahasa  ")
        await pilot.press("down", "right")
        await until(lambda: app.theme == "coop-light")
        await pilot.press(*["down"] * 8, "right")
        await until(lambda: app.symbols == "ascii")
        await see(app, "* Selesai")
        assert remembered(app) == {}
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        await see(app, "> o Jul 2019")
        theme = app.theme
        assert remembered(app) == {"look:sari": {"language": "id", "theme": theme, "symbols": "ascii"}}
        await pilot.pause()
        first = text(app)
    written = contents(tmp_path)
    i18n.use("en")
    async with dashboard(config) as (app, again):
        assert (i18n.language(), app.theme, app.symbols) == ("id", theme, "ascii")
        await see(app, "> o Jul 2019")
        await again.pause()
        assert text(app).splitlines()[2:] == first.splitlines()[2:]
    assert contents(tmp_path) == written  # looking again writes nothing
    async with dashboard(config, by="budi") as (app, _pilot):
        assert (i18n.language(), app.theme, app.symbols) == ("en", "coop-dark", "unicode")


async def test_keys_remember_too_in_one_change_when_the_dashboard_is_left(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        await pilot.press("f8", "f9", "f8", "f9", "f8", "f9")
        assert remembered(app) == {}
    async with dashboard(config) as (app, pilot):
        assert [one.label for one in app.register.store.history()].count("look") == 1
        assert (i18n.language(), app.theme) == ("id", "coop-light")


async def test_the_command_line_comes_first_then_the_person_then_the_configuration(tmp_path: Path) -> None:
    config = office(tmp_path, language="en", more="theme: nord")
    async with dashboard(config) as (app, pilot):
        await pilot.press("f8")
    cases: list[tuple[i18n.Language | None, i18n.Language]] = [(None, "id"), ("en", "en")]
    for said, holds in cases:
        session = Session(config_file=config, as_of=THEN, who="sari", language=said)
        session.speak()
        app = CoopApp(session)
        try:
            assert (i18n.language(), app.theme) == (holds, "nord")
        finally:
            app.leave()


@pytest.mark.parametrize("value", [None, "dark", {"theme": "mauve", "language": "fr", "symbols": 3}, {"theme": ["x"]}])
async def test_what_this_version_does_not_have_is_left_out(tmp_path: Path, value: object) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, _pilot):
        app.register.create("settings", {"name": "look:sari", "value": value})  # type: ignore[dict-item]
    async with dashboard(config) as (app, _pilot):
        assert (i18n.language(), app.theme, app.symbols) == ("en", "coop-dark", "unicode")


async def test_undo_means_the_records_and_passes_looks_over(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("d")
        await see(app, "6 rows")
        await pilot.press("f7", "down", "right", "escape")
        await until(lambda: bool(remembered(app)))
        await pilot.press("u")
        await see(app, "7 rows")
        assert app.theme == "coop-light"
        await pilot.press("f7", "down", "left", "escape")
        await until(lambda: app.theme == "coop-dark" and isinstance(app.screen, RecordsScreen))
        await pilot.press("ctrl+r")
        await see(app, "6 rows")
        kept = next(one for one in app.register.store.history() if one.label == "look")
        app.register.undo(kept.gen)  # by its number it is a change like any other
        assert remembered(app)["look:sari"] == {"theme": "coop-light"}


async def test_where_nothing_can_be_written_it_holds_and_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = office(tmp_path)
    before = contents(tmp_path)
    monkeypatch.setattr(FileStore, "read_only", True)
    async with dashboard(config) as (app, pilot):
        await pilot.press("f9", "f7")
        await see(app, "holds until you leave")
        await pilot.press("right", "escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        assert app.theme == "coop-light"
        assert toasts(app) == []
    assert contents(tmp_path) == before
    assert store_of(config).exists()


async def test_a_click_chooses(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("f7")
        await see(app, "coop-light")
        y = next(at for at, line in enumerate(lines(app)) if "coop-light" in line)
        await pilot.click(offset=(lines(app)[y].index("coop-light") + 2, y))
        await until(lambda: app.theme == "coop-light")
        await pilot.click(offset=(78, y))  # beside all values
        await pilot.click(offset=(3, y))
        await pilot.pause()
        assert app.theme == "coop-light"


async def test_another_language_reaches_an_open_form_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, FormScreen))
        await pilot.press("tab", "tab", *" baru", *["tab"] * 5, *"30/6/2019", "tab")
        await see(app, "Ends before it starts")
        await pilot.press("f8")
        await see(app, "Berakhir sebelum mulai")
        for words in (
            "Ubah angkatan",
            "belum disimpan",
            "Di luar negeri",
            "Juli 2019",
            "30/6/2019",
            "Public Service baru",
        ):
            await see(app, words)
        assert "Singapore Cooperation Programme" in text(app)
        await pilot.press("f8")
        await see(app, "Change: batch")
        form = app.screen
        assert isinstance(form, FormScreen)
        assert form.changed
        assert not {"Kuota", "Mulai"} & set(text(app).split())


async def test_a_form_in_which_nothing_was_typed_is_not_changed_by_another_language(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("down", "e")
        await until(lambda: isinstance(app.screen, FormScreen))
        await pilot.press("f8")
        await see(app, "Ubah angkatan")
        form = app.screen
        assert isinstance(form, FormScreen)
        assert not form.changed
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, RecordsScreen))
        await see(app, "Keikutsertaan")
        assert table(app).cursor_id == 6
