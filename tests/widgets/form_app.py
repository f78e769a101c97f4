"""An app that shows one form over a real store, and what its tests do with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic

from textual.app import App
from textual.events import Paste

from coop_tui.errors import CoopError
from coop_tui.records import KINDS, AnyKind
from coop_tui.register import Register
from coop_tui.screens.form import FormScreen
from coop_tui.screens.leaving import leave_all
from coop_tui.store import JSON, Document, FileStore
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.form.row import Row
from coop_tui.widgets.form.view import FormView

TODAY = date(2026, 11, 24)
SECONDS = 10


class FormApp(App[None]):
    """Shows a form; `results` are the ids it gave back."""

    def __init__(self, register: Register, kind: str, record_id: int | None, filled: Mapping[str, JSON] | None) -> None:
        super().__init__()
        self.register = register
        self.form = FormScreen(register, KINDS[kind], record_id, filled)
        self.results: list[int | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.form, self.results.append)

    def show(self, kind: AnyKind, record_id: int) -> None:
        """Show a further form."""
        self.form = FormScreen(self.register, kind, record_id)
        self.push_screen(self.form, self.results.append)

    async def action_quit(self) -> None:
        leave_all(self, self.exit)


def form_app(
    register: Register, kind: str, record_id: int | None = None, filled: Mapping[str, JSON] | None = None
) -> FormApp:
    return FormApp(register, kind, record_id, filled)


def fail(problem: CoopError) -> None:
    raise AssertionError(problem.message())


@contextmanager
def opened(folder: Path, by: str = "sari") -> Iterator[Register]:
    """A register over the store in `folder`, which is made where there is none."""
    file = folder / "coop.json"
    store = FileStore(file) if file.exists() else FileStore.create(file)
    register = Register(store, today=TODAY, by=by, ending_soon_days=365, on_problem=fail)
    try:
        yield register
    finally:
        register.close()


def sampled(register: Register) -> Register:
    """One record of every kind that others refer to, all of them invented."""
    samples: list[tuple[str, Document]] = [
        ("programmes", {"name": "Programme of Examples", "acronym": "POE"}),
        ("organisations", {"name": "Example Network", "acronym": "EXNET", "kind": "network"}),
        ("units", {"name": "Agency of Examples"}),
        ("batches", {"programme": 1, "title": "Smart Town", "mode": "abroad", "starts_on": "2019-02-17"}),
        ("people", {"name": "Tina Example"}),
        ("people", {"name": "Joko Example"}),
        ("participations", {"person": 2, "batch": 1, "status": "attended"}),
        ("agreements", {"title": "Sister Towns", "document": "mou"}),
    ]
    for kind, document in samples:
        register.create(kind, document)
    return register


def view(app: FormApp) -> FormView:
    form = app.screen
    assert isinstance(form, FormScreen)
    return form.view


def row(app: FormApp, *path: str | int) -> Row:
    found = next((one for one in view(app).rows if one.path == path), None)
    assert found is not None, path
    return found


def chooser(app: FormApp, *path: str | int) -> Chooser:
    editor = row(app, *path).editor
    assert isinstance(editor, Chooser)
    return editor


async def focus(app: FormApp, *path: str | int) -> Row:
    """Go to a field."""
    found = row(app, *path)
    found.editor.focus()
    await until(lambda: app.focused is found.editor)
    return found


async def paste(app: FormApp, text: str, *path: str | int) -> Row:
    """Go to a field and put `text` at the cursor, the way a terminal pastes."""
    found = await focus(app, *path)
    before = found.typed
    found.editor.post_message(Paste(text))
    await until(lambda: found.typed != before)
    return found


async def until(holds: Callable[[], bool]) -> None:
    """Let the app go on until something holds; fail after some seconds."""
    deadline = monotonic() + SECONDS
    while not holds():
        assert monotonic() < deadline, "it never came to hold"
        await asyncio.sleep(0.001)


def lines(app: FormApp) -> list[str]:
    """The lines on the screen, as plain text."""
    return [strip.text for strip in app.screen._compositor.render_strips()]
