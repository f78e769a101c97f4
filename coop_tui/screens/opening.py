"""What is opened over the screen in sight, where it makes sense there. A screen is imported when first opened."""

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


def open_import(app: CoopApp) -> None:
    """Once, not over a form or a question, and not where nothing can be changed."""
    from coop_tui.screens.importing import ImportScreen

    screen, read_only = app.screen, app.register.store.read_only
    if read_only is not None:
        app.complain(read_only)
    elif isinstance(screen, FramedScreen) and not isinstance(screen, ImportScreen):
        app.push_screen(ImportScreen(screen.tab))


def speak_again(app: CoopApp) -> None:
    """Let the forms that are open say everything in the language that was chosen."""
    from coop_tui.screens.form import FormScreen

    for screen in app.screen_stack:
        if isinstance(screen, FormScreen):
            screen.speak_again()
