"""Taking back a chosen change: one's own at once, another person's or one of many records after a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coop_tui.i18n import _, language, n_
from coop_tui.register.describe import change_words
from coop_tui.register.told import day_words, time_words
from coop_tui.screens.actions import REDO, TAKE_BACK
from coop_tui.screens.asking import AskScreen
from coop_tui.store import Change
from coop_tui.values import format_number
from coop_tui.widgets.frame import joined

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def take_back(app: CoopApp, change: Change) -> None:
    """Take `change` back; a toast says what came of it."""
    records = app.register.records
    is_own = change.by == app.register.by
    if is_own and len(change.ops) <= 1:
        _take_back(app, change)
        return

    def then(answer: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
        if answer:
            _take_back(app, change)

    asked = _("Take back your change of {day}, {time}") if is_own else _("Take back {who}'s change of {day}, {time}")
    question = asked.format(who=change.by, day=day_words(change), time=time_words(change))
    what = change_words(change, records)
    if len(change.ops) > 1:
        count = format_number(len(change.ops), language())
        what = joined([what, n_("{count} record", "{count} records", len(change.ops)).format(count=count)])
    app.push_screen(AskScreen(f"{question}: {what}?", TAKE_BACK.label), then)


def _take_back(app: CoopApp, change: Change) -> None:
    taken = app.change(partial(app.register.undo, change.gen))
    if taken is not None:
        what = change_words(taken, app.register.records)
        app.say(_("Undone: {what}. {key} does it again.").format(what=what, key=app.key_of(REDO)))
