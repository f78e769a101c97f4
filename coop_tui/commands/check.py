"""`coop-tui check`: reads everything and lists every problem."""

from __future__ import annotations

from itertools import chain

import click

from coop_tui.i18n import _, n_
from coop_tui.register.audit import store_problems
from coop_tui.session import Session
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    head = click.Option(
        ["--head", "noted"],
        metavar="HASH",
        help=_("A hash that “history --head” printed earlier: the history must still hold all it vouches for."),
    )
    return click.Command("check", callback=click.pass_obj(_run), params=[head])


def _run(session: Session, noted: str | None) -> int:
    count = 0
    hash = noted.lower().split()[-1] if noted and noted.strip() else None  # with or without the number before it
    found = store_problems(session.store, hash, mode=session.file_mode, known_on=session.known_on)
    for problem in chain(found, session.closures()):
        click.echo(shown(problem))
        count += 1
    click.echo(n_("{count} problem", "{count} problems", count).format(count=count), err=True)
    return 1 if count else 0
