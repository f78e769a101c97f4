"""What can be done on the screen below, with the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coop_tui.i18n import _
from coop_tui.records.batches import BatchStatus
from coop_tui.screens import actions
from coop_tui.screens.form_questions import CLOSE
from coop_tui.widgets.action import Action, bindings, keys_of
from coop_tui.widgets.symbols import tone_sign


class HelpScreen(ModalScreen[None]):
    """A list of actions, and what the signs of statuses mean."""

    BINDINGS = bindings((actions.BACK,))
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 2;
        }
        & Horizontal { height: auto; }
        & Grid { grid-size: 3; height: auto; width: 1fr; }
        & Static { height: auto; width: 1fr; }
        & .keys { width: 15; }
    }
    """

    def __init__(self, shown: Sequence[Action], tabs: Sequence[Action]) -> None:
        """`tabs` are those that go to the numbered screens; they are told in one line."""
        super().__init__()
        self._shown = shown
        self._tabs = tabs

    def compose(self) -> ComposeResult:
        with VerticalScroll() as pane:
            pane.border_title = _("Help")
            pane.border_subtitle = f"{self._keys(actions.BACK)} {_(CLOSE.label)}"
            for action in self._shown:
                with Horizontal():
                    yield Static(Content.styled(self._keys(action), "bold $text-accent"), classes="keys")
                    yield Static(Content.assemble((_(action.label), "bold"), "  ", _(action.help)))
            with Horizontal():
                yield Static(Content.styled(_("Screens"), "bold"), classes="keys")
                with Grid():
                    for action in self._tabs:
                        key = Content.styled(self._keys(action), "bold $text-accent")
                        yield Static(Content.assemble(key, f" {_(action.label)}"))
            yield Static("")
            with Grid():
                for status in BatchStatus:
                    if status.tone:
                        yield Static(Content(f"{tone_sign(status.tone)} {_(status.label)}"))

    def _keys(self, action: Action) -> str:
        return ", ".join(keys_of(action, self.app._keymap))  # noqa: SLF001 - Textual offers no way to read it back

    def action_back(self) -> None:
        self.dismiss()
