"""`coop-tui export`: the summary, or all records of a kind."""

from __future__ import annotations

import codecs
import sys
from datetime import datetime
from pathlib import Path

import click

from coop_tui.errors import CoopError
from coop_tui.exchange.csv_out import to_csv
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.rows import export_rows
from coop_tui.exchange.summary import summary
from coop_tui.exchange.within import within
from coop_tui.exchange.write_file import write_whole
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.register import Records
from coop_tui.session import Session
from coop_tui.store import JSON
from coop_tui.store.files import target_of
from coop_tui.values import parse_country

SUMMARY = "summary"

_STANDARD = Path("-")


class NotOnTerminal(CoopError):
    """A format that is no text, on its way to a terminal."""

    form: str

    def message(self) -> str:
        return _("{form} is nothing that a terminal can show. Name a file: -o records.{form}.").format(form=self.form)


class NoSuchForm(CoopError):
    """A format that the summary, which is no table, cannot be written in."""

    form: str

    def message(self) -> str:
        return _("The summary cannot be written as {form}. Choose yaml or json, or export a kind of record.").format(
            form=self.form
        )


def command() -> click.Command:
    """The command."""
    return click.Command(
        "export",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(["what"], metavar="[WHAT]", type=click.Choice([SUMMARY, *KINDS]), default=SUMMARY),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["yaml", "json", "csv", "xlsx"]),
                default="yaml",
                help=_("How to write it."),
            ),
            click.Option(
                ["-o", "--output"],
                metavar="FILE",
                type=click.Path(path_type=Path, allow_dash=True),
                default=_STANDARD,
                help=_("Where to write it; - is the terminal."),
            ),
            click.Option(["--year"], metavar="Y", help=_("Only what began in this year.")),
            click.Option(["--country"], metavar="CC", help=_("Only this country.")),
        ],
    )


def _run(session: Session, what: str, form: str, output: Path, year: str | None, country: str | None) -> None:
    code = parse_country(country) if country else None
    if form == "xlsx" and output == _STANDARD and sys.stdout.isatty():
        raise NotOnTerminal(form)
    with session.register() as register:
        if what == SUMMARY:
            now = datetime.now().astimezone()
            data = _summary_text(summary(register.records, session.config.office, now, year, code), form).encode()
        else:
            data = _records(register.records, what, form, year, code)
    if output == _STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        target_of(output, session.store)
        write_whole(output, codecs.BOM_UTF8 + data if form == "csv" else data)


def _summary_text(found: JSON, form: str) -> str:
    if form in ("csv", "xlsx"):
        raise NoSuchForm(form)
    return to_json(found) if form == "json" else to_yaml(found)


def _records(records: Records, name: str, form: str, year: str | None, country: str | None) -> bytes:
    kind = KINDS[name]
    rows = export_rows(records, kind, lambda record: within(records, kind, record, year, country))
    if form == "xlsx":
        from coop_tui.exchange.xlsx_out import to_xlsx

        return to_xlsx(kind, rows)
    if form == "csv":
        return to_csv(kind, rows).encode()
    return (to_json(list(rows)) if form == "json" else to_yaml(list(rows))).encode()
