"""A terminal without colours: what is chosen can still be told."""

from __future__ import annotations

from pathlib import Path

from tests.dashboard import office, program
from tests.pty_app import PtyApp
from tests.walks.steps import come_to_rest, gone, place_of, to_batches


def test_cursor_and_active_tab_read_without_colour(tmp_path: Path) -> None:
    with PtyApp(program(office(tmp_path)), columns=80, rows=24, env={"NO_COLOR": "1"}) as app:
        to_batches(app)
        come_to_rest(app)
        cells = app._screen.buffer
        colours = {str(one) for row in range(24) for cell in cells[row].values() for one in (cell.fg, cell.bg)}
        assert all(one == "default" or one[0:2] == one[2:4] == one[4:6] for one in colours), colours  # greys alone

        x, y = place_of(app, "Batches")
        assert y == 1
        assert cells[y][x].underscore
        assert cells[y][x].bold
        _, cursor = place_of(app, "› ○ Jul 2019")
        assert cells[cursor][20].bold
        assert not cells[cursor + 1][20].bold
        app.send("down")
        app.wait_for("› ● 17 Feb 2019")

        app.send("ctrl+p")
        app.wait_for("› Overview")
        assert chosen_alone(app, "› Overview")
        app.send("escape")
        gone(app, "› Overview")
        app.send("f7")
        app.wait_for("› English")
        assert chosen_alone(app, "› coop-dark")
        app.send("ctrl+q")
        assert app.wait_exit() == 0


def chosen_alone(app: PtyApp, words: str) -> bool:
    """Whether these words are bold, and what stands below them is not."""
    x, y = place_of(app, words)
    cells = app._screen.buffer
    return bool(cells[y][x + 3].bold) and not cells[y + 1][x + 3].bold
