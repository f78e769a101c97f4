"""`coop-tui history`: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import click
import msgspec

from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.register import DamagedRecords, Records
from coop_tui.register.describe import change_words
from coop_tui.session import Session
from coop_tui.store import Change
from coop_tui.store.files import Files
from coop_tui.store.past import known_on
from coop_tui.store.verifying import head as head_of
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command(
        "history",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(["kind"], metavar="[KIND", type=click.Choice(list(KINDS)), required=False),
            click.Argument(["record_id"], metavar="ID]", type=click.IntRange(min=1), required=False),
            click.Option(
                ["--head"],
                is_flag=True,
                help=_("Only number and hash of the last change. In a signed report, it vouches for all before it."),
            ),
            click.Option(
                ["--limit"], type=click.IntRange(min=1), metavar="N", help=_("Show no more than the newest N changes.")
            ),
            click.Option(
                ["--format", "form"], type=click.Choice(["table", "jsonl"]), default="table", help=_("How to write it.")
            ),
        ],
    )


def _run(
    session: Session,
    kind: str | None,
    record_id: int | None,
    head: bool,  # noqa: FBT001 - click's signature
    limit: int | None,
    form: str,
) -> None:
    if head:
        if kind is not None or limit is not None:
            raise click.UsageError(_("--head tells of the whole history, and goes with nothing else."))
        click.echo("{} {}".format(*_head(session)))
        return
    try:
        with session.register() as register:
            store, records = register.store, register.records
    except DamagedRecords:  # the history tells which change to take back
        store, records = session.file_store(), session.no_records()
    changes = islice(store.history(kind=kind, id=record_id), limit)
    for line in _table(changes, records) if form == "table" else _jsonl(changes):
        click.echo(line)


def _head(session: Session) -> tuple[int, str]:
    """Number and hash of the last change, or of the last of the day in question."""
    if session.known_on is None:
        return head_of(session.store)
    mark = known_on(Files.of(session.store), session.known_on).then.mark
    return mark.gen, mark.hash


def _table(changes: Iterable[Change], records: Records) -> Iterable[str]:
    for change in changes:
        when = change.at[:16].replace("T", " ")
        yield shown(f"{change.gen:>6}  {when}  {change.by:<14}  {change_words(change, records)}")


def _jsonl(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        yield msgspec.json.encode(change).decode("ascii", "backslashreplace")
