"""Who goes with a batch: to nominate them, and to say afterwards who went. Each is one change of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from coop_tui.i18n import _
from coop_tui.records import participations
from coop_tui.records.batches import Decree
from coop_tui.records.participations import AS_THEN, Paper, Participation, ParticipationStatus
from coop_tui.register.errors import AlreadyThere, NoSuchRecord
from coop_tui.register.register import Register
from coop_tui.register.state import Records
from coop_tui.store import Change, Document, Operation

Nominee: TypeAlias = int | Document
"""A person on record, by id, or the document of a new one."""

_GOING = (ParticipationStatus.NOMINATED, ParticipationStatus.ATTENDED)
_NewId: TypeAlias = Callable[[str], int]


def taking_part(records: Records, batch_id: int) -> Mapping[int, Participation]:
    """The participations of a batch, by their ids."""
    table = records.all(participations.KIND)
    return {one: table[one] for one in records.participation_ids(batch_id)}


def going(records: Records, batch_id: int) -> frozenset[int]:
    """The people who are nominated for a batch, or attended it."""
    return frozenset(one.person for one in records.participations_of(batch_id) if one.status in _GOING)


def as_they_are(document: Document) -> Document:
    """What a participation keeps of a person, whatever becomes of the person later."""
    return {field: document[field] for field in AS_THEN if field in document}


def nominate(
    register: Register, batch_id: int, nominees: Sequence[Nominee], decree: Decree | None = None
) -> Change | None:
    """Nominate people for a batch, each as they are now, and put the decree on record where one is given. Who goes
    already is passed over; who withdrew or was replaced is nominated again.
    """

    def plan(new_id: _NewId) -> Sequence[Operation]:
        known = {one.person: at for at, one in taking_part(register.records, batch_id).items()}
        operations: list[Operation] = []
        for nominee in nominees:
            operations += _taken_in(register, batch_id, nominee, known, new_id)
        if decree is not None:
            operations += _decreed(register, batch_id, decree)
        return operations

    return register.commit(plan, f"nominate {batch_id}")


def settle(
    register: Register, batch_id: int, exceptions: Mapping[int, Nominee | None], *, rest_attended: bool
) -> Change | None:
    """Say who did not go: of the participations in `exceptions`, those with None withdrew, the others were replaced by
    somebody. With `rest_attended` all who are still nominated attended, and so did who replaced others.
    """
    now = ParticipationStatus.ATTENDED if rest_attended else ParticipationStatus.NOMINATED

    def plan(new_id: _NewId) -> Sequence[Operation]:
        found = taking_part(register.records, batch_id)
        known = {one.person: at for at, one in found.items()}
        operations: list[Operation] = []
        for record_id, one in found.items():
            if record_id not in exceptions:
                if rest_attended and one.status is ParticipationStatus.NOMINATED:
                    operations.append(_with(register, record_id, {"status": ParticipationStatus.ATTENDED.value}))
                continue
            nominee = exceptions[record_id]
            left = ParticipationStatus.WITHDRAWN if nominee is None else ParticipationStatus.REPLACED
            operations.append(_with(register, record_id, {"status": left.value}))
            if nominee is not None:
                more: Document = {"status": now.value, "replaces": record_id}
                operations += _taken_in(register, batch_id, nominee, known, new_id, more)
        return operations

    return register.commit(plan, f"{'attend' if rest_attended else 'except'} {batch_id}")


def set_decree(register: Register, batch_id: int, decree: Decree) -> Change | None:
    """Put the number and date of a batch's decree on record."""
    return register.commit(lambda _new_id: _decreed(register, batch_id, decree), f"update batches {batch_id}")


def set_paper(register: Register, participation_id: int, paper: Paper) -> Change | None:
    """Put title and date of a participant's paper on record."""
    said = {"title": paper.title, "presented_on": paper.presented_on}

    def plan(_new_id: _NewId) -> Sequence[Operation]:
        return _part(register, ("participations", participation_id), "paper", said)

    return register.commit(plan, f"update participations {participation_id}")


def _taken_in(
    register: Register,
    batch_id: int,
    nominee: Nominee,
    known: dict[int, int],
    new_id: _NewId,
    more: Document | None = None,
) -> Iterator[Operation]:
    """What makes a participant of somebody; `known` are the participations by person, to which this adds its own."""
    wanted: Document = more or {"status": ParticipationStatus.NOMINATED.value}
    if isinstance(nominee, int):
        person_id, person = nominee, _document(register, "people", nominee)
    else:
        person_id, person = new_id("people"), nominee
        yield Operation("people", person_id, None, person)
    record_id = known.get(person_id)
    if record_id is None:
        known[person_id] = made = new_id("participations")
        document: Document = {"person": person_id, "batch": batch_id, **wanted, **as_they_are(person)}
        yield Operation("participations", made, None, document)
        return
    there = register.records.get(participations.KIND, record_id)  # none where these operations make it
    if there is not None and there.status not in _GOING:
        yield _with(register, record_id, wanted)
    elif more is not None:
        raise AlreadyThere(register.records.label("people", person_id), _(participations.KIND.one), record_id)


def _decreed(register: Register, batch_id: int, decree: Decree) -> list[Operation]:
    return _part(register, ("batches", batch_id), "decree", {"number": decree.number, "on": decree.on})


def _part(register: Register, of: tuple[str, int], name: str, said: Mapping[str, str | None]) -> list[Operation]:
    """Let a part of a record say this; without anything to say there is none."""
    before = _document(register, *of)
    filled: Document = {field: value for field, value in said.items() if value}
    after: Document = {**before, name: filled}
    if not filled:
        del after[name]
    return [] if before == after else [Operation(*of, before, after)]


def _with(register: Register, record_id: int, fields: Document) -> Operation:
    before = _document(register, "participations", record_id)
    return Operation("participations", record_id, before, {**before, **fields})


def _document(register: Register, kind: str, record_id: int) -> Document:
    document = register.document(kind, record_id)
    if document is None:
        raise NoSuchRecord(kind, record_id)
    return document
