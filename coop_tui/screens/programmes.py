"""Training programmes."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import programmes
from coop_tui.screens.records import RecordsScreen


class ProgrammesScreen(RecordsScreen):
    """The programmes by name."""

    KIND = programmes.KIND
    EMPTY = N_("No programmes yet. Press {key} to add the first one.")
