"""`coop-tui recover`: where file and history do not fit together, keeps one of them as the truth."""

from __future__ import annotations

import click

from coop_tui.i18n import _
from coop_tui.session import Session
from coop_tui.store.repair import keep_file, keep_history
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    keep = click.Option(
        ["--keep"],
        type=click.Choice(["history", "file"]),
        default="history",
        help=_("Which of the two to believe: the history (the default), or the records as they are in the file."),
    )
    return click.Command("recover", callback=click.pass_obj(_run), params=[keep])


def _run(session: Session, keep: str) -> None:
    if keep == "file":
        keep_file(session.store, by=session.by, mode=session.file_mode)
        text = _("The records in {file} are kept, as a new change.").format(file=session.store)
    else:
        kept = keep_history(session.store, mode=session.file_mode)
        text = _("{file} was made anew from the history.").format(file=session.store)
        if kept:
            text += " " + _("What was there is kept as {kept}.").format(kept=kept)
    click.echo(shown(text), err=True)
