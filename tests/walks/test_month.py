"""A month's work at the office, keystroke by keystroke, in the real program on a terminal of 80 by 24."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, _, p_
from tests.dashboard import office, store_of
from tests.walks.steps import choose, come_to_rest, fill, focused, go_to, gone, list_has_focus, opened, press, stored

NEW_BATCH = {
    "programme": 1,
    "title": "City Waste",
    "mode": "abroad",
    "country": "DK",
    "starts_on": "2019-02-03",
    "ends_on": "2019-02-09",
    "organiser": 3,
    "groups": [{"origin": "own_staff", "reported": 25, "basis": "reported"}],
    "experts": [
        {"name": "Tina Example", "position": "Planner", "role": "speaker"},
        {"name": "Joko Example", "role": "host"},
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_last_months_batch_is_added_mended_found_read_deleted_and_brought_back(  # noqa: PLR0915 - one walk, told through
    tmp_path: Path, language: Language
) -> None:
    config = office(tmp_path, language=language)
    i18n.use(language)
    country = {"id": "Denmark", "en": "Denmark"}[language]
    with opened(config) as app:
        app.wait_for("Public Service")

        # A new batch
        app.send("n")
        app.wait_for(rf"^ {_('Programme')} \*")
        app.wait_until(lambda: focused(app)[1] == _("Programme"))
        choose(app, _("Programme"), "scp", "Singapore Cooperation Programme")
        fill(app, _("Title"), "City Waets")
        choose(app, _("Held"), _("Abroad")[:6].lower(), _("Abroad"))
        choose(app, _("Country"), "denm", country)
        fill(app, _("Starts"), "3/2/2019", {"id": "3 Februari 2019", "en": "3 February 2019"}[language])
        fill(app, _("Ends"), "9 Feb 2019", {"id": "9 Februari 2019", "en": "9 February 2019"}[language])
        choose(app, _("Organiser"), "liveable", "Centre for Liveable Cities")

        # Its head-count, in the form within
        go_to(app, _("Groups"))
        press(app, "enter", rf"{_('Groups')} › 1")
        app.wait_until(lambda: focused(app)[1] == p_("group", "Name"))
        fill(app, _("Head-count"), "25")
        app.send("ctrl+s")
        app.wait_for(rf"{_('Groups')} +1 .*25")

        # Two who taught
        go_to(app, _("Experts"))
        press(app, "enter", rf"{_('Experts')} › 1")
        fill(app, p_("person", "Name"), "Tina Example")
        fill(app, _("Position"), "Planner")
        app.send("ctrl+s")
        app.wait_for(rf"{_('Experts')} +1 +Tina Example")
        come_to_rest(app)
        line = focused(app)[0]
        app.send("tab")
        app.wait_until(lambda: focused(app)[0] == line + 1)
        press(app, "enter", rf"{_('Experts')} › 2")
        fill(app, p_("person", "Name"), "Joko Example")
        choose(app, _("Role"), _("Host")[:4].lower(), _("Host"))
        app.send("ctrl+s")
        app.wait_for("2 +Joko Example")

        # Saved
        app.send("ctrl+s")
        app.wait_for("City Waets")
        app.wait_for("8 (baris|rows)")
        app.wait_for(r"coop\.json ● \d\d\.\d\d")
        app.wait_for("3–9 (Februari|February) 2019")

        # A typo, mended
        press(app, "e", rf"{_('Title')} +City Waets")
        go_to(app, _("Title"))
        app.send("backspace", "backspace", "backspace", "ste")
        app.wait_for("City Waste")
        app.send("ctrl+s")
        app.wait_for("City Waste +Denmark")
        gone(app, "City Waets")

        # Found, read, left
        press(app, "/", "filter: ")
        app.send("waste tina")
        app.wait_for("1 (dari|of) 8")
        app.send("enter")
        app.wait_until(lambda: list_has_focus(app))
        app.send("enter")
        app.wait_for("Tina Example, Planner")
        gone(app, "filter: waste")
        app.send("escape")
        app.wait_for("filter: waste tina")
        app.send("escape")
        app.wait_for("8 (baris|rows)")

        # Deleted, brought back, and once more
        press(app, "d", "7 (baris|rows)")
        press(app, "u", "8 (baris|rows)")
        press(app, "ctrl+r", "7 (baris|rows)")
        press(app, "u", "8 (baris|rows)")
        app.wait_for("City Waste")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
        assert b"\x1b[?1049l" in app.raw  # the terminal shows again what it showed before

    batches = stored(store_of(config))["batches"]
    assert batches[8] == NEW_BATCH
    assert len(batches) == 8
