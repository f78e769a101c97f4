"""How the screens look: at both sizes, in both languages, and in every look; and, of each, what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]  # it has no types
from syrupy.assertion import SnapshotAssertion
from textual.filter import Monochrome
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip

from coop_tui.app import CoopApp
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.store import history
from coop_tui.themes import LIGHT
from tests.dashboard import NARROW, WIDE, another, dashboard_of, office, see, settled, strips
from tests.screens.scenes import SCENES, SETTINGS, Scene

SIZES: Final = {"80x24": NARROW, "120x40": WIDE}

Look = Literal["light", "ascii", "mono"]
LOOKS: Final[dict[tuple[str, Language], Look]] = {
    ("80x24", "id"): "light",
    ("80x24", "en"): "ascii",
    ("120x40", "id"): "mono",
    ("120x40", "en"): "light",
}
"""The look in which a screen is seen besides the dark one."""
_SIGNS: Final = set("●○◐◑✗✕≈▇▾▴›‹↓↑─│┌┐└┘╭╮╰╯▌▐█▁▔·…→−")  # their width, or whether a font has them, could be doubted
LEGIBLE: Final = 3.0  # WCAG's least contrast of large text and of what is not text; ours is muted or a sign below 4.5


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
async def test_snapshot(
    tmp_path: Path, snapshot: SnapshotAssertion, scene: Scene, language: Language, size: str
) -> None:
    pictured = snapshot.use_extension(SVGImageExtension)
    width, height = SIZES[size]
    look = LOOKS[size, language]
    app = dashboard_of(office_of(tmp_path, scene, language))
    try:
        async with app.run_test(size=(width, height), notifications=True) as pilot:
            for key in scene.keys:
                await pilot.press(key)
                await settled(app)
            for words in scene.words(language):
                await see(app, words)
            await pilot.pause()
            dark = looked_at(app)
            in_dark = app.export_screenshot(simplify=True)
            await wear(app, pilot, look)
            await pilot.press(*scene.again)
            await settled(app)
            await pilot.pause()
            worn = looked_at(app)
            in_look = app.export_screenshot(simplify=True)
    finally:
        app.leave()
    assert [len(line) for line in (*dark, *worn)] == [width] * height * 2
    if scene is not SETTINGS:  # which shows the look that was chosen, and the signs there are
        assert worn == dark if look != "ascii" else not set("".join(worn)) & _SIGNS
    assert pictured == in_dark
    assert pictured(name=look) == in_look


async def wear(app: CoopApp, pilot: Pilot[None], look: Look) -> None:
    """Draw the app, dark before, in another look."""
    match look:
        case "light":
            app.choose("theme", LIGHT.name)
        case "ascii":
            app.choose("symbols", "ascii")
        case "mono":  # as with NO_COLOR
            app.no_color = True
            app._filters.append(Monochrome())
            app.refresh_css(animate=False)
    app.screen.refresh(layout=True)
    await pilot.pause()


def looked_at(app: CoopApp) -> Sequence[str]:
    """The lines on the screen; nothing on it has nearly the colour that it stands on."""
    drawn = strips(app)
    faint = [f"{text!r}: {ratio:.1f}" for text, ratio in contrasts(app, drawn) if ratio < LEGIBLE]
    assert not faint, faint
    return [strip.text for strip in drawn]


def contrasts(app: CoopApp, drawn: Sequence[Strip]) -> Iterator[tuple[str, float]]:
    """Each piece of text on the screen, of a window over another its own, with the contrast of its colours as WCAG
    reckons it.
    """
    window = app.screen.children[0].region if isinstance(app.screen, ModalScreen) else app.screen.region
    colours = {
        (style.color, style.bgcolor): text
        for strip in drawn[window.y : window.bottom]
        for text, style, _control in strip.crop(window.x, window.right)
        if style is not None and style.color and style.bgcolor and any(map(str.isalnum, text))
    }
    for (front, back), text in colours.items():
        one, other = _luminance(*front.get_truecolor()), _luminance(*back.get_truecolor())
        yield text, (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(red: int, green: int, blue: int) -> float:
    """The relative luminance of an sRGB colour, from 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in (red / 255, green / 255, blue / 255)]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def office_of(folder: Path, scene: Scene, language: Language) -> Path:
    config = office(folder, language=language, sample=scene.sample)
    if scene.added:
        with another(config) as other:
            for kind, document in scene.added:
                other.create(kind, document)
    if scene.file:
        name, rows = scene.file
        (Path.home() / name).write_text(rows, encoding="utf-8")
    for by, kind, record_id, fields in scene.edited:
        with another(config, by) as other:
            before = other.document(kind, record_id) or {}
            other.update(kind, record_id, before, {**before, **fields})
    return config
