"""What can be chosen about an import: each choice with its words, what holds now, and what choosing makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from coop_tui.exchange.csv_in import DELIMITERS
from coop_tui.exchange.import_options import OnDuplicate
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_road import INTO, Looked, Wishes
from coop_tui.exchange.import_words import FATES, field_words
from coop_tui.exchange.rows import ID
from coop_tui.exchange.text_in import ENCODINGS
from coop_tui.i18n import N_, _
from coop_tui.records import KINDS
from coop_tui.records.fields import Record, specs
from coop_tui.screens import import_actions as actions
from coop_tui.values import Order
from coop_tui.widgets.action import Action
from coop_tui.widgets.choices_line import Chosen
from coop_tui.widgets.import_sources import Shown
from coop_tui.widgets.safe import cut

KEY: Final = "key"
EVERY: Final = ""
"""The choice of every outcome."""
_LINKED: Final = "linked"
_TOLD: Final = ""
_YES, _NO = "yes", "no"
_HEADER_ROWS: Final = 30
_FILE, _NOW = 30, 26  # cells of a line of choices

ORDERS: Final[Mapping[Order, str]] = {
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
    "ymd": N_("year, month, day"),
}
_DUPLICATES: Final[Mapping[OnDuplicate, str]] = {
    OnDuplicate.SKIP: N_("left as they are"),
    OnDuplicate.UPDATE: N_("brought up to date"),
    OnDuplicate.FAIL: N_("rejected"),
}
_DELIMITERS: Final[Mapping[str, str]] = {",": N_("comma"), ";": N_("semicolon"), "tab": N_("tab")}


@dataclass(frozen=True)
class ToChoose:
    """One thing to choose: the action that does it, the words of each value, the value that holds, and what the wishes
    become with another. `now` says what holds, where that is told from the file.
    """

    action: Action
    words: Mapping[str, str]
    value: str
    now: str
    chosen: Callable[[str], Wishes]

    @property
    def name(self) -> str:
        """By which its action is known."""
        return self.action.id.rpartition(".")[2]


def choices(looked: Looked) -> Iterator[ToChoose]:
    """What can be chosen about this file."""
    yield from _about_kind(looked)
    yield from _about_file(looked)
    yield from _about_rows(looked)


def outcomes(plan: ImportPlan, wishes: Wishes, only: Shown) -> ToChoose:
    """Which rows are shown: all, or those with one fate, each with how many they are; or what is changed besides."""
    words = {EVERY: _("all rows"), **{str(fate): f"{_(FATES[fate])} {count}" for fate, count in plan.counts.items()}}
    if plan.linked:
        words[_LINKED] = _("what rows refer to: {count}").format(count=len(plan.linked))
    now = str(only or EVERY)
    return _plain(actions.ONLY, words, now if now in words else EVERY, lambda _fate: wishes)


def shown_of(value: str) -> Shown:
    """What is to be shown, by the value of a choice among `outcomes`."""
    return "linked" if value == _LINKED else Fate(value) if value else None


def choice_lines(looked: Looked) -> tuple[list[Chosen], list[Chosen], list[Chosen]]:
    """The choices in three lines: file and kind; how the file is read; what is done with its rows."""
    file = Chosen(actions.FILE, cut(looked.wishes.file.name, _FILE))
    about: tuple[list[Chosen], list[Chosen], list[Chosen]] = ([file], [], [])
    for line, found in zip(about, (_about_kind, _about_file, _about_rows), strict=True):
        line.extend(Chosen(one.action, cut(one.now, _NOW)) for one in found(looked))
    return about


def _plain(action: Action, words: Mapping[str, str], value: str, chosen: Callable[[str], Wishes]) -> ToChoose:
    return ToChoose(action, words, value, words[value], chosen)


def _about_kind(looked: Looked) -> Iterator[ToChoose]:
    wishes = looked.wishes
    kinds = {name: _(KINDS[name].many) for name in INTO}
    yield _plain(
        actions.KIND,
        kinds,
        wishes.kind.name,
        lambda name: replace(wishes, kind=KINDS[name], options=replace(wishes.options, match=None, filled={})),
    )
    held = {one.field for one in looked.matches if one.field}
    declared: type[Record] = wishes.kind.record
    own = {spec.name: field_words(wishes.kind, spec.name) for spec in specs(declared) if spec.name in held}
    words = {KEY: _("its key"), **({ID: field_words(wishes.kind, ID)} if ID in held else {}), **own}
    yield _plain(
        actions.MATCH,
        words,
        wishes.options.match if wishes.options.match in words else KEY,
        lambda name: replace(wishes, options=replace(wishes.options, match=None if name == KEY else name)),
    )


def _about_file(looked: Looked) -> Iterator[ToChoose]:
    wishes, source = looked.wishes, looked.source
    said = wishes.choices
    told = {_TOLD: _("as the file tells")}
    if source.encoding is not None:
        yield ToChoose(
            actions.ENCODING,
            {**told, **{one: one for one in ENCODINGS}},
            said.encoding or _TOLD,
            source.encoding,
            lambda one: replace(wishes, choices=replace(said, encoding=one or None)),
        )
    if source.delimiter is not None:
        now = next(word for word, sign in DELIMITERS.items() if sign == source.delimiter)
        given = next((word for word, sign in DELIMITERS.items() if sign == said.delimiter), _TOLD)
        yield ToChoose(
            actions.DELIMITER,
            {**told, **{word: _(_DELIMITERS[word]) for word in DELIMITERS}},
            given,
            _(_DELIMITERS[now]),
            lambda word: replace(wishes, choices=replace(said, delimiter=DELIMITERS.get(word))),
        )
    if source.sheets:
        yield _plain(
            actions.SHEET,
            {one.name: _("{name} (hidden)").format(name=one.name) if one.hidden else one.name for one in source.sheets},
            source.sheet or source.sheets[0].name,
            lambda name: replace(wishes, choices=replace(said, sheet=name, header_row=None)),
        )
    if source.header_row is not None:
        rows = range(1, max(_HEADER_ROWS, source.header_row) + 1)
        yield ToChoose(
            actions.HEADER,
            {**told, **{str(row): str(row) for row in rows}},
            str(said.header_row or _TOLD),
            str(source.header_row),
            lambda row: replace(wishes, choices=replace(said, header_row=int(row) if row else None)),
        )


def _about_rows(looked: Looked) -> Iterator[ToChoose]:
    wishes = looked.wishes
    orders: dict[str, str] = {str(order): _(words) for order, words in ORDERS.items()}
    found = looked.rows.orders if looked.rows is not None else {}
    if found or wishes.order:
        now: str = wishes.order or next(iter(found.values()))
        unsure = looked.rows is not None and bool(looked.rows.unsure)
        words = {_TOLD: _("as each column tells"), **orders}
        yield ToChoose(
            actions.ORDER,
            words,
            wishes.order or _TOLD,
            f"{orders[now]} ?" if unsure else orders[now],
            lambda order: replace(wishes, order=next((one for one in ORDERS if one == order), None)),
        )
    yield _plain(
        actions.DUPLICATES,
        {str(one): _(said) for one, said in _DUPLICATES.items()},
        str(wishes.options.on_duplicate),
        lambda one: replace(wishes, options=replace(wishes.options, on_duplicate=OnDuplicate(one))),
    )
    yield _plain(
        actions.CREATE,
        {_NO: _("No"), _YES: _("Yes")},
        _YES if wishes.options.create else _NO,
        lambda one: replace(wishes, options=replace(wishes.options, create=one == _YES)),
    )
