"""Two people at one register, each at 80 columns and 24 lines: whatever they do to one record, both get an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coop_tui.store import Document
from tests.dashboard import another, office, store_of
from tests.pty_app import PtyApp
from tests.walks.steps import choose, come_to_rest, fill, focused, go_to, gone, opened, place_of, press, stored

SOON = 5.0
SMART = 6


@contextmanager
def both(config: Path) -> Iterator[tuple[PtyApp, PtyApp]]:
    """Hers and his, both with the list of batches and the cursor on Smart City."""
    with opened(config, by="sari") as hers, opened(config, by="budi") as his:
        for app in (hers, his):
            app.wait_for("Public Service")
            app.send("down")
            app.wait_for("› ● 17 Feb 2019")
        yield hers, his
        for app in (hers, his):
            come_to_rest(app)


def form(app: PtyApp) -> None:
    press(app, "e", "Change: batch")
    app.wait_for(r"Title +Smart")


def save(app: PtyApp) -> None:
    app.send("ctrl+s")
    gone(app, "Change: batch")


def batch(config: Path) -> Document:
    with another(config, "rina") as register:
        return register.document("batches", SMART) or {}


def test_a_change_is_seen_while_cursor_filter_and_form_stay_and_other_fields_merge(tmp_path: Path) -> None:
    config = office(tmp_path)
    with both(config) as (hers, his):
        press(his, "/", "filter: ")
        his.send("smart")
        his.wait_for("1 of 7")
        his.send("enter")
        form(his)
        fill(his, "Place", "Gedung Contoh")
        field = focused(his)
        form(hers)
        fill(hers, "Seats", "30")
        save(hers)
        come_to_rest(his)
        assert (focused(his), "Gedung Contoh" in his.text()) == (field, True)
        save(his)
        his.wait_for("1 of 7")
        assert "filter: smart" in his.text()
        assert place_of(his, "› ●")
        hers.wait_for("Gedung Contoh", timeout=SOON)
    assert {name: batch(config)[name] for name in ("place", "seats")} == {"place": "Gedung Contoh", "seats": 30}


def test_the_same_field_shows_theirs_beside_mine_and_i_choose(tmp_path: Path) -> None:
    config = office(tmp_path)
    with both(config) as (hers, his):
        form(hers)
        form(his)
        fill(his, "Seats", "40")
        fill(hers, "Seats", "30")
        save(hers)
        his.send("ctrl+s")
        his.wait_for("Somebody else has changed the same fields meanwhile: Seats.")
        his.wait_for("theirs: 30")
        his.wait_for(r"Seats +40")
        press(his, "f7", r"Seats +30")
        save(his)
    assert batch(config)["seats"] == 30


def test_what_was_deleted_under_my_form_comes_back_with_what_i_typed(tmp_path: Path) -> None:
    config = office(tmp_path)
    with both(config) as (hers, his):
        form(his)
        fill(his, "Seats", "40")
        press(hers, "d", "6 rows")
        his.send("ctrl+s")
        his.wait_for("While you typed, sari deleted this record")
        his.send("escape")
        gone(his, "While you typed")
        his.wait_for(r"Seats +40")  # nothing typed is lost, and it can be asked for again
        come_to_rest(his)
        press(his, "ctrl+s", "y Bring back")
        his.send("y")
        gone(his, "Change: batch")
        hers.wait_for("7 rows", timeout=SOON)
    assert batch(config)["seats"] == 40


def test_what_i_refer_to_was_deleted_and_the_field_says_so(tmp_path: Path) -> None:
    config = office(tmp_path)
    with another(config, "rina") as register:
        made = register.create("agreements", {"title": "Naskah Contoh", "regime": "other", "document": "mou"})
    with both(config) as (hers, his):
        form(his)
        choose(his, "Agreement", "Naskah", "Naskah Contoh")
        press(hers, "6", "Naskah Contoh")
        press(hers, "d", "0 rows")
        his.send("ctrl+s")
        his.wait_for("✗")
        go_to(his, "Agreement")
        his.wait_for("✗")
        assert "Change: batch" in his.text()
    assert made not in stored(store_of(config)).get("agreements", {})
    assert "agreement" not in batch(config)


def test_the_same_record_made_twice_is_on_record_once(tmp_path: Path) -> None:
    config = office(tmp_path)
    with both(config) as (hers, his):
        for app in (hers, his):
            press(app, "2", "Countries")
            press(app, "n", "New: country")
            choose(app, "Country", "Jepan", "Japan")
        hers.send("ctrl+s")
        gone(hers, "New: country")
        his.send("ctrl+s")
        his.wait_for("Japan is on record already: country 6.")
        assert "New: country" in his.text()
