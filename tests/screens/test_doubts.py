"""What a NIP says against the rest of a record is a warning, on the page and in the form, and stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.i18n import LANGUAGES, Language
from tests.dashboard import another, dashboard, office, see, text, until

PEOPLE = 7
SAID = {"en": "By the NIP this is a man.", "id": "Menurut NIP ini laki-laki."}
AGE = {"en": "appointment was at the age of 10", "id": "diangkat pada umur 10"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_contradiction_is_said_and_saved(tmp_path: Path, language: Language) -> None:
    config = office(tmp_path, language=language)
    with another(config) as register:
        register.create("people", {"name": "Tina Contoh", "nip": "198001312005011001"})
    async with dashboard(config, (120, 40), tab=PEOPLE) as (app, pilot):
        await see(app, "Tina Contoh")
        assert "◑" not in text(app)
        await pilot.press("e", "tab", "tab", *"perempuan", "tab")
        await see(app, f"◑ {SAID[language]}")
        await pilot.press("ctrl+s")
        await until(lambda: app.register.document("people", 1) == {
            "name": "Tina Contoh", "nip": "198001312005011001", "sex": "f",
        })  # fmt: skip
        await see(app, f"◑ {SAID[language]}")
        await pilot.press("enter")
        await see(app, "198001312005011001")
        await see(app, f"◑ {SAID[language]}")
        await pilot.press("e", "tab", *["backspace"] * 18, *"198001311990011001", "tab")
        await see(app, AGE[language])
        assert "***" not in text(app)


async def test_what_a_spreadsheet_did_is_named_and_refused(tmp_path: Path) -> None:
    async with dashboard(office(tmp_path), (120, 40), tab=PEOPLE) as (app, pilot):
        await pilot.press("n", *"Tina Contoh", "tab", *"1.98001E+17", "tab")
        await see(app, "✗ A spreadsheet has made a power of ten (E+17) of this NIP")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.register.document("people", 1) is None
