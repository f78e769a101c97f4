"""What can be done in a form, each declared once."""

from __future__ import annotations

from typing import Final

from coop_tui.i18n import N_
from coop_tui.widgets.action import Action
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.form.item_line import ItemLine
from coop_tui.widgets.form.row import Row

SAVE: Final = Action("form.save", "ctrl+s,f10", "screen.save", N_("Save"), N_("Save the record and close the form."), 1)
DONE: Final = Action(
    "form.done",
    "ctrl+s,f10",
    "screen.done",
    N_("Done"),
    N_("Keep this and go back to the record; it is saved with it."),
    1,
)
OPEN: Final = Action("form.open", "enter", "screen.open_item", N_("Open"), N_("Open a group of fields."), 2)
NEXT: Final = Action("form.next", "tab,down", "screen.next", N_("Next"), N_("Go to the next field."), 4)
PREVIOUS: Final = Action(
    "form.previous", "shift+tab,up", "screen.previous", N_("Previous"), N_("Go to the field before.")
)
PAGE_DOWN: Final = Action(
    "form.page_down", "pagedown", "screen.page(1)", N_("Page down"), N_("Go a page of fields down.")
)
PAGE_UP: Final = Action("form.page_up", "pageup", "screen.page(-1)", N_("Page up"), N_("Go a page of fields up."))
REMOVE: Final = Action("form.remove", "delete", "screen.remove", N_("Remove"), N_("Take this out of the record."), 5)
REMOVE_LINE: Final = Action(
    "form.remove_line", "ctrl+delete", "screen.remove_line", N_("Remove"), N_("Take this line out of its list."), 5
)
MOVE_UP: Final = Action("form.move_up", "alt+up,ctrl+up", "screen.move(-1)", N_("Up"), N_("Move this line up."), 6)
MOVE_DOWN: Final = Action(
    "form.move_down", "alt+down,ctrl+down", "screen.move(1)", N_("Down"), N_("Move this line down."), 7
)
CHOICES: Final = Action(
    "choices.open", "f4", "screen.choices", N_("Choices"), N_("Show what this field can be filled with."), 5
)
RESTORE: Final = Action(
    "form.restore", "ctrl+z", "screen.restore", N_("Bring back"), N_("Bring back the line removed last."), 3
)
MINE: Final = Action(
    "form.mine", "f6", "screen.settle('mine')", N_("Keep mine"), N_("Keep what you typed in this field."), 2
)
THEIRS: Final = Action(
    "form.theirs",
    "f7",
    "screen.settle('theirs')",
    N_("Take theirs"),
    N_("Take what the other person typed in this field."),
    2,
)
DROP_DRAFT: Final = Action(
    "form.drop_draft", "f5", "screen.drop_draft", N_("Start again"), N_("Drop what was kept from an earlier time."), 6
)
BACK: Final = Action(
    "form.back", "escape", "screen.back", N_("Back"), N_("Leave the form; it asks if anything was typed."), 3
)
HELP: Final = Action("form.help", "f1,question_mark", "screen.help", N_("Help"), N_("All about the field you are in."))

ACTIONS: Final = (
    SAVE,
    DONE,
    OPEN,
    MINE,
    THEIRS,
    NEXT,
    PREVIOUS,
    PAGE_DOWN,
    PAGE_UP,
    CHOICES,
    REMOVE,
    REMOVE_LINE,
    MOVE_UP,
    MOVE_DOWN,
    RESTORE,
    DROP_DRAFT,
    BACK,
)


def possible_on(action: str, row: Row | None) -> bool:
    """Whether what is done with one field, by the name of its method, can be done with the one that has the focus."""
    match action:
        case "open_item":
            return row is not None and isinstance(row.editor, ItemLine)
        case "choices":
            return row is not None and isinstance(row.editor, Chooser)
        case "remove":
            return row is not None and row.is_item and isinstance(row.editor, ItemLine)
        case "remove_line":
            return row is not None and row.is_item and not isinstance(row.editor, ItemLine)
        case "move":
            return row is not None and row.is_item and isinstance(row.path[-1], int)
    return True
