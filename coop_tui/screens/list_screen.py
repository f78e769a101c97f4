"""A list that can be filtered, with the page of what is under the cursor. What the rows are is a subclass's matter."""

from __future__ import annotations

from textual.app import ComposeResult

from coop_tui.i18n import _
from coop_tui.screens import actions
from coop_tui.screens.frame import FramedScreen
from coop_tui.screens.show import show
from coop_tui.widgets.filter_line import FilterLine
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.split import ListAndPage


class ListScreen(FramedScreen):
    """Moving between filter, list and page. A subclass names and fills the list, and shows the page."""

    AUTO_FOCUS = "RecordTable"  # unless somebody has begun to type a filter already

    _shown: int | None = None  # whose page is on the screen

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

    def show_page(self) -> None:
        """Show what is under the cursor."""
        raise NotImplementedError

    def why_empty(self) -> str:
        """What the list says where there is nothing to list at all."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield FilterLine(self.called())
        with ListAndPage():
            yield self.filled_table()
            yield LinePage()

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.query_one(RecordTable)

    @property
    def page(self) -> LinePage:
        """The page of what is under the cursor."""
        return self.query_one(LinePage)

    @property
    def filter_line(self) -> FilterLine:
        """Where the filter is typed, and how much it finds is said."""
        return self.query_one(FilterLine)

    @property
    def is_searching(self) -> bool:
        """Whether there may be more rows than the list knows yet."""
        return self.table.matches is None

    def on_mount(self) -> None:
        self.watch(self.table, "cursor_id", self.show_page)
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

    # What filter, list and page say

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        self.table.apply_filter(event.query)
        self.tell()

    def on_filter_line_left(self) -> None:
        if not self.page.has_focus:  # a tab typed right after has gone there already
            self.set_focus(self.table)
        self.tell()

    def on_record_table_settled(self) -> None:
        self.tell()

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await show(self.coop, event.target, self.tab)

    def on_descendant_focus(self) -> None:
        self.refresh_frame()  # on the page escape goes back to the list

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.is_mounted:
            return True
        match action:
            case "back":
                return self.page.has_focus or not (self.at_root or self.filter_line.query_text)
            case "clear":
                return not self.page.has_focus and bool(self.filter_line.query_text)
            case "filter":
                return not self.filter_line.typing  # there its key is a letter like any other
        return True

    def action_back(self) -> None:
        if self.page.has_focus:
            self.set_focus(self.table)
        else:
            self.dismiss()

    def action_filter(self) -> None:
        self.set_focus(self.table)  # where the keys go afterwards
        self.filter_line.open()
        self.table.prepare_filter()

    def action_clear(self) -> None:
        self.filter_line.clear()
