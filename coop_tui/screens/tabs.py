"""The numbered screens. Their numbers stay for ever; each screen is imported and composed when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from coop_tui.i18n import N_, NP_
from coop_tui.widgets.frame import Tab

if TYPE_CHECKING:
    from coop_tui.screens.frame import FramedScreen


def _overview() -> FramedScreen:
    from coop_tui.screens.overview import OverviewScreen

    return OverviewScreen()


def _countries() -> FramedScreen:
    from coop_tui.screens.countries import CountriesScreen

    return CountriesScreen()


def _batches() -> FramedScreen:
    from coop_tui.screens.batches import BatchesScreen

    return BatchesScreen()


def _counts() -> FramedScreen:
    from coop_tui.screens.counts import CountsScreen

    return CountsScreen()


TABS: Final = (
    Tab(1, "overview", N_("Overview"), NP_("tab", "Overview")),
    Tab(2, "countries", N_("Countries"), NP_("tab", "Countries")),
    Tab(4, "batches", N_("Batches"), NP_("tab", "Batches")),
    Tab(5, "counts", N_("Counts"), NP_("tab", "Counts")),
)

FIRST: Final = TABS[0]
"""The screen at the start."""

SCREENS: Final[Mapping[str, Callable[[], FramedScreen]]] = {
    "overview": _overview,
    "countries": _countries,
    "batches": _batches,
    "counts": _counts,
}
"""Makes the screen of a tab, by the tab's `screen`."""
