"""Opening a screen over the one in sight, where that makes sense there; each is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coop_tui.screens.actions import EVERYWHERE, HELP, TO_TABS
from coop_tui.screens.frame import FramedScreen

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def open_palette(app: CoopApp) -> None:
    """Not over a form or a question."""
    from coop_tui.screens.palette import PaletteScreen

    screen = app.screen
    if isinstance(screen, FramedScreen):
        app.push_screen(PaletteScreen(screen))


def open_help(app: CoopApp) -> None:
    """What can be done on the screen in sight."""
    from coop_tui.screens.help import HelpScreen

    screen = app.screen
    own = screen.ACTIONS if isinstance(screen, FramedScreen) else ()
    app.push_screen(HelpScreen((*own, *EVERYWHERE, HELP), TO_TABS))


def open_settings(app: CoopApp) -> None:
    """Once, and not over a form or a question."""
    from coop_tui.screens.settings import SettingsScreen

    screen = app.screen
    if isinstance(screen, FramedScreen) and not isinstance(screen, SettingsScreen):
        app.push_screen(SettingsScreen(screen.tab))


def open_duplicates(app: CoopApp) -> None:
    """Once."""
    from coop_tui.screens.duplicates import DuplicatesScreen

    if not isinstance(app.screen, DuplicatesScreen):
        app.push_screen(DuplicatesScreen())


def open_turns(app: CoopApp) -> None:
    """Once, and not over a form or a question."""
    from coop_tui.screens.turns import TurnsScreen

    screen = app.screen
    if isinstance(screen, FramedScreen) and not isinstance(screen, TurnsScreen):
        app.push_screen(TurnsScreen(screen.tab))
