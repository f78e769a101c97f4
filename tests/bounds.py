"""A bound around what could wait for ever, or fill the memory."""

from __future__ import annotations

import signal
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SECONDS: Final = 60  # for what hangs, never a measure of speed
MEMORY: Final = 200 << 20  # bytes; of a gigabyte that is read whole there would be more


def _hangs(_signal: int, _frame: FrameType | None) -> None:
    raise AssertionError("it hangs")


@contextmanager
def bounded() -> Iterator[None]:
    """Fail where something waits for ever, or takes the memory that a huge file would."""
    before = signal.signal(signal.SIGALRM, _hangs)
    signal.alarm(SECONDS)
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert peak < MEMORY, f"{peak >> 20} MB"
