"""The figures on the screen as a file: the same rows that `coop-tui counts` prints."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coop_tui.counts import Table
from coop_tui.errors import CoopError
from coop_tui.exchange.counts_out import FORMS, count_text
from coop_tui.exchange.csv_out import FILE_ENCODING
from coop_tui.exchange.write_file import unused, write_whole
from coop_tui.i18n import _
from coop_tui.screens.counts_actions import EXPORT
from coop_tui.screens.pick import PickScreen
from coop_tui.screens.question import Question

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def ask_form(app: CoopApp, asked: Question, table: Table) -> None:
    """Ask how to write it, then write it into the person's folder; a toast says where it is."""
    words = {form: form.upper() for form in FORMS}
    app.push_screen(PickScreen(_(EXPORT.label), words, FORMS[0]), partial(_export, app, asked, table))


def _export(app: CoopApp, asked: Question, table: Table, form: str | None) -> None:
    if form is None:
        return
    limits = [one for one in (asked.year, asked.country) if one is not None]
    file = unused(Path.home() / f"{'-'.join(('counts', asked.measure, *asked.dimensions, *limits))}.{form}")
    text = count_text(app.register.records, asked.measure, table, form)
    try:
        write_whole(file, text.encode(FILE_ENCODING if form == "csv" else "utf-8"))
    except CoopError as error:
        app.complain(error)
    else:
        app.say(_("The figures are in {file}.").format(file=file))
