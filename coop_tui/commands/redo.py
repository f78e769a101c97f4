"""`coop-tui redo`: takes back the newest undo."""

from __future__ import annotations

import click

from coop_tui.commands.progress import shown_progress
from coop_tui.exchange.progress import TAKING_BACK
from coop_tui.i18n import _
from coop_tui.session import Session


def command() -> click.Command:
    """The command."""
    return click.Command("redo", callback=click.pass_obj(_run))


def _run(session: Session) -> None:
    with session.register() as register, shown_progress(TAKING_BACK) as progress:
        taken = register.redo(progress)
    click.echo(_("Done again: change {gen}").format(gen=taken.undoes), err=True)
