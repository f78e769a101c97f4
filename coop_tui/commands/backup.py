"""`coop-tui backup`: a copy of the register with its history."""

from __future__ import annotations

from pathlib import Path

import click

from coop_tui.i18n import _
from coop_tui.session import Session
from coop_tui.store.backup import write_backup
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    file = click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    return click.Command("backup", callback=click.pass_obj(_run), params=[file])


def _run(session: Session, file: Path) -> None:
    write_backup(session.store, file, mode=session.file_mode)
    click.echo(shown(_("Backup written to {file}").format(file=file)), err=True)
