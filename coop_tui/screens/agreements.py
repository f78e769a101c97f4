"""Agreements."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import agreements
from coop_tui.screens.records import RecordsScreen


class AgreementsScreen(RecordsScreen):
    """The agreements, those that end last first."""

    KIND = agreements.KIND
    TAB = 6
    EMPTY = N_("No agreements yet. Press {key} to add the first one.")
