"""Partner countries."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import countries
from coop_tui.screens.records import RecordsScreen


class CountriesScreen(RecordsScreen):
    """The partner countries by name."""

    KIND = countries.KIND
    TAB = 2
    EMPTY = N_("No partner countries yet. Press {key} to add the first one.")
