"""The city's agencies."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import units
from coop_tui.screens.records import RecordsScreen


class UnitsScreen(RecordsScreen):
    """The units by name."""

    KIND = units.KIND
    EMPTY = N_("No units yet. Press {key} to add the first one.")
