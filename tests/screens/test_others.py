"""What others change, what the register refuses, and what happens where it cannot be written."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from coop_tui.records import countries
from coop_tui.screens.form import FormScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.store.platform import here
from tests.dashboard import NARROW, another, dashboard, lines, office, see, store_of, table, text, toasts, until


async def test_a_change_of_somebody_else_comes_to_list_and_page_and_nothing_jumps(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config, NARROW) as (app, pilot):
        app.register.create("countries", {"code": "JP"})  # the history has begun
        await pilot.press("slash", *"s", "enter", "down")
        await see(app, "17–23 February 2019")
        cursor = table(app).cursor_id
        assert cursor == 6
        with another(config) as other:
            before = other.document("batches", 6)
            assert before is not None
            other.update("batches", 6, before, {**before, "title": "Smart Town", "place": "Kota Contoh"})
        await see(app, "Smart Town")
        await see(app, "Kota Contoh")
        assert "Smart City" not in text(app)
        assert table(app).cursor_id == cursor
        assert "filter: s" in text(app)
        assert "●" in lines(app)[0]


async def test_a_new_record_of_somebody_else_is_counted(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, _pilot):
        with another(config) as other:
            other.create("batches", {"programme": 1, "title": "Ports", "mode": "online"})
        await see(app, "8 rows")
        await see(app, "Ports")
        assert table(app).cursor_id == 7


async def test_a_change_to_what_a_batch_refers_to_is_seen_in_list_and_page(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config, (140, 40)) as (app, _pilot):
        await see(app, "SCP")
        with another(config) as other:
            before = other.document("programmes", 1)
            assert before is not None
            other.update("programmes", 1, before, {**before, "acronym": "SGCP"})
        await see(app, "SGCP · July 2019")
        await until(lambda: "SCP " not in text(app))


async def test_the_page_that_is_read_follows_and_closes_with_its_record(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        with another(config) as other:
            before = other.document("batches", 7)
            assert before is not None
            other.update("batches", 7, before, {**before, "title": "Public Transport"})
            await see(app, "Public Transport")
            other.delete("batches", 7)
        await until(lambda: not isinstance(app.screen, ReadingScreen))
        await see(app, "6 rows")
        await until(lambda: toasts(app) == ["Public Transport: deleted, by budi."])


async def test_deleting_the_record_that_is_read_closes_the_page(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("d")
        await until(lambda: not isinstance(app.screen, ReadingScreen))
        await see(app, "6 rows")
        await until(lambda: toasts(app) == ["Public Service: deleted. u takes it back."])


async def test_a_backup_that_fails_is_said_and_stops_nothing(tmp_path: Path) -> None:
    config = office(tmp_path, more="backups: {keep: 3}")
    (store_of(config).parent / "backups").touch()
    async with dashboard(config) as (app, pilot):
        await pilot.press("d")
        await see(app, "6 rows")
        await until(lambda: len(toasts(app)) == 2)
        assert [text for text in toasts(app) if "backup was not made" in text and "backups" in text]
        await pilot.press("u")
        await see(app, "7 rows")


async def test_a_folder_that_is_closed_to_the_group_is_said_at_the_start(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path, more="access: group")) as (app, _pilot):
        await until(lambda: bool(toasts(app)))
        assert "is not set up for a group" in toasts(app)[0]


async def test_undo_on_the_page_shows_what_it_brought_back(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        before = app.register.document("batches", 7)
        assert before is not None
        app.register.update("batches", 7, before, {**before, "title": "Public Transport"})
        app._spread()
        await pilot.press("enter")
        await see(app, "Public Transport")
        await pilot.press("u")
        await see(app, "Public Service")


async def test_cursor_and_scroll_survive_an_edit_of_ones_own(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path)) as (app, pilot):
        for at in range(40):
            app.register.create("batches", {"programme": 1, "mode": "online", "title": f"Course {at:02}"})
        app._spread()
        await pilot.press("end", "up", "up")
        kept = table(app).cursor_id, table(app).scroll_offset.y
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, FormScreen))
        await pilot.press("tab", "tab", "end", "tab")
        await pilot.press("shift+tab", "x", "ctrl+s")
        await until(lambda: not isinstance(app.screen, FormScreen))
        await until(lambda: bool(toasts(app)))
        assert toasts(app)[-1].endswith("saved. u takes it back.")
        assert (table(app).cursor_id, table(app).scroll_offset.y) == kept


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office whose store may be read, not changed."""
    config = office(tmp_path)
    monkeypatch.setattr("coop_tui.store.platform.os.access", lambda _path, mode: mode != os.W_OK)
    return config


async def test_a_read_only_register_says_so_in_the_title_and_at_every_change(read_only: Path) -> None:
    async with dashboard(read_only) as (app, pilot):
        assert "read only" in lines(app)[0]
        await pilot.press("d")
        await until(lambda: bool(toasts(app)))
        assert "can be read, not changed" in toasts(app)[-1]
        assert table(app).total == 7
        await pilot.press("u")
        await until(lambda: len(toasts(app)) == 2)
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, FormScreen) or len(toasts(app)) == 3)
        if isinstance(app.screen, FormScreen):
            await pilot.press("tab", "tab", "x", "ctrl+s")
            await see(app, "can be read, not changed")


async def test_what_could_not_be_written_to_the_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_platform: object, new: Path, old: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with dashboard(office(tmp_path)) as (app, pilot):
        app.register.create("countries", {"code": "JP"})  # the history has begun
        monkeypatch.setattr(type(here), "replace", full)
        await pilot.press("d")
        await until(lambda: len(toasts(app)) == 2)
        assert re.search(r"coop\.json could not be written \(No space left on device\)", toasts(app)[-1])
        monkeypatch.undo()


async def test_on_a_full_disk_one_reads_on_and_the_form_keeps_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        app.register.create("countries", {"code": "JP"})  # the history has begun
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, FormScreen))
        with monkeypatch.context() as disk:
            for call in ("sync_data", "replace"):
                disk.setattr(type(here), call, full)
            disk.setattr(os, "fsync", full)
            await pilot.press("tab", *"Kota Penuh", "ctrl+s")
            await see(app, "No space left on device")
            assert isinstance(app.screen, FormScreen)
            assert "Kota Penuh" in text(app)
            before = store_of(config).with_suffix(".history.jsonl").read_bytes()
            await pilot.press("ctrl+s")
            assert store_of(config).with_suffix(".history.jsonl").read_bytes() == before
        await pilot.press("ctrl+s")
        await until(lambda: not isinstance(app.screen, FormScreen))
        await see(app, "Kota Penuh")


async def test_files_put_back_to_older_ones_are_said_once_and_nothing_is_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = office(tmp_path)
    history = store_of(config).with_suffix(".history.jsonl")
    async with dashboard(config) as (app, _pilot):
        app.register.create("countries", {"code": "JP"})
        older = store_of(config).read_bytes(), history.read_bytes()
        app.register.create("countries", {"code": "AU"})
        newer = history.read_bytes()
        for file, content in zip((store_of(config), history), older, strict=True):
            file.write_bytes(content)
        looks: list[int] = []
        poll = app.register.poll

        def counted() -> bool:
            looks.append(len(toasts(app)))
            return poll()

        monkeypatch.setattr(app.register, "poll", counted)
        await until(lambda: len(looks) >= 4)
        assert [("older than what is shown here" in said) for said in toasts(app)].count(True) == 1
        history.write_bytes(newer)
        app.register.create("countries", {"code": "NZ"})
        codes = [one.code for one in app.register.records.all(countries.KIND).values()]
        assert [code for code in codes if code in ("JP", "AU", "NZ")] == ["JP", "AU", "NZ"]


async def test_what_could_not_be_written_after_leaving_is_said_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_platform: object, new: Path, old: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with dashboard(office(tmp_path)) as (app, pilot):
        await pilot.press("d")
        await see(app, "6 rows")
        monkeypatch.setattr(type(here), "replace", full)
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "Traceback" not in said


async def test_a_store_that_went_away_is_said_and_not_crashed_over(tmp_path: Path) -> None:
    config = office(tmp_path)
    async with dashboard(config) as (app, pilot):
        store_of(config).unlink()
        for file in store_of(config).parent.iterdir():
            if file.is_file():
                file.unlink()
        await pilot.press("d")
        await until(lambda: bool(toasts(app)))
        assert "coop.json" in toasts(app)[0]
        assert table(app).total in (6, 7)
