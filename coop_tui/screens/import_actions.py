"""What can be done on the import screen, each action declared once."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_, NP_
from coop_tui.screens import actions
from coop_tui.widgets.action import Action

RUN: Final = Action(
    "import.run",
    "ctrl+s,f10",
    "run",
    N_("Import"),
    N_("Takes over what the preview shows, as one change."),
    1,
    priority=True,
)
VIEW: Final = Action(
    "import.view",
    "v",
    "view",
    NP_("import", "Preview/headings"),
    N_("Shows the headings, or what becomes of each row."),
    2,
)
CHOOSE: Final = Action(
    "import.choose", "enter", "choose", N_("Change"), N_("Chooses the field of a heading; mends a rejected row."), 3
)
FILE: Final = Action("import.file", "f", "file", NP_("import", "File"), N_("Names the file to import."))
KIND: Final = Action(
    "import.kind", "k", "pick('kind')", NP_("import", "Into"), N_("What kind of records the rows are.")
)
MATCH: Final = Action(
    "import.match",
    "m",
    "pick('match')",
    NP_("import", "Same by"),
    N_("By which field a row is a record that is there already."),
)
ENCODING: Final = Action(
    "import.encoding", "e", "pick('encoding')", NP_("import", "Letters"), N_("How the letters of the file are written.")
)
DELIMITER: Final = Action(
    "import.delimiter",
    "p",
    "pick('delimiter')",
    NP_("import", "Between"),
    N_("What stands between the cells of a csv file."),
)
SHEET: Final = Action(
    "import.sheet", "l", "pick('sheet')", NP_("import", "Sheet"), N_("Which sheet of a workbook is read.")
)
HEADER: Final = Action(
    "import.header", "h", "pick('header')", NP_("import", "Headings in row"), N_("In which row the headings are.")
)
ORDER: Final = Action(
    "import.order",
    "o",
    "pick('order')",
    NP_("import", "Days"),
    N_("Whether the day or the month comes first in digits."),
)
DUPLICATES: Final = Action(
    "import.duplicates",
    "r",
    "pick('duplicates')",
    NP_("import", "On record"),
    N_("What becomes of rows that are on record already."),
)
CREATE: Final = Action(
    "import.create",
    "t",
    "pick('create')",
    NP_("import", "Create missing"),
    N_("Adds what rows refer to and what is not on record."),
)
ONLY: Final = Action("import.only", "a", "only", NP_("import", "Show"), N_("Shows the rows of one outcome, or all."), 4)
REJECTS: Final = Action(
    "import.rejects",
    "w",
    "rejects",
    NP_("import", "Write rejected"),
    N_("Writes the rejected rows with their reasons beside the file."),
    footer=6,
)

ACTIONS: Final = (
    actions.BACK, actions.CLEAR, RUN, VIEW, CHOOSE, ONLY, actions.FILTER, REJECTS, FILE, KIND, MATCH, ENCODING,
    DELIMITER, SHEET, HEADER, ORDER, DUPLICATES, CREATE,
)  # fmt: skip
