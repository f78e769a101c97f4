"""What can be done with two people who may be one, each action declared once."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_, NP_
from coop_tui.widgets.action import Action

COMPARE: Final = Action("compare", "enter", "compare", N_("Compare"), N_("Shows both side by side, whole."), footer=2)
MERGE: Final = Action(
    "merge", "m", "merge", N_("Merge"), N_("Makes one person of the two; undo makes them two again."), footer=1
)
APART: Final = Action(
    "apart", "b", "apart", N_("Not the same"), N_("Remembers that these are two people; undo forgets it."), footer=3
)
KEEP_OTHER: Final = Action(
    "keep_other",
    "t",
    "keep_other",
    NP_("of two people", "Swap"),
    N_("Changes who of the two stays and who goes."),
    footer=4,
)
TAKE: Final = Action(
    "take", "enter", "take", N_("Take"), N_("Takes the other value of the chosen line, or opens what it leads to."), 2
)
STOP: Final = Action("stop", "escape", "stop", N_("Stop"), N_("Ends the search; what it found stays."), footer=0)
