"""`coop-tui init`: a configuration and a register in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from coop_tui.config import STORE, Office
from coop_tui.i18n import _, language
from coop_tui.sample.beginning import DEMO, SAMPLE, make
from coop_tui.session import Session
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command(
        "init",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(
                ["folder"], metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path()
            ),
            click.Option(["--sample"], is_flag=True, help=_("Fill it with the sample register.")),
            click.Option(["--demo"], is_flag=True, help=_("Fill it with an invented city that has something of all.")),
        ],
    )


def _run(session: Session, folder: Path, *, sample: bool, demo: bool) -> None:
    if sample and demo:
        raise click.UsageError(_("Choose one of --sample and --demo"))
    filled = DEMO if demo else SAMPLE if sample else None
    office = filled.office if filled else Office(_("Our city"), _("Cooperation division"))
    made = make(folder, office, language(), filled, today=session.today, by=session.by)
    click.echo(shown(_("Made {config} and {store}.").format(config=made, store=folder / STORE)), err=True)
