"""A batch from its decree to the papers, key by key, on a terminal of 80 by 24; and all of it taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.i18n import LANGUAGES, Language, _
from tests.dashboard import another, office, store_of
from tests.walks.steps import come_to_rest, opened, press, stored

BATCH = 6
ON_RECORD = 20
LIST = "\n".join(
    [
        *(f"{number}.\tPeserta {number:02} Contoh\t\tDUK" for number in range(1, 20)),
        "20. Kembar Contoh",  # two are called so
        *(f"{number}. Baru {number} Contoh; DUK" for number in range(21, 26)),
    ]
)


def staffed(folder: Path, language: Language) -> Path:
    """An office with a unit, nineteen people in it, and two of one name."""
    config = office(folder, language=language)
    with another(config) as other:
        other.create("units", {"name": "Dinas Umum Kota", "acronym": "DUK"})
        for number in range(1, 20):
            other.create("people", {"name": f"Peserta {number:02} Contoh", "unit": 1, "grade": "III/a"})
        for position in ("Analis", "Arsiparis"):
            other.create("people", {"name": "Kembar Contoh", "position": position})
    return config


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_batch_from_decree_to_papers_is_taken_back_whole(tmp_path: Path, language: Language) -> None:
    config = staffed(tmp_path, language)
    i18n.use(language)
    before = stored(store_of(config))
    with opened(config) as app:
        # The decree
        app.send("down")
        press(app, "p", rf"✗ {_('Decree')} ·")
        press(app, "k", "╭")
        app.send("188.45/7", "enter", "3/2/2019", "enter")
        app.wait_for(rf"● {_('Decree')} 188\.45/7, 3 Feb 2019")

        # Twenty-five names, of which one may mean two people
        press(app, "p", r"esc \w+  ctrl\+s ")
        come_to_rest(app)
        app.send(f"\x1b[200~{LIST}\x1b[201~")
        app.wait_for("Baru 25 Contoh")
        press(app, "ctrl+s", r"19 .* 5 .* 1 (harus|to)")
        app.wait_for("› .*✗ 20. Kembar")
        press(app, "enter", "Arsiparis")
        app.send("down", "enter")
        app.wait_for(r"20 .* 5 (orang|new)")
        press(app, "ctrl+s", rf"25 (baris|rows)(.|\n)*{_('Nominated')} 25")

        # Four withdrew, one was replaced; the others attended
        app.send("home", "space", "space", "space", "space")
        app.wait_until(lambda: app.text().count("→") == 4)
        press(app, "r", "╭")
        app.send("kembar")
        app.wait_for("› Kembar Contoh")
        app.send("enter")
        app.wait_until(lambda: app.text().count("→") == 5)
        press(app, "a", rf"26 (baris|rows)(.|\n)*● {_('Attended')} 21")

        # A paper
        app.send("end")
        press(app, "m", "╭")
        app.send("Loket keliling", "enter", "1/3/2019", "enter")
        app.wait_for(rf"{_('Papers')} 1 {_('{have} of {all}').split()[1]} 21")

        # All of it taken back: paper, attendance, nomination, decree
        for left in (rf"{_('Papers')} 0 ", r"25 (baris|rows)", r"0 (baris|rows)", rf"✗ {_('Decree')} ·"):
            press(app, "u", left)
        app.send("escape")
        app.wait_for("7 (baris|rows)")
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    after = stored(store_of(config))
    assert {kind: table for kind, table in after.items() if kind != "_meta" and table} == {
        kind: table for kind, table in before.items() if kind != "_meta" and table
    }
