"""Keeping what is typed into one form as a draft, a moment after each change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, cast

from textual.timer import Timer
from textual.widget import Widget

from coop_tui import drafts
from coop_tui.drafts import Draft
from coop_tui.errors import CoopError
from coop_tui.store import Document
from coop_tui.widgets.form.edit import Edit

KEPT_AFTER: Final = 0.4
"""Seconds from a change until the draft is written."""


class DraftKeeper:
    """The draft of one edit: found when a form opens, written while somebody types, dropped when it is saved.

    `on_problem` is told, once, that drafts cannot be written. A form that opens with something in it (`filled`) leaves
    a draft of the same place alone.
    """

    def __init__(self, edit: Edit, *, filled: bool, on_problem: Callable[[CoopError], None]) -> None:
        self._edit = edit
        self._folder = drafts.folder_of(edit.register.store.path)
        self._timer: Timer | None = None
        self._on_problem = on_problem
        found = drafts.find(self._folder, edit.register.by, edit.kind.name, edit.record_id)
        self._keeps = not (filled and found)
        self.continued: Draft | None = None
        if found is not None and not filled:
            edit.take_up_draft(cast(Document, found.before), found.typed)
            self.continued = found if edit.changed else None

    def note_change(self, owner: Widget) -> None:
        """Write the draft soon. `owner` is the form, whose timers end with it."""
        if self._keeps and self._timer is None:
            self._timer = owner.set_timer(KEPT_AFTER, self.write)

    def write(self) -> None:
        """Write what is not written yet."""
        if self._timer is None:
            return
        self._timer.stop()
        self._timer = None
        edit = self._edit
        if not edit.changed:
            self.drop()
            return
        draft = Draft(
            kind=edit.kind.name,
            record_id=edit.record_id,
            at=datetime.now().astimezone(),
            before=cast("dict[str, object]", edit.before),
            typed=cast("dict[str, object]", edit.typed),
        )
        self._try(lambda: drafts.keep(self._folder, edit.register.by, draft))

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._keeps:
            self._try(
                lambda: drafts.drop(self._folder, self._edit.register.by, self._edit.kind.name, self._edit.record_id)
            )

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except CoopError as problem:
            self._keeps = False
            self._on_problem(problem)
