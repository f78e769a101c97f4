"""`coop-tui compact`: closes the years that are over into files of their own."""

from __future__ import annotations

from datetime import datetime

import click

from coop_tui.i18n import _
from coop_tui.session import Session
from coop_tui.store.compacting import compact
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command("compact", callback=click.pass_obj(_run))


def _run(session: Session) -> None:
    with session.register() as register:  # what another program wrote is recorded first
        if register.store.read_only is not None:
            raise register.store.read_only
    made = compact(session.store, datetime.now().astimezone().year, mode=session.file_mode)
    text = _("Closed: {files}.") if made else _("Nothing to close: every change is of this year.")
    click.echo(shown(text.format(files=", ".join(file.name for file in made))), err=True)
