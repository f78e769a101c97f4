"""`coop-tui import`: reads records from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from coop_tui.commands.progress import shown_progress
from coop_tui.exchange.csv_in import DELIMITERS
from coop_tui.exchange.headings import by_matches, check_days, match_headings, parse_renames
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate, check_options, parse_filled
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_rows import run_import, try_import
from coop_tui.exchange.import_words import block_lines, linked_lines, sum_line
from coop_tui.exchange.progress import IMPORTING, READING, TRYING
from coop_tui.exchange.read_file import Choices, read_source
from coop_tui.exchange.rejects import write_rejects
from coop_tui.exchange.shapes import remember_fields, remembered_fields
from coop_tui.exchange.source_words import source_lines
from coop_tui.exchange.text_in import ENCODINGS
from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.session import Session
from coop_tui.store.files import target_of
from coop_tui.values import Order, shown


def command() -> click.Command:
    """The command."""
    return click.Command("import", callback=click.pass_obj(_run), params=[*_what(), *_how_read(), *_how_taken()])


def _what() -> list[click.Parameter]:
    return [
        click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path)),
        click.Option(
            ["--into"],
            metavar="KIND",
            type=click.Choice(list(KINDS)),
            required=True,
            help=_("Which kind the rows are."),
        ),
        click.Option(["--map", "renames"], metavar="HEADING=FIELD", multiple=True, help=_("What a heading means.")),
        click.Option(["--dry-run"], is_flag=True, help=_("Say what would happen, and change nothing.")),
        click.Option(
            ["--rejects"],
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=_("Write the rows that were not taken into this file."),
        ),
    ]


def _how_read() -> list[click.Parameter]:
    """How the file is read, where it does not tell itself."""
    return [
        click.Option(
            ["--sheet"], metavar="NAME", help=_("Which sheet of a workbook; else the first that is not hidden.")
        ),
        click.Option(
            ["--header-row"],
            metavar="N",
            type=click.IntRange(1),
            help=_("In which row the headings are; else it is told from the file."),
        ),
        click.Option(
            ["--encoding"], type=click.Choice(ENCODINGS), help=_("How its letters are written; else it is told.")
        ),
        click.Option(
            ["--delimiter"],
            type=click.Choice(tuple(DELIMITERS)),
            help=_("What stands between the cells of a csv file; else it is told."),
        ),
    ]


def _how_taken() -> list[click.Parameter]:
    """What becomes of the rows."""
    return [
        click.Option(
            ["--on-duplicate"],
            type=click.Choice(["skip", "update", "fail"]),
            default="skip",
            help=_("What to do with a row that is on record already."),
        ),
        click.Option(
            ["--date-order"],
            type=click.Choice(["dmy", "mdy", "ymd"]),
            help=_("The order of day, month and year in dates of digits; else each column tells it."),
        ),
        click.Option(
            ["--match"],
            metavar="FIELD",
            help=_("The field that tells which record a row is, in place of the key."),
        ),
        click.Option(
            ["--create"], is_flag=True, help=_("Add what rows refer to and what is not on record, in one change.")
        ),
        click.Option(
            ["--set", "filled"],
            metavar="FIELD=VALUE",
            multiple=True,
            help=_("What the rows have in this field that have nothing there."),
        ),
    ]


def _run(  # noqa: PLR0913 - one for each option
    session: Session,
    file: Path,
    *,
    into: str,
    renames: tuple[str, ...],
    sheet: str | None,
    header_row: int | None,
    encoding: str | None,
    delimiter: str | None,
    on_duplicate: str,
    date_order: Order | None,
    match: str | None,
    create: bool,
    filled: tuple[str, ...],
    dry_run: bool,
    rejects: Path | None,
) -> None:
    # before anything is changed
    if rejects is not None and target_of(rejects, session.store)[0] == Path(os.path.realpath(file)):
        raise click.UsageError(_("--rejects must name another file than the one that is imported"))
    kind, said_of = KINDS[into], parse_renames(renames)
    options = ImportOptions(
        OnDuplicate(on_duplicate), date_order or "dmy", match=match, create=create, filled=parse_filled(filled)
    )
    check_options(kind, options)
    choices = Choices(sheet, header_row, encoding, DELIMITERS[delimiter] if delimiter else None)
    steps = (*READING, *(TRYING if dry_run else IMPORTING))
    with shown_progress(steps) as progress:
        source = read_source(file, kind, said_of, choices, progress)
        with session.register() as register:
            matches = match_headings(source.rows, kind, said_of, remembered_fields(register.records, kind, source.rows))
            rows = by_matches(source.rows, kind, matches, date_order, progress)
            check_days(rows)
            if dry_run:
                plan = try_import(register.records, rows, options, progress)
            else:
                plan = run_import(register, rows, options, progress)
                remember_fields(register, kind, source.rows, matches)
    for line in [*source_lines(source, matches, rows), *_lines(plan)]:
        click.echo(shown(line), err=True)
    if rejects is not None:
        write_rejects(rejects, plan)
    click.echo(sum_line(plan), err=True)


def _lines(plan: ImportPlan) -> Iterator[str]:
    yield from block_lines(plan)
    yield from linked_lines(plan)
    for one in (*plan.notes, *plan.reasons):
        yield _("row {number}, {column}: {text}").format(number=one.number, column=one.column, text=one.text)
