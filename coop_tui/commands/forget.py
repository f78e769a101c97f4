"""`coop-tui forget`: removes a person for good, from records, history and backups."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from coop_tui.i18n import _, n_
from coop_tui.register import Records, Register
from coop_tui.register.errors import NoSuchPerson, SeveralPeople
from coop_tui.register.forget import (
    Reached,
    copies_beside,
    forget_person,
    still_in_history,
    still_in_records,
    words_of,
)
from coop_tui.session import Session
from coop_tui.values import shown


def command() -> click.Command:
    """The command."""
    return click.Command(
        "forget",
        callback=click.pass_obj(_run),
        params=[
            click.Argument(["person"]),
            click.Option(["--yes"], is_flag=True, help=_("Do not ask.")),
        ],
    )


def _run(session: Session, person: str, yes: bool) -> None:  # noqa: FBT001 - click's signature
    with session.register() as register:
        if register.store.read_only is not None:
            raise register.store.read_only
        person_id = _number_of(register.records, person)
        words = words_of(register.document("people", person_id) or {})
    if not yes:
        _ask(person_id)
    reached = forget_person(session.file_store(), person_id, session.by)
    if not (any(reached.store) or reached.backups or reached.failed):
        raise NoSuchPerson
    click.echo(_done(person_id, reached), err=True)
    with session.register() as register:
        for line in _left(register, reached, words):
            click.echo(shown(line), err=True)


def _number_of(records: Records, person: str) -> int:
    """Raises NoSuchPerson and SeveralPeople. A number counts even where that person was deleted before."""
    found = records.find("people", person)
    if len(found) > 1:
        raise SeveralPeople(tuple(found))
    if found:
        return found[0]
    if person.isascii() and person.isdecimal() and 0 < int(person) < 1 << 53:
        return int(person)
    raise NoSuchPerson


def _ask(person_id: int) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError(_("Nobody can be asked here. Add --yes where you are sure."))
    text = _(
        "Person {id} will be removed for good: from the records, the history, and the backups that were made by"
        " themselves. Participations stay, without a name. Nothing brings it back. Type {id} to go on"
    )
    if click.prompt(text.format(id=person_id), default="", show_default=False, err=True).strip() != str(person_id):
        raise click.Abort


def _done(person_id: int, reached: Reached) -> str:
    records, changes, backups = reached.store.documents, reached.store.changes, len(reached.backups)
    parts = [
        n_("{count} record", "{count} records", records).format(count=records),
        n_("{count} change", "{count} changes", changes).format(count=changes),
        n_("{count} backup", "{count} backups", backups).format(count=backups),
    ]
    return _("Person {id} was removed from: {places}.").format(id=person_id, places=", ".join(parts))


def _left(register: Register, reached: Reached, words: Sequence[str]) -> Iterator[str]:
    """What may still hold something of the person, a line each."""
    for file, error in reached.failed:
        yield _("Not reached: {file}. {reason}").format(file=file, reason=error.message())
    for file in (*reached.drafts, *copies_beside(register.store.path)):
        yield _("Not reached: {file}. Delete it if it is no longer needed.").format(file=file)
    for kind, id in still_in_records(register.records, words) if words else ():
        what = register.records.label(kind, id)
        yield _("What the person was called stands in {what}: change it there, if it is about them.").format(what=what)
    changes = still_in_history(register.store, words) if words else []
    if changes:
        numbers = ", ".join(map(str, changes))
        yield _("It also stands in changes of other records, which stay: {numbers}.").format(numbers=numbers)
    yield _(
        "Not reached in any case: backups made by hand, exports, letters, and copies of the register elsewhere;"
        " what others have typed and not saved."
    )
