"""The dashboard: the register on screen, and what every screen can ask for."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.widget import AwaitMount

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.i18n import _, as_language
from coop_tui.records import AnyKind
from coop_tui.register.describe import change_words
from coop_tui.screens import leaving, looks, opening, title
from coop_tui.screens.actions import REDO, UNDO
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.tabs import FIRST, LISTS, SCREENS, TABS
from coop_tui.session import NoTerminal, Session, at_terminal, note
from coop_tui.store import Change
from coop_tui.themes import DARK, LIGHT
from coop_tui.values import shown
from coop_tui.widgets import ascii_look, symbols
from coop_tui.widgets.action import Action, keys_of

if TYPE_CHECKING:
    from coop_tui.presence import Presence

_POLL_SECONDS: Final = 0.5
_ROUND_SECONDS: Final = 2.0
_MOST_TOASTS: Final = 3
_RECENT: Final = 5


class CoopApp(App[None]):
    """The dashboard of one register."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    MODES: ClassVar = dict(SCREENS)
    DEFAULT_MODE = FIRST.screen
    CSS = (
        """
    Screen { scrollbar-size-vertical: 1; }
    Toast { width: auto; max-width: 76; }
    """
        + ascii_look.CSS
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.animation_level = "none"  # a key goes there at once; a second of gliding is a second of waiting
        self.session = session
        self.config = session.config
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = looks.checked_theme(self.config, self.available_themes)
        self._keys = self._known_keys()
        self.register = session.open_register(self._on_store_problem)
        known = looks.chosen_by(session.by, self.register.records, self.available_themes)
        self._kept = looks.apart_from(self.config, known)
        self._chosen = dict(self._kept)
        self._start_looks()
        self.edition = 0
        """Counts up with everything that screens have to draw anew: changes, another day, another language."""
        self.recent: Sequence[tuple[str, int]] = ()
        """The records read last, newest first, as (kind, id)."""
        self._saved_at: datetime | None = None
        self._presence: Presence | None = None
        self._others: Sequence[str] = ()  # who else has the register open
        self._tabs_shown = {self.DEFAULT_MODE}
        self._conceals = False
        self._fault: BaseException | None = None
        self._poll_said = ""  # what the last look at the store failed with
        self.is_working = False
        """Whether a thread works with the register, which nothing else may change meanwhile."""

    def _known_keys(self) -> Mapping[str, str]:
        if not self.config.keys:
            return {}
        from coop_tui.screens import keymap

        return keymap.checked(self.config)

    def _start_looks(self) -> None:
        """Look as the person chose, or as configured, from the first paint on."""
        if self.session.language is None and "language" in self._chosen:
            i18n.use(as_language(self._chosen["language"]) or i18n.DEFAULT)
        if "theme" in self._chosen:
            self.theme = self._chosen["theme"]
        self._use_symbols(self._chosen.get("symbols", self.config.symbols))

    def _use_symbols(self, form: str) -> None:
        self.symbols = form
        """`unicode` or `ascii`: how signs are drawn."""
        in_ascii = form == "ascii"
        symbols.use("ascii" if in_ascii else "unicode")
        ascii_look.use(ascii=in_ascii)
        self.set_class(in_ascii, ascii_look.CLASS)

    def on_load(self) -> None:
        self.set_keymap(self._keys)  # before the first footer is drawn

    def on_mount(self) -> None:
        self._had_terminal = not self.is_headless
        self.set_interval(_POLL_SECONDS, self._poll)
        self.call_after_refresh(title.remind, self)
        self.call_after_refresh(self._meet)
        if sys.platform != "win32":  # a closed terminal ends the dashboard as ctrl+q does: what was typed is kept
            for ending in (signal.SIGHUP, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(ending, self.exit)

    async def action_quit(self) -> None:
        """Leave; what was typed and not saved is asked about first."""
        leaving.leave_all(self, self.exit)

    def title_texts(self) -> tuple[str, str]:
        """What the title line says on its left and right."""
        return title.texts(self.session, self.register.store, self._saved_at, self._others)

    # Who else is here

    def _meet(self) -> None:
        from coop_tui.presence import Presence

        store = self.register.store
        self._presence = Presence(store.path, store.mode, self.register.by, seen=store.read_only is None)
        self._look_round()
        self.set_interval(_ROUND_SECONDS, self._look_round)

    def _look_round(self) -> None:
        others = self._presence.others() if self._presence else ()
        if others != self._others:
            self._others = others
            for screen in self.screen_stack:
                if isinstance(screen, FramedScreen) and screen.is_mounted:
                    screen.refresh_frame()

    # Changes, ours and others'

    def _poll(self) -> None:
        if self._had_terminal and not at_terminal():
            self.exit()  # it went without a word, and would be read from for ever
            return
        if self.is_working:
            return
        try:
            self._note_the_day()
            records = self.register.records
            if self.register.poll():
                self._spread(replaced=self.register.records is not records)
            self._poll_said = ""
        except CoopError as error:
            if error.message() != self._poll_said:  # once, and not every second
                self.complain(error)
            self._poll_said = error.message()

    def _note_the_day(self) -> None:
        """After midnight it is another day, and statuses are others."""
        if self.session.today != self.register.records.today:
            self.register.turn_to(self.session.today)
            self._spread(replaced=True)

    def _spread(self, *, replaced: bool = False) -> None:
        """Let the screens show what has changed; those of other tabs do so when they are in sight again."""
        news = self.register.news()
        if news:
            self._saved_at = datetime.now().astimezone()
        if news or replaced:
            self.edition += 1
            self._catch_up(() if replaced else news)

    def _catch_up(self, news: Sequence[Change] = ()) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, FramedScreen) and screen.is_mounted:
                screen.catch_up(news)

    def show_changes(self) -> None:
        """Let the screens show what was changed without `change`."""
        self._spread()

    def change(self, what: Callable[[], Change | None]) -> Change | None:
        """Make a change and show it, or say why it was refused."""
        try:
            return what()
        except CoopError as error:
            self.complain(error)
            return None
        finally:
            self._spread()

    def delete(self, kind: AnyKind, record_id: int) -> None:
        """Delete a record; a toast says how to get it back."""
        made = self.change(partial(self.register.delete, kind.name, record_id))
        if made is not None:
            self.say_done(made)

    def action_undo(self) -> None:
        taken = self.change(self.register.undo)
        if taken is not None:
            what = change_words(taken, self.register.records)
            self.say(_("Undone: {what}. {key} does it again.").format(what=what, key=self.key_of(REDO)))

    def action_redo(self) -> None:
        taken = self.change(self.register.redo)
        if taken is not None:
            self.say(_("Done again. {key} takes it back.").format(key=self.key_of(UNDO)))

    # Screens

    def read(self, kind: AnyKind, record_id: int) -> None:
        """Open the page of a record, over what is on the screen; nothing where there is no such record."""
        if self.register.records.get(kind, record_id) is None:
            return
        from coop_tui.screens.reading import ReadingScreen

        opened = (kind.name, record_id)
        self.recent = [opened, *(one for one in self.recent if one != opened)][:_RECENT]
        screen = self.screen
        self.push_screen(ReadingScreen(kind, record_id, screen.tab if isinstance(screen, FramedScreen) else 0))

    async def show_list(self, kind: str) -> None:
        """Go to the list of a kind, by its name: to its tab, or over what is on the screen where it has none."""
        number = next((tab.number for tab in TABS if tab.screen == kind), None)
        if number is not None:
            await self.action_show_tab(number)
        else:
            await self.push_screen(LISTS[kind]())

    def edit(self, kind: AnyKind, record_id: int | None, then: Callable[[int | None], None] | None = None) -> None:
        """Open a record in a form, or an empty form for a new one. `then` gets the id saved, or None."""
        from coop_tui.screens.form import FormScreen

        def done(saved: int | None) -> None:
            self._spread()
            if then is not None:
                then(saved)
            if saved is not None:
                what = self.register.records.label(kind.name, saved)
                self.say(_("{what}: saved. {key} takes it back.").format(what=what, key=self.key_of(UNDO)))

        self.push_screen(FormScreen(self.register, kind, record_id), done)

    def switch_mode(self, mode: str) -> AwaitMount:
        self._conceals = mode not in self._tabs_shown
        return super().switch_mode(mode)

    def delay_update(self, delay: float = 0.05) -> None:
        """Textual waits at every change of mode; only what has yet to be composed needs concealing."""
        if self._conceals:
            super().delay_update(delay)

    async def action_show_tab(self, number: int) -> None:
        """Go to what a tab begins with, its cursor and filter as they were left; pages opened there are closed. What is
        not saved is asked about first.
        """
        if leaving.held(self) is None:
            await self._go_to_tab(number)  # before the next key
        else:
            leaving.leave_all(self, lambda: self._go_later(number))

    def _go_later(self, number: int) -> None:
        self.call_later(self._go_to_tab, number)

    async def _go_to_tab(self, number: int) -> None:
        screen = next(tab.screen for tab in TABS if tab.number == number)
        with self.batch_update():
            if screen != self.current_mode:
                await self.switch_mode(screen)
                self._tabs_shown.add(screen)
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    def action_palette(self) -> None:
        opening.open_palette(self)

    def action_help(self) -> None:
        opening.open_help(self)

    def action_import(self) -> None:
        opening.open_import(self)

    def action_settings(self) -> None:
        opening.open_settings(self)

    def action_show_duplicates(self) -> None:
        opening.open_duplicates(self)

    def action_turns(self) -> None:
        opening.open_turns(self)

    # Looks

    def action_toggle_dark(self) -> None:
        self.choose("theme", LIGHT.name if self.current_theme.dark else DARK.name)

    def action_next_language(self) -> None:
        position = i18n.LANGUAGES.index(i18n.language())
        self.choose("language", i18n.LANGUAGES[(position + 1) % len(i18n.LANGUAGES)])

    def choose(self, look: looks.Look, value: str) -> None:
        """Look otherwise at once, and remember it when the settings or the dashboard are left."""
        self._chosen[look] = value
        match look:
            case "theme":
                self.theme = value
                return
            case "language":
                i18n.use(as_language(value) or i18n.DEFAULT)
            case "symbols":
                self._use_symbols(value)
                self._invalidate_css()  # the borders of screens that are not in sight, as another theme does
                self.refresh_css(animate=False)
        self.edition += 1
        self._catch_up()
        if not isinstance(self.screen, FramedScreen):  # a form, and perhaps others below it
            opening.speak_again(self)

    def keep_looks(self) -> None:
        """Remember what was chosen, in one change."""
        self.change(self._keep_looks)

    def _keep_looks(self) -> Change | None:
        chosen = looks.apart_from(self.config, self._chosen)
        if chosen == self._kept:
            return None
        self._kept = chosen
        return looks.keep(self.register, chosen)

    def leave(self) -> None:
        """After the dashboard was left: remember how it looked, and write what is not yet in coop.json."""
        try:
            self._keep_looks()
        except CoopError as error:
            note(error)
        finally:
            if self._presence is not None:
                self._presence.leave()
            self.register.close()

    # What is said

    def key_of(self, action: Action) -> str:
        """The first key that an action has now, as it is shown."""
        return keys_of(action, self._keymap)[0]

    def say(self, text: str) -> None:
        """A toast. Data in it is made safe and never read as markup."""
        self._leave_room()
        self.notify(shown(text), markup=False)

    def say_done(self, change: Change) -> None:
        """Say what a change did and how to take it back."""
        what = change_words(change, self.register.records)
        self.say(_("{what}. {key} takes it back.").format(what=what, key=self.key_of(UNDO)))

    def complain(self, error: CoopError) -> None:
        """Say what could not be done, and what to do next."""
        self._leave_room()
        self.notify(shown(error.message()), severity="error", timeout=12, markup=False)

    def _leave_room(self) -> None:
        """Take the oldest toasts away. Of more than fit on a screen Textual leaves some standing when they are over."""
        for oldest in list(self._notifications)[: 1 - _MOST_TOASTS]:
            self._unnotify(oldest)

    def _fatal_error(self) -> None:
        """Leave. Textual would print where it happened, with what the records hold; the front door says it instead."""
        self._fault = sys.exc_info()[1]
        self._close_messages_no_wait()

    def tell_fault(self) -> None:
        """Raise what ended the dashboard, if something did."""
        if self._fault is not None:
            raise self._fault

    def _on_store_problem(self, problem: CoopError) -> None:
        if self.is_running:
            self.call_later(self.complain, problem)
        else:  # the last snapshot, written after the dashboard was left
            note(problem)


def run(session: Session) -> None:
    """Open the dashboard and stay until it is left."""
    app = CoopApp(session)
    if not at_terminal():
        app.leave()
        raise NoTerminal
    gc.freeze()  # the records are not looked through for garbage, which takes longer than a key press may
    gc.enable()
    try:
        app.run()
    finally:
        app.leave()
    app.tell_fault()
