"""Going on with long work between two keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from textual.message_pump import MessagePump

_BREATH: Final = 0.001  # seconds between two pieces, for keys and painting


def soon(owner: MessagePump, then: Callable[[], None]) -> None:
    """Call `then` once keys and painting have had their turn; where `owner` is gone by then, not at all. A timer of
    Textual's does not do: one as short as this is dropped when the program is held up for a moment as it begins.
    """
    asyncio.get_running_loop().call_later(_BREATH, owner.call_next, then)
