"""The same program by mouse alone: headings, rows, footer and the fields of a form."""

from __future__ import annotations

from pathlib import Path

from tests.dashboard import office, store_of
from tests.pty_app import PtyApp
from tests.walks.steps import click, focused, opened, place_of, stored


def undo_by_palette(app: PtyApp) -> None:
    """Where all is that finds no room in the footer."""
    click(app, *place_of(app, "ctrl+p Palette"))
    app.wait_for("esc Close")
    app.send("undo")
    click(app, *place_of(app, "Takes back your newest change."))
    app.wait_for("Undone: ")


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
        undo_by_palette(app)
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert "place" not in stored(store_of(config))["batches"][7]


def test_tabs_lists_and_what_pages_lead_to_by_mouse(tmp_path: Path) -> None:
    config = office(tmp_path)
    with opened(config) as app:
        for tab, shown in (("3Orgs", "12 rows"), ("6Agreements", "No agreements yet"), ("7People", "No people yet"),
                           ("8Activity", "No activities yet"), ("2Countries", "5 rows")):  # fmt: skip
            click(app, *place_of(app, tab))
            app.wait_for(shown)

        # From a country to one of its batches, on to who held it, and back
        x, y = place_of(app, "Singapore")
        click(app, x, y)
        app.wait_for("› Active +Singapore")
        click(app, x, y)
        app.wait_for("Completed batches +6")
        for _ in range(9):
            app.send("\x1b[<65;20;12M")  # the wheel
        click(app, *place_of(app, "Smart City and Cybersecurity"))
        app.wait_for("SCP · 17–23 February 2019")
        click(app, *place_of(app, "Centre for Liveable Cities"))
        app.wait_for("CLC · Training institution · Singapore")
        for title in ("SCP · 17–23 February 2019", "Smart City and Cybersecurity", "5 rows"):
            click(app, *place_of(app, "esc Back"))
            app.wait_for(title)

        # The page beside the list leads on, too
        click(app, *place_of(app, "4Batches"))
        app.wait_for("› ○ Jul 2019")
        click(app, *place_of(app, "SCP · July 2019"))
        app.wait_for("Batches +7")
        click(app, *place_of(app, "esc Back"))
        app.wait_for("› ○ Jul 2019")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
