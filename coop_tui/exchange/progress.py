"""How far long work has come, and stopping it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, Literal, TypeAlias, TypeVar

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _, language
from coop_tui.values import format_number

T = TypeVar("T")

Step = Literal["read", "rows", "fields", "plan", "settle", "check", "write"]
Progress: TypeAlias = Callable[[Step, int, int], None]
"""Told which step has come how far of how much; of 0 where the step cannot tell. It stops the work by raising
`Cancelled`.
"""

READING: Final[Sequence[Step]] = ("read", "rows", "fields")
TRYING: Final[Sequence[Step]] = ("plan", "settle")
IMPORTING: Final[Sequence[Step]] = (*TRYING, "check", "write")
TAKING_BACK: Final[Sequence[Step]] = ("check", "write")
"""The steps of a piece of work, in their order."""

_EVERY: Final = 200  # rows between two calls
_WEIGHTS: Final[Mapping[Step, float]] = {
    "read": 3, "rows": 6, "fields": 3, "plan": 52, "settle": 10, "check": 25, "write": 19
}  # fmt: skip
"""How long each step takes beside the others, as measured on a large sheet."""
_WORDS: Final[Mapping[Step, str]] = {
    "read": N_("Reading the file"),
    "rows": N_("Sorting out the rows"),
    "fields": N_("Reading the columns"),
    "plan": N_("Looking at each row"),
    "settle": N_("Putting the change together"),
    "check": N_("Checking the change"),
    "write": N_("Writing the change"),
}


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


def share(steps: Sequence[Step], step: Step, done: int, total: int) -> float:
    """How much of the work of all `steps` is done, from 0 to 1. A step that cannot tell has just begun."""
    before = sum(_WEIGHTS[one] for one in steps[: steps.index(step)])
    part = done / total if total else 0
    return (before + _WEIGHTS[step] * part) / sum(_WEIGHTS[one] for one in steps)


def step_words(step: Step, done: int, total: int) -> str:
    """What is being done, and how much of it is, where the step can tell."""
    if not total or done >= total:
        return f"{_(_WORDS[step])}…"
    return f"{_(_WORDS[step])}: {format_number(done * 100 // total, language())} %"


def is_last(step: Step, done: int, total: int) -> bool:
    """Whether this is the last that is told: nothing stops the change any more, and it is written right after."""
    return step == "write" and done == total


def watched(things: Iterable[T], total: int, step: Step, progress: Progress) -> Iterator[T]:
    """`things`, telling `progress` how many have been taken."""
    for done, one in enumerate(things):
        if done % _EVERY == 0:
            progress(step, done, total)
        yield one
    progress(step, total, total)
