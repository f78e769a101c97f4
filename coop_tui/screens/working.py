"""Long work in a thread of its own, with a bar and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.exchange.progress import Cancelled, Progress, Step, share
from coop_tui.i18n import _, language
from coop_tui.screens import actions
from coop_tui.values import format_number
from coop_tui.widgets.action import bindings, keys_of
from coop_tui.widgets.safe import content
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from coop_tui.app import CoopApp

T = TypeVar("T")

_SEEN_AFTER: Final = 0.2  # seconds; what takes less is over before it could be read
_REDRAWN: Final = 0.1
_CELLS: Final = 40


class WorkingScreen(ModalScreen[None], Generic[T]):
    """Does `work` in a thread and hands its result to `done`, over a screen that stays as it is meanwhile. What fails
    is said; escape stops the work, and nothing is written then.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings((actions.BACK,))
    DEFAULT_CSS = """
    WorkingScreen {
        align: center middle; background: transparent;
        & > Vertical { display: none; width: 50; height: auto; background: $panel; padding: 1 2; }
        &.seen > Vertical { display: block; }
        & Static { height: 1; }
    }
    """

    def __init__(self, says: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        super().__init__()
        self._says = says
        self._work = work
        self._done = done
        self._stopped = Event()
        self._share = 0.0

    @property
    def _coop(self) -> CoopApp:
        return cast("CoopApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(self._says))
            yield Static(id="bar")
            yield Static(id="how")

    def on_mount(self) -> None:
        self._coop.is_working = True
        self.set_timer(_SEEN_AFTER, lambda: self.add_class("seen"))
        self.set_interval(_REDRAWN, self._draw)
        self._draw()
        self.run_worker(self._run, thread=True)

    def on_unmount(self) -> None:
        self._coop.is_working = False

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        full = int(self._share * _CELLS)
        percent = format_number(int(self._share * 100), language())
        bar = Content.assemble(
            (symbol("bar") * full, "$accent"), (symbol("rule") * (_CELLS - full), "$foreground-muted")
        )
        self.query_one("#bar", Static).update(Content.assemble(bar, f" {percent} %"))
        key = keys_of(actions.BACK, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
        said = (
            _("Stopping…") if self._stopped.is_set() else _("{key} stops it; nothing is written then.").format(key=key)
        )
        self.query_one("#how", Static).update(content(said))

    def _progress(self, step: Step, done: int, total: int) -> None:
        self._share = share(step, done, total)
        if self._stopped.is_set():
            raise Cancelled

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except CoopError as error:
            self.app.call_from_thread(self._fail, error)
        else:
            self.app.call_from_thread(self._finish, result)

    def _fail(self, error: CoopError) -> None:
        self.dismiss()
        self._coop.complain(error)

    def _finish(self, result: T) -> None:
        self.dismiss()
        self.app.call_later(self._done, result)

    def action_back(self) -> None:
        self._stopped.set()
        self._draw()
