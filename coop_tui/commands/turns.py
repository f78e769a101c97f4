"""`coop-tui turns`: whose turn it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from coop_tui.counts.turns import Turns, turns
from coop_tui.exchange.cells import to_cell
from coop_tui.exchange.csv_out import plain_table
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.turns_out import turn_headings, turn_rows
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.i18n import _
from coop_tui.register import Records
from coop_tui.register.errors import NoRoster
from coop_tui.register.roster import rosters
from coop_tui.session import Session
from coop_tui.values import shown
from coop_tui.widgets.turn_rows import SECTIONS, Section
from coop_tui.widgets.turn_text import in_order, notes, table_lines, why_empty


def command() -> click.Command:
    """The command."""
    return click.Command(
        "turns",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(
                ["which"], type=click.Choice([one.name for one in SECTIONS]), default=SECTIONS[0].name, required=False
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["table", "yaml", "json", "csv"]),
                default="table",
                help=_("How to write it."),
            ),
        ],
    )


def _run(session: Session, which: str, form: str) -> None:
    section = next(one for one in SECTIONS if one.name == which)
    with session.register() as register:
        records = register.records
    if section.of_staff and not rosters(records):
        raise NoRoster
    found = turns(records)
    source = section.source(records, found)
    rows = in_order(section, source)
    if form != "table":
        sys.stdout.buffer.write(_file_text(records, found, section, rows, form).encode())
        sys.stdout.buffer.flush()
        return
    if rows:
        for line in table_lines(source, rows):
            click.echo(line)
    else:
        click.echo(why_empty(section, records), err=True)
    for line in notes(section, records, found):
        click.echo(shown(line))


def _file_text(records: Records, found: Turns, section: Section, ids: Sequence[int], form: str) -> str:
    rows = turn_rows(records, found, section.name, ids)
    if form == "csv":
        headings = turn_headings(records, found, section.name)
        return plain_table(headings, ([to_cell(None, row[heading]) for heading in headings] for row in rows))
    return to_json(list(rows)) if form == "json" else to_yaml(list(rows))
