"""`coop-tui restore`: brings back what a backup holds, as one change; or the whole register where it is gone."""

from __future__ import annotations

import os
from pathlib import Path

import click

from coop_tui.i18n import _, n_
from coop_tui.session import Session
from coop_tui.store.backup import put_back, read_backup
from coop_tui.store.files import Files
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    file = click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    return click.Command("restore", callback=click.pass_obj(_run), params=[file])


def _run(session: Session, file: Path) -> None:
    files = Files.of(session.store)
    if not any(os.path.lexists(one) for one in (files.snapshot, files.history)):
        gen = put_back(file, session.store, mode=session.file_mode)
        text = _("{store} was made anew from {file}, with its history up to change {gen}.")
        click.echo(shown(text.format(store=session.store, file=file, gen=gen)), err=True)
        return
    tables = read_backup(file)
    with session.register() as register:
        change = register.replace_all(tables, "restore")
    count = len(change.ops) if change else 0
    text = n_("{count} record brought back from {file}.", "{count} records brought back from {file}.", count)
    click.echo(shown(text.format(count=count, file=file)), err=True)
    if count:
        click.echo(_("“coop-tui undo” takes this back."), err=True)
