"""The line above a list: what the list is, the filter while it is typed or set, and how many rows match."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from coop_tui.i18n import N_, _, language, n_
from coop_tui.values import clean, format_number
from coop_tui.widgets.safe import cleaned
from coop_tui.widgets.symbols import symbol


class Query(Input):
    """Where the filter is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # looked at first, so that a key typed right after them goes to the list
        Binding("escape", "give_up", N_("Clear filter"), show=False, id="filter.clear", priority=True),
        Binding("enter,down", "leave", N_("To the list"), show=False, id="filter.leave", priority=True),
    ]

    virtual_size = Reactive(Size(0, 0))  # as Textual declares it, each letter would lay out the whole screen anew

    def validate_value(self, value: str) -> str:
        return cleaned(value)

    def action_give_up(self) -> None:
        self.value = ""
        self.action_leave()

    def action_leave(self) -> None:
        assert isinstance(self.parent, FilterLine)
        self.parent.leave()


class _Name(Widget):
    """The name of the list, or the count of its rows."""

    text = ""

    def say(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh(layout=self.styles.auto_dimensions)

    def render(self) -> Content:
        return Content(self.text)


class FilterLine(Horizontal):
    """Posts `Changed` at every letter and `Left` when the typing is over."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        padding: 0 1;
        & > _Name { height: 1; }
        & > #list-name { width: auto; text-style: bold; }
        & > #filter-label { width: auto; color: $text-muted; margin-left: 2; display: none; }
        & > Query { width: 1fr; border: none; height: 1; padding: 0; background: transparent; display: none; }
        & > #row-count { width: 26; text-align: right; dock: right; color: $text-muted; }
    }
    """

    class Changed(Message):
        """The filter is another."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Left(Message):
        """Typing is over; the list has the keys again."""

    def __init__(self, name: str) -> None:
        """`name` is what the list holds, marked with `N_`."""
        super().__init__()
        self._list_name = name
        self._opened_from: Widget | None = None

    def compose(self) -> ComposeResult:
        name = _Name(id="list-name")
        name.text = _(self._list_name)
        yield name
        label = _Name(id="filter-label")
        label.text = _("filter: ")
        yield label
        query = Query(compact=True)
        query.cursor_blink = False
        yield query
        yield _Name(id="row-count")

    def call(self, name: str) -> None:
        """Give the list another name, which `say` shows."""
        self._list_name = name

    @property
    def query_text(self) -> str:
        """What is filtered by."""
        return clean(self.query_one(Query).value)

    @property
    def typing(self) -> bool:
        """Whether the keys go to the filter."""
        return self.query_one(Query).has_focus

    def open(self) -> None:
        """Type a filter."""
        self._opened_from = self.screen.focused
        self._show_filter(shown=True)
        self.screen.set_focus(self.query_one(Query))  # at once: the next letter is part of the filter

    def leave(self) -> None:
        """Give the keys back to where they went before."""
        self.screen.set_focus(self._opened_from)
        self.post_message(self.Left())

    def clear(self) -> None:
        """Take the filter away."""
        self.query_one(Query).value = ""
        self.post_message(self.Left())

    def say(self, matches: int | None, total: int) -> None:
        """Show how many of all rows match, None while that is being found out; all words in the language in use."""
        self.query_one("#list-name", _Name).say(_(self._list_name))
        self.query_one("#filter-label", _Name).say(_("filter: "))
        all_rows = format_number(total, language())
        shown = symbol("cut") if matches is None else format_number(matches, language())
        if self.query_text:
            text = _("{matches} of {total}").format(matches=shown, total=all_rows)
        else:
            text = n_("{total} row", "{total} rows", total).format(total=all_rows)
        self.query_one("#row-count", _Name).say(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(clean(event.value)))

    def on_filter_line_left(self) -> None:
        if not self.query_text:
            self._show_filter(shown=False)

    def _show_filter(self, *, shown: bool) -> None:
        self.query_one("#filter-label").display = self.query_one(Query).display = shown
