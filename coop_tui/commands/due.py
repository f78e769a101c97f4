"""`coop-tui due`: what needs attention, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

import click
import msgspec

from coop_tui.attention import Due, due, how_long, what, why
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.i18n import _
from coop_tui.register import Records
from coop_tui.session import Session
from coop_tui.store import JSON
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command(
        "due",
        callback=click.pass_obj(_run),
        params=[
            click.Option(
                ["--days"],
                type=click.IntRange(min=0),
                metavar="N",
                help=_("Look N days ahead for what starts or ends, in place of the days in the configuration."),
            ),
            click.Option(
                ["--format", "form"], type=click.Choice(["table", "yaml"]), default="table", help=_("How to write it.")
            ),
        ],
    )


def _run(session: Session, days: int | None, form: str) -> None:
    reminders = session.config.reminders
    if days is not None:
        reminders = msgspec.structs.replace(reminders, batch_starts_days=days, agreement_ends_days=days)
    with session.register() as register:
        found = due(register.records, reminders)
        if form == "yaml":
            click.echo(to_yaml([_entry(one, register.records) for one in found]), nl=False)
            return
        for line in _table(found, register.records):
            click.echo(line)
    if not found:
        click.echo(_("Nothing needs attention."), err=True)


def _table(found: Sequence[Due], records: Records) -> Iterator[str]:
    rows = [(how_long(one), shown(what(one, records)), shown(why(one))) for one in found]
    lengths = [max((len(row[0]) for row in rows), default=0), max((_cells(row[1]) for row in rows), default=0)]
    for long, called, reason in rows:
        yield f"{long:>{lengths[0]}}  {called}{' ' * (lengths[1] - _cells(called))}  {reason}"


def _cells(text: str) -> int:
    """About how many cells a text takes: signs of East Asia take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _entry(one: Due, records: Records) -> dict[str, JSON]:
    """`days` until it is due, negative where that is past; `id` of the record, `ids` where they are several."""
    which: dict[str, JSON] = {"id": one.ids[0]} if len(one.ids) == 1 else {"ids": list(one.ids)}
    return {
        "days": one.days,
        "reason": str(one.reason),
        "kind": one.kind,
        **which,
        "what": what(one, records),
        "why": why(one),
    }
