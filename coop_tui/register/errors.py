"""Why a change is refused, or a store's records cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coop_tui.errors import CoopError
from coop_tui.i18n import _


class InvalidRecord(CoopError):
    """A record with problems; `problems` are (where in words, what is wrong)."""

    what: str
    problems: Sequence[tuple[str, str]]

    def message(self) -> str:
        lines = "; ".join(f"{where}: {what}" if where else what for where, what in self.problems)
        return f"{self.what}: {lines}"


class DamagedRecords(CoopError):
    """Records in the store that are not as their kind declares."""

    file: Path
    first: str
    count: int

    def message(self) -> str:
        return _(
            "{file}: {count} values are not as they should be, the first: {first}. “coop-tui check” lists them; "
            "“coop-tui history” shows which change brought them, “coop-tui undo NUMBER” takes it back."
        ).format(file=self.file, count=self.count, first=self.first)


class StillReferred(CoopError):
    """A record that others refer to cannot be deleted. `referrers` are what they are called."""

    what: str
    referrers: Sequence[str]

    def message(self) -> str:
        return _("{what} is still used by {referrers}. Change or delete these first.").format(
            what=self.what, referrers=", ".join(self.referrers)
        )


class MissingReference(CoopError):
    """A record refers to one that is not there (any more)."""

    what: str
    where: str
    kind: str
    record_id: int

    def message(self) -> str:
        return _(
            "{what}: {where} refers to {kind} {id}, which is not on record. Choose another, or leave it empty."
        ).format(what=self.what, where=self.where, kind=self.kind, id=self.record_id)


class AlreadyThere(CoopError):
    """A record whose key another has."""

    what: str
    kind: str
    record_id: int

    def message(self) -> str:
        return _("{what} is on record already: {kind} {id}. Change that one instead.").format(
            what=self.what, kind=self.kind, id=self.record_id
        )


class NoSuchRecord(CoopError):
    """An id that no record has."""

    kind: str
    record_id: int

    def message(self) -> str:
        return _("There is no record {id} in {kind}. “coop-tui export {name}” lists what there is.").format(
            id=self.record_id, kind=self.kind, name=self.kind
        )


class ChangedMeanwhile(CoopError):
    """A person of two that were to be merged is no longer as somebody saw them."""

    person_id: int

    def message(self) -> str:
        return _("Person {id} was changed meanwhile. Nothing was merged: look at both once more.").format(
            id=self.person_id
        )


class NoRoster(CoopError):
    """Who never went cannot be told: nobody has said that the people on record are all the staff there is."""

    def message(self) -> str:
        return _(
            "Nobody knows who never went: there is no list of staff. Import all staff as people, then say of which day "
            "the list is, on the screen “Fair turn” (f6)."
        )


class NoSuchPerson(CoopError):
    """What was given on the command line is no person's name, NIP or number."""

    def message(self) -> str:
        return _("There is no such person. Give their number, as “coop-tui export people” shows it, or the whole name.")


class SeveralPeople(CoopError):
    """A name that several people have."""

    ids: tuple[int, ...]

    def message(self) -> str:
        numbers = ", ".join(map(str, self.ids))
        return _("Several people have that name. Give the number of the one that is meant: {numbers}.").format(
            numbers=numbers
        )


class Forgotten(CoopError):
    """A change that removed a person, or was about one who was removed."""

    gen: int

    def message(self) -> str:
        return _("Change {gen} is about somebody who was removed for good, and cannot be taken back.").format(
            gen=self.gen
        )


class NothingToUndo(CoopError):
    """This person has no change left to take back."""

    def message(self) -> str:
        return _(
            "There is no change of yours to undo. Any other can be taken back from the history: key 9 in the "
            "dashboard, “coop-tui undo NUMBER” as a command."
        )


class NothingToRedo(CoopError):
    """This person's newest change is not an undo."""

    def message(self) -> str:
        return _("There is nothing to redo: your newest change was not an undo.")


class NoSuchChange(CoopError):
    """A number that no change has."""

    gen: int

    def message(self) -> str:
        return _("There is no change number {gen}. “coop-tui history” lists all changes.").format(gen=self.gen)


class TakenBack(CoopError):
    """A change that was undone already, by change `later`."""

    gen: int
    later: int

    def message(self) -> str:
        return _("Change {gen} was taken back already, by change {later}. Nothing was changed.").format(
            gen=self.gen, later=self.later
        )


class ChangedSince(CoopError):
    """What an undo would touch was changed again later."""

    gen: int
    what: str
    later: int
    by: str

    def message(self) -> str:
        return _(
            "Change {gen} cannot be taken back: {what} was changed again by {by} (change {later}). "
            "Take that one back first."
        ).format(gen=self.gen, what=self.what, by=self.by, later=self.later)


class WentBack(CoopError):
    """The files of the register `file` were replaced by older ones, in which the changes `first` to `last` are not."""

    file: Path
    first: int
    last: int

    def message(self) -> str:
        return _(
            "The files of {file} are older than what is shown here: the changes from {first} to {last} are not in them"
            " any more. Nothing was changed. Put the newer files back, or open the register again to go on without."
        ).format(file=self.file, first=self.first, last=self.last)
