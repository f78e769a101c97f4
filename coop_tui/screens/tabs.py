"""The numbered screens. Their numbers stay for ever."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_, NP_
from coop_tui.widgets.frame import Tab

TABS: Final = (Tab(4, "batches", N_("Batches"), NP_("tab", "Batches")),)
