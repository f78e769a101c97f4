"""Long work in a thread: what it says, what rests meanwhile, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from coop_tui.exchange.progress import IMPORTING, Progress, Step
from coop_tui.screens.working import WorkingScreen
from tests.dashboard import another, dashboard, office, see, settled, text, toasts, until


class Work:
    """Goes a step whenever it is let."""

    def __init__(self, *steps: tuple[Step, int, int]) -> None:
        self._steps = steps
        self._gates = [Event() for _step in (*steps, "the end")]
        self.told = 0

    def __call__(self, progress: Progress) -> str:
        for gate, step in zip(self._gates, self._steps, strict=False):
            assert gate.wait(10)
            progress(*step)
            self.told += 1
        assert self._gates[-1].wait(10)
        return "done"

    def go(self) -> None:
        """To the next step, or to the end."""
        next(gate for gate in self._gates if not gate.is_set()).set()


async def test_the_bar_moves_others_changes_wait_and_what_is_being_written_is_not_said_to_stop(tmp_path: Path) -> None:
    config = office(tmp_path / "office")
    got: list[str] = []
    async with dashboard(config) as (app, pilot):
        work = Work(("plan", 0, 0), ("check", 50, 100), ("write", 9, 9))
        await app.push_screen(WorkingScreen("units.csv", IMPORTING, work, got.append))
        work.go()
        await see(app, "Looking at each row…")
        assert "units.csv" in text(app)
        assert "esc stops it" in text(app)
        assert "▇" not in text(app)
        with another(config) as other:
            other.create("units", {"name": "Dinas Lain"})
            theirs = other.records.generation
        generation = app.register.records.generation
        app._poll()
        assert app.register.records.generation == generation
        work.go()
        await see(app, "Checking the change: 50 %")
        assert text(app).count("▇") > 20
        work.go()
        await see(app, "Writing the change…")
        await see(app, "u takes it back afterwards")
        await pilot.press("escape")
        assert "Stopping" not in text(app)
        work.go()
        await settled(app)
        await until(lambda: got == ["done"])
        app._poll()
        assert app.register.records.generation == theirs


async def test_escape_stops_it_and_leaving_the_dashboard_does_and_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[str] = []
    async with dashboard(office(tmp_path / "office")) as (app, pilot):
        work = Work(("plan", 0, 9), ("plan", 5, 9))
        await app.push_screen(WorkingScreen("units.csv", IMPORTING, work, got.append))
        work.go()
        await see(app, "Looking at each row")
        await pilot.press("escape")
        await see(app, "Stopping…")
        work.go()
        await until(lambda: "Stopped; nothing was changed." in toasts(app))
        assert work.told == 1

        left, never = Event(), Event()
        alone: list[bool] = []
        monkeypatch.setattr(app, "leave", chained(left.set, app.leave))

        def until_stopped(progress: Progress) -> str:
            try:
                while not never.wait(0.01):
                    progress("plan", 0, 0)
                return "done"
            finally:
                alone.append(left.wait(0.3))

        await app.push_screen(WorkingScreen("units.csv", IMPORTING, until_stopped, got.append))
        await see(app, "Looking at each row")
        await pilot.press("ctrl+q")
    assert left.is_set()
    assert alone == [False]  # the dashboard was not over while the work was not
    assert got == []


def test_work_that_was_stopped_before_it_began_never_does() -> None:
    done: list[str] = []
    screen = WorkingScreen("units.csv", IMPORTING, lambda _progress: done.append("work"), lambda _none: None)
    screen._stop()
    screen._run()
    assert done == []
    assert not screen._begun  # so that nobody waits for its end


def chained(*calls: Callable[[], None]) -> Callable[[], None]:
    """All of these, one after the other."""

    def run() -> None:
        for call in calls:
            call()

    return run
