"""What surrounds every screen: the title line, the tabs, and the footer that never loses its help key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.widgets.action import Action, enabled, keys_of
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import middle_dot

WIDE: Final = 100
"""From this width on, screens show list and page side by side."""

_GAP: Final = 2


class Tab(msgspec.Struct, frozen=True):
    """One of the numbered screens. `short` is for terminals where the labels find no room; both marked with `N_`."""

    number: int
    screen: str
    label: str
    short: str


class _Line(Widget):
    """One line across the screen, made of pieces that may be clicked."""

    DEFAULT_CSS = "_Line { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: list[tuple[int, int, str]] = []

    def place(self, start: int, width: int, does: str) -> None:
        """Remember that a click on these cells runs an action."""
        self._places.append((start, start + width, does))

    async def on_click(self, event: Click) -> None:
        for start, end, does in self._places:
            if start <= event.x < end:
                await self.app.run_action(does, self.screen)
                return


class TitleLine(_Line):
    """City and unit on the left; on the right whose store it is and how fresh."""

    DEFAULT_CSS = "TitleLine { color: $foreground; background: $panel; text-style: bold; padding: 0 1; }"

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self._left = left
        self._right = right

    def say(self, left: str, right: str) -> None:
        """Show other texts."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        right = Content(segment_text(self._right))
        left = Content(cut(self._left, self.size.width - right.cell_length - 1))
        blank = " " * (self.size.width - left.cell_length - right.cell_length)
        return Content.assemble(left, blank, (right.plain, "not bold $secondary"))


class TabLine(_Line):
    """The numbered screens. The active one is underlined and bold, so that it reads without colour."""

    DEFAULT_CSS = "TabLine { color: $text-muted; background: $panel; padding: 0 1; }"

    def __init__(self, tabs: Sequence[Tab], active: int) -> None:
        super().__init__()
        self._tabs = tabs
        self._active = active

    def render(self) -> Content:
        self._places.clear()
        texts, gap = [f"{tab.number} {_(tab.label)}" for tab in self._tabs], " " * _GAP
        if len(gap.join(texts)) > self.size.width:
            texts, gap = [f"{tab.number}{_(tab.short)}" for tab in self._tabs], " "
        pieces: list[tuple[str, str]] = []
        at = 1
        for tab, text in zip(self._tabs, texts, strict=True):
            style = "bold underline $foreground" if tab.number == self._active else ""
            self.place(at, len(text), f"app.show_tab({tab.number})")
            pieces += [(text, style), (gap, "")]
            at += len(text) + len(gap)
        return Content.assemble(*pieces)


class FooterLine(_Line):
    """The keys that matter here. What finds no room is left out, the last-placed first; the help key always stands."""

    DEFAULT_CSS = "FooterLine { color: $foreground; background: $panel; padding: 0 1; }"

    def __init__(self, owner: Widget, actions: Sequence[Action], last: Action) -> None:
        super().__init__()
        self._owner = owner
        self._actions = actions
        self._last = last

    def render(self) -> Content:
        self._places.clear()
        last = self._piece(self._last)
        room = self.size.width - last[0].cell_length
        chosen = self._fitting(room)
        pieces: list[Content] = []
        at = 1
        for piece, does in chosen:
            self.place(at, piece.cell_length, does)
            pieces += [piece, Content(" " * _GAP)]
            at += piece.cell_length + _GAP
        blank = self.size.width - (at - 1) - last[0].cell_length
        self.place(at + blank, last[0].cell_length, last[1])
        return Content("").join([*pieces, Content(" " * blank), last[0]])

    def _fitting(self, room: int) -> list[tuple[Content, str]]:
        shown = [one for one in self._actions if one.footer is not None and enabled(one, self._owner)]
        kept: set[str] = set()
        for action in sorted(shown, key=lambda one: one.footer or 0):
            room -= self._piece(action)[0].cell_length + _GAP
            if room < 0:
                break
            kept.add(action.id)
        return [self._piece(one) for one in shown if one.id in kept]

    def _piece(self, action: Action) -> tuple[Content, str]:
        key = keys_of(action, self.app._keymap)[0]  # noqa: SLF001 - Textual offers no way to read the keymap back
        return Content.assemble((key, "bold $text-accent"), f" {_(action.label)}"), action.does


def joined(pieces: Sequence[str]) -> str:
    """Pieces of a line with the sign that stands between them."""
    return middle_dot().join(piece for piece in pieces if piece)
