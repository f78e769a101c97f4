"""The inputs of a form. Whatever is typed, pasted or put in comes through clean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from textual import events
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from coop_tui.values import clean
from coop_tui.widgets.safe import cleaned


class OneLine(Input):
    """A text of one line."""

    def __init__(self, text: str, *, replaced: bool = False) -> None:
        """`replaced`: what is typed on arriving takes the place of what stands there, as in a field of choices."""
        super().__init__(cleaned(text), compact=True, select_on_focus=replaced)
        self.cursor_blink = False
        self.set_reactive(Input.selection, Selection.cursor(len(self.value)))

    def validate_value(self, value: str) -> str:
        return cleaned(value)

    async def _on_key(self, event: events.Key) -> None:
        # Textual runs bindings after the letters of the same burst: over a slow line, backspace would come late
        edit = _EDITS.get(event.key)
        if edit is None:
            await super()._on_key(event)
        else:
            event.stop()
            event.prevent_default()
            edit(self)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own keeps the first line alone
        event.prevent_default()
        event.stop()
        self.replace(cleaned(event.text), *self.selection)

    def show(self, text: str) -> None:
        """Put another text in."""
        if self.value != text:
            self.value = text
            self.cursor_position = len(self.value)


class Typing(OneLine):
    """Where one types to find something. Enter is the screen's key, and comes after the letters typed before it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "submit" and super().check_action(action, parameters)


_EDITS: Final[Mapping[str, Callable[[OneLine], None]]] = MappingProxyType(
    {
        "backspace": OneLine.action_delete_left,
        "delete": OneLine.action_delete_right,
        "left": OneLine.action_cursor_left,
        "right": OneLine.action_cursor_right,
        "home": OneLine.action_home,
        "end": OneLine.action_end,
    }
)


class Lines(TextArea):
    """A text of several lines. Up on the first line and down on the last one lead to the neighbouring field."""

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, show_line_numbers=False, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        result = self.replace(clean(event.text, lines=True), *self.selection)
        self.move_cursor(result.end_location)

    def show(self, text: str) -> None:
        """Put another text in."""
        if self.text != text:
            self.text = text

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
