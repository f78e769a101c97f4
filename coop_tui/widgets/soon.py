"""Going on with long work between two keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.widget import Widget

_BREATH: Final = 0.001  # seconds between two pieces, for keys and painting


def soon(owner: Widget, then: Callable[[], None]) -> None:
    """Call `then` once keys and painting have had their turn, unless `owner` is being closed by then: parts of it are
    gone before its timers are.
    """

    def go_on() -> None:
        if owner.display:
            then()

    timer = owner.set_timer(_BREATH, go_on)
    # Textual drops a timer as short as this where the program is held up for a moment as it begins
    timer._skip = False  # noqa: SLF001 - `set_timer` offers no way to say so
