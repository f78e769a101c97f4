"""The mayor asks how many people went, from which agencies, by year, and who has never gone."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pytest

from coop_tui.i18n import LANGUAGES, Language
from tests.dashboard import another, office, program
from tests.pty_app import PtyApp
from tests.screens.scenes import WHO_WENT

_COPIED = re.compile(rb"\x1b\]52;c;([\w+/=]+)\x07")


def copied(app: PtyApp) -> list[str]:
    """What was given to the terminal to keep, the newest last."""
    return [b64decode(found).decode() for found in _COPIED.findall(app.raw)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mayors_question_takes_eight_keys_and_both_answers_are_copied(tmp_path: Path, language: Language) -> None:
    config = office(tmp_path, language=language)
    with another(config) as theirs:
        for kind, document in WHO_WENT:
            theirs.create(kind, document)
        theirs.create("settings", {"name": "roster", "value": {"city": "2019-02"}})
    asked: list[tuple[str, str]] = [
        ("5", "150 ≈"),
        ("p", "(Total|Jumlah) +2 +2 +3$"),
        ("y", "(Copied|Tersalin)"),
        ("f6", "(Agencies|OPD)"),
        ("v", "╭"),
        ("down", "╭"),
        ("enter", "Citra Contoh"),
        ("y", "(Copied|Tersalin)"),
    ]
    assert len(asked) < 10
    with PtyApp(program(config), columns=80, rows=24) as app:
        app.wait_for(r"^ +\S.*[?] (Bantuan|Help)$")
        for key, then in asked:
            app.send(key)
            app.wait_for(then)
        app.wait_until(lambda: len(copied(app)) == 2, what="both to be copied")
        figures, never = copied(app)
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    assert re.search(r"^Dinas Kini +– +2 +2$", figures, re.M)
    assert re.search(r"^Dinas Tua +1 +– +1$", figures, re.M)
    assert re.search(r"^(Total|Jumlah) +2 +2 +3$", figures, re.M)
    assert re.search(r"^Citra Contoh +Dinas Belum", never, re.M)
    assert "Ani Contoh" not in never
    assert re.search(r"(Of 3|Dari 3) .*Feb 2019", never)
