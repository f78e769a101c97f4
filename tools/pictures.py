"""The pictures of the documentation: screens of the demo city on a fixed day, as SVG files that need nothing else.

`python tools/pictures.py` draws them anew; with `check` it says which are no longer what the program shows.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from textual.pilot import Pilot

from coop_tui import i18n
from coop_tui.app import CoopApp
from coop_tui.i18n import Language
from coop_tui.sample.beginning import DEMO, make
from coop_tui.session import Session

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs"
DAY: Final = date(2026, 11, 24)
_WAITS: Final = 500  # times that a screen may need to settle before its words are missed


class Picture(NamedTuple):
    """A file in docs/, and the keys that lead from the start to what it shows; `words` must stand on it then."""

    name: str
    size: tuple[int, int]
    language: Language
    theme: str
    keys: Sequence[str]
    words: str


PICTURES: Final = (
    Picture("overview", (100, 24), "en", "coop-dark", [], "Participations by year"),
    Picture("batches", (120, 34), "en", "coop-dark", ["4", *["down"] * 8], "Pelayanan Publik yang Berpusat pada Warga"),
    Picture("country", (100, 30), "en", "coop-dark", ["2", *["down"] * 4, "enter"], "Japan"),
    Picture("counts", (100, 30), "en", "coop-dark", ["5"], "by estimate"),
    Picture("form", (100, 30), "id", "coop-light", ["4", *["down"] * 8, "e"], "Ubah angkatan"),
)


async def draw(picture: Picture, folder: Path) -> str:
    """The picture as SVG; the demo city is made in `folder`, which must be empty. LookupError where its words are
    missing.
    """
    i18n.use(picture.language)
    config = make(folder, DEMO.office, picture.language, DEMO, today=DAY, by="sari")
    app = CoopApp(Session(config_file=config, as_of=DAY, who="sari"))
    app.theme = picture.theme
    try:
        async with app.run_test(size=picture.size) as pilot:
            await pilot.press(*picture.keys)
            await _settle(pilot, picture)
            return self_contained(app.export_screenshot(title="coop-tui"))
    finally:
        app.register.close()


async def _settle(pilot: Pilot[None], picture: Picture) -> None:
    for _ in range(_WAITS):
        await pilot.pause()
        if picture.words in _text(pilot):
            await pilot.pause()
            return
    raise LookupError(f"{picture.name}: “{picture.words}” never stood on the screen:\n{_text(pilot)}")


def _text(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual offers no way to read the screen
    return "\n".join(strip.text for strip in strips)


def self_contained(svg: str) -> str:
    """`svg` without fonts from the network, and the same whenever the same is drawn."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "coop-", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


def drawn(picture: Picture) -> str:
    """The picture as the program shows it now."""
    with TemporaryDirectory() as folder:
        return asyncio.run(draw(picture, Path(folder)))


def main(arguments: Sequence[str]) -> int:
    """Draw all, or `check` all; 1 where one is stale."""
    stale = []
    for picture in PICTURES:
        file, now = FOLDER / f"{picture.name}.svg", drawn(picture)
        if arguments == ["check"]:
            if not file.is_file() or file.read_text(encoding="utf-8") != now:
                stale.append(file)
        else:
            file.write_text(now, encoding="utf-8", newline="\n")
    sys.stdout.writelines(f"{file} is not what the program shows now. Run: make docs\n" for file in stale)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
