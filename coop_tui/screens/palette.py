"""The palette: go to any screen, do anything that can be done now, open any record, by typing what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias, cast

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Click
from textual.screen import ModalScreen

from coop_tui.i18n import N_, _, in_every_language
from coop_tui.records import KINDS
from coop_tui.records.page import field_items
from coop_tui.register import Records
from coop_tui.register.finder import KINDS_FOUND, Finder
from coop_tui.register.word_index import WordIndex, search
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.tabs import LISTS
from coop_tui.widgets.action import Action, bindings, enabled, keys_of
from coop_tui.widgets.form.inputs import Typing
from coop_tui.widgets.frame import FooterLine, joined
from coop_tui.widgets.results import ResultLine, Results
from coop_tui.widgets.soon import soon

if TYPE_CHECKING:
    from coop_tui.app import CoopApp

SHOWN: Final = 50
"""The most that is found; who wants another one types more."""

GO: Final = Action("palette.go", "enter", "screen.go", N_("Open"), N_("Goes there, or does it."), footer=1)
DOWN: Final = Action(
    "palette.down",
    "down",
    "screen.move(1)",
    N_("Down"),
    N_("The next one."),
)
UP: Final = Action(
    "palette.up",
    "up",
    "screen.move(-1)",
    N_("Up"),
    N_("The one before."),
)
PAGE_DOWN: Final = Action("palette.page_down", "pagedown", "screen.page(1)", N_("Page down"), N_("A page down."))
PAGE_UP: Final = Action("palette.page_up", "pageup", "screen.page(-1)", N_("Page up"), N_("A page up."))
CLOSE: Final = Action("palette.close", "escape", "screen.close", N_("Close"), N_("Back without going anywhere."))
ACTIONS: Final = (GO, DOWN, UP, PAGE_DOWN, PAGE_UP, CLOSE)


class KindList(msgspec.Struct, frozen=True):
    """The list of a kind that has no tab."""

    kind: str


class Kept(msgspec.Struct, frozen=True):
    """One record."""

    kind: str
    record_id: int


_TO_LIST: Final = N_("Goes to this list.")

Target: TypeAlias = Action | KindList | Kept
"""Where the palette leads: something to do (go to a tab, too), a list, a record."""


class PaletteScreen(ModalScreen[None]):
    """Opened over a screen, whose actions it offers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "Typing"
    DEFAULT_CSS = """
    PaletteScreen {
        align: center top;
        background: transparent;  /* drawn in half the time, and what is below stays as it is */
        & > Vertical {
            width: 90; max-width: 100%; height: 22; max-height: 100%; margin-top: 1;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 1;
        }
        & Typing, & Typing:focus { background: $surface; background-tint: $foreground 0%; }
        & Results { margin: 1 0; }
        & FooterLine { background: $surface; padding: 0; }
    }
    """

    def __init__(self, below: FramedScreen) -> None:
        super().__init__()
        self._below = below
        self._offered = tuple(_offered(below))
        self._own = _index_of(self._offered)
        self._typed = ""
        self._found: Sequence[Target] = ()
        self._twins: frozenset[Target] = frozenset()
        self._work: Iterator[None] | None = None

    @property
    def coop(self) -> CoopApp:
        """The application, by its own type."""
        return cast("CoopApp", self.app)

    @property
    def found(self) -> Sequence[Target]:
        """What is listed now, the best first."""
        return self._found

    @property
    def at_rest(self) -> bool:
        """Whether everything is found that there is."""
        return self._work is None

    def compose(self) -> ComposeResult:
        with Vertical() as pane:
            pane.border_title = _("Palette")
            yield Typing("")
            yield Results()
            yield FooterLine(self, ACTIONS, CLOSE)

    def on_mount(self) -> None:
        self._begin()

    # Looking for what is typed, in pieces, so that no letter waits for what was typed before it

    def on_input_changed(self) -> None:
        self._take_up_typing()

    def _take_up_typing(self) -> None:
        typed = self.query_one(Typing).value
        if typed != self._typed:
            self._typed = typed
            self.query_one(Results).pick(0)
            self._begin()

    def _begin(self) -> None:
        """Look for what is typed now; what was being looked for is given up."""
        if not self._typed.strip():
            self._show([*self._recent(), *self._offered])
        idle = self._work is None
        self._work = self._pieces()
        if idle:
            self._one_piece()

    def _one_piece(self) -> None:
        if self._work is not None and next(self._work, self) is self:
            self._work = None
        if self._work is not None:
            soon(self, self._one_piece)

    def _finish(self) -> None:
        """Do at once what is left to be done."""
        self._take_up_typing()
        for _piece in self._work or ():
            pass
        self._work = None

    def _pieces(self) -> Iterator[None]:
        """Look among the names read so far; then read what is left, and look again whenever a kind is complete."""
        finder = self.coop.register.records.finder()
        yield from self._look(finder)
        left = finder.unread
        while left:
            finder.read_on()
            yield
            if finder.unread < left:
                yield from self._look(finder)
            left = finder.unread

    def _look(self, finder: Finder) -> Iterator[None]:
        if self._typed.strip():
            best: Sequence[tuple[int, int]] = ()
            for found in search((self._own, *finder.indexes), self._typed, SHOWN):
                best = found
                yield
            self._show([Kept(KINDS_FOUND[at - 1], one) if at else self._offered[one] for at, one in best])

    # What is listed

    def _recent(self) -> Iterator[Target]:
        records = self.coop.register.records
        for kind, record_id in self.coop.recent:
            if records.get(KINDS[kind], record_id) is not None:
                yield Kept(kind, record_id)

    def _show(self, found: Sequence[Target]) -> None:
        records = self.coop.register.records
        named = [(one, *_name_and_note(one, records)) for one in found if isinstance(one, Kept)]
        said = Counter((one.kind, name, note) for one, name, note in named)
        self._found = found
        self._twins = frozenset(one for one, name, note in named if said[one.kind, name, note] > 1)
        self.query_one(Results).show(len(found), self._line, _("Nothing is called so. Try fewer letters."))

    def _line(self, index: int) -> ResultLine:
        match self._found[index]:
            case Action() as action:
                key = keys_of(action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read it back
                return ResultLine(_(action.label), _(action.help), key, key=True)
            case KindList(kind):
                return ResultLine(_(KINDS[kind].many), _(_TO_LIST))
            case Kept(kind, record_id) as kept:
                name, note = _name_and_note(kept, self.coop.register.records)
                pieces = (note, f"#{record_id}") if kept in self._twins else (note,)
                return ResultLine(name, joined(pieces), _(KINDS[kind].one))

    # Going there

    def action_move(self, by: int) -> None:
        results = self.query_one(Results)
        results.pick(results.picked + by)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.query_one(Results).size.height - 1))

    def action_go(self) -> None:
        self._finish()
        self._go(self.query_one(Results).picked)

    def on_results_chosen(self, event: Results.Chosen) -> None:
        self._go(event.index)

    def _go(self, index: int) -> None:
        if index < len(self._found):
            self.dismiss()
            self.app.call_later(_follow, self._found[index], self._below)

    def action_close(self) -> None:
        self.dismiss()

    def on_click(self, event: Click) -> None:
        if event.widget is self:  # beside it
            self.dismiss()


def _offered(below: FramedScreen) -> Iterator[Target]:
    """Where one can go from a screen without naming a record, and what can be done there now."""
    yield from actions.TO_TABS
    yield from map(KindList, LISTS)
    for action in (*below.ACTIONS, *actions.EVERYWHERE, actions.HELP):
        if action not in (actions.PALETTE, actions.DUPLICATES) and enabled(action, below):
            yield action
    yield actions.DUPLICATES


def _index_of(offered: Sequence[Target]) -> WordIndex:
    """What these are called, in any language."""
    index = WordIndex()
    for at, target in enumerate(offered):
        if not isinstance(target, Kept):
            label = target.label if isinstance(target, Action) else KINDS[target.kind].many
            index.put(at, in_every_language(label))
    return index


def _name_and_note(kept: Kept, records: Records) -> tuple[str, str]:
    """What a record is called, and what tells it from others called so: the first line of its page."""
    kind = KINDS[kept.kind]
    record = records.get(kind, kept.record_id)
    items = (
        item
        for name in kind.headline
        for item in (() if record is None else field_items(kind, name, kept.record_id, record, records))
    )
    note = [records.short_name(*item.leads_to) if item.leads_to else item.text for item in items]
    return records.name(kept.kind, kept.record_id), joined(note)


async def _follow(target: Target, below: FramedScreen) -> None:
    match target:
        case Action(does=does):
            await below.app.run_action(does, below)
        case KindList(kind):
            await below.coop.show_list(kind)
        case Kept(kind, record_id):
            below.coop.read(KINDS[kind], record_id)
