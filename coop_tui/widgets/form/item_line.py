"""One line that stands for a group of fields, or for the place where one can be added."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.widgets.safe import cut_content, segment_text
from coop_tui.widgets.symbols import symbol


class ItemLine(Widget, can_focus=True):
    """A group in one line. `number` counts from 1 in a list, None where there is only one; `summary` None: add one."""

    DEFAULT_CSS = """
    ItemLine {
        height: 1;
        width: 1fr;
        background: $panel;
        pointer: pointer;
        &:hover { background: $panel-lighten-1; }
        &:focus { background: $accent 30%; text-style: bold; }
        &.-add { width: auto; background: transparent; color: $text-accent; }
        &.-add:focus { background: $accent 30%; }
    }
    """

    class Opened(Message):
        """Enter or a click on a line that had the focus, or on `+ add`."""

        def __init__(self, line: ItemLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, number: int | None, summary: str | None) -> None:
        super().__init__()
        self._number = number
        self._summary = summary
        self.set_class(summary is None, "-add")

    @property
    def is_there(self) -> bool:
        """Whether the line stands for something, not for a place to add it."""
        return self._summary is not None

    def show(self, summary: str | None) -> None:
        """Stand for another text."""
        if summary != self._summary:
            self._summary = summary
            self.set_class(summary is None, "-add")
            self.refresh(layout=True)

    def render(self) -> Content:
        if self._summary is None:
            word = _("add")
            return Content(f"{symbol('add')} {word}")
        number = "" if self._number is None else f"{self._number:<3}"
        text = Content.assemble((number, "$foreground-muted"), segment_text(self._summary))
        return cut_content(text, self.size.width) if self.size.width else text

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Opened(self))
