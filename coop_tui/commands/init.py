"""`coop-tui init`: a configuration and a register in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from coop_tui.config import FILE_NAME, Office, sample_text
from coop_tui.i18n import _, language
from coop_tui.register import Register
from coop_tui.sample import fill, press_release
from coop_tui.session import Session, note
from coop_tui.store import FileStore, InTheWay
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command(
        "init",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(["folder"], metavar="DIR", type=click.Path(path_type=Path, file_okay=False), default=Path()),
            click.Option(["--sample"], is_flag=True, help=_("Fill it with the sample register.")),
        ],
    )


def _run(session: Session, folder: Path, *, sample: bool) -> None:
    configuration, store = folder / FILE_NAME, folder / "data" / "coop.json"
    for file in (configuration, store, store.with_name("coop.history.jsonl")):
        if file.exists():
            raise InTheWay(file)
    folder.mkdir(parents=True, exist_ok=True)
    made = FileStore.create(store)
    if sample:
        opened = Register(made, today=session.today, by=session.by, ending_soon_days=0, on_problem=note)
        fill(opened, press_release.RECORDS)
        opened.close()
    office = (
        Office(press_release.CITY, press_release.UNIT) if sample else Office(_("Our city"), _("Cooperation division"))
    )
    configuration.write_text(sample_text(office, language()), encoding="utf-8")
    click.echo(shown(_("Made {config} and {store}.").format(config=configuration, store=store)), err=True)
