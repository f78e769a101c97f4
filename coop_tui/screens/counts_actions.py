"""What can be done with figures, each action declared once."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_
from coop_tui.screens.actions import COPY
from coop_tui.widgets.action import Action

RECORDS: Final = Action(
    "behind", "enter", "behind", N_("Records"), N_("Shows the records behind the figure, which add up to it."), 1
)
MEASURE: Final = Action("measure", "m", "measure", N_("Measure"), N_("Chooses what is counted."))
ROWS: Final = Action("rows", "b", "rows", N_("Rows"), N_("Chooses what the rows are."))
COLUMNS: Final = Action("columns", "k", "columns", N_("Columns"), N_("Chooses what the columns are, or none."))
SWAP: Final = Action("swap", "t", "swap", N_("Swap"), N_("Makes the rows columns, and the columns rows."), 2)
CHART: Final = Action(
    "chart", "c", "chart", N_("Chart/table"), N_("Shows the figures as bars, and as a table again."), 3
)
TODAY: Final = Action(
    "unit_today",
    "w",
    "unit_today",
    N_("Unit then/today"),
    N_("Counts by the unit as it was then, or by the one that does its work today."),
    4,
)
PEOPLE: Final = Action("people_by_unit", "p", "people_by_unit", N_("People"), N_("Counts people by unit and year."), 5)

YEAR: Final = Action("counts.year", "f", "only('year')", N_("Year"), N_("Counts what began in one year, or in all."))
COUNTRY: Final = Action(
    "counts.country", "g", "only('country')", N_("Country"), N_("Counts what is in one country, or in all.")
)
EXPORT: Final = Action("export", "x", "export", N_("Export"), N_("Writes the figures into a file."), 6)

ACTIONS: Final = (RECORDS, MEASURE, ROWS, COLUMNS, YEAR, COUNTRY, SWAP, CHART, TODAY, PEOPLE, COPY, EXPORT)
