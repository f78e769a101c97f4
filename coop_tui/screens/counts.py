"""Figures: a measure by one dimension or two, as a table or as bars, each figure leading to the records behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coop_tui.counts import DIMENSIONS, MEASURES, Fact, Occasion, Place, Table, count, facts, occasions
from coop_tui.counts.dimensions import in_order
from coop_tui.counts.grid import Grid, grid, notes
from coop_tui.counts.measures import within
from coop_tui.counts.words import DIMENSION_WORDS, MEASURE_WORDS, value_words
from coop_tui.i18n import _
from coop_tui.register import Records
from coop_tui.screens.copying import copy
from coop_tui.screens.counts_actions import ACTIONS, COLUMNS, COUNTRY, MEASURE, ROWS, YEAR
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.question import Question
from coop_tui.store import Change
from coop_tui.values import shown
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.choices_line import ChoicesLine, Chosen
from coop_tui.widgets.figure_layout import chart_lines
from coop_tui.widgets.figure_table import FigureTable
from coop_tui.widgets.frame import FooterLine, joined
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol


def _limit_words(records: Records, dimension: str, value: str | None) -> str:
    return _("all") if value is None else value_words(records, dimension, value)


_OTHER_UNIT: Final = {"unit": "unit_today", "unit_today": "unit"}


_HIGH: Final = 16  # lines; with fewer a figure is worth more than a gap


class CountsScreen(FramedScreen):
    """The table, its chart, and what they count."""

    ACTIONS: ClassVar[Sequence[Action]] = ACTIONS
    BINDINGS = bindings(ACTIONS)
    AUTO_FOCUS = "FigureTable"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]
    DEFAULT_CSS = """
    CountsScreen {
        & > Vertical { height: 1fr; padding: 1 1 0 1; }
        &.-low > Vertical { padding: 0 1; }
        & LinePage { display: none; }
        &.chart LinePage { display: block; }
        &.chart FigureTable { display: none; }
        & > #notes { height: auto; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked = Question()
        self._held: Sequence[Occasion] | None = None
        self._all: Sequence[Fact] | None = None
        self._counted: Sequence[Fact] | None = None

    @property
    def tab(self) -> int:
        return 5

    def body(self) -> ComposeResult:
        yield ChoicesLine()
        with Vertical():
            yield FigureTable()
            yield LinePage()
        yield Static(id="notes")

    def on_mount(self) -> None:
        self._show()

    # What is counted, kept until a record, the day or the question changes

    @property
    def everything(self) -> Sequence[Fact]:
        """The facts of the measure."""
        records = self.coop.register.records
        if self._held is None:
            self._held = occasions(records)
        if self._all is None:
            self._all = facts(records, self._asked.measure, self._held)
        return self._all

    @property
    def counted(self) -> Sequence[Fact]:
        """Those of the year and the country that are asked for."""
        if self._counted is None:
            records, asked = self.coop.register.records, self._asked
            self._counted = within(records, self.everything, asked.year, asked.country)
        return self._counted

    @property
    def figures(self) -> Table:
        """The table that is asked for."""
        return count(self.coop.register.records, self._asked.measure, self._asked.dimensions, self.counted)

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    def reload(self) -> None:
        self._held = self._all = self._counted = None
        self._show(keep=True)

    def _show(self, *, keep: bool = False) -> None:
        table = self.figures
        found = grid(self.coop.register.records, self._asked.measure, table)
        self.query_one(FigureTable).show(found, keep=keep)
        self.query_one(LinePage).show(partial(chart_lines, found), keep=keep)
        said = " ".join(notes(self._asked.measure, table, self.counted, symbol("estimate")))
        self.query_one("#notes", Static).update(content(said or self._why_empty(found)))
        self.query_one(ChoicesLine).say(self._choices())
        self.refresh_frame()

    def _why_empty(self, found: Grid) -> str:
        where = self._asked.limits(self.coop.register.records)
        if found.rows or not where:
            return "" if found.rows else _("Nothing of this is on record yet.")
        return _("Nothing of this is on record of {where}.").format(where=joined(where))

    def _choices(self) -> Sequence[Chosen]:
        asked = self._asked
        columns = _(DIMENSION_WORDS[asked.columns]) if asked.columns else _("none")
        return (
            Chosen(MEASURE, _(MEASURE_WORDS[asked.measure])),
            Chosen(ROWS, _(DIMENSION_WORDS[asked.rows])),
            Chosen(COLUMNS, columns),
            Chosen(YEAR, _limit_words(self.coop.register.records, "year", asked.year)),
            Chosen(COUNTRY, _limit_words(self.coop.register.records, "country", asked.country)),
        )

    def _ask(self, asked: Question) -> None:
        if asked.measure != self._asked.measure:
            self._all = None
        self._asked, self._counted = asked, None
        self._show()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "swap":
            return bool(self._asked.columns)
        if action == "unit_today":
            return not _OTHER_UNIT.keys().isdisjoint(self._asked.dimensions)
        if action == "behind" and self.is_mounted:
            return self.has_class("chart") or self.query_one(FigureTable).cursor.count > 0
        return True

    def action_measure(self) -> None:
        words = {name: _(MEASURE_WORDS[name]) for name in MEASURES}
        self._pick(MEASURE, words, self._asked.measure, lambda name: msgspec.structs.replace(self._asked, measure=name))

    def action_rows(self) -> None:
        words = {name: _(DIMENSION_WORDS[name]) for name in DIMENSIONS}
        self._pick(ROWS, words, self._asked.rows, self._with_rows)

    def _with_rows(self, rows: str) -> Question:
        columns = self._asked.rows if rows == self._asked.columns else self._asked.columns
        return msgspec.structs.replace(self._asked, rows=rows, columns=columns)

    def action_columns(self) -> None:
        words = {"": _("none"), **{name: _(DIMENSION_WORDS[name]) for name in DIMENSIONS}}
        self._pick(COLUMNS, words, self._asked.columns, self._with_columns)

    def _with_columns(self, columns: str) -> Question:
        rows = self._asked.columns or next(name for name in DIMENSIONS if name != columns)
        rows = rows if columns == self._asked.rows else self._asked.rows
        return msgspec.structs.replace(self._asked, rows=rows, columns=columns)

    def action_only(self, name: str) -> None:
        """Count of one year or country alone, of those that occur."""
        records, now = self.coop.register.records, self._asked.year if name == "year" else self._asked.country
        found = {str(one) for one in DIMENSIONS[name](self.everything, records)} | ({now} if now else set())
        words = {"": _("all"), **{str(one): value_words(records, name, one) for one in in_order(records, name, found)}}

        def asked(choice: str) -> Question:
            changed: dict[str, str | None] = {name: choice or None}
            return msgspec.structs.replace(self._asked, **changed)

        self._pick(YEAR if name == "year" else COUNTRY, words, now or "", asked)

    def _pick(self, what: Action, words: dict[str, str], now: str, then: Callable[[str], Question]) -> None:
        from coop_tui.screens.pick import PickScreen

        def taken(choice: str | None) -> None:
            if choice is not None:
                self._ask(then(choice))

        self.app.push_screen(PickScreen(_(what.label), words, now), taken)

    def action_swap(self) -> None:
        if self._asked.columns:
            self._ask(msgspec.structs.replace(self._asked, rows=self._asked.columns, columns=self._asked.rows))

    def action_unit_today(self) -> None:
        asked = self._asked
        rows, columns = (_OTHER_UNIT.get(one, one) for one in (asked.rows, asked.columns))
        self._ask(msgspec.structs.replace(asked, rows=rows, columns=columns))

    def action_people_by_unit(self) -> None:
        self._ask(msgspec.structs.replace(self._asked, measure="people", rows="unit", columns="year"))

    def action_copy(self) -> None:
        from coop_tui.widgets.plain_table import figure_lines

        table, sign = self.figures, symbol("estimate")
        found = grid(self.coop.register.records, self._asked.measure, table)
        said = notes(self._asked.measure, table, self.counted, sign)
        dimensions = (_(DIMENSION_WORDS[one]) for one in self._asked.dimensions)
        limits = map(shown, self._asked.limits(self.coop.register.records))
        title = joined([_(MEASURE_WORDS[self._asked.measure]), *dimensions, *limits])
        copy(self.coop, [title, "", *figure_lines(found, sign), *map(shown, said)])

    def action_export(self) -> None:
        from coop_tui.screens.counts_export import ask_form

        ask_form(self.coop, self._asked, self.figures)

    def action_chart(self) -> None:
        self.toggle_class("chart")
        shown: type[LinePage | FigureTable] = LinePage if self.has_class("chart") else FigureTable
        self.query_one(shown).focus()

    # The records behind a figure

    def on_figure_table_moved(self) -> None:
        self.query_one(FooterLine).refresh()  # nothing stands behind a figure of nothing

    def on_figure_table_opened(self, event: FigureTable.Opened) -> None:
        self._open(event.place)

    def on_line_page_followed(self, event: LinePage.Followed) -> None:
        if isinstance(event.target, tuple):
            self._open(event.target)

    def _open(self, place: Place) -> None:
        from coop_tui.screens.behind import BehindScreen

        self.app.push_screen(BehindScreen(self._asked, place, self.counted))

    def action_behind(self) -> None:
        if self.has_class("chart"):
            self.query_one(LinePage).action_follow()
        else:
            self.query_one(FigureTable).action_open()
