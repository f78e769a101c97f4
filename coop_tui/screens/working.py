"""Long work in a thread of its own, with a bar and a way to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.errors import CoopError
from coop_tui.exchange.progress import Cancelled, Progress, Step, is_last, share, step_words
from coop_tui.i18n import _
from coop_tui.screens import actions
from coop_tui.widgets.action import bindings
from coop_tui.widgets.safe import content, cut
from coop_tui.widgets.symbols import symbol

if TYPE_CHECKING:
    from coop_tui.app import CoopApp

T = TypeVar("T")

_SEEN_AFTER: Final = 0.2  # seconds; what takes less is over before it could be read
_REDRAWN: Final = 0.1
_CELLS: Final = 46


class WorkingScreen(ModalScreen[None], Generic[T]):
    """Does `work` in a thread and hands its result to `done`, over a screen that stays as it is meanwhile. What fails
    is said; escape stops the work, and so does leaving the dashboard: nothing is written then. Work without `steps`
    tells nothing of how far it has come, and cannot be stopped.
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

    class Ended(Message):
        """The work is over; `then` is what follows from it."""

        def __init__(self, then: Callable[[], None]) -> None:
            super().__init__()
            self.then = then

    def __init__(
        self, says: str, steps: Sequence[Step], work: Callable[[Progress], T], done: Callable[[T], None]
    ) -> None:
        super().__init__()
        self._says = says
        self._steps = steps
        self._work = work
        self._done = done
        self._guard = Lock()  # over what follows: work that is said to be stopped is
        self._begun = self._stopped = self._sealed = False
        self._told: tuple[Step, int, int] | None = None
        self._ended = Event()

    @property
    def _coop(self) -> CoopApp:
        return cast("CoopApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(content(cut(self._says, _CELLS)))
            if self._steps:
                yield Static(id="bar")
                yield Static(id="step")
                yield Static(id="how")

    def on_mount(self) -> None:
        self._coop.is_working = True
        self.set_timer(_SEEN_AFTER, lambda: self.add_class("seen"))
        if self._steps:
            self.set_interval(_REDRAWN, self._draw)
            self._draw()
        self.run_worker(self._run, thread=True)

    async def on_unmount(self) -> None:
        self._stop()
        if self._begun:
            await asyncio.to_thread(
                self._ended.wait
            )  # who leaves the dashboard leaves nobody at work with the register
        self._coop.is_working = False

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        part = share(self._steps, *self._told) if self._told else 0
        full = int(part * _CELLS)
        bar = Content.assemble(
            (symbol("bar") * full, "$accent"), (symbol("rule") * (_CELLS - full), "$foreground-muted")
        )
        self.query_one("#bar", Static).update(bar)
        self.query_one("#step", Static).update(content(step_words(*self._told) if self._told else ""))
        self.query_one("#how", Static).update(content(self._how()))

    def _how(self) -> str:
        """How to stop it, while that can be done."""
        if self._sealed:
            return _("{key} takes it back afterwards.").format(key=self._coop.key_of(actions.UNDO))
        if self._stopped:
            return _("Stopping…")
        return _("{key} stops it; nothing is written then.").format(key=self._coop.key_of(actions.BACK))

    def _progress(self, step: Step, done: int, total: int) -> None:
        with self._guard:
            if self._stopped:
                raise Cancelled
            self._told = (step, done, total)
            self._sealed = is_last(step, done, total)

    def _begin(self) -> bool:
        with self._guard:
            self._begun = not self._stopped
            return self._begun

    def _run(self) -> None:
        if not self._begin():  # the dashboard was left before there was a thread for it
            return
        coop = self._coop
        then: Callable[[], None]
        try:
            then = partial(self._done, self._work(self._progress))
        except Cancelled as stopped:
            then = partial(coop.say, stopped.message())
        except CoopError as error:
            then = partial(coop.complain, error)
        finally:
            self._ended.set()
        self.post_message(self.Ended(then))  # which nobody hears where the dashboard is being left

    def on_working_screen_ended(self, event: Ended) -> None:
        self.dismiss()
        self.app.call_later(event.then)

    def _stop(self) -> None:
        with self._guard:
            self._stopped = not self._sealed

    def action_back(self) -> None:
        if self._steps:
            self._stop()
            self._draw()
