"""What can be done with the participants of a batch, and with a pasted list of them."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_
from coop_tui.widgets.action import Action

PASTE: Final = Action(
    "paste_names", "p", "paste_names", N_("Paste list"), N_("Nominates everybody on a pasted list of names."), footer=2
)
DECREE: Final = Action("decree", "k", "decree", N_("Decree"), N_("Number and date of the mayor's decree."), footer=6)
PAPER: Final = Action("paper", "m", "paper", N_("Paper"), N_("Title and date of the participant's paper."), footer=6)
MARK: Final = Action(
    "mark", "space", "mark", N_("Withdrew"), N_("Marks who withdrew, or takes the mark away."), footer=2
)
REPLACE: Final = Action(
    "replace", "r", "replace", N_("Replaced"), N_("Marks who was replaced, and says by whom."), footer=2
)
ATTENDED: Final = Action(
    "attended", "a", "attended", N_("All attended"), N_("All who are not marked attended; the marks are saved too."), 1
)
SAVE_MARKS: Final = Action(
    "save_marks", "ctrl+s,f10", "save_marks", N_("Save marks"), N_("Saves who is marked, and nothing else."), footer=1
)
CLEAR_MARKS: Final = Action(
    "clear_marks", "escape", "clear_marks", N_("Clear marks"), N_("Takes all marks away."), footer=0
)
