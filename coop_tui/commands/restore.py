"""`coop-tui restore`: brings back what a backup holds, as one change that can be undone."""

from __future__ import annotations

from pathlib import Path

import click

from coop_tui.i18n import _, n_
from coop_tui.session import Session
from coop_tui.store.backup import read_backup
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    file = click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    return click.Command("restore", callback=click.pass_obj(_run), params=[file])


def _run(session: Session, file: Path) -> None:
    tables = read_backup(file)
    with session.register() as register:
        change = register.replace_all(tables, "restore")
    count = len(change.ops) if change else 0
    text = n_("{count} record brought back from {file}.", "{count} records brought back from {file}.", count)
    click.echo(shown(text.format(count=count, file=file)), err=True)
    if count:
        click.echo(_("“coop-tui undo” takes this back."), err=True)
