"""Where figures and lines lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coop_tui.records import KINDS
from coop_tui.screens.overview_lines import AllDue, Opens, ToTab

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def show_participants(app: CoopApp, batch_id: int, tab: int) -> None:
    """Open the participants of a batch, over what is on the screen."""
    from coop_tui.screens.participants import ParticipantsScreen

    app.push_screen(ParticipantsScreen(batch_id, tab))


async def show(app: CoopApp, target: object, tab: int) -> None:
    """Go there: to a tab, to the page of one record, to a list of several, to all that is due."""
    match target:
        case ToTab(number):
            await app.action_show_tab(number)
        case AllDue(found):
            from coop_tui.screens.due import DueScreen

            app.push_screen(DueScreen(found, tab))
        case Opens(kind, (record_id,)) | (str(kind), int(record_id)):
            app.read(KINDS[kind], record_id)
        case Opens():
            from coop_tui.screens.listed import ListedScreen

            app.push_screen(ListedScreen(target, tab))
