"""The first start: three questions and how to begin, then configuration and register are there.

An app of its own, run before the dashboard where no configuration is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from coop_tui import config, i18n
from coop_tui.config import Office
from coop_tui.errors import CoopError
from coop_tui.i18n import N_, NP_, _
from coop_tui.sample.beginning import DEMO, SAMPLE, Beginning, make
from coop_tui.screens.actions import LANGUAGE, THEME
from coop_tui.session import Session
from coop_tui.themes import DARK, LIGHT
from coop_tui.values import clean, shown
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import OneLine
from coop_tui.widgets.frame import FooterLine, TitleLine, joined
from coop_tui.widgets.pick import Option, Pick
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol

BEGINNINGS: Final[Mapping[str, Beginning | None]] = {"empty": None, "sample": SAMPLE, "demo": DEMO}

START: Final = Action(
    "first.start", "ctrl+s,f10", "screen.start", N_("Begin"), N_("Makes the register and opens it."), 1
)
NEXT: Final = Action("first.next", "tab", "screen.next", N_("Next"), N_("Go to the next field."), 2, priority=True)
PREVIOUS: Final = Action(
    "first.previous", "shift+tab", "screen.previous", N_("Previous"), N_("Go to the field before."), priority=True
)
DOWN: Final = Action("first.down", "down", NEXT.does, NEXT.label, NEXT.help)
UP: Final = Action("first.up", "up", PREVIOUS.does, PREVIOUS.label, PREVIOUS.help)
LEAVE: Final = Action(
    "first.leave", "escape,ctrl+q,f12", "app.leave", N_("Leave"), N_("Closes the program; nothing is written.")
)

_LANGUAGES: Final = (Option("id", "Bahasa Indonesia"), Option("en", "English"))
_BEGINNINGS: Final = (
    Option("empty", N_("An empty register"), N_("yours from the first record on")),
    Option("sample", N_("The sample register"), N_("from a news item of February 2019")),
    Option("demo", N_("The demo city"), N_("invented, something of everything")),
)


class _Said(Widget):
    """A text, marked with `N_`, in the language in use."""

    DEFAULT_CSS = "_Said { width: 1fr; height: auto; } _Said.label { width: 16; color: $text-muted; }"

    def __init__(self, text: str, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._text = text

    def render(self) -> Content:
        return content(_(self._text))


class _Wrong(Widget):
    """What is wrong with the field above it, in the language in use; nothing while it has no `why`."""

    DEFAULT_CSS = "_Wrong { width: 1fr; height: auto; color: $text-error; display: none; }"

    why: Callable[[], str] | None = None

    def say(self, why: Callable[[], str] | None) -> None:
        """Show the words that `why` gives, or nothing."""
        self.why = why
        self.display = why is not None
        self.refresh(layout=True)

    def render(self) -> Content:
        return content(f"{symbol('error')} {self.why()}" if self.why else "")


def _typed(name: str) -> OneLine:
    field = OneLine("")
    field.id = name
    return field


class FirstStartScreen(Screen[None]):
    """Language, city, unit and how to begin; where the files will be; what stands in the way, at its place."""

    BINDINGS = bindings((START, NEXT, PREVIOUS, DOWN, UP, LANGUAGE, THEME, LEAVE))
    ACTIONS: ClassVar[Sequence[Action]] = (START, NEXT)
    AUTO_FOCUS = "#city"
    DEFAULT_CSS = """
    FirstStartScreen {
        layout: vertical; background: $background;
        & > VerticalScroll { height: 1fr; padding: 1 2; }
        & Horizontal { height: auto; margin-top: 1; }
        & Vertical { height: auto; }
        & OneLine { background: $surface; }
        & Button { margin-left: 16; margin-top: 1; min-width: 12; }
    }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        yield TitleLine(*self._title())
        with VerticalScroll(can_focus=False):
            yield _Said(N_("Language, city and unit can be changed later."))
            yield from self._row(N_("Language"), Pick(_LANGUAGES, in_one_line=True, id="language"))
            yield from self._row(N_("City"), _typed("city"))
            yield from self._row(NP_("office", "Unit"), _typed("unit"))
            yield from self._row(N_("Begin with"), Pick(_BEGINNINGS, id="beginning"))
            yield from self._row(N_("Kept in"), Static(content(str(self._folder)), id="folder"))
            yield Button(content(_(START.label)), id="start", compact=True)
        yield FooterLine(self, self.ACTIONS, LEAVE)

    def _row(self, label: str, field: Widget) -> ComposeResult:
        """A field after its label, above the place for what is wrong with it."""
        with Horizontal():
            yield _Said(label, classes="label")
            with Vertical():
                yield field
                yield _Wrong(id=f"{field.id}-wrong")

    def _title(self) -> tuple[str, str]:
        return joined(["coop-tui", _("first start")]), ""

    def on_mount(self) -> None:
        self.query_one("#language", Pick).pick(i18n.language())
        self._suggest()

    # What is picked

    def on_pick_changed(self, event: Pick.Changed) -> None:
        if event.pick.id == "language":
            language = i18n.as_language(event.value)
            assert language is not None
            i18n.use(language)
            self._speak()
        self._suggest()

    def action_next_language(self) -> None:
        self.query_one("#language", Pick).action_step(1)

    def _speak(self) -> None:
        """Say everything in the language in use; what was typed stays."""
        for said in (*self.query(_Said), *self.query(_Wrong), self.query_one("#beginning")):
            said.refresh(layout=True)
        self.query_one(TitleLine).say(*self._title())
        self.query_one(FooterLine).refresh()
        self.query_one(Button).label = content(_(START.label))

    def _suggest(self) -> None:
        """Show whose register a filled one is as long as nothing is typed; it is taken then."""
        filled = BEGINNINGS[self.query_one("#beginning", Pick).value]
        for name in ("city", "unit"):
            self.query_one(f"#{name}", OneLine).placeholder = shown(getattr(filled.office, name)) if filled else ""

    # Going about and leaving

    def action_next(self) -> None:
        self.focus_next()

    def action_previous(self) -> None:
        self.focus_previous()

    def on_input_submitted(self) -> None:
        self.focus_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(f"#{event.input.id}-wrong", _Wrong).say(None)

    def on_button_pressed(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        filled = BEGINNINGS[self.query_one("#beginning", Pick).value]
        answers = {name: self._answer(name, filled) for name in ("city", "unit")}
        unanswered = [name for name, answer in answers.items() if not answer]
        for name in unanswered:
            self._complain(name, lambda: _("This must be filled in."))
        if unanswered:
            self.set_focus(self.query_one(f"#{unanswered[0]}"))
            return
        session = self._session()
        office = Office(**answers)
        try:
            made = make(self._folder, office, i18n.language(), filled, today=session.today, by=session.by)
        except CoopError as error:
            self._complain("folder", error.message)
        else:
            self.app.exit(made)

    def _answer(self, name: str, filled: Beginning | None) -> str:
        typed = clean(self.query_one(f"#{name}", OneLine).value)
        return typed or (str(getattr(filled.office, name)) if filled else "")

    def _complain(self, name: str, why: Callable[[], str]) -> None:
        wrong = self.query_one(f"#{name}-wrong", _Wrong)
        wrong.say(why)
        self.call_after_refresh(wrong.scroll_visible, animate=False)

    def _session(self) -> Session:
        assert isinstance(self.app, FirstStart)
        return self.app.session


class FirstStart(App[Path]):
    """Returns the configuration made, or None where the person left."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self.session = session
        self._folder = folder
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        return FirstStartScreen(self._folder)

    def action_leave(self) -> None:
        self.exit()

    def action_next_language(self) -> None:
        assert isinstance(self.screen, FirstStartScreen)
        self.screen.action_next_language()

    def action_toggle_dark(self) -> None:
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name


def ask(session: Session) -> Path | None:
    """Ask, make configuration and register in the person's own folder; the configuration, None where they left."""
    return FirstStart(session, config.user_folder()).run()
