"""Two people who are one are merged and made two again, at a small terminal, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.i18n import LANGUAGES, Language
from tests.dashboard import another, office, store_of
from tests.screens.scenes import TWO
from tests.walks.steps import opened, press, stored

WORDS = {
    "en": ("2 rows", "2 stays", "› Analis", "person 2: merged", "1 row", "Undone: person 2", "Two people kept apart"),
    "id": ("2 baris", "2 tetap", "› Analis", "peserta 2: digabung", "1 baris", "peserta 2: digabung", "Dua orang dica"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_merge_and_its_undo(tmp_path: Path, language: Language) -> None:
    config = office(tmp_path, language=language)
    with another(config, "rina") as register:
        for kind, document in TWO:
            register.create(kind, document)
    pairs, stays, taken, merged, one_left, undone, apart = WORDS[language]
    with opened(config) as app:
        press(app, "7", r"5 (rows|baris)")
        before = stored(store_of(config))
        press(app, "g", pairs)
        app.send("down")
        press(app, "enter", stays)
        press(app, "down", "› Camat")
        press(app, "enter", taken)
        press(app, "m", merged)
        app.wait_for(one_left)
        press(app, "u", undone)
        app.wait_for(pairs)
        press(app, "b", apart)
        app.wait_for(one_left)
        app.send("ctrl+q")
        assert app.wait_exit() == 0
    after = stored(store_of(config))
    assert {kind: after[kind] for kind in ("people", "participations")} == {
        kind: before[kind] for kind in ("people", "participations")
    }
    assert [one["name"] for one in after["settings"].values()] == ["apart:3:4"]
