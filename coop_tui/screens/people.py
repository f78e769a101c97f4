"""People."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import people
from coop_tui.screens.records import RecordsScreen


class PeopleScreen(RecordsScreen):
    """The people by name; of their numbers and addresses only the last signs."""

    KIND = people.KIND
    TAB = 7
    EMPTY = N_("No people yet. Press {key} to add the first one.")
