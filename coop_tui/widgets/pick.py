"""One of a few choices, all in sight: a line for each, or all in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coop_tui.i18n import N_, _
from coop_tui.widgets.safe import cut_content
from coop_tui.widgets.symbols import tone_sign

_GAP = 3


class Option(msgspec.Struct, frozen=True):
    """What can be picked; `label` and `note`, which says more about it, are marked with `N_`."""

    value: str
    label: str
    note: str = ""


class Pick(Widget, can_focus=True):
    """The arrow keys and a click pick; at either end up and down lead to the neighbouring field. Posts `Changed`."""

    DEFAULT_CSS = "Pick { width: 1fr; pointer: pointer; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", N_("Choice before"), show=False, id="pick.left"),
        Binding("right,space", "step(1)", N_("Next choice"), show=False, id="pick.right"),
        Binding("up", "climb(-1)", N_("Choice before"), show=False, id="pick.up"),
        Binding("down", "climb(1)", N_("Next choice"), show=False, id="pick.down"),
    ]

    picked: reactive[int] = reactive(0)

    class Changed(Message):
        """Another choice was picked."""

        def __init__(self, pick: Pick, value: str) -> None:
            super().__init__()
            self.pick = pick
            self.value = value

        @property
        def control(self) -> Pick:
            return self.pick

    def __init__(self, options: Sequence[Option], *, in_one_line: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = options
        self._in_one_line = in_one_line
        self.styles.height = 1 if in_one_line else len(options)

    @property
    def value(self) -> str:
        """What is picked."""
        return self._options[self.picked].value

    def pick(self, value: str) -> None:
        """Pick the option of this value."""
        self.picked = next(at for at, option in enumerate(self._options) if option.value == value)

    def watch_picked(self) -> None:
        if self.is_mounted:
            self.post_message(self.Changed(self, self.value))

    def render(self) -> Content:
        lines = [self._line(at, option) for at, option in enumerate(self._options)]
        if self._in_one_line:
            return Content(" " * _GAP).join(lines)
        return Content("\n").join(cut_content(line, self.size.width) for line in lines)

    def _line(self, at: int, option: Option) -> Content:
        chosen = at == self.picked
        sign = tone_sign("good" if chosen else "open")
        style = ("bold $text-accent reverse" if self.has_focus else "bold") if chosen else ""
        note = f"  {_(option.note)}" if option.note else ""
        return Content.assemble(f"{sign} ", (_(option.label), style), (note, "$foreground-muted"))

    def on_click(self, event: Click) -> None:
        at = self._at(event.x) if self._in_one_line else event.y
        if 0 <= at < len(self._options):
            self.picked = at

    def _at(self, x: int) -> int:
        right = 0
        for at, option in enumerate(self._options):
            right += self._line(at, option).cell_length + _GAP
            if x < right:
                return at
        return -1

    def action_step(self, step: int) -> None:
        self.picked = (self.picked + step) % len(self._options)

    def action_climb(self, step: int) -> None:
        at = self.picked + step
        if not self._in_one_line and 0 <= at < len(self._options):
            self.picked = at
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
