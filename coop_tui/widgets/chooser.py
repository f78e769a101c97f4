"""Choosing by typing: an input with the suggestions that fit below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from coop_tui.i18n import N_
from coop_tui.widgets.form.inputs import OneLine
from coop_tui.widgets.safe import cleaned, cut_content, segment_text
from coop_tui.widgets.symbols import symbol

SHOWN: Final = 6
"""Suggestions seen at once."""

_BELOW: Final = 1  # lines at the foot of the screen that stay free


@dataclass(frozen=True)
class Suggestion:
    """One way to fill the input: with `text`, which the list shows as `label` where that is not empty. `note` says more
    about it. `creates` offers to make a new record called so, in the words of `note`.
    """

    text: str
    note: str = ""
    creates: bool = False
    label: str = ""


Source: TypeAlias = Callable[[str], Sequence[Suggestion]]


class Suggestions(Widget):
    """The open list. It lies over the screen and never has the focus."""

    DEFAULT_CSS = """
    Suggestions {
        overlay: screen;
        position: absolute;
        background: $panel;
        color: $foreground;
        pointer: pointer;
    }
    """

    def __init__(self, chooser: Chooser) -> None:
        super().__init__()
        self._chooser = chooser
        self._found: Sequence[Suggestion] = ()
        self._picked = -1
        self._top = 0

    def show(self, found: Sequence[Suggestion], picked: int) -> None:
        """Show these suggestions, with the sign at one of them, or at none (-1)."""
        self._found, self._picked = found, picked
        self._top = min(max(self._top, picked - SHOWN + 1), max(picked, 0))
        region, screen = self._chooser.region, self.screen.size
        height = min(len(found), SHOWN)
        width = min(
            max([region.width, *(_line(one, picked=False).cell_length + 1 for one in found)]), screen.width - region.x
        )
        below = region.bottom + height <= screen.height - _BELOW
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (region.x, region.bottom if below else max(0, region.y - height))
        self.refresh(layout=True)

    def render(self) -> Content:
        lines = []
        for index, one in enumerate(self._found[self._top : self._top + SHOWN], self._top):
            line = cut_content(_line(one, picked=index == self._picked), self.size.width)
            line = line.pad_right(self.size.width - line.cell_length)
            lines.append(line.stylize("bold $text-accent") if index == self._picked else line)
        return Content("\n").join(lines)

    def on_click(self, event: Click) -> None:
        event.stop()
        self._chooser.take(self._top + event.y)


def _line(one: Suggestion, *, picked: bool) -> Content:
    sign = f"{symbol('pick')} " if picked else "  "
    if one.creates:
        return Content.assemble(sign, segment_text(one.note))
    note = f"  {segment_text(one.note)}" if one.note else ""
    return Content.assemble(sign, segment_text(one.label or one.text), (note, "$foreground-muted"))


class Chooser(OneLine):
    """An input that offers what fits while somebody types.

    Up and down choose, enter, tab or a click take, escape closes the list. `eager` puts the sign at the first
    suggestion as soon as there is one, for fields that take nothing else than what is suggested.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "pick(-1)", N_("Choice up"), show=False, id="choices.up"),
        Binding("down", "pick(1)", N_("Choice down"), show=False, id="choices.down"),
        Binding("tab", "take_and_go", N_("Take it"), show=False, id="choices.take"),
        Binding("escape", "close", N_("Close the list"), show=False, id="choices.close"),
        Binding("f4", "open", N_("All choices"), show=False, id="choices.open"),
    ]

    class CreateAsked(Message):
        """Somebody chose to make a new record called `text`."""

        def __init__(self, chooser: Chooser, text: str) -> None:
            super().__init__()
            self.chooser = chooser
            self.text = text

    def __init__(self, text: str, source: Source, *, eager: bool) -> None:
        super().__init__(text, replaced=eager)
        self._source = source
        self._eager = eager
        self._settled = self.value
        self._list: Suggestions | None = None
        self._found: Sequence[Suggestion] = ()
        self._picked = -1

    @property
    def is_open(self) -> bool:
        """Whether the list is seen."""
        return self._list is not None

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """What the list offers now; nothing where it is closed."""
        return self._found if self.is_open else ()

    def show(self, text: str) -> None:
        self._settled = cleaned(text)
        super().show(text)

    # The list

    def on_input_changed(self) -> None:
        if self.value == self._settled or not self.has_focus:
            return
        self._settled = self.value
        self._offer(self.value)

    def action_open(self) -> None:
        """Offer what fits; all there is where the text is one of the choices."""
        found = self._source(self.value)
        whole = any(one.text == self.value for one in found)
        self._offer("" if self._source("") and (whole or not found) else self.value)
        if self._list is not None and self._eager:
            self._picked = next((at for at, one in enumerate(self._found) if one.text == self.value), 0)
            self._list.show(self._found, self._picked)

    def _offer(self, text: str) -> None:
        self._found = self._source(text)
        if not self._found or (not text and not self._eager):
            self._close()
            return
        first = self._found[0]
        self._picked = 0 if self._eager and not first.creates and text else -1
        if self._list is None:
            self._list = Suggestions(self)
            self.screen.mount(self._list)
        self._list.show(self._found, self._picked)

    def _close(self) -> None:
        if self._list is not None:
            self._list.remove()
            self._list = None

    def on_blur(self) -> None:
        self._close()

    def on_unmount(self) -> None:
        self._close()

    def follow(self) -> None:
        """Keep the list at the input after the form was scrolled."""
        if self._list is not None:
            self._list.show(self._found, self._picked)

    # Choosing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        match action:
            case "pick" | "close":
                return self.is_open
            case "take_and_go":
                return self.is_open and self._picked >= 0
        return True

    def action_pick(self, step: int) -> None:
        self._picked = (
            (self._picked + step) % len(self._found) if self._picked >= 0 or step > 0 else len(self._found) - 1
        )
        if self._list is not None:
            self._list.show(self._found, self._picked)

    def action_close(self) -> None:
        self._close()

    async def action_submit(self) -> None:
        if self.is_open and self._picked >= 0:
            self.take(self._picked)
        else:
            self._close()
            await super().action_submit()

    def action_take_and_go(self) -> None:
        creates = self._found[self._picked].creates
        self.take(self._picked)
        if not creates:
            self.screen.focus_next()

    def take(self, index: int) -> None:
        """Fill the input with a suggestion."""
        if not self.is_open or index >= len(self._found):
            return
        chosen = self._found[index]
        self._close()
        if chosen.creates:
            self.post_message(self.CreateAsked(self, chosen.text))
            return
        self.show(chosen.text)
        self.cursor_position = len(self.value)
