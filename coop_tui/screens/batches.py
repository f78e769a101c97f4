"""Training batches."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import batches
from coop_tui.screens.records import RecordsScreen


class BatchesScreen(RecordsScreen):
    """The batches, newest first."""

    KIND = batches.KIND
    TAB = 4
    EMPTY = N_("No batches yet. Press {key} to add the first one.")
