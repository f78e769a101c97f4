"""How far long work has come, and stopping it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, TypeAlias, TypeVar

from coop_tui.errors import CoopError
from coop_tui.i18n import _

T = TypeVar("T")

Step = Literal["plan", "check"]
Progress: TypeAlias = Callable[[Step, int, int], None]
"""Told which step has come how far of how much. It stops the work by raising `Cancelled`."""

_EVERY: Final = 200  # rows between two calls


class Cancelled(CoopError):
    """The person stopped the work before anything was written."""

    def message(self) -> str:
        return _("Stopped; nothing was changed.")


def unheard(_step: Step, _done: int, _total: int) -> None:
    """The progress that nobody watches."""


def watched(things: Iterable[T], total: int, step: Step, progress: Progress) -> Iterator[T]:
    """`things`, telling `progress` how many have been taken."""
    for done, one in enumerate(things):
        if done % _EVERY == 0:
            progress(step, done, total)
        yield one
    progress(step, total, total)
