"""What each line of a pasted list will do, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from coop_tui.i18n import N_, _, language, n_
from coop_tui.records import batches
from coop_tui.records.batches import Decree
from coop_tui.register.participants import nominate
from coop_tui.register.pasted import Choice, Proposal, Spoken, choices_of, spoken
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.participants_actions import DECREE
from coop_tui.screens.person_words import apart
from coop_tui.screens.pick import PickScreen
from coop_tui.screens.text_and_date import TextAndDate, TextAndDateScreen
from coop_tui.screens.turns_read import TurnsRead
from coop_tui.store import Change
from coop_tui.values import format_date, format_number, masked, masked_within
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.cut_lines import CutLines
from coop_tui.widgets.frame import joined
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.row_view import Cell, Column
from coop_tui.widgets.safe import content
from coop_tui.widgets.search_text import searched
from coop_tui.widgets.symbols import symbol, tone_sign
from coop_tui.widgets.told_source import ToldSource

DECIDE: Final = Action(
    "decide", "enter,space", "decide", N_("Choose"), N_("Says who is meant by the line: somebody on record, or new."), 2
)
CONFIRM: Final = Action(
    "confirm", "ctrl+s,f10", "confirm", N_("Nominate all"), N_("Nominates them all, as one change."), footer=1
)

_NOTHING: Final[Cell] = ("", "")


class PreviewNamesScreen(FramedScreen):
    """One row a line. What has to be said first stands with its own sign, and nothing is done before it is."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, CONFIRM, DECIDE, DECREE)
    BINDINGS = bindings(ACTIONS)
    DEFAULT_CSS = """
    PreviewNamesScreen {
        & > Static { height: auto; padding: 0 1; margin-bottom: 1; }
        & > RecordTable { height: 1fr; padding: 0 1; }
        & > CutLines { height: 2; margin: 0 1; }
    }
    """

    def __init__(
        self, batch_id: int, proposals: Sequence[Proposal], tab: int, said: Spoken, decree: Decree | None
    ) -> None:
        """`said` and `decree` are what was said of the list when it was looked at before."""
        super().__init__()
        self._batch_id = batch_id
        self._proposals = proposals
        self._choices = choices_of(proposals, said)
        self.decree = decree
        """The decree that names these people, where one was typed."""
        self._tab = tab
        self._turns = TurnsRead(self, self._show)
        self.done = False
        """Whether the people were nominated."""

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    @property
    def said(self) -> Spoken:
        """What somebody said is done with the lines, where that is not what was proposed."""
        return spoken(self._proposals, self._choices)

    @property
    def table(self) -> RecordTable:
        """The lines."""
        return self.query_one(RecordTable)

    def body(self) -> ComposeResult:
        yield Static(content(self._summary()))
        table = RecordTable(searched)
        table.set_source(self._source())
        table.action_first()
        yield table
        yield CutLines()

    def on_mount(self) -> None:
        self.table.focus()
        self._go_to_undecided()
        self.watch(self.table, "cursor_id", self._say_turn)
        self._turns.begin(self.coop.register.records)

    def take_up(self, changes: Sequence[Change]) -> None:
        del changes
        self.reload()

    def reload(self) -> None:
        self._turns.begin(self.coop.register.records)
        self._show()

    def _show(self) -> None:
        self.table.replace_source(self._source())
        self.query_one(Static).update(content(self._summary()))
        self._say_turn()
        self.refresh_frame()

    def _say_turn(self) -> None:
        """Whose turn it is of the person whom the line under the cursor means."""
        at = self.table.cursor_id
        choice = None if at is None else self._choices[at]
        if isinstance(choice, int):
            self.query_one(CutLines).say(self._turns.person(choice))
        else:
            unit = self._proposals[at].line.unit if at is not None and choice == "new" else None
            self.query_one(CutLines).say((self._turns.unit(unit),))

    # In words

    def _source(self) -> ToldSource:
        columns = [
            Column("line", "", 3, align="right", sorts=False),
            Column("sign", "", 1, sorts=False),
            Column("text", _("Line"), 26, grow=True, sorts=False),
            Column("does", _("What happens"), 30, grow=True, sorts=False),
            Column("turn", _("Went"), 26, priority=1, sorts=False),
        ]
        return ToldSource(columns, {at: self._cells(at) for at in range(len(self._proposals))})

    def _cells(self, at: int) -> Sequence[Cell]:
        proposal, choice = self._proposals[at], self._choices[at]
        number: Cell = (format_number(at + 1, language()), "muted")
        text: Cell = (masked_within(proposal.line.text), "")
        match choice:
            case "ask":
                return [number, (symbol("error"), "bad"), text, (self._asked(proposal), "bad"), _NOTHING]
            case "skip":
                why = _("on the list already") if proposal.going else _("left out")
                return [number, (tone_sign("off"), "muted"), text, (why, "muted"), _NOTHING]
            case "new":
                return [number, (symbol("add"), "accent"), text, (self._new(proposal), "accent"), _NOTHING]
        name = self.coop.register.records.name("people", choice)
        said = joined([name, apart(self.coop.register.records, choice)])
        return [number, (tone_sign("good"), "good"), text, (said, ""), (self._turns.brief(choice), "muted")]

    def _asked(self, proposal: Proposal) -> str:
        if proposal.line.fault:
            return joined([_("choose"), proposal.line.fault])
        count = proposal.exact
        said = n_("choose: {count} person is called so", "choose: {count} people are called so", count)
        return said.format(count=format_number(count, language()))

    def _new(self, proposal: Proposal) -> str:
        """That it is a new person, and what is told of it; then who is called nearly so."""
        records, line = self.coop.register.records, proposal.line
        unit = "" if line.unit is None else records.short_name("units", line.unit)
        nip = "" if line.nip is None else masked(line.nip)
        unused = _("not understood: {words}").format(words=masked_within(", ".join(line.unused))) if line.unused else ""
        near = [records.name("people", one) for one in proposal.people[proposal.exact :]]
        like = _("like {names}").format(names=", ".join(near)) if near else ""
        return joined([_("new person"), unit, nip, unused, like])

    def _summary(self) -> str:
        known = sum(isinstance(one, int) for one in self._choices)
        new, asked, skipped = (self._choices.count(one) for one in ("new", "ask", "skip"))
        counts = [
            n_("{count} on record", "{count} on record", known).format(count=format_number(known, language())),
            n_("{count} new person", "{count} new people", new).format(count=format_number(new, language())),
        ]
        if skipped:
            counts.append(n_("{count} left out", "{count} left out", skipped).format(count=skipped))
        if asked:
            counts.append(n_("{count} to choose", "{count} to choose", asked).format(count=asked))
        return joined([*counts, self._decree_words()])

    def _decree_words(self) -> str:
        if self.decree is None:
            return ""
        on = format_date(self.decree.on, language()) if self.decree.on else ""
        return " ".join([_("Decree"), ", ".join(one for one in (self.decree.number, on) if one)])

    # Actions

    def on_record_table_opened(self) -> None:
        self.action_decide()

    def action_back(self) -> None:
        self.dismiss()

    def action_decide(self) -> None:
        at = self.table.cursor_id
        if at is None:
            return
        proposal, records = self._proposals[at], self.coop.register.records
        words = {
            str(one): joined([records.name("people", one), apart(records, one), self._turns.brief(one)])
            for one in proposal.people
        }
        if proposal.line.name and not proposal.line.fault:
            words["new"] = joined([_("new person"), masked_within(proposal.line.name)])
        words["skip"] = _("left out")
        now = str(self._choices[at])
        now = now if now in words else next(iter(words))
        self.coop.push_screen(
            PickScreen(content(masked_within(proposal.line.text)).plain, words, now), partial(self._decide, at)
        )

    def _decide(self, at: int, picked: str | None) -> None:
        if picked is None:
            return
        choice: Choice = int(picked) if picked.isdecimal() else "new" if picked == "new" else "skip"
        if isinstance(choice, int) and choice in (*self._choices[:at], *self._choices[at + 1 :]):
            self.coop.say(_("Another line means this person already."))
            return
        self._choices[at] = choice
        self._show()
        self._go_to_undecided()

    def _go_to_undecided(self) -> None:
        if "ask" in self._choices:
            self.table.move_to(self._choices.index("ask"))

    def action_decree(self) -> None:
        batch = self.coop.register.records.get(batches.KIND, self._batch_id)
        now = self.decree or (batch.decree if batch else None) or Decree()
        self.coop.push_screen(TextAndDateScreen(_(DECREE.label), Decree, (now.number, now.on)), self._set_decree)

    def _set_decree(self, said: TextAndDate | None) -> None:
        if said is not None:
            self.decree = Decree(number=said[0], on=said[1])
            self._show()

    def action_confirm(self) -> None:
        if "ask" in self._choices:
            self._go_to_undecided()
            self.coop.say(_("Choose who is meant first, with enter."))
            return
        chosen = zip(self._proposals, self._choices, strict=True)
        nominees = [one for proposal, choice in chosen if (one := proposal.nominee(choice)) is not None]
        what = partial(nominate, self.coop.register, self._batch_id, nominees, self.decree)
        made = self.coop.change(what)
        if made is not None:
            self.done = True
            self.coop.say_done(made)
            self.dismiss()
