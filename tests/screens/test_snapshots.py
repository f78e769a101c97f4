"""How the screens look, at both sizes and in both languages; and, of each, what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from coop_tui.app import CoopApp
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.screens.tabs import FIRST
from tests.dashboard import NARROW, WIDE, dashboard, dashboard_of, lines, office, see
from tests.screens.scenes import SCENES, Scene

SIZES: Final = {"80x24": NARROW, "120x40": WIDE}

every_scene = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_size = pytest.mark.parametrize("size", SIZES)


def office_of(folder: Path, scene: Scene, language: Language) -> Path:
    return office(folder, language=language, sample=scene.sample, more=scene.more)


@every_scene
@every_language
@every_size
def test_snapshot(
    tmp_path: Path, snap_compare: Callable[..., bool], scene: Scene, language: Language, size: str
) -> None:
    app = dashboard_of(office_of(tmp_path, scene, language))

    async def reach(pilot: Pilot[None]) -> None:
        await pilot.press(*scene.keys)
        await words_stand(app, scene, language)

    try:
        assert snap_compare(app, terminal_size=SIZES[size], run_before=reach)
    finally:
        app.register.close()


@every_scene
@every_language
@every_size
async def test_the_words_of_a_scene_stand_on_it_and_no_line_is_too_long(
    tmp_path: Path, scene: Scene, language: Language, size: str
) -> None:
    config = office_of(tmp_path, scene, language)
    async with dashboard(config, SIZES[size], notifications=True, tab=FIRST.number) as (app, pilot):
        await pilot.press(*scene.keys)
        await words_stand(app, scene, language)
        width, height = SIZES[size]
        assert [len(line) for line in lines(app)] == [width] * height


async def words_stand(app: CoopApp, scene: Scene, language: Language) -> None:
    for words in scene.words(language):
        await see(app, words)
