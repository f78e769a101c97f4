"""International organisations and all others the city works with."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import organisations
from coop_tui.screens.records import RecordsScreen


class OrganisationsScreen(RecordsScreen):
    """The organisations by name."""

    KIND = organisations.KIND
    TAB = 3
    EMPTY = N_("No organisations yet. Press {key} to add the first one.")
