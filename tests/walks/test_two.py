"""Two programs on one register: what one changes stands on the other's screen, where nothing jumps."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from tests.commands.calling import run
from tests.dashboard import contents, office, store_of
from tests.walks.steps import come_to_rest, gone, opened, place_of, press, stored

SOON: Final = 5.0
"""Seconds; a generous bound for what is to be there within one."""


def test_a_change_is_on_the_other_screen_and_cursor_and_filter_stay(tmp_path: Path) -> None:
    config = office(tmp_path)
    rows = tmp_path / "rows.csv"
    rows.write_text("title,programme,mode,starts_on\nSmart Ports,SCP,online,2019-02-20\n", encoding="utf-8")
    with opened(config, by="sari") as hers, opened(config, by="budi") as his:
        for app in (hers, his):
            app.wait_for("Public Service")
        press(his, "/", "filter: ")
        his.send("smart")
        his.wait_for("1 of 7")
        his.send("enter")
        cursor = place_of(his, "› ●")

        # What she deletes and brings back
        press(hers, "d", "6 rows")
        his.wait_for("1 of 6", timeout=SOON)
        press(hers, "u", "7 rows")
        his.wait_for("1 of 7", timeout=SOON)

        # What a command brings, and takes back
        assert run("--config", config, "--as", "rina", "import", rows, "--into", "batches").code == 0
        his.wait_for("2 of 8", timeout=SOON)
        hers.wait_for("8 rows", timeout=SOON)
        his.wait_for(r"› ● 17 Feb 2019 +Smart City")
        assert run("--config", config, "--as", "rina", "undo").code == 0
        his.wait_for("1 of 7", timeout=SOON)
        assert place_of(his, "› ●") == cursor
        assert "filter: smart" in his.text()

        # And each takes back his own alone
        his.send("u")
        his.wait_for("no change of yours")
        for app in (hers, his):
            app.send("ctrl+q")
            assert app.wait_exit() == 0
    assert set(stored(store_of(config))["batches"]) == {1, 2, 3, 4, 5, 6, 7}


def test_who_else_is_here_stands_in_the_title_line_until_they_leave(tmp_path: Path) -> None:
    config = office(tmp_path)
    before = contents(tmp_path)
    with opened(config, by="sari") as hers:
        assert "with " not in hers.lines()[0]
        with opened(config, by="budi") as his:
            his.wait_for("with sari · ", timeout=SOON)
            hers.wait_for("with budi · ", timeout=SOON)
            press(hers, "2", "Countries")
            assert "with budi" in hers.lines()[0]
            his.send("ctrl+q")
            assert his.wait_exit() == 0
        hers.wait_until(lambda: "with budi" not in hers.lines()[0], timeout=SOON, what="budi to be gone")
        press(hers, "4", "7 rows")
        assert "with budi" not in hers.lines()[0]
        hers.send("ctrl+q")
        assert hers.wait_exit() == 0
    assert contents(tmp_path) == before
    assert not (store_of(config).with_suffix(".here")).exists()


def test_plain_tinydb_sees_an_edit_while_the_program_runs(tmp_path: Path) -> None:
    config = office(tmp_path)
    with opened(config) as app:
        app.wait_for("Public Service")
        press(app, "d", "6 rows")
        deadline = time.monotonic() + SOON
        app.wait_until(
            lambda: 7 not in stored(store_of(config))["batches"] and time.monotonic() < deadline,
            timeout=SOON,
            what="the snapshot",
        )
        assert {"batches", "countries", "organisations", "programmes", "_meta"} <= set(stored(store_of(config)))
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert 7 not in stored(store_of(config))["batches"]


def test_looking_around_and_leaving_changes_no_file(tmp_path: Path) -> None:
    config = office(tmp_path)
    before = contents(tmp_path)
    with opened(config) as app:
        app.wait_for("Public Service")
        app.send("down", "enter")
        app.wait_for("esc Back")
        app.send("escape")
        app.wait_for("7 rows")
        press(app, "e", "Change: batch")
        come_to_rest(app)
        app.send("escape")
        gone(app, "Change: batch")
        app.wait_for("7 rows")
        press(app, "?", "Shows the whole record.")
        app.send("escape")
        app.wait_until(lambda: "Shows the whole record." not in app.text())
        app.send("s", "f8", "f9")
        app.wait_for("7 baris")
        app.send("f8", "f9")  # back to what the configuration says, so that nothing is to be remembered
        app.wait_for("7 rows")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert contents(tmp_path) == before
