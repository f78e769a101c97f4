"""The same program by mouse alone: headings, rows, footer and the fields of a form."""

from __future__ import annotations

from pathlib import Path

from tests.dashboard import office, store_of
from tests.walks.steps import click, focused, opened, place_of, stored


def test_sort_choose_open_edit_and_save_by_mouse(tmp_path: Path) -> None:
    config = office(tmp_path)
    with opened(config) as app:
        app.wait_for("Public Service")
        app.wait_for("Starts ▾")

        # A heading sorts, and turns round
        click(app, *place_of(app, "Title"))
        app.wait_for("Title ▴")
        click(app, *place_of(app, "Title"))
        app.wait_for("Title ▾")

        # A click takes the cursor, a double click opens
        click(app, *place_of(app, "17 Feb 2019"))
        app.wait_for("› ● 17 Feb 2019")
        app.wait_for("SCP · 17–23 February 2019")
        x, y = place_of(app, "Jul 2019")
        click(app, x, y)
        click(app, x, y)
        app.wait_for("esc Back")
        app.wait_for("SCP · July 2019")
        click(app, *place_of(app, "esc Back"))
        app.wait_for("Title ▾")
        app.wait_for("› ○ Jul 2019")

        # The footer
        click(app, *place_of(app, "? Help"))
        app.wait_for("Shows the whole record.")
        app.send("escape")
        app.wait_until(lambda: "Shows the whole record." not in app.text())
        click(app, *place_of(app, "e Edit"))
        app.wait_for("Change: batch")

        # A field of the form is clicked and typed into; the list of choices is clicked
        click(app, 30, place_of(app, "Place")[1])
        app.wait_until(lambda: focused(app)[1] == "Place")
        app.send("Kota Contoh")
        app.wait_for("Place +Kota Contoh")
        click(app, 30, place_of(app, "Agreement")[1])
        app.wait_until(lambda: focused(app)[1] == "Agreement")
        click(app, *place_of(app, "ctrl+s Save"))
        app.wait_for("coop.json ●")
        app.wait_for("Place +Kota Contoh")
        click(app, *place_of(app, "u Undo"))
        app.wait_until(lambda: "Kota Contoh" not in "".join(app.lines()[12:]))
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert "place" not in stored(store_of(config))["batches"][7]
