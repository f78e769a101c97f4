"""Mending a rejected row: its cells in labelled inputs, and what would become of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from coop_tui.exchange import import_road as road
from coop_tui.exchange.import_plan import Fate, Outcome
from coop_tui.exchange.import_road import Looked
from coop_tui.exchange.import_words import remark_words
from coop_tui.i18n import N_, _, language
from coop_tui.register import Records
from coop_tui.screens import actions
from coop_tui.values import format_number
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import OneLine
from coop_tui.widgets.frame import FooterLine, TitleLine, joined
from coop_tui.widgets.import_sources import cell_text, fate_cell
from coop_tui.widgets.safe import content, cut

KEEP: Final = Action("mend.keep", "ctrl+s,f10", "keep", N_("Keep"), N_("Keeps what was typed for this import."), 1)
NEXT: Final = Action("mend.next", "tab,down", "screen.next", N_("Next"), N_("Go to the next field."), 2)
PREVIOUS: Final = Action(
    "mend.previous", "shift+tab,up", "screen.previous", N_("Previous"), N_("Go to the field before.")
)
ACTIONS: Final = (KEEP, NEXT, PREVIOUS)

_LABEL: Final = 22


class MendScreen(Screen[Mapping[str, str] | None]):
    """The result is what was typed, by heading; None where nothing is kept. The file itself stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTIONS, actions.BACK))
    AUTO_FOCUS = "OneLine"
    DEFAULT_CSS = """
    MendScreen {
        layout: vertical; background: $background;
        & > #fate { height: auto; max-height: 8; padding: 0 1; }
        & > #fate.rejected { color: $text-error; }
        & > VerticalScroll { height: 1fr; padding: 1 1; scrollbar-size-vertical: 1; }
        & Horizontal { height: 1; }
        & Horizontal > Static { width: 24; color: $text-muted; }
        & OneLine { width: 1fr; background: $surface; }
    }
    """

    def __init__(self, records: Records, looked: Looked, outcome: Outcome, blocks: Collection[str]) -> None:
        super().__init__()
        self._records = records
        self._looked = looked
        self._outcome = outcome
        self._blocks = blocks
        row = next(one for one in looked.source.rows.rows if one.number == outcome.row.number)
        values = {**row.values, **looked.wishes.mended.get(row.number, {})}
        taken: Sequence[str] = [one.heading for one in looked.matches if one.field]
        self._shown = {heading: cell_text(values.get(heading)) for heading in taken}
        self._cells: Mapping[str, str] = looked.wishes.mended.get(row.number, {})
        self._inputs: list[tuple[str, OneLine, str]] = []  # each with what it showed first

    def compose(self) -> ComposeResult:
        number = format_number(self._outcome.row.number, language())
        yield TitleLine(joined([_("Mend row {number}").format(number=number), self._looked.wishes.file.name]))
        yield Static(id="fate")
        wrong = {one.column for one in self._outcome.remarks}
        with VerticalScroll(can_focus=False):
            for heading, text in sorted(self._shown.items(), key=lambda one: one[0] not in wrong):
                with Horizontal():
                    yield Static(content(cut(heading, _LABEL)))
                    typed = OneLine(text)
                    self._inputs.append((heading, typed, typed.value))
                    yield typed
        yield FooterLine(self, ACTIONS, actions.BACK)

    def on_mount(self) -> None:
        self._say(self._outcome)

    def _say(self, outcome: Outcome) -> None:
        fate = self.query_one("#fate", Static)
        fate.set_class(outcome.fate is Fate.REJECTED, "rejected")
        said = [remark_words(self._looked.wishes.kind, one) for one in outcome.remarks]
        fate.update(content("\n".join([fate_cell(outcome.fate)[0], *said])))

    def _typed(self) -> Mapping[str, str]:
        """The cells that were typed anew, now or before; the others stay what the file has, which is more than text."""
        before = self._looked.wishes.mended.get(self._outcome.row.number, {})
        return {**before, **{heading: field.value for heading, field, first in self._inputs if field.value != first}}

    def _look_again(self) -> None:
        typed = self._typed()
        if typed == self._cells:
            return
        self._cells = typed
        plan = road.one_row(self._records, self._looked, self._outcome, self._blocks, typed)
        if plan is not None and plan.outcomes:
            self._say(plan.outcomes[0])

    def on_descendant_blur(self) -> None:
        self._look_again()

    def on_input_submitted(self) -> None:
        self.action_next()

    def action_next(self) -> None:
        self.focus_next(OneLine)

    def action_previous(self) -> None:
        self.focus_previous(OneLine)

    def action_keep(self) -> None:
        self.dismiss(self._typed())

    def action_back(self) -> None:
        self.dismiss(None)
