"""Going on between two keys, and no further than what it is for."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from coop_tui.widgets.soon import soon
from tests.dashboard import until


class Reading(Screen[None]):
    """Does a piece of work again and again; it has many parts, which are gone before it is."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = self.late = 0

    def compose(self) -> ComposeResult:
        yield from (Static("part") for _ in range(100))

    def on_mount(self) -> None:
        self.one_piece()

    def one_piece(self) -> None:
        self.pieces += 1
        self.late += not self.display
        soon(self, self.one_piece)


async def test_it_goes_on_until_the_screen_is_closed_and_then_no_more() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        for _time in range(5):
            screen = Reading()
            await app.push_screen(screen)
            await until(lambda: screen.pieces > 3)  # noqa: B023
            screen.dismiss()
            await until(lambda: not screen.is_running)  # noqa: B023
            done = screen.pieces
            await pilot.pause()
            assert (screen.pieces, screen.late) == (done, 0)
