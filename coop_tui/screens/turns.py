"""Fair turn: which agencies sent people and when, who on the roster never went, who went more than once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from coop_tui.counts.turns import Turns, turns
from coop_tui.i18n import N_, _
from coop_tui.records import KINDS, units
from coop_tui.register.roster import rosters, state_roster
from coop_tui.register.succession import successor_today
from coop_tui.screens import actions
from coop_tui.screens.copying import copy
from coop_tui.screens.list_screen import ListScreen
from coop_tui.store import Change
from coop_tui.values import PartialDate, shown
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.choices_line import ChoicesLine, Chosen
from coop_tui.widgets.frame import joined
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import content, segment_text
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.turn_lines import person_lines, unit_lines
from coop_tui.widgets.turn_rows import SECTIONS, Section, ToldSource
from coop_tui.widgets.turn_text import notes, roster_words, table_lines, why_empty

VIEW: Final = Action("turns.view", "v", "view", N_("View"), N_("Chooses whom to list."), 3)
ROSTER: Final = Action(
    "turns.roster",
    "r",
    "roster",
    N_("List of staff"),
    N_("Says as of which day the people on record are all the staff there is."),
    5,
)
_CITY: Final = "city"


class TurnsScreen(ListScreen):
    """Three lists with the turns of what is under the cursor."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        actions.BACK, actions.CLEAR, actions.OPEN, VIEW, actions.COPY, ROSTER, actions.FILTER, actions.SORT,
        actions.REVERSE,
    )  # fmt: skip
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = "TurnsScreen > #notes { height: auto; padding: 0 1; color: $text-muted; }"

    def __init__(self, tab: int) -> None:
        super().__init__()
        self._tab = tab
        self._section: Section = SECTIONS[0]
        self._found: Turns | None = None

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def at_root(self) -> bool:
        return False

    @property
    def found(self) -> Turns:
        """Everybody's turns, kept until a record or the day changes."""
        if self._found is None:
            self._found = turns(self.coop.register.records)
        return self._found

    def called(self) -> str:
        return segment_text(joined([_("Fair turn"), _(self._section.label)]))

    def body(self) -> ComposeResult:
        yield ChoicesLine(self._choices())
        yield from super().body()
        yield Static(content(" ".join(self._notes())), id="notes")

    def filled_table(self) -> RecordTable:
        table = RecordTable(searched)
        self._fill(table)
        return table

    def _fill(self, table: RecordTable) -> None:
        table.set_source(self._source())
        column, descending = self._section.order
        table.sort_by(column, descending=descending)
        table.action_first()

    def _source(self) -> ToldSource:
        return self._section.source(self.coop.register.records, self.found)

    # What is said

    def why_empty(self) -> str:
        records = self.coop.register.records
        if self._section.of_staff and not rosters(records):
            return _(
                "Nobody knows who never went: there is no list of staff. Import all staff as people, then press {key}."
            ).format(key=self.coop.key_of(ROSTER))
        return why_empty(self._section, records)

    def _choices(self) -> Sequence[Chosen]:
        view = Chosen(VIEW, _(self._section.label))
        stated = roster_words(self.coop.register.records) or _("none")
        return (view, Chosen(ROSTER, stated)) if self._section.of_staff else (view,)

    def _notes(self) -> Iterator[str]:
        return notes(self._section, self.coop.register.records, self.found)

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    def reload(self) -> None:
        self._found = None
        self.table.replace_source(self._source())
        self._say_all()

    def _say_all(self) -> None:
        self.filter_line.call(self.called())
        self.query_one(ChoicesLine).say(self._choices())
        self.query_one("#notes", Static).update(content(" ".join(self._notes())))
        self.show_page()
        self.tell()

    def show_page(self) -> None:
        row = self.table.cursor_id
        if row is None:
            self.page.show(lambda _width: ())
        else:
            lines = unit_lines if self._section.kind == "units" else person_lines
            self.page.show(partial(lines, self.coop.register.records, self.found, row), keep=row == self._shown)
        self._shown = row

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self.coop.read(KINDS[self._section.kind], event.record_id)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("open", "copy") and self.is_mounted:
            return self.table.cursor_id is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.read(KINDS[self._section.kind], self.table.cursor_id)

    def action_view(self) -> None:
        from coop_tui.screens.pick import PickScreen

        words = {one.name: _(one.label) for one in SECTIONS}
        self.app.push_screen(PickScreen(_(VIEW.label), words, self._section.name), self._view)

    def _view(self, name: str | None) -> None:
        if name is not None:
            self._section = next(one for one in SECTIONS if one.name == name)
            self.filter_line.clear()
            self._fill(self.table)
            self._shown = None
            self._say_all()

    def action_copy(self) -> None:
        table = table_lines(self._source(), self.table.shown)
        copy(self.coop, [shown(self.called()), "", *table, *map(shown, self._notes())])

    def action_sort(self) -> None:
        self.table.sort_by_next()

    def action_reverse(self) -> None:
        self.table.reverse()

    # The list of staff

    def action_roster(self) -> None:
        from coop_tui.screens.pick import PickScreen

        records = self.coop.register.records
        here = [one for one in records.all(units.KIND) if successor_today(records, one) == one]
        words = {_CITY: _("The whole city"), **{str(one): records.name("units", one) for one in here}}
        self.app.push_screen(PickScreen(_("All staff on record, of"), words, _CITY), self._ask_day)

    def _ask_day(self, choice: str | None) -> None:
        if choice is None:
            return
        from coop_tui.screens.ask_day import AskDayScreen

        records = self.coop.register.records
        unit = None if choice == _CITY else int(choice)
        question = _(
            "As of which day are the people on record all the staff of {unit}? Leave it empty if they are not."
        )
        asked = question.format(unit=_("the whole city") if unit is None else records.name("units", unit))
        day = rosters(records).get(unit, PartialDate(records.today.isoformat()))
        self.app.push_screen(AskDayScreen(asked, day, records.today), partial(self._state, unit))

    def _state(self, unit: int | None, day: str | None) -> None:
        if day is not None:
            register = self.coop.register
            made = self.coop.change(lambda: state_roster(register, unit, PartialDate(day) if day else None))
            if made is not None:
                self.coop.say_done(made)
