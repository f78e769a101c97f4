"""Leaving what something was typed into, for another tab or for good: what is not saved is asked about first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from textual.app import App
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from coop_tui.screens.form_questions import Answer

R = TypeVar("R")


@runtime_checkable
class Holding(Protocol):
    """A screen that may hold what somebody typed and did not save."""

    def is_left_first(self) -> bool:
        """Whether it has to be left before what it stands over is."""

    def leave(self, then: Callable[[], None]) -> None:
        """Do `then` once nothing is held any more, asking first if anything was typed; nothing where a person stays."""


def held(app: App[R]) -> Holding | None:
    """The uppermost screen that has to be left first."""
    return next((one for one in reversed(app.screen_stack) if isinstance(one, Holding) and one.is_left_first()), None)


def leave_all(app: App[R], then: Callable[[], None]) -> None:
    """Leave every screen that has to be, asking where anything was typed, and then do `then`. Nothing more where a
    person stays, or is asked something already.
    """
    first = held(app)
    if first is None:
        then()
    elif not isinstance(app.screen, ModalScreen):
        first.leave(lambda: leave_all(app, then))


def ask_first(
    app: App[R],
    question: str,
    save: Callable[[], Awaitable[bool]],
    discard: Callable[[], None],
    then: Callable[[], None],
) -> None:
    """Ask whether to save what was typed or to discard it, and then do `then`; nothing where a person stays, or
    where it cannot be saved.
    """
    from coop_tui.screens.form_questions import SAVE, LeaveQuestion

    async def go_on(answer: Answer | None) -> None:
        if answer == "discard":
            discard()
            then()
        elif answer == "save" and await save():
            then()

    app.push_screen(LeaveQuestion(question, SAVE), go_on)
