"""The participants of a batch: nominate them, and say afterwards who went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Final

from msgspec import structs
from textual.app import ComposeResult

from coop_tui.i18n import _, language
from coop_tui.records import batches, participations
from coop_tui.records.batches import BatchStatus, Decree
from coop_tui.records.kind import Column, Kind
from coop_tui.records.page import Item, stage_items
from coop_tui.records.participations import Paper, Participation, ParticipationStatus
from coop_tui.register import Records
from coop_tui.register.participants import Nominee, going, nominate, set_decree, set_paper, settle
from coop_tui.screens import actions
from coop_tui.screens.choose_person import ChoosePersonScreen
from coop_tui.screens.filtered_screen import FilteredScreen
from coop_tui.screens.leaving import ask_first
from coop_tui.screens.participants_actions import (
    ATTENDED,
    CLEAR_MARKS,
    DECREE,
    MARK,
    PAPER,
    PASTE,
    REPLACE,
    SAVE_MARKS,
)
from coop_tui.screens.text_and_date import TextAndDate, TextAndDateScreen
from coop_tui.store import Change
from coop_tui.values import format_number
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.frame import joined
from coop_tui.widgets.item_lines import ItemLines
from coop_tui.widgets.kind_source import KindSource
from coop_tui.widgets.marked_source import MarkedSource
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.safe import segment_text
from coop_tui.widgets.search_text import searched

_COLUMNS: Final = (
    Column("status", 1),
    Column("status", 17),
    Column("person", 20, grow=True),
    Column("replacement", 24, grow=True),
    Column("unit", 14),
    Column("grade", 8, drop=1),
    Column("position", 16, drop=2),
    Column("paper", 24, drop=3),
)


def _of_a_batch(records: Records, batch_id: int) -> Kind[Participation]:
    """The kind with the columns of this list; who took whose place stands only where somebody did."""
    replaced = any(one.replaces is not None for one in records.participations_of(batch_id))
    return structs.replace(
        participations.KIND, columns=tuple(one for one in _COLUMNS if replaced or one.field != "replacement")
    )


class ParticipantsScreen(FilteredScreen):
    """Over the screen it was opened from. Who withdrew or was replaced is marked first, then all is saved as one."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        actions.BACK,
        actions.CLEAR,
        CLEAR_MARKS,
        SAVE_MARKS,
        ATTENDED,
        actions.NEW,
        PASTE,
        MARK,
        REPLACE,
        actions.OPEN,
        actions.EDIT,
        DECREE,
        PAPER,
        actions.FILTER,
        actions.DELETE,
        actions.SORT,
        actions.REVERSE,
    )
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = """
    ParticipantsScreen {
        & > #plan { color: $text-muted; }
        & > #figures { color: $text-muted; margin-bottom: 1; }
        & > RecordTable { height: 1fr; padding: 0 1; }
    }
    """

    def __init__(self, batch_id: int, tab: int) -> None:
        super().__init__()
        self._batch_id = batch_id
        self._tab = tab
        self._marks: dict[int, Nominee | None] = {}  # who withdrew: None; who was replaced: by whom

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def at_root(self) -> bool:
        return False

    @property
    def _records(self) -> Records:
        return self.coop.register.records

    def body(self) -> ComposeResult:
        line, table = super().body()
        yield line
        yield ItemLines(self._stages())
        yield ItemLines(self._plan(), id="plan")
        yield ItemLines(self._figures(), id="figures")
        yield table

    def filled_table(self) -> RecordTable:
        table = RecordTable(searched)
        table.set_source(self._source())
        table.sort_by("person")
        table.action_first()
        return table

    def called(self) -> str:
        return segment_text(joined([_(actions.PARTICIPANTS.label), self._records.name("batches", self._batch_id)]))

    def why_empty(self) -> str:
        return _("Nobody is nominated yet. {key} nominates a person.").format(key=self.coop.key_of(actions.NEW))

    def _source(self) -> MarkedSource:
        ids = self._records.participation_ids(self._batch_id)
        marks = {one: self._mark_words(nominee) for one, nominee in self._marks.items()}
        return MarkedSource(KindSource(self._records, _of_a_batch(self._records, self._batch_id)), ids, marks)

    def _mark_words(self, nominee: Nominee | None) -> str:
        if nominee is None:
            return _(ParticipationStatus.WITHDRAWN.label)
        name = self._records.name("people", nominee) if isinstance(nominee, int) else str(nominee["name"])
        return _("Replaced by {name}").format(name=name)

    def _stages(self) -> Sequence[Item]:
        batch = self._records.get(batches.KIND, self._batch_id)
        return () if batch is None else stage_items(batches.KIND, self._batch_id, batch, self._records)

    def _plan(self) -> Sequence[Item]:
        batch = self._records.get(batches.KIND, self._batch_id)
        plan = None if batch is None else batches.planned(batch, self._records.participations_of(self._batch_id))
        return () if plan is None else [Item(text) for text in plan.words()]

    def _figures(self) -> Sequence[Item]:
        batch = self._records.get(batches.KIND, self._batch_id)
        if batch is None:
            return ()
        taking_part = self._records.participations_of(self._batch_id)
        return [Item(text) for text in _figure_words(batches.attendance(batch, taking_part))]

    def tell(self) -> None:
        self.filter_line.call(self.called())
        self.query(ItemLines).first().say(self._stages())
        self.query_one("#plan", ItemLines).say(self._plan())
        self.query_one("#figures", ItemLines).say(self._figures())
        super().tell()

    # What others see to

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes  # a batch has few participants
        self.reload()

    def reload(self) -> None:
        if self._records.get(batches.KIND, self._batch_id) is None:
            self.dismiss()
            return
        there = self._markable()
        self._marks = {one: nominee for one, nominee in self._marks.items() if one in there}
        self.table.replace_source(self._source())
        self.tell()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        self.coop.read(participations.KIND, event.record_id)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        match action:
            case "back" if self._marks:
                return False
            case "clear_marks" if self.filter_line.query_text:
                return False  # the filter goes first
            case "clear_marks" | "save_marks":
                return bool(self._marks)
            case "open" | "edit" | "delete" | "paper":
                return self.table.cursor_id is not None
            case "mark" | "replace":
                return self.table.cursor_id in self._markable()
            case "attended":
                return self._begun() and any(self._nominated())
        return super().check_action(action, parameters)

    def _markable(self) -> set[int]:
        """Who may still be said not to go: all but those who withdrew or were replaced."""
        table = self._records.all(participations.KIND)
        out = (ParticipationStatus.WITHDRAWN, ParticipationStatus.REPLACED)
        return {one for one in self._records.participation_ids(self._batch_id) if table[one].status not in out}

    def _nominated(self) -> Iterator[bool]:
        return (one.status is ParticipationStatus.NOMINATED for one in self._records.participations_of(self._batch_id))

    def _begun(self) -> bool:
        batch = self._records.get(batches.KIND, self._batch_id)
        if batch is None:
            return False
        now = batches.status(batch, self._records.participations_of(self._batch_id), self._records.today)
        return now is not BatchStatus.CANCELLED and (now is not BatchStatus.PLANNED or batch.starts_on is None)

    def action_open(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.read(participations.KIND, self.table.cursor_id)

    def action_edit(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.edit(participations.KIND, self.table.cursor_id)

    def action_delete(self) -> None:
        if self.table.cursor_id is not None:
            self.coop.delete(participations.KIND, self.table.cursor_id)

    def action_sort(self) -> None:
        self.table.sort_by_next()

    def action_reverse(self) -> None:
        self.table.reverse()

    # Nominating

    def action_new(self) -> None:
        title = joined([_("Nominate"), self._records.name("batches", self._batch_id)])
        self.coop.push_screen(ChoosePersonScreen(title, self._why_not), self._nominate)

    def _why_not(self, person_id: int) -> str:
        """Why somebody cannot be nominated; "" where nothing speaks against it."""
        if person_id in going(self._records, self._batch_id):
            return _("on the list already")
        return _("takes somebody's place") if person_id in self._marks.values() else ""

    def _nominate(self, nominee: Nominee | None) -> None:
        if nominee is not None:
            self._do(self.coop.change(partial(nominate, self.coop.register, self._batch_id, [nominee])))
            self.action_new()  # the next one

    def _do(self, made: Change | None) -> None:
        """Say what was done, with the cursor on it."""
        if made is None:
            return
        self.coop.say_done(made)
        last = next((one.id for one in reversed(made.ops) if one.kind == participations.KIND.name), None)
        if last is not None:
            self.table.move_to(last)

    def action_paste_names(self) -> None:
        from coop_tui.screens.paste_names import PasteNamesScreen

        self.coop.push_screen(PasteNamesScreen(self._batch_id, self._tab))

    def action_decree(self) -> None:
        batch = self._records.get(batches.KIND, self._batch_id)
        if batch is not None:
            now = batch.decree or Decree()
            self.coop.push_screen(TextAndDateScreen(_(DECREE.label), Decree, (now.number, now.on)), self._set_decree)

    def _set_decree(self, said: TextAndDate | None) -> None:
        if said is not None:
            decree = Decree(number=said[0], on=said[1])
            self._do(self.coop.change(partial(set_decree, self.coop.register, self._batch_id, decree)))

    # Who went

    def action_mark(self) -> None:
        one = self.table.cursor_id
        if one is None:
            return
        if one in self._marks:
            del self._marks[one]
        else:
            self._marks[one] = None
        self.reload()
        self.table.action_move(1)

    def action_replace(self) -> None:
        one = self.table.cursor_id
        if one is not None:
            person = self._records.all(participations.KIND)[one].person
            title = _("Who takes the place of {name}?").format(name=self._records.name("people", person))
            self.coop.push_screen(ChoosePersonScreen(title, self._why_not), partial(self._replace, one))

    def _replace(self, one: int, nominee: Nominee | None) -> None:
        if nominee is not None:
            self._marks[one] = nominee
            self.reload()

    def action_paper(self) -> None:
        one = self.table.cursor_id
        if one is None:
            return
        held = self._records.all(participations.KIND)[one]
        title = joined([_(PAPER.label), self._records.name("people", held.person)])
        now = held.paper or Paper()
        self.coop.push_screen(
            TextAndDateScreen(title, Paper, (now.title, now.presented_on)), partial(self._set_paper, one)
        )

    def _set_paper(self, one: int, said: TextAndDate | None) -> None:
        if said is not None:
            paper = Paper(title=said[0], presented_on=said[1])
            self._do(self.coop.change(partial(set_paper, self.coop.register, one, paper)))

    def action_clear_marks(self) -> None:
        self._marks.clear()
        self.reload()

    def action_save_marks(self) -> None:
        self._settle(rest_attended=False)

    def action_attended(self) -> None:
        self._settle(rest_attended=True)

    def is_left_first(self) -> bool:
        """Whether there are marks that are not saved."""
        return bool(self._marks)

    def leave(self, then: Callable[[], None]) -> None:
        """Ask what becomes of the marks, and then do `then`; nothing where the person stays."""

        async def save() -> bool:
            return self._settle(rest_attended=False)

        ask_first(self.app, _("Your marks are not saved yet."), save, self.action_clear_marks, then)

    def _settle(self, *, rest_attended: bool) -> bool:
        marks = dict(self._marks)
        what = partial(settle, self.coop.register, self._batch_id, marks, rest_attended=rest_attended)
        made = self.coop.change(what)
        if made is not None:
            self._marks.clear()
            self.reload()
            self.coop.say_done(made)
        return made is not None


def _figure_words(came: batches.Attendance) -> Iterator[str]:
    """Head-count and names side by side, with the difference."""
    if came.head_count:
        yield _("Head-count: {count}").format(count=format_number(came.head_count, language()))
    yield _("Names that attended: {count}").format(count=format_number(came.named, language()))
    if came.head_count and came.without_name:
        yield _("Without a name: {count}").format(count=format_number(came.without_name, language()))
    if came.head_count and came.not_counted:
        yield _("More names than the head-count: {count}").format(count=format_number(came.not_counted, language()))
