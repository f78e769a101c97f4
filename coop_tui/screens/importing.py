"""Importing a file, on one screen: how it was read, which field each heading means, what becomes of each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from coop_tui.exchange import import_road as road
from coop_tui.exchange.import_plan import Fate, ImportPlan, Outcome
from coop_tui.exchange.import_road import Looked, Wishes
from coop_tui.exchange.import_words import fate_line, field_words
from coop_tui.exchange.linked_fields import linked_fields
from coop_tui.exchange.meanings import PASSED_OVER
from coop_tui.exchange.progress import IMPORTING, READING, TRYING, Progress, Step
from coop_tui.exchange.rows import columns
from coop_tui.i18n import N_, _, language
from coop_tui.register import Records
from coop_tui.screens import actions, import_actions
from coop_tui.screens.import_actions import CHOOSE, ORDER
from coop_tui.screens.import_choices import ToChoose, choice_lines, choices, outcomes, shown_of
from coop_tui.screens.import_mend import MendScreen
from coop_tui.screens.import_said import UnsureDays, said_of
from coop_tui.screens.list_screen import ListScreen
from coop_tui.screens.pick import PickScreen
from coop_tui.screens.working import WorkingScreen
from coop_tui.store import Change
from coop_tui.values import format_number
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.choices_line import ChoicesLine
from coop_tui.widgets.file_line import FileLine
from coop_tui.widgets.import_lines import besides_lines, heading_lines, outcome_lines
from coop_tui.widgets.import_sources import HeadingSource, OutcomeSource, Shown
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import content
from coop_tui.widgets.search_text import searched

T = TypeVar("T")


class ImportScreen(ListScreen):
    """Over the screen it was opened from. First a file is named; then its headings and its rows stand in the list."""

    ACTIONS: ClassVar[Sequence[Action]] = import_actions.ACTIONS
    BINDINGS = bindings(ACTIONS)
    AUTO_FOCUS = "Chooser"
    DEFAULT_CSS = """
    ImportScreen {
        & > ChoicesLine { display: none; }
        & > #said { height: 1fr; padding: 0 1; color: $text-muted; }
        &.read > #said { height: auto; max-height: 4; }
        & > FilterLine, & > ListAndPage { display: none; }
        &.read > FileLine { display: none; }
        &.read > ChoicesLine, &.read > FilterLine, &.read > ListAndPage { display: block; }
    }
    """

    def __init__(self, tab: int) -> None:
        super().__init__()
        self._tab = tab
        self._looked: Looked | None = None
        self._left: Wishes | None = None  # of the file that was looked at before its name was asked for again
        self._plan: ImportPlan | None = None
        self._previews = False
        self._only: Shown = None
        self._headings: HeadingSource | None = None
        self._outcomes: OutcomeSource | None = None

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def at_root(self) -> bool:
        return False

    def body(self) -> ComposeResult:
        yield FileLine()
        yield from (ChoicesLine() for _line in range(3))
        yield Static(id="said")
        yield from super().body()

    def called(self) -> str:
        return N_("What becomes of each row") if self._previews else N_("Headings and fields")

    def filled_table(self) -> RecordTable:
        return RecordTable(searched)

    def why_empty(self) -> str:
        return _("No rows of this outcome.") if self._previews else _("The file has no headings.")

    def on_mount(self) -> None:
        super().on_mount()
        self._say_hint()

    @property
    def _records(self) -> Records:
        return self.coop.register.records

    def _say_hint(self) -> None:
        hint = _("Type the path of a csv, xlsx, JSON or YAML file: what fits is listed below; enter reads it.")
        self._say_above(hint)

    def _say_above(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(content(text))
        said.display = bool(text)

    # The file

    def on_file_line_named(self, event: FileLine.Named) -> None:
        """Read it; one that was looked at just before is read as it was wished then."""
        file, records, left = event.file, self._records, self._left

        def read(progress: Progress) -> Looked:
            if left is not None and left.file == file:
                return road.look(records, left, progress=progress)
            return road.first_look(records, file, progress)

        self._work(file.name, READING, read, self._take_up_file)

    def _take_up_file(self, looked: Looked) -> None:
        self._previews, self._only, self._looked = False, None, None
        self.add_class("read")
        self._show(looked)
        self.set_focus(self.table)

    def _work(self, says: str, steps: Sequence[Step], work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self.coop.push_screen(WorkingScreen(says, steps, work, done))

    # What was chosen

    def _wish(self, wishes: Wishes) -> None:
        """Read the file as it is wished now; the same bytes are not read again for another meaning."""
        looked = self._looked
        if looked is None:
            return
        same = (wishes.choices, wishes.kind.name) == (looked.wishes.choices, looked.wishes.kind.name)
        source = looked.source if same else None
        name, records = wishes.file.name, self._records
        self._work(name, READING, lambda progress: road.look(records, wishes, source, progress), self._take_up)

    def _take_up(self, looked: Looked) -> None:
        if self._previews and looked.rows is not None:
            self._try(looked)
        else:
            self._previews = False
            self._show(looked)

    def _try(self, looked: Looked) -> None:
        """See what becomes of each row."""

        def done(plan: ImportPlan | None) -> None:
            self._previews = plan is not None
            self._show(looked, plan)

        name, records = looked.wishes.file.name, self._records
        self._work(name, TRYING, lambda progress: road.tried(records, looked, progress), done)

    def _show(self, looked: Looked, plan: ImportPlan | None = None) -> None:
        other = self._looked is None or (plan is None) != (self._plan is None)
        self._looked, self._plan = looked, plan
        given = looked.wishes.options.filled
        lacking = dict.fromkeys([*(name for name, _spec in road.lacking(looked)), *given])
        self._headings = HeadingSource(looked, list(lacking), given)
        self._outcomes = None if plan is None else OutcomeSource(plan, self._records, self._only)
        source = self._outcomes or self._headings
        if other:
            self.table.set_source(source)
            self.table.action_first()
            self._go_to_unknown(looked)
        else:
            self.table.replace_source(source)
        self._say(looked)
        self.show_page()
        self.tell()

    def _go_to_unknown(self, looked: Looked) -> None:
        """To the first heading that needs somebody to say what it means."""
        unknown = next((at for at, one in enumerate(looked.matches, 1) if one.field is None), None)
        if unknown is not None and not self._previews:
            self.table.move_to(unknown)

    def _say(self, looked: Looked) -> None:
        for line, chosen in zip(self.query(ChoicesLine), choice_lines(looked), strict=True):
            line.say(chosen)
        choose, order, show = (self.coop.key_of(one) for one in (CHOOSE, ORDER, import_actions.ONLY))
        self._say_above("\n".join(said_of(looked, self._plan, choose=choose, order=order, show=show)))

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    def reload(self) -> None:
        """The register, the day or the language is another: what would be done may be too."""
        self.query_one(FileLine).say()
        if self._looked is None:
            self._say_hint()
            self.tell()
        elif self._previews:
            self._try(self._looked)
        else:
            self._show(self._looked)

    def tell(self) -> None:
        self.filter_line.call(self.called())
        super().tell()

    # The page of what is under the cursor

    @property
    def _outcome(self) -> Outcome | None:
        row = self.table.cursor_id
        return None if row is None or self._outcomes is None else self._outcomes.outcome(row)

    def show_page(self) -> None:
        row, looked, plan, outcome = self.table.cursor_id, self._looked, self._plan, self._outcome
        besides = None if row is None or self._outcomes is None else self._outcomes.operation(row)
        match = None if row is None or self._headings is None or plan is not None else self._headings.match(row)
        if outcome is not None and plan is not None:
            self.page.show(partial(outcome_lines, plan, outcome, self._records))
        elif besides is not None and plan is not None:
            self.page.show(partial(besides_lines, plan, besides, self._records))
        elif match is not None and looked is not None:
            self.page.show(partial(heading_lines, looked, match))
        else:
            self.page.show(lambda _width: ())
        self.refresh_frame()  # in the preview enter does something at a rejected row only

    def on_record_table_opened(self) -> None:
        self.action_choose()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "import":
            return False  # it is here
        if action in ("file", "pick", "view", "choose", "run", "rejects", "only", "filter"):
            if self._looked is None or isinstance(self.focused, Input):
                return False
            if action == "choose":
                return not self._previews or (self._outcome is not None and self._outcome.fate is Fate.REJECTED)
            if action == "rejects":
                return self._plan is not None and bool(self._plan.rejected)
            if action == "only":
                return self._previews
            if action == "pick" and parameters:
                return any(one.name == parameters[0] for one in self._to_choose())
            return self._looked.rows is not None if action in ("view", "run") else True
        return super().check_action(action, parameters)

    def _to_choose(self) -> Sequence[ToChoose]:
        looked = self._looked
        if looked is None:
            return ()
        return [*choices(looked), *([outcomes(self._plan, looked.wishes, self._only)] if self._plan else [])]

    def action_pick(self, name: str) -> None:
        one = next((one for one in self._to_choose() if one.name == name), None)
        if one is not None:
            self.coop.push_screen(PickScreen(_(one.action.label), one.words, one.value), partial(self._picked, one))

    def _picked(self, one: ToChoose, value: str | None) -> None:
        if value is None or value == one.value:
            return
        if one.action is import_actions.ONLY and self._looked is not None:
            self._only = shown_of(value)
            self._show(self._looked, self._plan)
        else:
            self._wish(one.chosen(value))

    def action_only(self) -> None:
        self.action_pick("only")

    def action_file(self) -> None:
        if self._looked is not None:
            self._left = self._looked.wishes
        self.remove_class("read")
        self._looked = self._plan = None
        self._say_hint()
        self.set_focus(self.query_one(FileLine).field)
        self.refresh_frame()

    def action_back(self) -> None:
        """Step by step: from the rows to the headings, to the name of the file, and away."""
        if self.page.has_focus or self._looked is None:
            super().action_back()
        elif self._previews:
            self.action_view()
        else:
            self.action_file()

    def action_view(self) -> None:
        if self._looked is None or self._looked.rows is None:
            return
        if self._previews:
            self._previews = False
            self._show(self._looked)
        else:
            self._try(self._looked)

    def action_choose(self) -> None:
        row, looked, outcome = self.table.cursor_id, self._looked, self._outcome
        if row is None or looked is None or self._headings is None:
            return
        if outcome is not None:
            if outcome.fate is Fate.REJECTED:
                self._mend(looked, outcome)
            return
        if self._previews:
            return
        match = self._headings.match(row)
        if match is None:
            self._give_for_all(looked, self._headings.field(row))
        else:
            now = match.field if match.field is not None else PASSED_OVER
            self.coop.push_screen(
                PickScreen(match.heading, self._fields(looked), now), partial(self._meant, looked, match.heading)
            )

    def _fields(self, looked: Looked) -> Mapping[str, str]:
        kind = looked.wishes.kind
        return {
            PASSED_OVER: _("not taken"),
            **{name: field_words(kind, name) for name in (*columns(kind), *linked_fields(kind))},
        }

    def _meant(self, looked: Looked, heading: str, field: str | None) -> None:
        if field is not None:
            self._wish(replace(looked.wishes, said={**looked.wishes.said, heading: field}))

    def _give_for_all(self, looked: Looked, name: str) -> None:
        options = looked.wishes.options

        def given(value: str | None) -> None:
            if value is not None:
                left = {field: text for field, text in options.filled.items() if field != name}
                filled = left | ({name: value} if value else {})
                self._wish(replace(looked.wishes, options=replace(options, filled=filled)))

        from coop_tui.screens.import_value import ValueScreen

        self.coop.push_screen(
            ValueScreen(self.coop.register, looked.wishes.kind, name, options.filled.get(name, "")), given
        )

    def _mend(self, looked: Looked, outcome: Outcome) -> None:
        def mended(cells: Mapping[str, str] | None) -> None:
            if cells is not None:
                number = outcome.row.number
                self._wish(replace(looked.wishes, mended={**looked.wishes.mended, number: cells}))

        self.coop.push_screen(
            MendScreen(self._records, looked, outcome, self._plan.blocks if self._plan else ()), mended
        )

    def action_rejects(self) -> None:
        if self._plan is None or self._looked is None:
            return
        from coop_tui.exchange.rejects import beside, write_rejects

        file = beside(self._looked.wishes.file)
        plan = self._plan

        def said(_result: None) -> None:
            count = format_number(len(plan.rejected), language())
            self.coop.say(_("{count} rejected rows are in {file}.").format(count=count, file=file))

        self._work(_("Writing the rejected rows…"), (), lambda _progress: write_rejects(file, plan), said)

    def action_run(self) -> None:
        looked = self._looked
        if looked is None or looked.rows is None:
            return
        if looked.rows.unsure and looked.wishes.order is None:
            self.coop.complain(UnsureDays(looked.rows.unsure, self.coop.key_of(ORDER)))
            return
        if self._plan is None:
            self._try(looked)  # nobody imports what was not seen
            return
        name, register = looked.wishes.file.name, self.coop.register
        self._work(name, IMPORTING, lambda progress: road.imported(register, looked, progress), self._imported)

    def _imported(self, plan: ImportPlan | None) -> None:
        if plan is None or self._looked is None:
            return
        if not plan.rejected:  # else what is left can be mended
            self.dismiss()
        self.coop.show_changes()
        done = fate_line(plan)
        self.coop.say(_("Imported. {sum}. {key} takes it back.").format(sum=done, key=self.coop.key_of(actions.UNDO)))
