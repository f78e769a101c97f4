"""A list that can be filtered. What the rows are is a subclass's matter."""

from __future__ import annotations

from textual.app import ComposeResult

from coop_tui.i18n import _
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.widgets.filter_line import FilterLine
from coop_tui.widgets.record_table import RecordTable


class FilteredScreen(FramedScreen):
    """Moving between filter and list. A subclass names and fills the list."""

    AUTO_FOCUS = "RecordTable"  # unless somebody has begun to type a filter already

    @property
    def at_root(self) -> bool:
        """Whether a tab begins with it; any other is left again by escape."""
        raise NotImplementedError

    def called(self) -> str:
        """What the list is called, to be translated."""
        raise NotImplementedError

    def filled_table(self) -> RecordTable:
        """The list with its rows, so that the first paint shows them."""
        raise NotImplementedError

    def why_empty(self) -> str:
        """What the list says where there is nothing to list at all."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield FilterLine(self.called())
        yield self.filled_table()

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    @property
    def filter_line(self) -> FilterLine:
        """Where the filter is typed, and how much it finds is said."""
        return self.query_one(FilterLine)

    @property
    def is_searching(self) -> bool:
        """Whether there may be more rows than the list knows yet."""
        return self.table.matches is None

    def on_mount(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Say how many rows there are, and where there are none, why."""
        self.filter_line.say(self.table.matches, self.table.total)
        if self.is_searching:
            self.table.empty_text = _("Searching…")
        elif self.table.total:
            self.table.empty_text = _("Nothing matches. {key} clears the filter.").format(
                key=self.coop.key_of(actions.CLEAR)
            )
        else:
            self.table.empty_text = self.why_empty()
        self.refresh_frame()

    # What filter and list say

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        self.table.apply_filter(event.query)
        self.tell()

    def on_filter_line_left(self) -> None:
        self.end_typing()
        self.tell()

    def end_typing(self) -> None:
        """Give the keys to the list after the filter was typed."""
        self.set_focus(self.table)

    def on_record_table_settled(self) -> None:
        self.tell()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.is_mounted:
            return True
        match action:
            case "back":
                return not (self.at_root or self.filter_line.query_text)
            case "clear":
                return bool(self.filter_line.query_text)
            case "filter":
                return not self.filter_line.typing  # there its key is a letter like any other
        return True

    def action_back(self) -> None:
        self.dismiss()

    def action_filter(self) -> None:
        self.set_focus(self.table)  # where the keys go afterwards
        self.filter_line.open()
        self.table.prepare_filter()

    def action_clear(self) -> None:
        self.filter_line.clear()
