"""What a form says where others changed or deleted its record meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

from textual.app import App

from coop_tui.errors import CoopError
from coop_tui.i18n import N_, _
from coop_tui.records.fields import Record, spec_of
from coop_tui.register import Register
from coop_tui.register.describe import change_words
from coop_tui.register.told import day_words, time_words
from coop_tui.screens.asking import AskScreen
from coop_tui.store import Change, Conflict

R = TypeVar("R")
_BRING_BACK: Final = N_("Bring back")


def changed_words(declared: type[Record], fields: Sequence[str], mine: str, theirs: str) -> str:
    """That others have changed `fields` too, and that the keys `mine` and `theirs` choose between the two."""
    said = _(
        "Somebody else has changed the same fields meanwhile: {fields}. In each of them, {mine} keeps what you"
        " typed, {theirs} takes what they typed. Then save again."
    )
    labels = [spec_of(declared, name) for name in fields]
    named = ", ".join(_(spec.label) for spec in labels if spec is not None)
    return said.format(fields=named, mine=mine, theirs=theirs)


def ask_to_bring_back(
    app: App[R],
    register: Register,
    conflict: Conflict,
    *,
    refuse: Callable[[CoopError], None],
    save: Callable[[], Awaitable[None]],
) -> None:
    """Ask whether the record that somebody deleted is to come back; `save` it then, or `refuse`."""
    deletion = _deletion_of(register, conflict.kind, conflict.id)
    if deletion is None:
        refuse(conflict)
        return

    async def then(answer: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
        if answer:
            try:
                register.undo(deletion.gen)
            except CoopError as problem:
                refuse(problem)
            else:
                await save()

    said = _(
        "While you typed, {who} deleted this record ({what}, {day}, {time}). Bring it back, and save what you typed?"
    )
    what = change_words(deletion, register.records)
    question = said.format(who=deletion.by, what=what, day=day_words(deletion), time=time_words(deletion))
    app.push_screen(AskScreen(question, _BRING_BACK), then)


def _deletion_of(register: Register, kind: str, record_id: int) -> Change | None:
    """The change that deleted a record; None where the history does not tell."""
    last = next(register.store.history(kind=kind, id=record_id), None)
    gone = last is not None and any((one.kind, one.id, one.after) == (kind, record_id, None) for one in last.ops)
    return last if gone else None
