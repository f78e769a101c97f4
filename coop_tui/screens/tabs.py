"""The numbered screens, and the lists without a number. Numbers stay for ever; each screen is imported and composed
when it is first shown.
"""

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


def _organisations() -> FramedScreen:
    from coop_tui.screens.organisations import OrganisationsScreen

    return OrganisationsScreen()


def _batches() -> FramedScreen:
    from coop_tui.screens.batches import BatchesScreen

    return BatchesScreen()


def _counts() -> FramedScreen:
    from coop_tui.screens.counts import CountsScreen

    return CountsScreen()


def _agreements() -> FramedScreen:
    from coop_tui.screens.agreements import AgreementsScreen

    return AgreementsScreen()


def _people() -> FramedScreen:
    from coop_tui.screens.people import PeopleScreen

    return PeopleScreen()


def _activities() -> FramedScreen:
    from coop_tui.screens.activities import ActivitiesScreen

    return ActivitiesScreen()


def _history() -> FramedScreen:
    from coop_tui.screens.history import HistoryScreen

    return HistoryScreen()


def _programmes() -> FramedScreen:
    from coop_tui.screens.programmes import ProgrammesScreen

    return ProgrammesScreen()


def _units() -> FramedScreen:
    from coop_tui.screens.units import UnitsScreen

    return UnitsScreen()


def _participations() -> FramedScreen:
    from coop_tui.screens.participations import ParticipationsScreen

    return ParticipationsScreen()


TABS: Final = (
    Tab(1, "overview", N_("Overview"), NP_("tab", "Home")),
    Tab(2, "countries", N_("Countries"), NP_("tab", "Countries")),
    Tab(3, "organisations", N_("Organisations"), NP_("tab", "Orgs")),
    Tab(4, "batches", N_("Batches"), NP_("tab", "Batches")),
    Tab(5, "counts", N_("Counts"), NP_("tab", "Counts")),
    Tab(6, "agreements", NP_("tab", "Agreements"), NP_("tab", "Agreements")),
    Tab(7, "people", N_("People"), NP_("tab", "People")),
    Tab(8, "activities", N_("Activities"), NP_("tab", "Activity")),
    Tab(9, "history", N_("History"), NP_("tab", "History")),
)
"""The short names of all nine have 61 letters together: so many fit into 80 cells."""

FIRST: Final = TABS[0]
"""The screen at the start."""

SCREENS: Final[Mapping[str, Callable[[], FramedScreen]]] = {
    "overview": _overview,
    "countries": _countries,
    "organisations": _organisations,
    "batches": _batches,
    "counts": _counts,
    "agreements": _agreements,
    "people": _people,
    "activities": _activities,
    "history": _history,
}
"""Makes the screen of a tab, by the tab's `screen`; of a list, that is the name of its kind."""

LISTS: Final[Mapping[str, Callable[[], FramedScreen]]] = {
    "programmes": _programmes,
    "units": _units,
    "participations": _participations,
}
"""Makes the list of a kind that has no tab."""
