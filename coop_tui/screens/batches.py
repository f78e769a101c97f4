"""Training batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from coop_tui.i18n import N_
from coop_tui.records import batches
from coop_tui.screens import actions
from coop_tui.screens.records import RecordsScreen
from coop_tui.screens.show import show_participants
from coop_tui.widgets.action import Action, bindings


class BatchesScreen(RecordsScreen):
    """The batches, newest first."""

    KIND = batches.KIND
    TAB = 4
    EMPTY = N_("No batches yet. Press {key} to add the first one.")
    ACTIONS: ClassVar[Sequence[Action]] = (*RecordsScreen.ACTIONS, actions.PARTICIPANTS)
    BINDINGS = bindings(ACTIONS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "participants" and self.is_mounted:
            return self.table.cursor_id is not None
        return super().check_action(action, parameters)

    def action_participants(self) -> None:
        if self.table.cursor_id is not None:
            show_participants(self.coop, self.table.cursor_id, self.TAB)
