"""The records that rows refer to, by name or by their own fields: found on record, or made by the import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from coop_tui.errors import CoopError
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.likeness import Likeness
from coop_tui.exchange.linked_fields import linked_kinds, path_of
from coop_tui.exchange.matching import Get, KeyIndex, agree_in
from coop_tui.exchange.own_references import OwnReferences, as_id
from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind, Kind, Record
from coop_tui.records.fields import ChoiceType, TextType, spec_of, specs
from coop_tui.records.kind import Problem
from coop_tui.records.read import Reading, read, read_value, references, to_document, to_record
from coop_tui.register import Records
from coop_tui.store import JSON, Document, Operation
from coop_tui.values import folded

R = TypeVar("R", bound=Record)

BY_NAME: Final = ("organisations", "programmes", "units", "people")
"""The kinds whose records are made of a name alone."""

_OTHER: Final = "other"  # what an organisation is while nobody says


class NotOnRecord(CoopError):
    """A name that nothing on record has; `similar` are names like it."""

    similar: Sequence[str]

    def message(self) -> str:
        said = [_("Nothing on record has this name.")]
        if self.similar:
            said.append(_("Similar: {names}.").format(names="; ".join(self.similar)))
        return " ".join([*said, _("Correct it, or create what is missing (--create).")])


class TooLittleToCreate(CoopError):
    """A name that nothing on record has, and that is not enough to make a record of."""

    kind: str
    missing: Sequence[str]

    def message(self) -> str:
        return _(
            "Nothing on record has this name, and a new record of “{kind}” needs more: {fields}. Add it first, or give"
            " these in columns of their own or for all rows (--set)."
        ).format(kind=_(KINDS[self.kind].one), fields=", ".join(self.missing))


@dataclass(frozen=True, slots=True)
class Link:
    """What a row says of a record it refers to by `field`. `id` is None where that is wrong or none; `given` is what
    the row itself says, which an update takes over, and `left` the fields in which the record is otherwise and stays
    so.
    """

    field: str
    kind: str
    id: int | None
    given: Document
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()


class Linked:
    """Finds what rows refer to. New records are kept here until it is known which of them taken rows need."""

    def __init__(
        self, records: Records, own: OwnReferences, kind: Kind[R], options: ImportOptions, new_id: Callable[[str], int]
    ) -> None:
        """`own` finds rows of the file; `new_id` gives a kind's next unused id."""
        self._records = records
        self._own = own
        self._kind = kind
        self._options = options
        self._new_id = new_id
        self._kinds = linked_kinds(kind)
        self._as_then = dict(kind.as_then)
        self._known: dict[tuple[int, str | int], JSON] = {}
        self._new: dict[tuple[str, int], Document] = {}
        self._words: dict[tuple[str, str], list[int]] = {}  # what the new ones are called
        self._indexes: dict[str, KeyIndex] = {}
        self._links: dict[tuple[object, ...], Link] = {}
        self._changed: dict[tuple[str, int], Document] = {}  # of those on record
        self._said: dict[tuple[str, int, str], tuple[int, JSON]] = {}  # by record and field: in which row, and what
        self._likeness = Likeness(records)

    @property
    def reading(self) -> Reading:
        """How values of rows are read. Made anew, for what refers to itself stays in memory."""
        return Reading(self.find, self._records.today, self._options.order, self._known)

    # By name

    def find(self, kind: str, text: str) -> Sequence[int]:
        """The ids that a name, acronym, alias, key or id may mean, or minus the place of a row. Raises SeveralRows,
        NotOnRecord, TooLittleToCreate.
        """
        found = self._own.find(kind, text) or self._words.get((kind, folded(text)), ())
        if found or kind == "settings" or as_id(text) is not None:
            return found
        if not self._options.create:
            raise NotOnRecord(self._likeness.similar(kind, text))
        return (self._create_by_name(KINDS[kind], text),)

    def _create_by_name(self, kind: Kind[R], text: str) -> int:
        named = [spec for spec in specs(kind.record) if spec.name in kind.names and isinstance(spec.type, TextType)]
        naming = min(named, key=lambda spec: not spec.required, default=None)
        document: Document = {}
        if naming is not None:
            value = read_value(naming.type, text, self.reading)  # a number as a name is refused here
            document = {naming.name: value} | _other_choices(kind)
        missing = [_(spec.label) for spec in specs(kind.record) if spec.required and spec.name not in document]
        if kind.name not in BY_NAME or missing:
            raise TooLittleToCreate(kind.name, missing)
        return self._create(kind, document)

    def _create(self, kind: Kind[R], document: Document) -> int:
        made = self._new_id(kind.name)
        document = in_order(kind, document)
        self._new[kind.name, made] = document
        for field in kind.names:
            value = document.get(field)
            for word in value if isinstance(value, list) else (value,):
                if word is not None:
                    self._words.setdefault((kind.name, folded(str(word))), []).append(made)
        if kind.name in self._indexes:
            self._indexes[kind.name].add(made, document.get)
        return made

    # By fields of its own

    def links(
        self, linked: Mapping[str, Mapping[str, object]], own: Mapping[str, object]
    ) -> Iterator[tuple[str, Link]]:
        """What a row refers to by fields of these records, by its own field; `own` are its own values."""
        for field, raw in linked.items():
            then = {name: own[name] for name in self._as_then.get(field, ()) if name in own and name not in raw}
            key: tuple[object, ...] = (field, *raw.items(), None, *then.items())
            try:
                link = self._links.get(key)
            except TypeError:  # a list, from JSON
                key = (field, msgspec.json.encode([raw, then]))
                link = self._links.get(key)
            if link is None:
                link = self._links[key] = self._link(field, self._kinds[field], raw, then)
            yield field, link

    def _link(self, field: str, kind: Kind[R], raw: Mapping[str, object], then: Mapping[str, object]) -> Link:
        if len(raw) == 1 and not then:
            (inner, value) = next(iter(raw.items()))
            if inner in kind.names and kind.name in BY_NAME and isinstance(value, str):
                return self._by_name(field, kind, inner, value)
        found = read(kind, raw, self.reading)
        given = {name: value for name, value in found.document.items() if name in raw}
        wrong = [one for one in found.problems if one.path[0] in raw]
        lacking = [one for one in found.problems if one.path[0] not in raw]
        if wrong:
            return Link(field, kind.name, None, given, _placed(field, wrong))
        known, unread = self._read_then(kind, then)
        whole = given | known
        same = self._same(kind, whole)
        if len(same) > 1:
            problem = Problem((path_of(field, next(iter(raw))),), several(same))
            return Link(field, kind.name, None, given, (problem,))
        if same:
            refused = _placed(field, self._refused(kind, same[0], given))
            return Link(field, kind.name, same[0], given, refused, self._left(field, kind, same[0], given))
        document = _other_choices(kind) | found.document | whole
        problems = self._not_made(field, kind, document, given, lacking)
        # where a value of the row itself cannot be read the row is rejected, and no record is made of the others
        made = None if problems or unread else self._create(kind, document)
        return Link(field, kind.name, made, given, problems)

    def _left(self, field: str, kind: Kind[R], record_id: int, given: Document) -> tuple[str, ...]:
        if self._options.on_duplicate is OnDuplicate.UPDATE:
            return ()
        get = self._get(kind, record_id)
        return tuple(path_of(field, name) for name in given if not has({name: given[name]}, get))

    def _by_name(self, field: str, kind: Kind[R], inner: str, text: str) -> Link:
        try:
            found = self.find(kind.name, text.strip())
        except CoopError as error:
            return Link(field, kind.name, None, {}, (Problem((path_of(field, inner),), error.message()),))
        if len(found) != 1:
            reason = several(found) if found else NotOnRecord(()).message()
            return Link(field, kind.name, None, {}, (Problem((path_of(field, inner),), reason),))
        return Link(field, kind.name, found[0], {})

    def _read_then(self, kind: Kind[R], then: Mapping[str, object]) -> tuple[Document, bool]:
        """What a new record has of the row itself, and whether some of that cannot be read."""
        document: Document = {}
        unread = False
        for name, value in then.items():
            spec = spec_of(kind.record, name)
            if spec is not None:
                try:
                    found = read_value(spec.type, value, self.reading)
                except CoopError:  # said at the row's own field
                    unread = True
                    continue
                if found is not None:
                    document[name] = found
        return document, unread

    def _same(self, kind: Kind[R], document: Document) -> Sequence[int]:
        """The records that have the same key; without a whole key those of the same name that do not differ in any part
        of one; without a name those that have everything that is given.
        """
        index = self._index(kind)
        if index.is_told(document.get):
            return index.same(document.get)
        parts = [field for fields in kind.keys for field in fields]
        words = [document[field] for field in kind.names if field in document]
        named = dict.fromkeys(one for word in words for one in self._named(kind.name, str(word)))
        if words:
            return [one for one in named if agree_in(parts, document.get, self._get(kind, one))]
        return [one for one in self._every(kind.name) if has(document, self._get(kind, one))]

    def _every(self, kind: str) -> list[int]:
        return [*self._records.all(KINDS[kind]), *(one for name, one in self._new if name == kind)]

    def _named(self, kind: str, word: str) -> Sequence[int]:
        return [*self._records.named(kind, word), *self._words.get((kind, folded(word)), ())]

    def _get(self, kind: Kind[R], record_id: int) -> Get:
        new = self._new.get((kind.name, record_id))
        if new is not None:
            return new.get
        record = self._records.get(kind, record_id)
        return lambda field: getattr(record, field)

    def _index(self, kind: Kind[R]) -> KeyIndex:
        index = self._indexes.get(kind.name)
        if index is None:
            declared: AnyKind = kind
            index = self._indexes[kind.name] = KeyIndex(declared, self._records.all(declared))
            for (name, record_id), document in self._new.items():
                if name == kind.name:
                    index.add(record_id, document.get)
        return index

    def _not_made(
        self, field: str, kind: Kind[R], document: Document, given: Document, lacking: Sequence[Problem]
    ) -> tuple[Problem, ...]:
        """Why a record that is not there cannot be made of `document`."""
        if not self._options.create:
            name = next((str(given[one]) for one in kind.names if one in given), "")
            reason = NotOnRecord(self._likeness.similar(kind.name, name)).message()
            return (Problem((path_of(field, next(iter(given), kind.keys[0][0])),), reason),)
        lacking = [one for one in lacking if one.path[0] not in document]
        return _placed(field, lacking or list(kind.rejects(to_record(kind, document))))

    # What an update changes in them

    def _refused(self, kind: Kind[R], record_id: int, given: Document) -> Sequence[Problem]:
        """Why a record cannot become what a row says."""
        current = self._current(kind.name, record_id)
        if self._options.on_duplicate is not OnDuplicate.UPDATE or current is None or _adds_nothing(current, given):
            return ()
        after = in_order(kind, current | given)
        owner = self._index(kind).owner(after.get, record_id)
        if owner is None:
            return list(kind.rejects(to_record(kind, after)))
        if (kind.name, owner) in self._new:
            message = _("Another row of the file says this of another record.")
        else:
            message = _("This is on record already, as number {id}.").format(id=owner)
        return [Problem(kind.unique[:1], message)]

    def change(self, link: Link, number: int) -> list[Problem]:
        """Take over what the row `number` says of a record; what of it cannot be, or is not what a row before says."""
        kind = KINDS[link.kind]
        current = None if link.id is None else self._current(link.kind, link.id)
        if link.id is None or current is None:
            return []
        said = [self._otherwise(link, name, value, number) for name, value in link.given.items()]
        found = [one for one in said if one is not None]
        if _adds_nothing(current, link.given):
            return found
        refused = self._refused(kind, link.id, link.given)
        if refused:
            message = _("Not taken over: {reason}")
            return [
                Problem((path_of(link.field, str(one.path[0])),), message.format(reason=one.message)) for one in refused
            ]
        after = in_order(kind, current | link.given)
        changed = self._new if (link.kind, link.id) in self._new else self._changed
        changed[link.kind, link.id] = after
        self._index(kind).remove(link.id, current.get)
        self._index(kind).add(link.id, after.get)
        return found

    def doubts(self, link: Link) -> Sequence[Problem]:
        """What can hardly be so of a record that is made for a row; it is made as it is told."""
        kind = KINDS[link.kind]
        document = None if link.id is None else self._new.get((link.kind, link.id))
        if document is None:
            return ()
        return _placed(link.field, tuple(kind.doubts(to_record(kind, document), self._records.today)))

    def _otherwise(self, link: Link, name: str, value: JSON, number: int) -> Problem | None:
        assert link.id is not None
        before, told = self._said.get((link.kind, link.id, name), (number, value))
        self._said[link.kind, link.id, name] = number, value
        if told == value:
            return None
        message = _("Row {number} of the file says otherwise; what stands here is taken over.").format(number=before)
        return Problem((path_of(link.field, name),), message)

    def _current(self, kind: str, record_id: int) -> Document | None:
        """A record as this import has it so far."""
        key = (kind, record_id)
        return self._changed.get(key) or self._new.get(key) or self._on_file(*key)

    # What is to be done

    def operations(self, needed: Iterator[Document]) -> list[Operation]:
        """What has to be added for the documents `needed`, and what was changed."""
        wanted = self._needed(self._kind, needed)
        for (name, _id), document in self._changed.items():
            wanted |= self._needed(KINDS[name], iter((document,)))
        order = {name: at for at, name in enumerate(KINDS)}
        made = [Operation(kind, one, None, self._new[kind, one]) for kind, one in wanted]
        made += [Operation(kind, one, self._on_file(kind, one), after) for (kind, one), after in self._changed.items()]
        return sorted(made, key=lambda one: (order[one.kind], one.id))

    def _needed(self, kind: Kind[R], documents: Iterator[Document]) -> dict[tuple[str, int], None]:
        """The new records that documents refer to, themselves or through others."""
        if not self._new:
            return {}
        found: dict[tuple[str, int], None] = {}
        for document in documents:
            for _path, name, one in references(kind.record, document):
                if (name, one) in self._new and (name, one) not in found:
                    found[name, one] = None
                    found |= self._needed(KINDS[name], iter((self._new[name, one],)))
        return found

    def _on_file(self, kind: str, record_id: int) -> Document | None:
        record = self._records.get(KINDS[kind], record_id)
        return None if record is None else to_document(record)


def several(ids: Sequence[int]) -> str:
    """What is said of a row that may mean several records."""
    numbers = ", ".join(str(one) for one in ids)
    return _("This fits several records: numbers {numbers}. Say which one it is.").format(numbers=numbers)


def in_order(kind: Kind[R], document: Document) -> Document:
    """`document` with its fields in the order of declaration."""
    return {spec.name: document[spec.name] for spec in specs(kind.record) if spec.name in document}


def _placed(field: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems of a linked record, at the place that the row has for it."""
    return tuple(Problem((path_of(field, str(one.path[0])), *one.path[1:]), one.message) for one in problems)


def _other_choices(kind: Kind[R]) -> dict[str, JSON]:
    """What a new record is as long as nobody says: "other", where that is one of the choices."""
    if kind.name not in BY_NAME:
        return {}
    required = [spec for spec in specs(kind.record) if spec.required and isinstance(spec.type, ChoiceType)]
    return {
        spec.name: _OTHER
        for spec in required
        if isinstance(spec.type, ChoiceType) and _OTHER in {one.value for one in spec.type.choices}
    }


def _adds_nothing(current: Document, given: Document) -> bool:
    return all(current.get(name) == value for name, value in given.items())


def has(document: Document, get: Get) -> bool:
    """Whether a record has all that `document` has."""
    return all(agree_in((name,), document.get, get) and get(name) is not None for name in document)
