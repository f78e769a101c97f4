"""Choosing a person by typing a name, mistyped too; or making a new one of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final, Literal, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from coop_tui.i18n import N_, _
from coop_tui.records import people
from coop_tui.register.participants import Nominee
from coop_tui.register.pasted import PastedLine, pasted_line
from coop_tui.register.word_index import search
from coop_tui.screens.person_words import apart
from coop_tui.screens.turns_read import TurnsRead
from coop_tui.values import masked
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.cut_lines import CutLines
from coop_tui.widgets.form.inputs import Typing
from coop_tui.widgets.frame import FooterLine, joined
from coop_tui.widgets.results import ResultLine, Results
from coop_tui.widgets.safe import content
from coop_tui.widgets.soon import soon
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from coop_tui.app import CoopApp

SHOWN: Final = 50

TAKE: Final = Action("person.take", "enter", "screen.take", N_("Take"), N_("Takes the chosen person."), footer=1)
DOWN: Final = Action("person.down", "down", "screen.move(1)", N_("Down"), N_("The next one."))
UP: Final = Action("person.up", "up", "screen.move(-1)", N_("Up"), N_("The one before."))
CLOSE: Final = Action("person.close", "escape", "screen.close", N_("Close"), N_("Back without taking anybody."))
ACTIONS: Final = (TAKE, DOWN, UP, CLOSE)


class ChoosePersonScreen(ModalScreen[Nominee | None]):
    """The person taken, on record or new; None where nobody was. `said` tells what is special about somebody, who can
    only be taken where it says nothing; `title` what the person is chosen for. Below stands how often the one under the
    cursor went.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)
    AUTO_FOCUS = "Typing"
    DEFAULT_CSS = """
    ChoosePersonScreen {
        align: center top;
        background: transparent;
        & > Vertical {
            width: 90; max-width: 100%; height: 18; max-height: 100%; margin-top: 1;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 1;
        }
        & Typing, & Typing:focus { background: $surface; background-tint: $foreground 0%; }
        & Results { margin: 1 0; }
        & CutLines { height: 2; margin-bottom: 1; }
        & FooterLine { background: $surface; padding: 0; }
    }
    """

    def __init__(self, title: str, said: Callable[[int], str]) -> None:
        super().__init__()
        self._title = title
        self._said = said
        self._line = PastedLine("", "")
        self._found: Sequence[int | Literal["new"]] = ()
        self._turns = TurnsRead(self, self._say_turns)

    @property
    def coop(self) -> CoopApp:
        """The application, by its own type."""
        return cast("CoopApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical() as pane:
            pane.border_title = content(self._title)
            yield Typing("")
            yield Results()
            yield CutLines()
            yield FooterLine(self, ACTIONS, CLOSE)

    def on_mount(self) -> None:
        self._look()
        self._read_on()

    def _read_on(self) -> None:
        """Read the names of people in pieces between keys, and then whose turn it is."""
        finder = self.coop.register.records.finder()
        if finder.knows(people.KIND.name):
            self._look()
            self._turns.begin(self.coop.register.records)
        else:
            finder.read_on()
            soon(self, self._read_on)

    def on_input_changed(self) -> None:
        self.query_one(Results).pick(0)
        self._look()

    def _look(self) -> None:
        """Look for what is typed, up to a tab, a semicolon, or a comma and a unit."""
        records = self.coop.register.records
        self._line = pasted_line(self.query_one(Typing).value, lambda text: records.named("units", text))
        found: list[int | Literal["new"]] = []
        for hits in search([records.finder().index(people.KIND.name)], self._line.name, SHOWN):
            found = [number for _index, number in hits]
        self._found = [*found, "new"] if self._line.name else []
        self.query_one(Results).show(len(self._found), self._result, _("Type a name."))

    def _result(self, index: int) -> ResultLine:
        records, found = self.coop.register.records, self._found[index]
        if found != "new":
            return ResultLine(
                records.name("people", found), apart(records, found), self._said(found) or self._turns.brief(found)
            )
        line = self._line
        unit = "" if line.unit is None else records.short_name("units", line.unit)
        nip = "" if line.nip is None else masked(line.nip)
        wrong = line.fault or (_("not understood: {words}").format(words=", ".join(line.unused)) if line.unused else "")
        note = joined([nip, unit, wrong])
        return ResultLine(f"{symbol('add')} {line.name}", note, _("new person"))

    def on_results_picked(self) -> None:
        self._say_turn()

    def _say_turns(self) -> None:
        self.query_one(Results).refresh()
        self._say_turn()

    def _say_turn(self) -> None:
        at = self.query_one(Results).picked
        found = self._found[at] if at < len(self._found) else None
        self.query_one(CutLines).say(
            self._turns.person(found) if isinstance(found, int) else ("", self._turns.unit(self._line.unit))
        )

    def action_move(self, by: int) -> None:
        results = self.query_one(Results)
        results.pick(results.picked + by)

    def action_take(self) -> None:
        finder = self.coop.register.records.finder()
        while not finder.knows(people.KIND.name):
            finder.read_on()
        self._look()  # of what was typed in the same burst as well
        self._take(self.query_one(Results).picked)

    def on_results_chosen(self, event: Results.Chosen) -> None:
        self._take(event.index)

    def _take(self, index: int) -> None:
        if index >= len(self._found):
            return
        found = self._found[index]
        if found == "new":
            if not self._line.fault:
                self.dismiss(self._line.person())
        elif not self._said(found):
            self.dismiss(found)

    def action_close(self) -> None:
        self.dismiss(None)
