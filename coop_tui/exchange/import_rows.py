"""Import: every row is added, updated, unchanged, skipped or rejected, and all that is taken becomes one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from coop_tui.exchange.headings import FieldRows
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate, check_options
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome, Remark, remarks
from coop_tui.exchange.linked import Link, Linked, in_order, several
from coop_tui.exchange.linked_fields import DOT, split
from coop_tui.exchange.matching import KeyIndex, agrees
from coop_tui.exchange.own_references import OwnReferences, as_id, put, row_references
from coop_tui.exchange.progress import Progress, unheard, watched, without_collecting
from coop_tui.exchange.rows import ID
from coop_tui.exchange.stated import damaged, is_computed, with_stated
from coop_tui.exchange.table import Row
from coop_tui.exchange.wide import completed
from coop_tui.i18n import _
from coop_tui.records import KINDS, Record
from coop_tui.records.kind import Path, Problem
from coop_tui.records.read import Read, read, to_document, to_record
from coop_tui.register import Records, Register
from coop_tui.register.succession import rings
from coop_tui.store import JSON, Document, NewId, Operation
from coop_tui.store.changes import ids_after

R = TypeVar("R", bound=Record)

_NOTHING: Final = ImportOptions()


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a row makes of a record."""

    record_id: int
    before: Document | None
    after: Document


def run_import(
    register: Register, rows: FieldRows, options: ImportOptions = _NOTHING, progress: Progress = unheard
) -> ImportPlan:
    """Import `rows` as one change, planned on fresh records. Raises Cancelled where `progress` does, NoSuchField."""
    plans: list[ImportPlan] = []

    def plan(new_id: NewId) -> Sequence[Operation]:
        plans[:] = [plan_import(register.records, rows, options, new_id, progress)]
        return plans[0].operations

    with without_collecting():
        register.commit(plan, f"import {rows.kind.name}", watch=progress)
    return plans[0]


def try_import(
    records: Records, rows: FieldRows, options: ImportOptions = _NOTHING, progress: Progress = unheard
) -> ImportPlan:
    """What `run_import` would do. The ids that it would give are not known before."""
    highest = {name: max(records.all(kind), default=0) for name, kind in KINDS.items()}
    with without_collecting():
        return plan_import(records, rows, options, ids_after(highest), progress)


def plan_import(
    records: Records, rows: FieldRows, options: ImportOptions, new_id: NewId, progress: Progress = unheard
) -> ImportPlan:
    """What becomes of each row. Nothing is changed; `new_id` gives unused ids, in rising order."""
    check_options(rows.kind, options)
    progress("plan", 0, len(rows.rows))
    whole, blocks = completed(rows, options.filled, options.order)
    work = _Import(records, whole, options, new_id)
    for place, row in enumerate(watched(whole.rows, len(whole.rows), "plan", progress), 1):
        work.take(place, row)
    progress("settle", 0, 2)
    work.settle()
    progress("settle", 1, 2)
    plan = work.plan(blocks)
    progress("settle", 2, 2)
    return plan


class _Import:
    """The rows taken so far. A row is known by its place among the rows, from 1."""

    def __init__(self, records: Records, rows: FieldRows, options: ImportOptions, new_id: NewId) -> None:
        self._records = records
        self._rows = rows
        self._kind = rows.kind
        self._options = options
        self._first_free = new_id(rows.kind.name)
        fresh = self._fresh = _fresh_ids(rows, self._first_free, new_id)
        own = rows.kind.name
        self._linked = Linked(
            records,
            OwnReferences(records, rows),
            rows.kind,
            options,
            lambda kind: next(fresh) if kind == own else new_id(kind),
        )
        self._index = KeyIndex(rows.kind, records.all(rows.kind), None if options.match == ID else options.match)
        self._documents: dict[int, Document] = {}  # of the records that rows add or change
        self._kept_ids: set[int] = set()  # of rows that came with an id of their own
        self._taken: dict[int, _Taken] = {}
        self._links: dict[int, Sequence[Link]] = {}
        self._records_of: dict[int, int] = {}  # which record a row is, while that is or will be on file
        self._places_of: dict[int, list[int]] = {}
        self._reasons: dict[int, list[Remark]] = {}
        self._notes: dict[int, list[Remark]] = {}
        self._noted: set[int] = set()  # links of which something was noted
        self._untold: dict[bytes, int] = {}  # new records without a key, each with the number of its first row

    def take(self, place: int, row: Row) -> None:
        """Decide about the row at `place`, as far as it does not depend on rows further down."""
        found = self._read(place, row)
        own_id = as_id(row.values.get(ID))
        problems = list(found.problems)
        if own_id is None and ID in row.values:
            message = _("The number of a record is a whole number from 1. Leave it empty for new ones.")
            problems.append(Problem((ID,), message))
        problems += damaged(self._kind, row)
        same = self._same(own_id, found.document)
        if len(same) > 1:
            problems.append(Problem(self._key_path(), several(same)))
            self._reject(place, row, problems)
        elif same:
            self._take_duplicate(place, row, same[0], Read(found.document, tuple(problems)))
        elif problems:
            self._reject(place, row, problems)
        else:
            self._keep(place, row, self._new_id(own_id), found.document)
            self._note_twin(place, row, found.document)

    def _read(self, place: int, row: Row) -> Read:
        """The row as a document, the records that it refers to by their fields found or made."""
        own, linked = split(row.values)
        stored = {name: value for name, value in own.items() if name != ID and not is_computed(self._kind, name)}
        found = read(self._kind, stored, self._linked.reading)
        if not linked:
            return found
        links = dict(self._linked.links({field: one for field, one in linked.items() if field not in own}, stored))
        self._links[place] = tuple(links.values())
        self._note_left(place, row, links.values())
        ids = {field: link.id for field, link in links.items() if link.id is not None}
        document = in_order(self._kind, found.document | ids)
        problems = [one for one in found.problems if one.path[0] not in links]
        problems += [one for link in links.values() for one in link.problems]
        if found.problems and not problems:
            problems = list(self._kind.rejects(to_record(self._kind, document)))
        return Read(document, tuple(problems))

    def _note_left(self, place: int, row: Row, links: Iterable[Link]) -> None:
        """Say once of each linked record what of it is otherwise on record, and what can hardly be so."""
        for link in links:
            if id(link) not in self._noted:
                self._noted.add(id(link))
                message = _("On record this is otherwise, and stays so. “update” for duplicates takes it over.")
                left = [Problem((field,), message) for field in link.left]
                self._note(place, row, *left, *self._linked.doubts(link))

    def _note_twin(self, place: int, row: Row, document: Document) -> None:
        """Say of two new records that they may be one, where they have no key that would tell."""
        if place in self._taken and not self._index.is_told(document.get):
            first = self._untold.setdefault(msgspec.json.encode(document), row.number)
            if first != row.number:
                message = _("Row {number} of the file says the same, and nothing tells whether the two are one.")
                self._note(place, row, Problem(self._key_path(), message.format(number=first)))

    def _note(self, place: int, row: Row, *problems: Problem) -> None:
        if problems:
            self._notes.setdefault(place, []).extend(remarks(self._rows, row, problems))

    def _same(self, own_id: int | None, document: Document) -> Sequence[int]:
        """The ids of the records on file, or of rows before, that a row may be."""
        theirs = None if own_id is None else self._document(own_id)
        if self._options.match == ID:
            return () if own_id is None or theirs is None else (own_id,)
        if own_id is not None and theirs is not None and agrees(self._kind, document.get, theirs.get):
            return (own_id,)
        # two rows that each bring an id of their own were two records where they come from
        apart = self._kept_ids if own_id is not None and theirs is None else frozenset[int]()
        return self._index.same(document.get, apart)

    def _document(self, record_id: int) -> Document | None:
        """A record as this import has it so far."""
        return self._documents.get(record_id) or self._on_file(record_id)

    def _on_file(self, record_id: int) -> Document | None:
        record = self._records.get(self._kind, record_id)
        return None if record is None else to_document(record)

    def _new_id(self, own_id: int | None) -> int:
        """The id that the row brings, if no record ever had it; else the next."""
        if own_id is not None and own_id >= self._first_free and own_id not in self._documents:
            self._kept_ids.add(own_id)
            return own_id
        return next(self._fresh)

    def _take_duplicate(self, place: int, row: Row, record_id: int, found: Read) -> None:
        """What becomes of a row whose record is there: what it leaves out may be missing in it."""
        earlier = self._places_of.get(record_id)
        given = {name.partition(DOT)[0] for name in row.values}
        problems = [one for one in found.problems if str(one.path[0]).partition(DOT)[0] in given]
        match self._options.on_duplicate:
            case OnDuplicate.FAIL:
                self._reject(place, row, [*found.problems, Problem(self._key_path(), self._there_already(record_id))])
            case _ if problems:
                self._reject_known(place, row, record_id, problems)
            case OnDuplicate.SKIP:
                self._is_record(place, record_id)
            case OnDuplicate.UPDATE:
                self._update(place, row, record_id, {one: held for one, held in found.document.items() if one in given})
        if earlier and place not in self._reasons:
            number = self._rows.rows[earlier[0] - 1].number
            self._note(place, row, Problem(self._key_path(), _same_row(number)))

    def _update(self, place: int, row: Row, record_id: int, given: Document) -> None:
        """Change what the row has a value for."""
        current = self._document(record_id)
        assert current is not None
        document = in_order(self._kind, current | given)
        problems = list(self._kind.rejects(to_record(self._kind, document)))
        if problems:
            self._reject_known(place, row, record_id, problems)
        else:
            self._keep(place, row, record_id, document)

    def _keep(self, place: int, row: Row, record_id: int, document: Document) -> None:
        owner = self._index.owner(document.get, record_id)
        if owner is not None:
            self._reject(place, row, [Problem(self._key_path(), self._there_already(owner))])
            return
        document, note = with_stated(self._kind, self._records, record_id, document, row)
        if note is not None:
            self._note(place, row, note)
        before = self._document(record_id)
        if before is not None:
            self._index.remove(record_id, before.get)
        self._index.add(record_id, document.get)
        self._documents[record_id] = document
        self._taken[place] = _Taken(record_id, before, document)
        self._is_record(place, record_id)

    def _is_record(self, place: int, record_id: int) -> None:
        self._records_of[place] = record_id
        self._places_of.setdefault(record_id, []).append(place)

    def _reject(self, place: int, row: Row, problems: Sequence[Problem]) -> None:
        self._records_of.pop(place, None)
        self._reasons.setdefault(place, []).extend(remarks(self._rows, row, problems))

    def _reject_known(self, place: int, row: Row, record_id: int, problems: Sequence[Problem]) -> None:
        """Reject a row that says which record it is: rows that refer to it refer to that."""
        self._reject(place, row, problems)
        self._is_record(place, record_id)

    def _key_path(self) -> Path:
        return self._kind.keys[0][:1]

    def _there_already(self, record_id: int) -> str:
        if self._on_file(record_id) is not None:
            return _("This is on record already, as number {id}.").format(id=record_id)
        return _same_row(self._rows.rows[self._places_of[record_id][0] - 1].number)

    def settle(self) -> None:
        """Now that all rows are taken, turn references to rows into references to the records that they are."""
        for place, problem in list(self._leading_back()):
            self._lose(place, problem)
        referring: dict[int, list[tuple[int, Path]]] = {}
        for place, taken in self._taken.items():
            for to_place, path in row_references(self._kind, taken.after):
                referring.setdefault(to_place, []).append((place, path))
        lost = [place for place in referring if place not in self._records_of]
        while lost:
            to_place = lost.pop()
            number = self._rows.rows[to_place - 1].number
            message = _("This refers to row {number} of the file, which is rejected.").format(number=number)
            for place, path in referring.get(to_place, ()):
                lost.extend(self._lose(place, Problem(path, message)))
        for to_place, found in referring.items():
            for place, path in found:
                if place in self._taken:
                    put(self._taken[place].after, path, self._records_of[to_place])

    def _leading_back(self) -> Iterator[tuple[int, Problem]]:
        """The rows by which a record would lead back to itself, each with its problem."""
        field = self._kind.leads_on
        if field is None:
            return
        table = {one: to_document(held) for one, held in self._records.all(self._kind).items()} | self._documents
        found = {one: self._meant(document.get(field)) for one, document in table.items()}
        looping = dict(rings(self._kind, {one: {field: value} for one, value in found.items()}))
        for place, taken in self._taken.items():
            if taken.record_id in looping and (taken.before or {}).get(field) != taken.after.get(field):
                yield place, looping[taken.record_id]

    def _meant(self, value: JSON) -> JSON:
        """The id that a reference means, which may still name a row."""
        return self._records_of.get(-value) if isinstance(value, int) and value < 0 else value

    def _lose(self, place: int, problem: Problem) -> list[int]:
        """Reject a row for what another is, with all rows of its record; those that now are no record."""
        if place not in self._taken:
            return []
        record_id = self._taken[place].record_id
        del self._documents[record_id]
        on_file = self._on_file(record_id) is not None
        for one in self._places_of[record_id]:
            if one in self._reasons:
                if not on_file:
                    del self._records_of[one]
            elif not on_file or one in self._taken:
                self._taken.pop(one, None)
                self._reject(one, self._rows.rows[one - 1], [problem])
                if on_file:
                    self._records_of[one] = record_id
        return [] if on_file else self._places_of[record_id]

    def plan(self, blocks: Mapping[str, Sequence[int]]) -> ImportPlan:
        """What was decided, in the order of the file."""
        if self._options.on_duplicate is OnDuplicate.UPDATE:
            self._change_linked()
        operations = tuple(self._operations())
        needed = (one.after for one in operations if one.after is not None)
        linked = tuple(self._linked.operations(needed))
        return ImportPlan(
            rows=self._rows,
            operations=(*linked, *operations),
            linked=linked,
            outcomes=tuple(self._outcome(place, row) for place, row in enumerate(self._rows.rows, 1)),
            blocks=blocks,
        )

    def _change_linked(self) -> None:
        """Take over what taken rows say of other records, each once, and note what of it cannot be."""
        seen: set[int] = set()
        for place in self._taken:
            row = self._rows.rows[place - 1]
            for link in self._links.get(place, ()):
                if id(link) not in seen:
                    seen.add(id(link))
                    self._note(place, row, *self._linked.change(link, row.number))

    def _outcome(self, place: int, row: Row) -> Outcome:
        if place in self._reasons:
            return Outcome(row, Fate.REJECTED, self._records_of.get(place), remarks=tuple(self._reasons[place]))
        notes, record_id = tuple(self._notes.get(place, ())), self._records_of[place]
        taken = self._taken.get(place)
        if taken is None:
            return Outcome(row, Fate.SKIPPED, record_id, remarks=notes)
        if taken.before == taken.after:
            return Outcome(row, Fate.UNCHANGED, record_id, remarks=notes)
        notes = (*notes, *self._doubts(row, taken.after))
        if taken.before is None:
            return Outcome(row, Fate.ADDED, record_id, None, taken.after, notes)
        return Outcome(row, Fate.UPDATED, record_id, taken.before, taken.after, notes)

    def _doubts(self, row: Row, document: Document) -> Sequence[Remark]:
        """What of a record can hardly be so, like another sex than the NIP has; it is taken as it is."""
        doubts = self._kind.doubts(to_record(self._kind, document), self._records.today)
        return remarks(self._rows, row, doubts)

    def _operations(self) -> Iterator[Operation]:
        for record_id, after in self._documents.items():
            before = self._on_file(record_id)
            if before != after:
                yield Operation(self._kind.name, record_id, before, after)


def _same_row(number: int) -> str:
    return _("Row {number} of the file is the same.").format(number=number)


def _fresh_ids(rows: FieldRows, first: int, new_id: NewId) -> Iterator[int]:
    """Ids for the rows that bring none, passing over those that other rows bring."""
    brought = {as_id(row.values.get(ID)) for row in rows.rows}
    one = first
    while True:
        if one not in brought:
            yield one
        one = new_id(rows.kind.name)
