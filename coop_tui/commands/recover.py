"""`coop-tui recover`: makes a damaged register whole again, and says what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from coop_tui.i18n import _
from coop_tui.records import KINDS
from coop_tui.session import Session
from coop_tui.store.repair import keep_file, keep_history
from coop_tui.store.salvage import Loss, salvage
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    keep = click.Option(
        ["--keep"],
        type=click.Choice(["history", "file"]),
        help=_("Believe only the history, or the records as they are in the file. Without it both are used."),
    )
    return click.Command("recover", callback=click.pass_obj(_run), params=[keep])


def _run(session: Session, keep: str | None) -> None:
    for line in _recovered(session, keep):
        click.echo(shown(line), err=True)


def _recovered(session: Session, keep: str | None) -> Iterator[str]:
    store, mode = session.store, session.file_mode
    if keep == "file":
        keep_file(store, by=session.by, mode=mode)
        yield _("The records in {file} are kept, as a new change.").format(file=store)
        return
    if keep == "history":
        replaced = keep_history(store, mode=mode)
        kept, losses = [] if replaced is None else [replaced], list[Loss]()
    else:
        kept, losses = salvage(store, session.by, mode=mode)
    yield " ".join([_("{file} was made anew from the history.").format(file=store), *map(_kept, kept)])
    yield from map(_loss, losses)


def _kept(file: Path) -> str:
    return _("What was there is kept as {kept}.").format(kept=file)


def _loss(loss: Loss) -> str:
    changes = str(loss.first) if loss.first == loss.last else f"{loss.first}–{loss.last}"
    if loss.certain:
        return _("Change {changes}: what it did is there; who made it and when is lost or in doubt.").format(
            changes=changes
        )
    if not loss.records:
        return _("Change {changes}: what it did could not be brought back.").format(changes=changes)
    records = ", ".join(f"{_(KINDS[kind].one) if kind in KINDS else kind} {id}" for kind, id in loss.records)
    return _("Change {changes}: could not be brought back of {records}.").format(changes=changes, records=records)
