"""Lines to read, some of whose pieces lead somewhere: a record's page, the overview, a table of figures.

The arrow keys move from one such piece to the next, and scroll where there is none in sight; enter or a click follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coop_tui.i18n import N_
from coop_tui.widgets.safe import segment_text


class Piece(msgspec.Struct, frozen=True):
    """A piece of a line: its text, how it looks (a component class of `LinePage`), and where it leads. `goes_on` says
    that it is the rest of what the piece before, here or on the line above, began to lead with.
    """

    text: str
    look: str = "value"
    target: object = None
    goes_on: bool = False


Line = tuple[Piece, ...]
Layout = Callable[[int], Sequence[Line]]
"""The lines for a width in cells."""


class _Span(msgspec.Struct, frozen=True):
    """Cells of a line."""

    line: int
    start: int
    width: int


class _Place(msgspec.Struct, frozen=True):
    """Where on the page something can be followed, from top to bottom, and where it leads."""

    spans: tuple[_Span, ...]
    target: object

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.spans[0].line

    @property
    def start(self) -> int:
        """The cell where it begins."""
        return self.spans[0].start

    @property
    def last_line(self) -> int:
        """Where it ends."""
        return self.spans[-1].line


class LinePage(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws the lines of a layout and nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", N_("Up"), show=False, id="page.up"),
        Binding("down", "go(1)", N_("Down"), show=False, id="page.down"),
        Binding("left", "sideways(-1)", N_("Left"), show=False, id="page.left"),
        Binding("right", "sideways(1)", N_("Right"), show=False, id="page.right"),
        Binding("pageup", "page_up", N_("Page up"), show=False, id="page.page_up"),
        Binding("pagedown", "page_down", N_("Page down"), show=False, id="page.page_down"),
        Binding("home", "scroll_home", N_("Top"), show=False, id="page.top"),
        Binding("end", "scroll_end", N_("End"), show=False, id="page.end"),
        Binding("enter", "follow", N_("Open"), show=False, id="page.follow"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-page--{look}"
        for look in (
            "title", "heading", "label", "value", "figure", "link", "chosen", "muted", "good", "accent", "warn", "bad",
        )
    }  # fmt: skip

    DEFAULT_CSS = """
    LinePage {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .line-page--title { text-style: bold; }
        & > .line-page--heading { text-style: bold; color: $text-accent; }
        & > .line-page--label { color: $text-muted; }
        & > .line-page--figure { text-style: bold; }
        & > .line-page--link { text-style: underline; }
        & > .line-page--chosen { color: $text; background: $accent; text-style: bold; }
        & > .line-page--muted { color: $text-muted; }
        & > .line-page--good { color: $text-success; }
        & > .line-page--accent { color: $text-accent; }
        & > .line-page--warn { color: $text-warning; }
        & > .line-page--bad { color: $text-error; }
    }
    """

    class Followed(Message):
        """Somebody wants to go where a piece leads."""

        def __init__(self, page: LinePage, target: object) -> None:
            super().__init__()
            self.page = page
            self.target = target

        @property
        def control(self) -> LinePage:
            return self.page

    class Chosen(Message):
        """There is a chosen piece now, or none any more."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._layout_of: Layout = lambda _width: ()
        self._lines: Sequence[Line] = ()
        self._places: list[_Place] = []
        self._chosen: int | None = None
        self._looks: dict[str, Style] = {}

    def show(self, layout: Layout, *, keep: bool = False) -> None:
        """Show other lines, from the top on; `keep` leaves the place and the chosen piece, for the same page anew."""
        self._layout_of = layout
        kept = (self._chosen, self.chosen) if keep else (None, None)
        self._choose(None)
        self._lay_out()
        if keep:
            self._choose(self._found_again(*kept))
        elif self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
        self._choose_first()

    def _found_again(self, at: int | None, target: object) -> int | None:
        """The place that leads where the chosen one led, the nearest to it if there are several."""
        same = [now for now, place in enumerate(self._places) if at is not None and place.target == target]
        return min(same, key=lambda now: abs(now - (at or 0)), default=None)

    @property
    def chosen(self) -> object:
        """Where the chosen piece leads; None where none is chosen."""
        return None if self._chosen is None else self._places[self._chosen].target

    # Keys and mouse

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - as Textual declares it
        super().watch_has_focus(has_focus)
        self._redraw_chosen()
        self._choose_first()

    def _choose_first(self) -> None:
        """With the focus there is always a piece to follow, where one is in sight."""
        if self.has_focus and self._chosen is None:
            self._choose(next((at for at, place in enumerate(self._places) if self._in_sight(place.line)), None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "follow" or self._chosen is not None  # else enter means what it means to the screen

    def action_go(self, step: int) -> None:
        """To the nearest line above or below that has a piece leading somewhere, else scroll."""
        now = self._line_now(step)
        ahead = [at for at, place in enumerate(self._places) if (place.line - now) * step > 0]
        if ahead:
            line = min((self._places[at].line for at in ahead), key=lambda line: abs(line - now))
            if self._in_sight(line) or self._in_sight(line - step):
                self._choose(self._nearest([at for at in ahead if self._places[at].line == line]))
                return
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def _line_now(self, step: int) -> int:
        """The line to go from: that of the chosen piece; where it is out of sight, the edge that one comes from."""
        if self._chosen is not None and self._in_sight(self._places[self._chosen].line):
            return self._places[self._chosen].line
        return self.scroll_offset.y - 1 if step > 0 else self.scroll_offset.y + self._height

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _in_sight(self, line: int) -> bool:
        return 0 <= line - self.scroll_offset.y < self._height

    def _nearest(self, candidates: Sequence[int]) -> int:
        if self._chosen is None:
            return candidates[0]
        column = self._places[self._chosen].start
        return min(candidates, key=lambda at: abs(self._places[at].start - column))

    def action_sideways(self, step: int) -> None:
        """To the piece beside, in reading order."""
        if self._places:
            at = 0 if self._chosen is None else max(0, min(len(self._places) - 1, self._chosen + step))
            self._choose(at)

    def action_follow(self) -> None:
        """Go where the chosen piece leads."""
        if self._chosen is not None:
            self.post_message(self.Followed(self, self._places[self._chosen].target))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y + self.scroll_offset.y
        for at, place in enumerate(self._places):
            if any(span.line == line and 0 <= offset.x - span.start < span.width for span in place.spans):
                self._choose(at)
                self.action_follow()
                return

    def _choose(self, at: int | None) -> None:
        self._redraw_chosen()
        if (self._chosen is None) is not (at is None):
            self.post_message(self.Chosen())
        self._chosen = at
        self._redraw_chosen()
        if at is not None:
            self._bring_into_view(self._places[at])

    def _redraw_chosen(self) -> None:
        if self._chosen is not None:
            for span in self._places[self._chosen].spans:
                self.refresh_line(span.line)

    def _bring_into_view(self, place: _Place) -> None:
        if not self._in_sight(place.last_line):
            self.scroll_to(y=place.last_line - self._height + 1, animate=False)
        if place.line < self.scroll_offset.y:
            self.scroll_to(y=place.line, animate=False)

    # Lines

    def on_resize(self) -> None:
        at, target = self._chosen, self.chosen
        self._chosen = None
        self._lay_out()
        self._chosen = self._found_again(at, target)
        self.refresh()
        self._choose_first()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        before, self._lines = self._lines, self._layout_of(width)
        self._places = _places(self._lines)
        size = Size(width, len(self._lines))
        self.set_reactive(LinePage.virtual_size, size)  # set plainly it would lay out the whole screen again
        self._scroll_update(size)
        changed = [at for at, (old, new) in enumerate(zip_longest(before, self._lines)) if old != new]
        if changed:  # drawing only these, asked for at once, keeps the cursor of a list beside quick
            self.refresh(*(Region(0, at - self.scroll_offset.y, width, 1) for at in changed))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        spans = self._places[self._chosen].spans if self._chosen is not None and self.has_focus else ()
        chosen = {span.start for span in spans if span.line == at}
        segments: list[Segment] = []
        column = 0
        for piece in self._lines[at]:
            is_chosen = column in chosen and piece.text != ""
            segments.append(Segment(piece.text, self._style("chosen" if is_chosen else piece.look)))
            column += cells(piece.text)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        if look not in self._looks:
            self._looks[look] = self.get_component_rich_style(f"line-page--{look}")
        return self._looks[look]


def _places(lines: Sequence[Line]) -> list[_Place]:
    places: list[_Place] = []
    for at, line in enumerate(lines):
        column = 0
        for piece in line:
            span = _Span(at, column, cells(piece.text))
            if piece.goes_on and places:
                places[-1] = _Place((*places[-1].spans, span), places[-1].target)
            elif piece.target is not None:
                places.append(_Place((span,), piece.target))
            column += span.width
    return places


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else Content(text).cell_length


def wrapped(text: str, width: int) -> list[str]:
    """A text made safe, in lines no wider than `width` cells; its own line breaks are kept."""
    parts = [segment_text(part) for part in text.split("\n")]
    if len(parts) == 1 and len(parts[0]) <= width and parts[0].isascii():
        return parts
    return [line.plain.rstrip() for part in parts for line in Content(part).wrap(max(1, width))] or [""]
