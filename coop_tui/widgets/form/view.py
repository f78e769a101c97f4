"""The rows of a form: one for each field of a record or of a part, and for each item of a list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Final, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.records.fields import (
    AnyType,
    FieldSpec,
    FieldType,
    ListType,
    PartType,
    PlainType,
    RefType,
    TextType,
    specs,
)
from coop_tui.records.kind import Path, Problem
from coop_tui.records.read import read_value
from coop_tui.widgets.chooser import Chooser
from coop_tui.widgets.form import tree as trees
from coop_tui.widgets.form.edit import Edit
from coop_tui.widgets.form.inputs import Lines, OneLine
from coop_tui.widgets.form.item_line import ItemLine
from coop_tui.widgets.form.row import Editor, Row
from coop_tui.widgets.form.suggest import source_of, suggested_kind
from coop_tui.widgets.form.typed import blank, declared_at, summary, typed, understood
from coop_tui.widgets.soon import soon

_LABELS: Final = (15, 22, 26)
"""Cells of the label column: at least, at most on a narrow screen, at most on a wide one."""
_WIDE: Final = 100


class FormView(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields at `base` of what is being edited: () for the record itself, else the path of a part."""

    DEFAULT_CSS = """
    FormView {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    class Left(Message):
        """Somebody went on from a field."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    class Reached(Message):
        """A field has the focus now."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, edit: Edit, base: Path) -> None:
        super().__init__()
        self._edit = edit
        self.base = base
        self._declared = declared_at(edit.kind.record, base)
        self._specs = {spec.name: spec for spec in specs(self._declared)}
        self._lists = asyncio.Lock()
        self._tree = self._current()

    def _current(self) -> trees.Tree:
        """What stands here now; where nothing does yet, what a new one begins with."""
        return trees.at(self._edit.typed, self.base) or cast("trees.Tree", blank(self._declared))

    def compose(self) -> ComposeResult:
        for spec in self._specs.values():
            yield from self._rows_for(spec)

    def _rows_for(self, spec: FieldSpec) -> Iterator[Row]:
        if isinstance(spec.type, AnyType):
            return
        if isinstance(spec.type, ListType):
            for index in range(len(trees.items(self._tree, (spec.name,))) + 1):
                yield self._row(spec, (spec.name, index))
        else:
            yield self._row(spec, (spec.name,))

    def _row(self, spec: FieldSpec, inner: Path) -> Row:
        return Row(spec, (*self.base, *inner), self._editor(spec, inner))

    def _editor(self, spec: FieldSpec, inner: Path) -> Editor:
        held = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(held, PartType):
            number = inner[-1] + 1 if isinstance(inner[-1], int) else None
            return ItemLine(number, self._summary(held.part, inner))
        assert isinstance(held, PlainType)
        text = self._text(inner)
        if isinstance(held, TextType) and held.lines:
            return Lines(text)
        source = source_of(held, self._edit.register)
        return OneLine(text) if source is None else Chooser(text, source, eager=not isinstance(held, TextType))

    def _text(self, inner: Path) -> str:
        found = trees.at(self._tree, inner)
        return found if isinstance(found, str) else ""

    def _summary(self, part: type, inner: Path) -> str | None:
        found = trees.at(self._tree, inner)
        return summary(part, found) if found else None

    # Rows

    @property
    def rows(self) -> Sequence[Row]:
        """The rows from top to bottom."""
        return [row for row in self.children if isinstance(row, Row)]

    @property
    def focused_row(self) -> Row | None:
        """The row of the focused input."""
        focused = self.screen.focused
        parent = focused.parent if focused is not None else None
        return parent if isinstance(parent, Row) and parent.parent is self else None

    def row_at(self, path: Path) -> Row | None:
        """The row that shows `path`, or the item or group that `path` lies in."""
        fitting = [row for row in self.rows if path[: len(row.path)] == row.path]
        if fitting:
            return fitting[0]
        return next((row for row in self.rows if row.path[: len(path)] == path), None)

    def focus_path(self, path: Path) -> None:
        """Put the focus where `path` is shown; on the first field where nothing is."""
        row = self.row_at(path) or next(iter(self.rows), None)
        if row is not None:
            self._focus(row)

    def go(self, step: int) -> Widget | None:
        """Put the focus on the next (1) or previous (-1) field, from the last one to the first. What has it then.

        By the order of the rows: Textual goes by their places on the screen, which a row that just came has not yet.
        """
        rows, row = self.rows, self.focused_row
        if not rows:
            return None
        at = (rows.index(row) + step) % len(rows) if row is not None else 0
        return self._focus(rows[at])

    def go_far(self, pages: int) -> None:
        """Put the focus a page further down (1) or up (-1), at most on the last or first field."""
        rows, row = self.rows, self.focused_row
        at = (rows.index(row) if row is not None else 0) + pages * max(1, self.size.height - 1)
        self._focus(rows[max(0, min(at, len(rows) - 1))])

    def _focus(self, row: Row) -> Widget:
        """At once, for the next key may be there already. The form itself scrolls, to the whole row, error and all."""
        self.screen.set_focus(row.editor, scroll_visible=False)
        return row.editor

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width or self.app.size.width - 3
        least, narrow, wide = _LABELS
        needed = max(len(_(spec.label)) + (3 if spec.required else 1) for spec in self._specs.values())
        label = max(least, min(needed, wide if width >= _WIDE else narrow))
        for row in self.rows:
            row.fit(label, width)

    # Typing

    def collect(self) -> None:
        """Take in every text as it stands in the inputs now."""
        for row in self.rows:
            if not isinstance(row.editor, ItemLine):
                self._take_in(row)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed_in(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._typed_in(event.text_area)

    def _typed_in(self, editor: Widget) -> None:
        if isinstance(editor.parent, Row):
            self._take_in(editor.parent)
            if editor.parent.error and self._is_mended(editor.parent):
                editor.parent.say(error="", doubt="", theirs=self._theirs(editor.parent))
            if not isinstance(editor.parent.held, RefType):
                self.echo(editor.parent)
            if isinstance(editor.parent.path[-1], int):
                self.call_later(self.fit_list, editor.parent.spec.name)

    def _take_in(self, row: Row) -> None:
        inner = row.path[len(self.base) :]
        if row.typed != self._text(inner):
            self._tree = trees.put(self._tree, inner, row.typed)
            self._edit.put(self.base, self._tree)

    async def show_all(self) -> None:
        """Show every field anew."""
        self._tree = self._current()
        for spec in self._specs.values():
            if isinstance(spec.type, ListType):
                await self.fit_list(spec.name)
        for row in self.rows:
            self._show_row(row)

    async def fit_list(self, name: str) -> None:
        """Have as many rows as the list has items, and one more to add to it."""
        async with self._lists:
            await self._lengthen_or_shorten(name)

    async def _lengthen_or_shorten(self, name: str) -> None:
        rows = [row for row in self.rows if row.spec is self._specs[name]]
        needed = len(trees.items(self._tree, (name,))) + 1
        extra = [row for row in rows[needed:] if not row.has_focus_within]
        if extra:
            await self.remove_children(extra)
        if needed > len(rows):
            more = [self._row(self._specs[name], (name, index)) for index in range(len(rows), needed)]
            await self.mount_all(more, after=rows[-1])
            self._fit()

    async def fit_focused_list(self) -> None:
        """The same for the list that is being typed in, if one is."""
        row = self.focused_row
        if row is not None and isinstance(row.path[-1], int):
            self._take_in(row)
            await self.fit_list(row.spec.name)

    def _show_row(self, row: Row) -> None:
        inner = row.path[len(self.base) :]
        match row.editor:
            case ItemLine():
                assert isinstance(row.held, PartType)
                row.editor.show(self._summary(row.held.part, inner))
            case OneLine() | Lines():
                row.editor.show(self._text(inner))
        row.refresh()

    def speak_again(self) -> None:
        """Say labels, what is typed and what was understood in the language that is now in use."""
        self._tree = self._current()
        self._fit()
        for row in self.rows:
            self._show_row(row)
            if row.understood:
                self.echo(row)

    # What was understood, and what is wrong

    def echo(self, row: Row) -> None:
        """Say beside an input what was understood."""
        if isinstance(row.held, PlainType):
            row.echo(self._understood(row.held, row.typed))

    def _is_mended(self, row: Row) -> bool:
        """Whether what is typed now can be read, or may be left empty; beside other fields it is checked on leaving."""
        if not row.typed.strip():
            return not row.spec.required
        try:
            if isinstance(row.held, PlainType):
                read_value(row.held, row.typed, self._edit.reading)
        except CoopError:
            return False
        return True

    def _understood(self, held: PlainType, text: str) -> str:
        if not text.strip():
            return ""
        try:
            value = read_value(held, text, self._edit.reading)
        except CoopError:
            return ""
        return understood(held, text, value, self._edit.names.text)

    def say(self, problems: Sequence[Problem], doubts: Sequence[Problem]) -> None:
        """Say at each row what is wrong there, or can hardly be so, and what others have there."""
        for row in self.rows:
            error, doubt = (
                next((self._said(row, one) for one in some if one.path[: len(row.path)] == row.path), "")
                for some in (problems, doubts)
            )
            row.say(error=error, doubt=doubt, theirs=self._theirs(row))

    def _said(self, row: Row, problem: Problem) -> str:
        if len(problem.path) == len(row.path):
            return problem.message
        assert isinstance(row.held, PartType)
        field = next((one for one in specs(row.held.part) if one.name == problem.path[len(row.path)]), None)
        return f"{_(field.label)}: {problem.message}" if field else problem.message

    def _theirs(self, row: Row) -> str:
        theirs, first = self._edit.theirs, row.path[-1] in (row.spec.name, 0)
        if self.base or not first or row.spec.name not in theirs:
            return ""
        value = theirs[row.spec.name]
        if value is None:
            return _("nothing")
        said = typed(row.spec.type, value, self._edit.names.text)
        return "; ".join(trees.texts(said))

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        if isinstance(event.widget.parent, Row):
            self.post_message(self.Left(event.widget.parent))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        row = event.widget.parent
        if isinstance(row, Row):
            self.scroll_to_widget(row, animate=False)
            self._prepare_names(row.held)
            self.post_message(self.Reached(row))

    def _prepare_names(self, held: FieldType) -> None:
        """Read the names of a kind between key presses, so that the first letter is as quick as the others."""
        kind = suggested_kind(held)
        if kind is not None and self._edit.names.prepare(kind):
            soon(self, lambda: self._prepare_names(held))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        row = self.focused_row if self.is_attached else None
        if row is not None and isinstance(row.editor, Chooser):
            self.call_after_refresh(row.editor.follow)
