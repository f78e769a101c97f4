"""A record of every kind made, changed, found, deleted and brought back, by keyboard alone at 80 by 24."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pytest

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, _, p_
from coop_tui.records import KINDS
from tests.dashboard import office, store_of
from tests.pty_app import PtyApp
from tests.walks.steps import choose, come_to_rest, fill, focused, go_to, list_has_focus, opened, press, stored


class Walk(msgspec.Struct, frozen=True):
    """One kind: the key of its tab or None, what is typed into which field or chosen there (typed, found), a field
    filled in afterwards, what finds it, and the document that it becomes.
    """

    kind: str
    key: str | None
    typed: Sequence[tuple[str, str] | tuple[str, str, str]]
    added: tuple[str, str]
    found_by: str
    document: Mapping[str, object]


def walks() -> Sequence[Walk]:
    """In the language in use. What refers comes after what it refers to."""
    name, person = _("Name"), p_("person", "Name")
    return (
        Walk(
            "countries", "2", [(_("Country"), "swed", "Swedia" if i18n.language() == "id" else "Sweden")],
            (_("Partner since"), "2018"), "swed",
            {"code": "SE", "status": "active", "since": "2018"},
        ),
        Walk(
            "organisations", "3", [(name, "Badan Rekaan"), (_("Kind"), _("Network")[:5].lower(), _("Network"))],
            (_("Acronym"), "BREK"), "rekaan",
            {"name": "Badan Rekaan", "acronym": "BREK", "kind": "network"},
        ),
        Walk(
            "programmes", None, [(name, "Program Rekaan")],
            (_("Acronym"), "PREK"), "rekaan",
            {"name": "Program Rekaan", "acronym": "PREK"},
        ),
        Walk(
            "units", None, [(name, "Dinas Rekaan")],
            (_("Acronym"), "DREK"), "rekaan",
            {"name": "Dinas Rekaan", "acronym": "DREK"},
        ),
        Walk(
            "batches", "4",
            [(_("Programme"), "prek", "Program Rekaan"), (_("Title"), "Kota Rekaan"),
             (_("Held"), _("Online").lower(), _("Online"))],
            (_("Place"), "Jambi"), "rekaan",
            {"programme": 2, "title": "Kota Rekaan", "mode": "online", "place": "Jambi"},
        ),
        Walk(
            "people", "7", [(person, "Ani Rekaan")],
            (_("NIP"), "198001312005012001"), "rekaan",
            {"name": "Ani Rekaan", "nip": "198001312005012001"},
        ),
        Walk(
            "participations", None,
            [(_("Participant"), "ani", "Ani Rekaan"), (_("Batch"), "kota rek", "Kota Rekaan"),
             (_("Status"), _("Attended").lower(), _("Attended"))],
            (_("Position"), "Analis"), "ani",
            {"person": 1, "batch": 8, "status": "attended", "position": "Analis"},
        ),
        Walk(
            "agreements", "6",
            [(_("Title"), "Kerja Rekaan"), (_("Document"), _("Addendum").lower(), _("Addendum"))],
            (_("Starts"), "2018"), "rekaan",
            {"title": "Kerja Rekaan", "document": "addendum", "starts_on": "2018"},
        ),
        Walk(
            "activities", "8",
            [(_("Kind"), _("Meeting").lower(), _("Meeting")), (_("Date"), "2019-02-01"), (_("Title"), "Temu Rekaan")],
            (_("Country"), "DK"), "temu",
            {"kind": "meeting", "on": "2019-02-01", "title": "Temu Rekaan", "country": "DK"},
        ),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_of_every_kind_by_keyboard(tmp_path: Path, language: Language) -> None:
    config = office(tmp_path, language=language)
    i18n.use(language)
    with opened(config) as app:
        for walk in walks():
            go_to_list(app, walk)
            make(app, walk)
            change(app, walk)
            find_delete_and_undo(app, walk)
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    kept = stored(store_of(config))
    assert {walk.kind: list(kept[walk.kind].values())[-1] for walk in walks()} == {
        walk.kind: walk.document for walk in walks()
    }


ROWS: Final = r"(\d+) (?:baris|rows?)$"


def go_to_list(app: PtyApp, walk: Walk) -> None:
    many = _(KINDS[walk.kind].many)
    if walk.key is None:
        press(app, "ctrl+p", rf"╭─ {_('Palette')}")
        come_to_rest(app)
        app.send(many.lower())
        app.wait_for(rf"│ +{re.escape(many.lower())} *│")
        app.wait_for(rf"{re.escape(many)} +{_('Goes to this list.')}")
        come_to_rest(app)
        app.send("enter")
    else:
        app.send(walk.key)
    app.wait_for(rf"^ {re.escape(many)} .*{ROWS}")
    app.wait_until(lambda: list_has_focus(app) or "0 " in app.lines()[2])
    come_to_rest(app)


def rows(app: PtyApp) -> int:
    return int(app.wait_for(ROWS).group(1))


def make(app: PtyApp, walk: Walk) -> None:
    before = rows(app)
    press(app, "n", rf"^ {re.escape(walk.typed[0][0])} \*")
    app.wait_until(lambda: focused(app)[1] == walk.typed[0][0])
    for step in walk.typed:
        if len(step) == 3:
            choose(app, *step)
        else:
            fill(app, *step)
    app.send("ctrl+s")
    app.wait_for(rf"^ \S.* {before + 1} (baris|rows?)$")


def change(app: PtyApp, walk: Walk) -> None:
    label, text = walk.added
    press(app, "e", rf"^ {re.escape(walk.typed[0][0])} \*")
    go_to(app, label)
    app.send(text)
    app.wait_for(re.escape(text))
    app.send("ctrl+s")
    app.wait_for(ROWS)


def find_delete_and_undo(app: PtyApp, walk: Walk) -> None:
    every = rows(app)
    press(app, "/", "filter: ")
    app.send(walk.found_by)
    app.wait_for(rf"1 (dari|of) {every}$")
    app.send("enter")
    app.wait_until(lambda: list_has_focus(app))
    press(app, "d", rf"0 (dari|of) {every - 1}$")
    press(app, "u", rf"1 (dari|of) {every}$")
    app.send("escape")
    app.wait_for(rf"{every} (baris|rows?)$")
