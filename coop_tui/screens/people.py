"""People."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from coop_tui.i18n import N_, _
from coop_tui.records import people
from coop_tui.screens import actions
from coop_tui.screens.records import RecordsScreen
from coop_tui.widgets.action import Action, bindings


class PeopleScreen(RecordsScreen):
    """The people by name; of their numbers and addresses only the last signs."""

    KIND = people.KIND
    TAB = 7
    EMPTY = N_("No people yet. Press {key} to add the first one.")
    ACTIONS: ClassVar[Sequence[Action]] = (*RecordsScreen.ACTIONS, actions.DUPLICATES)
    BINDINGS = bindings(ACTIONS)

    def _after_new(self, record_id: int | None) -> None:
        super()._after_new(record_id)
        records = self.coop.register.records
        made = None if record_id is None else records.get(people.KIND, record_id)
        if made is not None and len(records.named(self.KIND.name, made.name)) > 1:
            said = _("Somebody of this name is on record already. {key} compares them.")
            self.coop.say(said.format(key=self.coop.key_of(actions.DUPLICATES)))
