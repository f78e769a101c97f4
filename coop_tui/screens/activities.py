"""Activities."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import activities
from coop_tui.screens.records import RecordsScreen


class ActivitiesScreen(RecordsScreen):
    """The activities, newest first."""

    KIND = activities.KIND
    TAB = 8
    EMPTY = N_("No activities yet. Press {key} to add the first one.")
