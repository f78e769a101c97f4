"""What a kind of record declares beside its Struct: names, keys, checks across fields, computed columns, page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

import msgspec

from coop_tui.records.fields import Choice, Record, Tone
from coop_tui.values import PartialDate

if TYPE_CHECKING:
    from coop_tui.records.participations import Participation

R = TypeVar("R", bound=Record)

Path = tuple[str | int, ...]
"""Where in a record: field names and positions in lists, outermost first."""


class Problem(msgspec.Struct, frozen=True):
    """What is wrong at one place of a record, said in the language in use."""

    path: Path
    message: str


class Names(Protocol):
    """What records are called."""

    def name(self, kind: str, record_id: int) -> str:
        """What a record is called where another refers to it; `?` and the id where there is none."""


class View(Names, Protocol):
    """What computed fields may look at besides their own record. `Register` is one."""

    @property
    def today(self) -> date:
        """The day in question."""

    @property
    def ending_soon_days(self) -> int:
        """How many days before its end an agreement is `ending_soon`."""

    def short_name(self, kind: str, record_id: int) -> str:
        """The same for lists: the acronym where there is one."""

    def named(self, kind: str, text: str) -> Sequence[int]:
        """The records that people call so, exactly: by name, acronym, alias, as the kind declares."""

    def participations_of(self, batch_id: int) -> Sequence[Participation]:
        """The participations recorded for a batch."""

    def person_of(self, participation_id: int) -> int | None:
        """Who takes part; None where there is no such participation."""

    def start_of(self, batch_id: int) -> PartialDate | None:
        """When a batch starts; where only its end is known, that."""


class Figure(msgspec.Struct, frozen=True):
    """A count that is read as a figure; `estimated` where some of it is not reported but estimated."""

    count: int
    estimated: bool = False


class Day(msgspec.Struct, frozen=True):
    """A computed date."""

    when: PartialDate


class Stage(msgspec.Struct, frozen=True):
    """One of the events that a record goes through: what it is, what is on record of it, and how far it came, all in
    words of the language in use.
    """

    label: str
    said: str
    tone: Tone


class Column(msgspec.Struct, frozen=True):
    """How a field stands in a list: `width` in cells; the highest `drop` goes first when room is short."""

    field: str
    width: int
    drop: int = 0
    grow: bool = False
    number: bool = False


class Computed(msgspec.Struct, Generic[R], frozen=True):
    """A field that is computed at every reading and never stored."""

    name: str
    label: str
    value: Callable[[int, R, View], Choice | Figure | Day | str | None]


class Kind(msgspec.Struct, Generic[R], frozen=True):
    """One kind of record.

    `one` and `many` are its names, marked with `N_`. `keys` are alternatives: two rows of an import are the same
    when all fields of one alternative are filled and equal. No two records share what the `unique` fields hold
    together, where all are filled. `names` are the fields by which people refer to a record. `title` names a record
    where others refer to it, and is `personal` where that is a person's name. `columns` is the list, `order` how it
    is sorted at first; among those that concern another record the newest by `newest` comes first. `headline` is the
    first line of the reading page, `stages` how far it has come, `figures` the computed fields below; the other fields
    follow in the order of declaration, but for those that title and headline have `told`. `rejects` yields the problems
    that only several fields together show. `as_then` are the fields that keep what the record which another field
    refers to had at that time, by that other field. `leads_on` is the field that leads to the record that follows, and
    never back to itself.
    """

    name: str
    record: type[R]
    one: str
    many: str
    keys: tuple[tuple[str, ...], ...]
    title: Callable[[R, View], str]
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    personal: bool = False
    headline: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    leads_on: str | None = None
    computed: tuple[Computed[R], ...] = ()
    rejects: Callable[[R], Iterable[Problem]] = lambda _record: ()
    doubts: Callable[[R, date], Iterable[Problem]] = lambda _record, _today: ()
    order: tuple[str, Literal["up", "down"]] | None = None
    as_then: tuple[tuple[str, tuple[str, ...]], ...] = ()
    newest: str | None = None
    stages: Callable[[int, R, View], Sequence[Stage]] = lambda _id, _record, _view: ()
