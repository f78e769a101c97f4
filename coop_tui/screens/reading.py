"""One record, read in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.page import page_of
from coop_tui.register.describe import change_words
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.store import Change
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.page_lines import page_lines


class ReadingScreen(FramedScreen):
    """The page of one record, over the list it was opened from."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, actions.OPEN, actions.EDIT, actions.DELETE)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "ReadingScreen LinePage { padding: 1 2; }"

    def __init__(self, kind: AnyKind, record_id: int, tab: int) -> None:
        super().__init__()
        self._kind = kind
        self._record_id = record_id
        self._tab = tab

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def page(self) -> LinePage:
        """What is read."""
        return self.query_one(LinePage)

    def body(self) -> ComposeResult:
        yield LinePage()

    def on_mount(self) -> None:
        self.reload()
        self.page.focus()

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
        page = page_of(self._kind, self._record_id, record, self.coop.register.records)
        self.page.show(partial(page_lines, page), keep=True)
        self.refresh_frame()

    def on_line_page_followed(self, event: LinePage.Followed) -> None:
        match event.target:
            case (str(kind), int(record_id)):
                self.coop.read(KINDS[kind], record_id)

    def on_line_page_chosen(self) -> None:
        self.refresh_frame()  # enter does something now, or nothing any more

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "open" or (self.is_mounted and self.page.chosen is not None)

    def action_back(self) -> None:
        self.dismiss()

    def action_open(self) -> None:
        self.page.action_follow()

    def action_edit(self) -> None:
        self.coop.edit(self._kind, self._record_id)

    def action_delete(self) -> None:
        self.coop.delete(self._kind, self._record_id)
