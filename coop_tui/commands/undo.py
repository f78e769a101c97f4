"""`coop-tui undo`: takes back a change."""

from __future__ import annotations

import click

from coop_tui.commands.progress import shown_progress
from coop_tui.exchange.progress import TAKING_BACK
from coop_tui.i18n import _
from coop_tui.register import DamagedRecords
from coop_tui.register.describe import change_words
from coop_tui.register.rescue import take_back
from coop_tui.session import Session
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    number = click.Argument(["gen"], metavar="[GEN]", type=click.IntRange(min=1), required=False)
    return click.Command("undo", callback=click.pass_obj(_run), params=[number])


def _run(session: Session, gen: int | None) -> None:
    try:
        with session.register() as register, shown_progress(TAKING_BACK) as progress:
            taken = register.undo(gen, progress)
            what = change_words(taken, register.records)
    except DamagedRecords:
        if gen is None:
            raise
        taken = take_back(session.file_store(), gen, session.by)
        what = change_words(taken, session.no_records())
    click.echo(shown(_("Undone (change {gen}): {what}").format(gen=taken.gen, what=what)), err=True)
