"""How far long work has come, and stopping it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal, TypeAlias, TypeVar

from coop_tui.errors import CoopError
from coop_tui.i18n import _

T = TypeVar("T")

Step = Literal["plan", "check"]
Progress: TypeAlias = Callable[[Step, int, int], None]
"""Told which step has come how far of how much. It stops the work by raising `Cancelled`."""

_EVERY: Final = 200  # rows between two calls
_PARTS: Final[Mapping[Step, tuple[float, float]]] = {"plan": (0, 0.6), "check": (0.6, 0.35)}
"""Where in the whole work a step begins, and how much of it the step is; the rest is writing."""


class Cancelled(CoopError):
    """The person stopped the work before anything was written."""

    def message(self) -> str:
        return _("Stopped; nothing was changed.")


def unheard(_step: Step, _done: int, _total: int) -> None:
    """The progress that nobody watches."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make a great many records that are all kept, without looking through them for garbage again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def share(step: Step, done: int, total: int) -> float:
    """How much of the whole work is done, from 0 to 1."""
    begins, part = _PARTS[step]
    return begins + part * done / max(total, 1)


def watched(things: Iterable[T], total: int, step: Step, progress: Progress) -> Iterator[T]:
    """`things`, telling `progress` how many have been taken."""
    for done, one in enumerate(things):
        if done % _EVERY == 0:
            progress(step, done, total)
        yield one
    progress(step, total, total)
