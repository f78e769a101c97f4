"""A list of names is pasted; a preview then shows what each line will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Static

from coop_tui.i18n import N_, _
from coop_tui.records import people
from coop_tui.records.batches import Decree
from coop_tui.register.nearly_called import called_nearly
from coop_tui.register.participants import going
from coop_tui.register.pasted import Spoken, pasted_lines, proposals
from coop_tui.screens import actions
from coop_tui.screens.asking import AskScreen
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.preview_names import PreviewNamesScreen
from coop_tui.widgets.action import Action, bindings
from coop_tui.widgets.form.inputs import Lines
from coop_tui.widgets.safe import content
from coop_tui.widgets.soon import soon

PREVIEW: Final = Action(
    "preview", "ctrl+s,f10", "preview", N_("Preview"), N_("Shows what each line will do; nothing is done yet."), 1
)


class PasteNamesScreen(FramedScreen):
    """Where the list is pasted or typed."""

    ACTIONS: ClassVar[Sequence[Action]] = (actions.BACK, PREVIEW)
    BINDINGS = bindings(ACTIONS)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    PasteNamesScreen {
        & > Static { height: auto; padding: 0 1; margin-bottom: 1; color: $text-muted; }
        & > Lines { height: 1fr; margin: 0 1; }
    }
    """

    def __init__(self, batch_id: int, tab: int) -> None:
        super().__init__()
        self._batch_id = batch_id
        self._tab = tab
        self._dropped = ""
        self._said: Spoken = {}
        self._decree: Decree | None = None

    @property
    def tab(self) -> int:
        """The tab that stays marked."""
        return self._tab

    def body(self) -> ComposeResult:
        yield Static(content(_explained()))
        yield Lines("")

    def on_mount(self) -> None:
        self._read_names()

    def reload(self) -> None:
        self.query_one(Static).update(content(_explained()))
        self.refresh_frame()

    def _read_names(self) -> None:
        """Read the names of people in pieces between keys, so that the preview comes at once."""
        finder = self.coop.register.records.finder()
        if not finder.knows(people.KIND.name):
            finder.read_on()
            soon(self, self._read_names)

    def action_back(self) -> None:
        if self.is_left_first():
            self.leave(self._close)
        else:
            self._close()

    def _close(self) -> None:
        self.dismiss()

    def is_left_first(self) -> bool:
        """Whether there is a list that nobody agreed to drop."""
        return self.query_one(Lines).text.strip() not in ("", self._dropped)

    def leave(self, then: Callable[[], None]) -> None:
        """Ask whether to drop the list, and then do `then`; nothing where the person stays."""

        def go_on(answer: bool | None) -> None:  # noqa: FBT001 - as Textual calls it
            if answer:
                self._dropped = self.query_one(Lines).text.strip()
                then()

        self.app.push_screen(AskScreen(_("Leave the list and drop it?"), N_("Drop it")), go_on)

    def action_preview(self) -> None:
        records = self.coop.register.records
        lines = pasted_lines(self.query_one(Lines).text, lambda text: records.named("units", text))
        if not lines:
            return
        found = proposals(records, lines, going(records, self._batch_id), partial(called_nearly, records))
        preview = PreviewNamesScreen(self._batch_id, found, self._tab, self._said, self._decree)

        def then(_result: None) -> None:
            self._said, self._decree = preview.said, preview.decree
            if preview.done:
                self.dismiss()

        self.coop.push_screen(preview, then)


def _explained() -> str:
    return _(
        "Paste a list of names, one person a line. NIP and unit may follow, after a tab, a semicolon or a comma. "
        "Numbers and bullets before names are left out."
    )
