"""Pages that lead on: which piece is chosen, what the keys do, what a click follows, and what is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot

from coop_tui.records.page import Item, Link, Page, Row
from coop_tui.widgets.line_page import Line, LinePage, Piece
from coop_tui.widgets.page_lines import page_lines

LONG = Page(
    "Title",
    (),
    (
        Row("First", (Item("to an organisation with a name of some length", ("organisations", 1)),)),
        Row("Second", (Item("Tina, Planner, CLC, Host", links=(Link(15, 18, ("organisations", 2)),)),)),
        Row("Third", tuple(Item(f"value {at}") for at in range(20))),
        Row("Last", (Item("far below", ("batches", 3)),)),
    ),
)


class Reader(App[None]):
    """A page alone; what was followed, and enter where nothing could be."""

    BINDINGS = [Binding("enter", "enter", "")]

    def __init__(self, lines: Sequence[Line] | None = None) -> None:
        super().__init__()
        self.followed: list[object] = []
        self.entered = 0
        self._fixed = lines

    def compose(self) -> ComposeResult:
        yield LinePage()

    def on_mount(self) -> None:
        self.show()

    def show(self, *, keep: bool = False) -> None:
        fixed = self._fixed
        self.page.show(lambda width: page_lines(LONG, width) if fixed is None else fixed, keep=keep)

    @property
    def page(self) -> LinePage:
        return self.query_one(LinePage)

    def on_line_page_followed(self, event: LinePage.Followed) -> None:
        self.followed.append(event.target)

    def action_enter(self) -> None:
        self.entered += 1


@asynccontextmanager
async def reading(
    lines: Sequence[Line] | None = None, size: tuple[int, int] = (46, 10)
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = Reader(lines)
    async with app.run_test(size=size) as pilot:
        app.page.focus()
        await pilot.pause()
        yield app, pilot


def chosen_cells(app: Reader) -> list[tuple[int, str]]:
    """The lines and texts drawn as the chosen piece."""
    look = app.page.get_component_rich_style("line-page--chosen")
    return [
        (y, segment.text)
        for y in range(app.page.size.height)
        for segment in app.page.render_line(y)
        if segment.style is not None and segment.style.bgcolor == look.bgcolor
    ]


async def test_a_piece_that_goes_on_in_the_next_line_is_one_piece() -> None:
    async with reading() as (app, pilot):
        assert [text for _y, text in chosen_cells(app)] == ["to an organisation with a", "name of some length"]
        await pilot.click(LinePage, offset=(24, 3))
        await pilot.press("enter")
        assert app.followed == [("organisations", 1)] * 2
        await pilot.press("down")
        assert chosen_cells(app) == [(4, "CLC")]
        await pilot.press("up", "enter")
        assert app.followed[-1] == ("organisations", 1)


async def test_arrows_go_to_what_is_in_sight_and_scroll_where_nothing_is() -> None:
    async with reading() as (app, pilot):
        await pilot.press("down")
        assert app.page.chosen == ("organisations", 2)
        await pilot.press("down", "down")
        assert (app.page.chosen, app.page.scroll_offset.y) == (("organisations", 2), 2)
        await pilot.press("end", "up")  # what was chosen is out of sight: from the edge that one comes from
        assert app.page.chosen == ("batches", 3)
        await pilot.press("home", "down")
        assert app.page.chosen == ("organisations", 1)
        await pilot.press("right", "right", "right", "right")
        assert app.page.chosen == ("batches", 3)
        assert chosen_cells(app)[0][1] == "far below"  # brought into sight


@pytest.mark.parametrize("keep", [True, False])
async def test_the_same_page_anew_keeps_place_and_choice(*, keep: bool) -> None:
    async with reading() as (app, pilot):
        await pilot.press("right", "right", "right")
        kept = app.page.chosen, app.page.scroll_offset.y
        app.show(keep=keep)
        await pilot.pause()
        assert ((app.page.chosen, app.page.scroll_offset.y) == kept) is keep
        if keep:
            await pilot.resize_terminal(70, 12)
            assert app.page.chosen == kept[0]


async def test_enter_means_what_it_means_to_the_screen_where_nothing_leads_on() -> None:
    async with reading([(Piece("nothing"),)]) as (app, pilot):
        await pilot.press("enter", "down", "right")
        assert (app.entered, app.followed, app.page.chosen) == (1, [], None)
