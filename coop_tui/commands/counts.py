"""`coop-tui counts`: one table of figures."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import Final

import click

from coop_tui.commands.completing import names
from coop_tui.counts import DIMENSIONS, MEASURES, count, facts, occasions
from coop_tui.counts.grid import grid, notes
from coop_tui.exchange.counts_out import count_text
from coop_tui.i18n import _
from coop_tui.session import Session
from coop_tui.values import parse_country, shown
from coop_tui.widgets import symbols
from coop_tui.widgets.plain_table import figure_lines

_MOST: Final = 2  # dimensions of one table


def command() -> click.Command:
    """The command."""
    return click.Command(
        "counts",
        callback=click.pass_obj(_run),
        params=[
            click.Option(
                ["--by"],
                metavar="DIM[,DIM]",
                default="",
                help=_by_help(),
                shell_complete=names(DIMENSIONS, most=_MOST),
            ),
            click.Option(
                ["--measure"],
                metavar="M",
                default="participations",
                help=_("What to count: {known}.").format(known=", ".join(MEASURES)),
                shell_complete=names(MEASURES),
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["table", "yaml", "json", "csv"]),
                default="table",
                help=_("How to write it."),
            ),
            click.Option(["--year"], metavar="Y", help=_("Only what began in this year.")),
            click.Option(["--country"], metavar="CC", help=_("Only this country.")),
        ],
    )


def _by_help() -> str:
    return _("By what to count, one or two of: {known}.").format(known=_all())


def _run(session: Session, by: str, measure: str, form: str, year: str | None, country: str | None) -> None:
    dimensions = _dimensions(by)
    _known(measure, MEASURES, _("There is no measure “{name}”. Measures: {known}."))
    if year is not None and not (year.isascii() and year.isdecimal() and len(year) == len("2019")):
        raise click.UsageError(_("“{text}” is not a year. Write four digits, like 2019.").format(text=year))
    code = parse_country(country) if country else None
    with session.register() as register:
        records = register.records
    counted = facts(records, measure, occasions(records), year, code)
    table = count(records, measure, dimensions, counted)
    if form == "table":
        sign = symbols.symbol("estimate")
        for line in (*figure_lines(grid(records, measure, table), sign), *notes(measure, table, counted, sign)):
            click.echo(shown(line))
    else:
        sys.stdout.buffer.write(count_text(records, measure, table, form).encode())
        sys.stdout.buffer.flush()


def _dimensions(by: str) -> Sequence[str]:
    said = [name.strip() for name in by.split(",")] if by else []
    if not said:
        raise click.UsageError(_("Say with --by what to count by, one or two of: {known}.").format(known=_all()))
    for name in said:
        _known(name, DIMENSIONS, _("There is no dimension “{name}”. Dimensions: {known}."))
    if len(said) > _MOST:
        raise click.UsageError(_("A table has no more than two dimensions. Leave some out of --by."))
    if len(set(said)) < len(said):
        raise click.UsageError(_("“{name}” is given twice. Name two different dimensions.").format(name=said[0]))
    return said


def _all() -> str:
    return ", ".join(DIMENSIONS)


def _known(name: str, known: Collection[str], refusal: str) -> None:
    if name not in known:
        raise click.UsageError(refusal.format(name=name, known=", ".join(known)))
