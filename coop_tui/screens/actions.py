"""What can be done on screens, each action declared once."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_, NP_
from coop_tui.screens.tabs import TABS
from coop_tui.widgets.action import Action

OPEN: Final = Action("open", "enter", "open", N_("Read"), N_("Shows the whole record."), footer=2)
FOLLOW: Final = Action("follow", "enter", "follow", N_("Open"), N_("Opens what is behind the chosen line."), footer=1)
EDIT: Final = Action("edit", "e", "edit", N_("Edit"), N_("Opens the record in a form."), footer=3)
NEW: Final = Action("new", "n", "new", N_("New"), N_("Adds a record."), footer=1)
DELETE: Final = Action(
    "delete", "d,delete", "delete", N_("Delete"), N_("Deletes the record; undo brings it back."), footer=6
)
FILTER: Final = Action(
    "filter", "slash", "filter", N_("Filter"), N_("Shows only the rows in which all words occur."), 4, priority=True
)
SORT: Final = Action(
    "sort", "s", "sort", N_("Sort"), N_("Sorts by the next column; at the last one it begins again."), footer=7
)
REVERSE: Final = Action("reverse", "S", "reverse", N_("Reverse"), N_("Turns the order round."))
PARTICIPANTS: Final = Action(
    "participants",
    "p",
    "participants",
    N_("Participants"),
    N_("Shows who is nominated for the batch, and who went."),
    footer=4,
)
COPY: Final = Action("copy", "y", "copy", N_("Copy"), N_("Copies what is listed here as plain text."), footer=4)
UNDO: Final = Action("undo", "u", "app.undo", N_("Undo"), N_("Takes back your newest change."), footer=5)
REDO: Final = Action("redo", "ctrl+r", "app.redo", N_("Redo"), N_("Does again what was undone."))
READ_CHANGE: Final = Action(
    "read_change", "enter", "read_change", N_("Read"), N_("Shows the whole change, field by field."), footer=2
)
TAKE_BACK: Final = Action(
    "take_back", "t", "take_back", N_("Take back"), N_("Takes the chosen change back, also another person's."), footer=3
)
HISTORY_OF: Final = Action(
    "history_of", "r", "history_of", N_("Its history"), N_("Shows every change of this record."), footer=6
)
CLEAR: Final = Action("clear", "escape", "clear", N_("Clear filter"), N_("Shows all rows again."), footer=0)
BACK: Final = Action("back", "escape", "back", N_("Back"), N_("Goes back to where you came from."), footer=0)
HELP: Final = Action("help", "question_mark,f1", "app.help", N_("Help"), N_("Shows what can be done here."))
QUIT: Final = Action(
    "quit", "ctrl+q,f12", "app.quit", N_("Quit"), N_("Closes the dashboard. Everything is saved already."), footer=9
)
THEME: Final = Action(
    "theme", "f9", "app.toggle_dark", NP_("light or dark", "Light/dark"), N_("Switches between light and dark.")
)
LANGUAGE: Final = Action(
    "language", "f8", "app.next_language", N_("Language"), N_("Switches between Indonesian and English.")
)

PALETTE: Final = Action(
    "palette",
    "ctrl+p,f2",
    "app.palette",
    N_("Palette"),
    N_("Finds any screen, action or record by its name."),
    footer=5,
)
SETTINGS: Final = Action(
    "settings", "f7", "app.settings", N_("Settings"), N_("Language, colours and signs, as you like them.")
)

IMPORT: Final = Action(
    "import", "i", "app.import", N_("Import"), N_("Reads a list from a file: csv, Excel, JSON or YAML."), footer=8
)
TURNS: Final = Action("turns", "f6", "app.turns", N_("Fair turn"), N_("Who sent people and when, and who never went."))
DUPLICATES: Final = Action(
    "duplicates",
    "g",
    "app.show_duplicates",
    N_("One or two?"),
    N_("Finds people on record who may be one person, to merge them."),
    footer=7,
)

TO_TABS: Final = tuple(
    Action(tab.screen, str(tab.number), f"app.show_tab({tab.number})", tab.label, N_("Goes to this screen."))
    for tab in TABS
)

EVERYWHERE: Final = (PALETTE, UNDO, REDO, SETTINGS, TURNS, IMPORT, LANGUAGE, THEME, QUIT)
"""What every screen offers besides its own actions, `TO_TABS` and `HELP`."""
