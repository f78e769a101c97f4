"""Participations."""

from __future__ import annotations

from coop_tui.i18n import N_
from coop_tui.records import participations
from coop_tui.screens.records import RecordsScreen


class ParticipationsScreen(RecordsScreen):
    """Who took part in which batch."""

    KIND = participations.KIND
    EMPTY = N_("No participations yet. Press {key} to add the first one.")
