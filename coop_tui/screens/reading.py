"""One record, read in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.records.page import page_of
from coop_tui.register.describe import change_words
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.record_page import RecordPage


class ReadingScreen(FramedScreen):
    """The page of one record, over the list it was opened from."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.EDIT, actions.DELETE)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "ReadingScreen RecordPage { padding: 1 2; }"

    def __init__(self, kind: AnyKind, record_id: int, tab: int) -> None:
        super().__init__()
        self._kind = kind
        self._record_id = record_id
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    def body(self) -> ComposeResult:
        yield RecordPage()

    def on_mount(self) -> None:
        self.reload()
        self.query_one(RecordPage).focus()

    def take_up(self, changes: Sequence[Change]) -> None:
        for change in changes:
            gone = any(
                one.after is None and (one.kind, one.id) == (self._kind.name, self._record_id) for one in change.ops
            )
            if gone and change.by != self.coop.register.by:
                what = change_words(change, self.coop.register.records)
                self.coop.say(_("{what}, by {who}.").format(what=what, who=change.by))
        self.reload()

    def reload(self) -> None:
        record = self.coop.register.records.get(self._kind, self._record_id)
        if record is None:
            self.dismiss()
            return
        self.query_one(RecordPage).show(page_of(self._kind, self._record_id, record, self.coop.register.records))
        self.refresh_frame()

    def action_back(self) -> None:
        self.dismiss()

    def action_edit(self) -> None:
        self.coop.edit(self._kind, self._record_id)

    def action_delete(self) -> None:
        self.coop.delete(self._kind, self._record_id)
