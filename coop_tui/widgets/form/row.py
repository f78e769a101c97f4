"""One row of a form: label, input, what was understood, and below it what is wrong."""

from __future__ import annotations

from typing import Final, TypeAlias

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from coop_tui.i18n import _
from coop_tui.records.fields import (
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ListType,
    RefType,
    YesNoType,
)
from coop_tui.records.kind import Path
from coop_tui.widgets.form.inputs import Lines, OneLine
from coop_tui.widgets.form.item_line import ItemLine
from coop_tui.widgets.safe import cut, segment_text
from coop_tui.widgets.symbols import symbol, tone_sign

Editor: TypeAlias = OneLine | Lines | ItemLine

TALL: Final = 4  # lines of a text of several lines
_SHORT: Final = 24  # cells of an input for a number or date
_BUTTONS: Final = 6  # cells for moving up, moving down and removing


class Row(Widget):
    """One field, or one item of a list field, at `path`. The input is its only child; the rest it draws itself."""

    DEFAULT_CSS = """
    Row {
        height: 1;
        width: 1fr;
        layout: horizontal;
        & > OneLine {
            width: 1fr;
            background: $panel;
            &:focus { background: $accent 30%; background-tint: $foreground 0%; }
        }
        & > Lines {
            height: 4;
            padding: 0;
            background: $panel;
            scrollbar-size-vertical: 1;
            &:focus { background: $accent 20%; }
        }
    }
    """

    class Moved(Message):
        """An item is to go up (-1) or down (1)."""

        def __init__(self, row: Row, by: int) -> None:
            super().__init__()
            self.row = row
            self.by = by

    class Removed(Message):
        """An item or group is to go."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, spec: FieldSpec, path: Path, editor: Editor) -> None:
        super().__init__()
        self.spec = spec
        self.path = path
        self.editor = editor
        self._label_width = 0
        self._width = 0
        self._error = ""
        self._doubt = ""
        self._echo = ""
        self._theirs = ""

    @property
    def held(self) -> FieldType:
        """The type of what stands in this row."""
        return self.spec.type.item if isinstance(self.spec.type, ListType) else self.spec.type

    @property
    def is_item(self) -> bool:
        """Whether this row is something in a list that can be moved and removed, or a group that can be removed."""
        if isinstance(self.editor, ItemLine):
            return self.editor.is_there
        return isinstance(self.path[-1], int) and bool(self.typed)

    @property
    def typed(self) -> str:
        """The text in the input."""
        match self.editor:
            case OneLine():
                return self.editor.value
            case Lines():
                return self.editor.text
        return ""

    def compose(self) -> ComposeResult:
        yield self.editor

    # What is said around the input

    def say(self, *, error: str, doubt: str, theirs: str) -> None:
        """Show below the input what is wrong, what can hardly be so, and what others have here; "" for nothing."""
        if (error, doubt, theirs) != (self._error, self._doubt, self._theirs):
            self._error, self._doubt, self._theirs = error, doubt, theirs
            self._fit_height()

    def echo(self, text: str) -> None:
        """Show beside the input what was understood; "" for nothing."""
        if text != self._echo:
            self._echo = text
            self.refresh()

    @property
    def error(self) -> str:
        """What is said to be wrong here."""
        return self._error

    @property
    def understood(self) -> str:
        """What is said to have been understood."""
        return self._echo

    # Layout

    def fit(self, label_width: int, width: int) -> None:
        """Take up the room there is: `label_width` of `width` cells for the label."""
        if (label_width, width) != (self._label_width, self._width):
            self._label_width, self._width = label_width, width
            room = width - label_width
            self.editor.styles.margin = (0, room - self._editor_width(room), 0, label_width)
            self._fit_height()

    def _editor_width(self, room: int) -> int:
        most = room - _BUTTONS
        match self.held:
            case DateType() | CountType() | YesNoType():
                return min(_SHORT, most)
            case ChoiceType() | CountryType() | RefType():
                return min(max(room * 3 // 5, _SHORT), most)
        return most

    def _fit_height(self) -> None:
        self.styles.height = self._editor_height + len(self._below())
        self.refresh()

    @property
    def _editor_height(self) -> int:
        return TALL if isinstance(self.editor, Lines) else 1

    def _below(self) -> list[Content]:
        room = max(20, self._width - self._label_width - 2)
        lines: list[Content] = []
        for text, sign, colour in (
            (self._error, symbol("error"), "$text-error"),
            (self._doubt, tone_sign("soon"), "$text-warning"),
        ):
            for index, line in enumerate(Content(segment_text(text)).wrap(room) if text else ()):
                lines.append(Content.assemble(f"{sign if index == 0 else ' '} ", line.rstrip()).stylize(colour))
        if self._theirs:
            said = Content.assemble((_("theirs:"), "bold"), " ", segment_text(self._theirs))
            lines += [line.stylize("$text-warning") for line in said.wrap(room)]
        return lines

    def render(self) -> Content:
        focused = self.has_focus_within
        first = Content.assemble(*self._label_pieces(focused=focused))
        after = self._label_width + self.editor.outer_size.width
        if self._echo:
            room = self._width - after - 2 - self._right
            first = first.pad_right(after + 2 - first.cell_length)
            first = Content.assemble(first, (cut(self._echo, room), "$foreground-muted"))
        if self._right:
            first = first.pad_right(self._width - _BUTTONS + 1 - first.cell_length)
            first = Content.assemble(first, (self._buttons, "$text-accent" if focused else "$foreground-muted"))
        blank = [Content("")] * (self._editor_height - 1)
        indent = " " * self._label_width
        return Content("\n").join([first, *blank, *(Content.assemble(indent, line) for line in self._below())])

    def _label_pieces(self, *, focused: bool) -> list[tuple[str, str]]:
        if self.path[-1] not in (self.spec.name, 0):
            return []
        star = " *" if self.spec.required else ""
        label = cut(_(self.spec.label), self._label_width - 1 - len(star))
        return [(label, "bold $text-accent" if focused else ""), (star, "$text-accent")]

    @property
    def _buttons(self) -> str:
        moves = f"{symbol('up')} {symbol('down')} " if isinstance(self.path[-1], int) else "    "
        return moves + symbol("remove")

    @property
    def _right(self) -> int:
        return _BUTTONS if self.is_item else 0

    def on_descendant_focus(self) -> None:
        self.refresh()

    def on_descendant_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        # a click on the input comes here as well, with offsets of its own
        at = event.screen_offset - self.region.offset
        if at.y != 0 or not self.is_item:
            return
        button = at.x - (self._width - _BUTTONS + 1)
        if button in (0, 1):
            self.post_message(self.Moved(self, -1))
        elif button in (2, 3):
            self.post_message(self.Moved(self, 1))
        elif button in (4, 5):
            self.post_message(self.Removed(self))
