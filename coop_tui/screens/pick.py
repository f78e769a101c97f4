"""Choosing one of a few words."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coop_tui.screens import actions
from coop_tui.values import folded
from coop_tui.widgets.action import bindings
from coop_tui.widgets.safe import segment_text


class PickScreen(ModalScreen[str | None]):
    """A list of words over the screen, from which one is taken: by enter or a click; escape takes none. A letter goes
    to the next word that begins with it.
    """

    BINDINGS = bindings((actions.BACK,))
    DEFAULT_CSS = """
    PickScreen {
        align: center middle;
        & > OptionList, & > OptionList:focus {
            width: auto; min-width: 30; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $accent; border-title-color: $text-accent; padding: 0 1;
        }
        & .option-list--option-highlighted { color: $text; background: $accent; text-style: bold; }
    }
    """

    def __init__(self, title: str, words: Mapping[str, str], now: str) -> None:
        """`words` are what can be chosen by what it stands for; `now` is chosen already."""
        super().__init__()
        self._title = title
        self._words = words
        self._now = now

    def compose(self) -> ComposeResult:
        options = OptionList(
            *(Option(Content(segment_text(word)), id=choice or None) for choice, word in self._words.items())
        )
        options.border_title = Content(segment_text(self._title))
        options.highlighted = list(self._words).index(self._now)
        yield options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def on_key(self, event: Key) -> None:
        letter = folded(event.character or "")
        options = self.query_one(OptionList)
        if not letter.isalnum() or options.highlighted is None:
            return
        event.stop()
        begins = [folded(word).startswith(letter) for word in self._words.values()]
        after = [*range(options.highlighted + 1, len(begins)), *range(options.highlighted + 1)]
        options.highlighted = next((at for at in after if begins[at]), options.highlighted)

    def action_back(self) -> None:
        self.dismiss(None)
