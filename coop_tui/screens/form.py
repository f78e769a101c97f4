"""The form of any record: make it, change it, and keep what was typed until it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import QueryType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.i18n import _, language
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.fields import RefType
from coop_tui.register import Register
from coop_tui.screens.actions import LANGUAGE, QUIT, THEME
from coop_tui.screens.form_actions import ACTIONS, DROP_DRAFT, HELP, MINE, RESTORE, THEIRS, possible_on
from coop_tui.screens.form_conflicts import ask_to_bring_back, changed_words
from coop_tui.screens.form_questions import KEEP, Answer, FieldHelp, LeaveQuestion
from coop_tui.screens.leaving import ask_first
from coop_tui.store import JSON, Conflict, Document
from coop_tui.values import PartialDate, format_date
from coop_tui.widgets.action import Action, bindings, enabled, keys_of
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.form.accepted import explained, hint
from coop_tui.widgets.form.draft_keeper import DraftKeeper
from coop_tui.widgets.form.edit import Edit
from coop_tui.widgets.form.item_line import ItemLine
from coop_tui.widgets.form.levels import Levels
from coop_tui.widgets.form.refused import problems_of
from coop_tui.widgets.form.row import Row
from coop_tui.widgets.form.suggest import naming_field
from coop_tui.widgets.form.view import FormView
from coop_tui.widgets.frame import FooterLine, TitleLine
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol


class FormScreen(Screen[int | None]):
    """Edits one record of any kind. `record_id` None makes a new one, in which `filled` stands already.

    The result is the id of the saved record, None where nothing was saved. Raises NoSuchRecord.
    """

    DEFAULT_CSS = """
    FormScreen {
        layout: vertical;
        background: $background;
        & > Static { height: auto; padding: 0 1; }
        & > #notice { max-height: 3; color: $text-warning; display: none; }
        & > #refusal { max-height: 4; color: $text-error; display: none; }
        & > #hint { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings([*ACTIONS, HELP, LANGUAGE, THEME, QUIT])
    AUTO_FOCUS = None

    def __init__(
        self, register: Register, kind: AnyKind, record_id: int | None, filled: Mapping[str, JSON] | None = None
    ) -> None:
        super().__init__()
        self._edit = Edit(register, kind, record_id, dict(filled or {}))
        self._drafts = DraftKeeper(self._edit, filled=bool(filled), on_problem=self._on_draft_problem)
        self._edit.on_change = self._on_typed
        self._levels = Levels(self._edit)

    def compose(self) -> ComposeResult:
        yield TitleLine("")
        yield Static(id="notice")
        yield self._levels
        yield Static(id="refusal")
        yield Static(id="hint")
        yield FooterLine(self, ACTIONS, HELP)

    def on_mount(self) -> None:
        self._show_title()
        draft = self._drafts.continued
        if draft is not None:
            when = draft.at.astimezone()
            day = format_date(PartialDate(f"{when:%Y-%m-%d}"), language())
            said = _("Continued from what you typed on {day} at {time}. {key} drops it and starts again.")
            self._notice(said.format(day=day, time=f"{when:%H:%M}", key=self._key(DROP_DRAFT)))
            self._levels.check()
        self._levels.view.focus_path(())

    def on_unmount(self) -> None:
        self._drafts.write()

    def speak_again(self) -> None:
        """Say everything in the language that is now in use, but for what was typed."""
        self._levels.speak_again()
        self._show_title()
        row = self._levels.view.focused_row
        self._hint(hint(row.spec) if row is not None else "")

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self._edit.kind.name

    @property
    def record_id(self) -> int | None:
        """The id of the record; None for a new one."""
        return self._edit.record_id

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not saved."""
        return self._edit.changed

    @property
    def view(self) -> FormView:
        """The fields that are seen: the record's, or those of a part that was opened."""
        return self._levels.view

    # What is said around the form

    def _show_title(self) -> None:
        kind = _(self._edit.kind.one)
        first = _("New: {kind}") if self._edit.record_id is None else _("Change: {kind}")
        left = f" {symbol('link')} ".join([first.format(kind=kind), *self._levels.places])
        self.query_one(TitleLine).say(left, _("not saved") if self._edit.changed else "")

    def _notice(self, text: str) -> None:
        self._say("#notice", text)

    def _refuse(self, problem: CoopError) -> None:
        self._say("#refusal", f"{symbol('error')} {problem.message()}")

    def _on_draft_problem(self, problem: CoopError) -> None:
        if self.children:  # a form that is being closed has no place left to say it
            self._refuse(problem)

    def _say(self, where: str, text: str) -> None:
        line = self.query_one(where, Static)
        line.display = bool(text)
        line.update(content(text))

    def _key(self, action: Action) -> str:
        return keys_of(action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back

    def on_form_view_left(self, message: FormView.Left) -> None:
        if message.row.parent is self._levels.view:
            self._levels.left(message.row)

    def on_form_view_reached(self, message: FormView.Reached) -> None:
        self._hint(hint(message.row.spec))

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(content(text))
        self.query_one(FooterLine).refresh()

    def _on_typed(self) -> None:
        self._drafts.note_change(self)
        self._show_title()

    # Going about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        row = self._levels.view.focused_row if self.is_mounted else None
        match action:
            case "save":
                return not self._levels.inner
            case "done":
                return self._levels.inner
            case "restore":
                return self._edit.can_restore
            case "settle":
                return row is not None and row.spec.name in self._edit.theirs and not self._levels.inner
            case "drop_draft":
                return self._drafts.continued is not None
        return possible_on(action, row)

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:  # noqa: ARG002 - Textual's signature
        return self._levels.view.go(1)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:  # noqa: ARG002 - Textual's signature
        return self._levels.view.go(-1)

    async def action_next(self) -> None:
        # the line below the last one of a list comes with its first letter, which may be just being typed
        await self._levels.view.fit_focused_list()
        self.focus_next()

    def action_previous(self) -> None:
        self.focus_previous()

    async def on_input_submitted(self) -> None:
        await self.action_next()

    def action_page(self, by: int) -> None:
        self._levels.view.go_far(by)

    def action_help(self) -> None:
        row = self._levels.view.focused_row
        if row is not None:
            keys = [(self._key(one), _(one.help)) for one in ACTIONS if enabled(one, self)]
            self.app.push_screen(FieldHelp(_(row.spec.label), list(explained(row.spec)), keys))

    def action_choices(self) -> None:
        row = self._levels.view.focused_row
        if row is not None and isinstance(row.editor, Chooser):
            row.editor.action_open()

    # Items of lists, and groups

    async def action_open_item(self) -> None:
        row = self._levels.view.focused_row
        if row is not None:
            await self._open(row)

    async def on_item_line_opened(self, message: ItemLine.Opened) -> None:
        if isinstance(message.line.parent, Row):
            await self._open(message.line.parent)

    async def _open(self, row: Row) -> None:
        await self._levels.open(row.path)
        self._show_title()

    async def action_remove(self) -> None:
        row = self._levels.view.focused_row
        if row is not None:
            await self._remove(row)

    async def action_remove_line(self) -> None:
        await self.action_remove()

    async def on_row_removed(self, message: Row.Removed) -> None:
        await self._remove(message.row)

    async def _remove(self, row: Row) -> None:
        await self._levels.remove_item(row)
        self._hint(_("Removed. {key} brings it back.").format(key=self._key(RESTORE)))

    async def action_move(self, by: int) -> None:
        row = self._levels.view.focused_row
        if row is not None:
            await self._levels.move_item(row, by)

    async def on_row_moved(self, message: Row.Moved) -> None:
        await self._levels.move_item(message.row, message.by)

    async def action_restore(self) -> None:
        await self._levels.restore_item()
        self._show_title()
        self.query_one(FooterLine).refresh()

    def on_chooser_create_asked(self, message: Chooser.CreateAsked) -> None:
        row = message.chooser.parent
        if not isinstance(row, Row) or not isinstance(row.held, RefType):
            return
        kind = KINDS[row.held.kind]
        name = naming_field(kind.name)
        filled: Document = {name: message.text} if name else {}
        chooser = message.chooser

        def choose(made: int | None) -> None:
            if made is not None:
                chooser.show(self._edit.names.text(kind.name, made))
            chooser.focus()

        self.app.push_screen(FormScreen(self._edit.register, kind, None, filled), choose)

    # Saving

    async def action_save(self) -> None:
        if (saved := await self._save()) is not None:
            self.dismiss(saved)

    async def _save(self) -> int | None:
        """Save what was typed; None where that cannot be, which the form then says."""
        self._say("#refusal", "")
        problems = self._levels.try_to_finish()
        if problems or self._edit.theirs:
            await self._levels.go_to(problems[0].path if problems else (next(iter(self._edit.theirs)),))
            self._show_title()
            return None
        try:
            saved = self._edit.save(self._edit.read().document)
        except Conflict as conflict:
            await self._show_conflict(conflict)
        except CoopError as problem:
            await self._show_refusal(problem)
        else:
            self._drafts.drop()
            return saved
        return None

    async def _show_refusal(self, problem: CoopError) -> None:
        placed = problems_of(self._edit.kind, self._edit.typed, problem)
        self._levels.refuse(placed)
        if placed:
            await self._levels.go_to(placed[0].path)
        else:
            self._refuse(problem)

    async def _show_conflict(self, conflict: Conflict) -> None:
        if conflict.current is None:
            ask_to_bring_back(self.app, self._edit.register, conflict, refuse=self._refuse, save=self.action_save)
            return
        self._edit.rebase(conflict, conflict.current)
        self._notice(changed_words(self._edit.declared, conflict.fields, self._key(MINE), self._key(THEIRS)))
        await self._levels.view.show_all()
        await self._levels.go_to((conflict.fields[0],))

    async def action_settle(self, whose: str) -> None:
        row = self._levels.view.focused_row
        if row is None:
            return
        if whose == "theirs":
            self._edit.take_theirs(row.spec.name)
        else:
            self._edit.keep_mine(row.spec.name)
        await self._levels.view.show_all()
        left = next(iter(self._edit.theirs), None)
        if left is None:
            self._notice("")
        await self._levels.go_to((left or row.spec.name,))

    async def action_drop_draft(self) -> None:
        self._edit.start_again()
        self._drafts.drop()
        self._drafts.continued = None
        self._notice("")
        while self._levels.inner:
            await self._levels.close()
        await self._levels.view.show_all()
        self._levels.view.focus_path(())
        self._levels.check()
        self._show_title()

    # Leaving

    async def action_done(self) -> None:
        problems = self._levels.try_to_finish()
        if problems:
            await self._levels.go_to(problems[0].path)
        else:
            await self._levels.close()
        self._show_title()

    async def action_back(self) -> None:
        if not self._levels.inner:
            self.leave(lambda: None)
            return
        self._levels.view.collect()
        if self._levels.changed:
            self.app.push_screen(LeaveQuestion(_("This was changed. Keep it?"), KEEP), self._go_back)
        else:
            await self._go_back("discard")

    async def _go_back(self, answer: Answer | None) -> None:
        if answer == "save":
            await self.action_done()
        elif answer == "discard":
            await self._levels.discard()
            self._show_title()

    def is_left_first(self) -> bool:
        """An open form always is: it alone knows whether anything was typed."""
        return True

    def leave(self, then: Callable[[], None]) -> None:
        """Close the form, asking first if anything was typed, and then do `then`; neither where the person stays."""
        self._levels.view.collect()
        if not self._edit.changed:
            self._close(then)
            return

        ask_first(
            self.app,
            _("What you typed is not saved yet."),
            self._save_all,
            self._drafts.drop,
            lambda: self._close(then),
        )

    async def _save_all(self) -> bool:
        while self._levels.inner:
            await self._levels.close()
        return await self._save() is not None

    def _close(self, then: Callable[[], None]) -> None:
        self.dismiss(None)
        self.app.call_later(then)
