"""How the screens look, at both sizes and in both languages; and, of each, what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from coop_tui.i18n import LANGUAGES, Language
from coop_tui.store import history
from tests.dashboard import NARROW, WIDE, another, dashboard_of, lines, office, see
from tests.screens.scenes import SCENES, Scene

SIZES: Final = {"80x24": NARROW, "120x40": WIDE}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change a minute after the one before."""

    def a_minute_later(before: str) -> str:
        minute = int(before[14:16]) + 1 if before else 0
        return f"2019-03-01T08:{minute:02}:00.000+07:00"

    monkeypatch.setattr(history, "time_after", a_minute_later)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_snapshot(
    tmp_path: Path, snap_compare: Callable[..., bool], scene: Scene, language: Language, size: str
) -> None:
    app = dashboard_of(office_of(tmp_path, scene, language))
    width, height = SIZES[size]

    async def reach(pilot: Pilot[None]) -> None:
        await pilot.press(*scene.keys)
        for words in scene.words(language):
            await see(app, words)
        assert [len(line) for line in lines(app)] == [width] * height

    try:
        assert snap_compare(app, terminal_size=SIZES[size], run_before=reach)
    finally:
        app.leave()


def office_of(folder: Path, scene: Scene, language: Language) -> Path:
    config = office(folder, language=language, sample=scene.sample, more=scene.more)
    if scene.added:
        with another(config) as other:
            for kind, document in scene.added:
                other.create(kind, document)
    for by, kind, record_id, fields in scene.edited:
        with another(config, by) as other:
            before = other.document(kind, record_id) or {}
            other.update(kind, record_id, before, {**before, **fields})
    return config
