"""`coop-tui check`: reads everything and lists every problem."""

from __future__ import annotations

import click

from coop_tui.i18n import n_
from coop_tui.register.audit import store_problems
from coop_tui.session import Session
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command("check", callback=click.pass_obj(_run))


def _run(session: Session) -> int:
    problems = store_problems(session.store)
    for problem in problems:
        click.echo(shown(problem))
    count = len(problems)
    click.echo(n_("{count} problem", "{count} problems", count).format(count=count), err=True)
    return 1 if problems else 0
