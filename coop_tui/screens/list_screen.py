"""A list that can be filtered, with the page of what is under the cursor. What the rows are is a subclass's matter."""

from __future__ import annotations

from textual.app import ComposeResult

from coop_tui.screens.filtered_screen import FilteredScreen
from coop_tui.screens.show import show
from coop_tui.widgets.filter_line import FilterLine
from coop_tui.widgets.line_page import LinePage
from coop_tui.widgets.split import ListAndPage


class ListScreen(FilteredScreen):
    """Moving between filter, list and page. A subclass names and fills the list, and shows the page."""

    _shown: int | None = None  # whose page is on the screen

    def show_page(self) -> None:
        """Show what is under the cursor."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield FilterLine(self.called())
        with ListAndPage():
            yield self.filled_table()
            yield LinePage()

    @property
    def page(self) -> LinePage:
        """The page of what is under the cursor."""
        return self.query_one(LinePage)

    def on_mount(self) -> None:
        self.watch(self.table, "cursor_id", self.show_page)

    # What filter and page say

    def end_typing(self) -> None:
        if not self.page.has_focus:  # a tab typed right after has gone there already
            super().end_typing()

    async def on_line_page_followed(self, event: LinePage.Followed) -> None:
        await show(self.coop, event.target, self.tab)

    def on_descendant_focus(self) -> None:
        self.refresh_frame()  # on the page escape goes back to the list

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_mounted and self.page.has_focus and action in ("back", "clear"):
            return action == "back"
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        if self.page.has_focus:
            self.set_focus(self.table)
        else:
            super().action_back()
