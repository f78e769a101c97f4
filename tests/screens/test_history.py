"""The history: every change, what it changed, and taking back one's own and another person's."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.screens.asking import AskScreen
from coop_tui.screens.change import ChangeScreen
from coop_tui.screens.history import HistoryScreen
from coop_tui.screens.reading import ReadingScreen
from coop_tui.store import Document
from coop_tui.widgets.line_page import LinePage
from tests.dashboard import another, dashboard, lines, office, see, store_of, table, text, toasts, until

HISTORY = 9


def edit(config: Path, by: str, kind: str, record_id: int, fields: Document) -> None:
    with another(config, by) as register:
        before = register.document(kind, record_id)
        assert before is not None
        register.update(kind, record_id, before, {**before, **fields})


def worked(config: Path) -> Path:
    """Three changes by three people, after the one with which the history begins."""
    edit(config, "budi", "countries", 1, {"status": "dormant"})
    edit(config, "sari", "batches", 6, {"seats": 30})
    edit(config, "rina", "batches", 6, {"title": "Smart City"})
    return config


def cursor(app: CoopApp) -> str:
    return next((line for line in lines(app) if line.startswith(" ›")), "")


async def asked(app: CoopApp) -> None:
    await until(lambda: isinstance(app.screen, AskScreen) and app.screen.focused is not None, "the question")


async def in_history(app: CoopApp) -> None:
    await until(lambda: isinstance(app.screen, HistoryScreen) and app.screen.focused is not None, "the history")


async def type_filter(app: CoopApp, pilot: Pilot[None], words: str, count: str) -> None:
    await pilot.press("escape", "slash", *words, "enter")
    await see(app, count)


async def test_the_newest_change_stands_first_and_what_comes_is_seen_while_the_cursor_stays(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config, "budi") as register:  # more than stand on the screen
        for seats in range(20):
            before = register.document("batches", 7) or {}
            register.update("batches", 7, before, {**before, "seats": seats})
    worked(config)
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "24 rows")
        rows = [line for line in lines(app) if "changed" in line.lower() and ":" not in line]
        assert [name in row for name, row in zip(("rina", "sari", "budi"), rows, strict=False)] == [True] * 3
        await pilot.press("down")
        await until(lambda: "sari" in cursor(app))
        edit(config, "budi", "countries", 2, {"status": "exploring"})
        await see(app, "25 rows")
        assert "sari" in cursor(app)
        assert "budi" in lines(app)[4]  # and the new one is in sight


async def test_a_filter_finds_by_person_day_record_and_number(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "4 rows")
        year = (await _day(app))[:4]
        await type_filter(app, pilot, "rina changed", "1 of 4")
        await type_filter(app, pilot, "smart city changed", "2 of 4")
        await type_filter(app, pilot, "singap batch changed", "0 of 4")
        await see(app, "Nothing matches.")
        await type_filter(app, pilot, f"sari {year}", "1 of 4")
        await type_filter(app, pilot, "#2", "1 of 4")
        await type_filter(app, pilot, "country", "2 of 4")  # the first change, of all records, has countries too


async def _day(app: CoopApp) -> str:
    screen = app.screen
    assert isinstance(screen, HistoryScreen)
    assert screen.change is not None
    return screen.change.at


async def test_another_persons_change_is_taken_back_by_name_after_a_question_and_redone(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    async with dashboard(config, tab=HISTORY, notifications=True) as (app, pilot):
        await see(app, "4 rows")
        await pilot.press("t")
        await asked(app)
        await see(app, "Take back rina's change of ")
        await pilot.press("enter")  # the answer with the focus changes nothing
        await in_history(app)
        assert app.register.document("batches", 6)["title"] == "Smart City"  # type: ignore[index]  # it is there
        await pilot.press("t")
        await asked(app)
        await pilot.press("y")
        await see(app, "5 rows")
        assert app.register.document("batches", 6)["title"] == "Smart City and Cybersecurity"  # type: ignore[index]
        assert "ctrl+r" in toasts(app)[-1]
        assert "rina" in cursor(app)
        await see(app, "Taken back by change 6.")
        await pilot.press("t")
        await asked(app)
        await pilot.press("y")
        await until(lambda: "Change 5 was taken back already, by change 6" in toasts(app)[-1])
        await in_history(app)
        await pilot.press("ctrl+r")
        await see(app, "6 rows")
        assert app.register.document("batches", 6)["title"] == "Smart City"  # type: ignore[index]
        assert "Taken back by" not in text(app)


async def test_a_later_change_to_the_same_field_refuses_it_and_says_which(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    edit(config, "budi", "batches", 6, {"title": "Kota Pintar"})
    async with dashboard(config, tab=HISTORY, notifications=True) as (app, pilot):
        await see(app, "5 rows")
        await pilot.press("down", "t")
        await asked(app)
        await pilot.press("y")
        await until(lambda: bool(toasts(app)))
        assert "Change 5 cannot be taken back: Kota Pintar was changed again by budi (change 6)." in toasts(app)[-1]
        assert app.register.document("batches", 6)["title"] == "Kota Pintar"  # type: ignore[index]


async def test_my_own_change_is_taken_back_at_once_step_by_step_also_after_a_restart(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    edit(config, "sari", "batches", 6, {"seats": 31})
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "5 rows")
        await pilot.press("t")
        await see(app, "6 rows")
        assert app.register.document("batches", 6)["seats"] == 30  # type: ignore[index]
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "6 rows")
        await pilot.press("u")
        await see(app, "7 rows")
        document = app.register.document("batches", 6)
        assert document is not None
        assert "seats" not in document
        assert document["title"] == "Smart City"  # of rina, and it stays


async def test_many_records_at_once_are_asked_about_also_where_the_change_is_mine(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    async with dashboard(config, tab=HISTORY, by="budi") as (app, pilot):
        await see(app, "4 rows")
        await pilot.press("end", "t")
        await asked(app)
        await see(app, "25 records?")
        await pilot.press("escape")
        await in_history(app)
        await see(app, "4 rows")


async def test_a_records_page_opens_its_history_and_a_change_leads_to_records(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    async with dashboard(config) as (app, pilot):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("r")
        await in_history(app)
        await see(app, "History · Smart City")
        await see(app, "3 rows")
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ChangeScreen))
        await see(app, "empty → 30")
        edit(config, "budi", "batches", 6, {"title": "Kota Pintar"})
        await see(app, "Kota Pintar")  # what the record is called now
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, ReadingScreen))
        await pilot.press("escape", "escape")
        await in_history(app)
        await see(app, "4 rows")
        await see(app, "History · Kota Pintar")
        await pilot.press("f8")
        await see(app, "Riwayat · Kota Pintar")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, ReadingScreen))


async def test_what_the_page_of_a_change_read_first_stands_in_the_list_too(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "4 rows")
        screen = app.screen
        assert isinstance(screen, HistoryScreen)
        assert screen._log is not None
        edit(config, "budi", "countries", 2, {"status": "exploring"})
        screen._log.take_up()  # as the page of a change does
        await see(app, "5 rows")
        await pilot.press("home")
        await until(lambda: "China" in cursor(app))


async def test_from_the_history_to_that_of_one_record_by_key(tmp_path: Path) -> None:
    async with dashboard(worked(office(tmp_path)), tab=HISTORY) as (app, pilot):
        await see(app, "4 rows")
        await pilot.press("r")
        await see(app, "History · Smart City")
        await see(app, "3 rows")
        assert app.screen.query_one(LinePage) is not None
        await pilot.press("escape")
        await see(app, "4 rows")


async def test_a_mouse_reads_takes_back_and_answers(tmp_path: Path) -> None:
    async with dashboard(worked(office(tmp_path)), tab=HISTORY) as (app, pilot):
        await see(app, "4 rows")
        for words, seen in (
            ("t Take back", "esc Cancel"),
            ("esc Cancel", "t Take back"),
            ("t Take back", "y Take back"),
        ):
            y = next(at for at, line in enumerate(lines(app)) if words in line)
            await pilot.click(offset=(lines(app)[y].index(words), y))
            await see(app, seen)
        y = next(at for at, line in enumerate(lines(app)) if "y Take back" in line)
        await pilot.click(offset=(lines(app)[y].index("y Take back"), y))
        await see(app, "5 rows")
        await pilot.click(offset=(3, 3))  # on the headings nothing is sorted: the newest stand first
        await pilot.click(offset=(3, 4))
        await until(lambda: "Change" in cursor(app))
        await pilot.click(offset=(3, 4))
        await until(lambda: isinstance(app.screen, ChangeScreen))


async def test_a_register_without_a_history_says_so_and_shows_the_first_change(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), tab=HISTORY) as (app, pilot):
        await see(app, "No changes yet.")
        await pilot.press("t", "enter", "r")
        await pilot.press("4")
        await until(lambda: app.current_mode == "batches")
        await pilot.press("d")
        await see(app, "6 rows")
        await pilot.press("9")
        await see(app, "2 rows")


async def test_a_line_that_cannot_be_read_is_shown_as_that(tmp_path: Path) -> None:
    config = worked(office(tmp_path))
    with another(config) as register:
        register.update("countries", 2, register.document("countries", 2) or {}, {"code": "CN", "status": "dormant"})
    history = store_of(config).with_suffix(".history.jsonl")
    all_lines = history.read_bytes().splitlines(keepends=True)
    all_lines[2] = b"x" * (len(all_lines[2]) - 1) + b"\n"
    history.write_bytes(b"".join(all_lines))
    async with dashboard(config, tab=HISTORY) as (app, pilot):
        await see(app, "Cannot be read")
        await pilot.press("end", "up")
        assert "Cannot be read" in cursor(app)
        await pilot.press("enter", "t", "r", "slash", *"budi", "enter")
        await see(app, "2 of 5")
        assert table(app).total == 5
