"""One record, read in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import structs

from coop_tui.counts import occasions, total
from coop_tui.i18n import _, language
from coop_tui.records import AnyKind
from coop_tui.records.page import Item, Page, Row, page_of
from coop_tui.records.words import plain_words
from coop_tui.register import Records
from coop_tui.register.describe import change_words
from coop_tui.register.related import Related, related
from coop_tui.screens import actions
from coop_tui.screens.overview_lines import Opens
from coop_tui.screens.page_screen import PageScreen
from coop_tui.screens.show import show_participants
from coop_tui.store import Change
from coop_tui.values import format_number
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.frame import joined
from coop_tui.widgets.line_page import Line
from coop_tui.widgets.page_lines import page_lines
from coop_tui.widgets.related_lines import Group, group_lines, groups_of


class ReadingScreen(PageScreen):
    """The page of one record, over the list it was opened from."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        actions.BACK,
        actions.OPEN,
        actions.EDIT,
        actions.PARTICIPANTS,
        actions.HISTORY_OF,
        actions.DELETE,
    )
    BINDINGS = bindings(ACTIONS)
    FOLLOWING = "open"

    def __init__(self, kind: AnyKind, record_id: int, tab: int) -> None:
        super().__init__(tab)
        self._kind = kind
        self._record_id = record_id

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
        records = self.coop.register.records
        record = records.get(self._kind, self._record_id)
        if record is None:
            self.dismiss()
            return
        found = list(related(records, self._kind, self._record_id))
        page = page_of(self._kind, self._record_id, record, records)
        page = structs.replace(page, rows=(*_figures(records, self._kind, found), *page.rows))
        self.page.show(partial(_lines, page, groups_of(records, self._kind, found)), keep=True)
        self.refresh_frame()

    async def follow(self, target: object) -> None:
        if isinstance(target, Group):
            name = self.coop.register.records.name(self._kind.name, self._record_id)
            target = Opens(target.kind.name, target.ids, joined([name, _(target.kind.many)]))
        await super().follow(target)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "participants":
            return self._kind.name == "batches"
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        self.action_follow()

    def action_edit(self) -> None:
        self.coop.edit(self._kind, self._record_id)

    def action_participants(self) -> None:
        show_participants(self.coop, self._record_id, self._tab)

    def action_history_of(self) -> None:
        from coop_tui.screens.history import HistoryScreen

        self.coop.push_screen(HistoryScreen((self._kind.name, self._record_id), self._tab))

    def action_delete(self) -> None:
        self.coop.delete(self._kind, self._record_id)


def _figures(records: Records, kind: AnyKind, found: Sequence[Related]) -> Iterator[Row]:
    """What the completed batches of a country or a programme come to."""
    if kind.name not in ("countries", "programmes"):
        return
    completed, seats = total(occasions(records, {one for by in found if by.kind == "batches" for one in by.ids}))
    yield Row(_("Completed batches"), (Item(format_number(completed, language())),))
    yield Row(_("Participations"), (Item(plain_words(seats), estimated=seats.estimated),))


def _lines(page: Page, groups: Sequence[Group], width: int) -> list[Line]:
    return [*page_lines(page, width), *(line for group in groups for line in group_lines(group, width))]
