"""A terminal that is closed, or a program that is killed, while somebody types: the text is there again."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.dashboard import office, store_of
from tests.walks.steps import fill, focused, go_to, opened, press, stored


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_survives_the_end_of_the_program(tmp_path: Path, ending: signal.Signals) -> None:
    config = office(tmp_path)
    drafts = store_of(config).with_suffix(".drafts")
    with opened(config) as app:
        app.wait_for("Public Service")
        press(app, "e", "Change: batch")
        app.wait_until(lambda: focused(app)[1] == "Programme")
        go_to(app, "Place")
        fill(app, "Place", "Kota Contoh")
        app.wait_until(lambda: any(b"Kota Contoh" in file.read_bytes() for file in drafts.glob("*.json")))
        os.kill(app.pid, ending)
        app.wait_exit()

    assert "place" not in stored(store_of(config))["batches"][7]
    with opened(config) as app:
        app.wait_for("Typed but not saved")
        press(app, "e", "Change: batch")
        app.wait_for("Continued from what you typed")
        app.wait_for("Place +Kota Contoh")
        app.send("ctrl+s")
        app.wait_for("coop.json ●")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert stored(store_of(config))["batches"][7]["place"] == "Kota Contoh"
    assert list(drafts.glob("*.json")) == []


def test_a_terminal_that_goes_without_a_word_ends_the_program(tmp_path: Path) -> None:
    config = office(tmp_path)
    drafts = store_of(config).with_suffix(".drafts")
    with opened(config) as app:
        app.wait_for("Public Service")
        press(app, "n", "New: batch")
        app.wait_until(lambda: focused(app)[1] == "Programme")
        fill(app, "Title", "Half a title")
        app.hang_up()
    assert any(b"Half a title" in file.read_bytes() for file in drafts.glob("*.json"))


def test_somebody_else_does_not_get_the_text(tmp_path: Path) -> None:
    config = office(tmp_path)
    drafts = store_of(config).with_suffix(".drafts")
    with opened(config, by="sari") as app:
        app.wait_for("Public Service")
        press(app, "n", "New: batch")
        app.wait_until(lambda: focused(app)[1] == "Programme")
        fill(app, "Title", "Half a title")
        app.wait_until(lambda: any(b"Half a title" in file.read_bytes() for file in drafts.glob("*.json")))
        os.kill(app.pid, signal.SIGKILL)
        app.wait_exit()
    with opened(config, by="budi") as app:
        app.wait_for("Public Service")
        press(app, "n", "New: batch")
        app.wait_for(r"Programme \*")
        assert "Half a title" not in app.text()
