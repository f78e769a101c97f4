"""The bar of long work, and ctrl+c."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from collections.abc import Sequence

import pytest

from coop_tui.commands.progress import shown_progress
from coop_tui.exchange.progress import Cancelled, Step


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


STEPS: Sequence[Step] = ("read", "plan", "write")


def test_a_bar_moves_on_a_terminal_and_only_there_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for stream in (_Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with shown_progress(STEPS) as progress:
            progress("read", 0, 0)
            progress("plan", 5, 10)
            progress("write", 10, 10)
        said[type(stream)] = stream.getvalue()

    assert said[io.StringIO] == ""
    lines = [line.rstrip() for line in said[_Terminal].split("\r")]
    assert lines[1] == f"[{'-' * 30}] Reading the file…"
    assert re.fullmatch(r"\[#{10,20}-{10,20}\] Looking at each row: 50 %", lines[2])
    assert lines[3:] == [f"[{'#' * 30}] Writing the change…", "", ""]


def test_ctrl_c_stops_at_the_next_step_and_nowhere_else() -> None:
    before = signal.getsignal(signal.SIGINT)
    with shown_progress(STEPS) as progress:
        progress("plan", 1, 2)
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Cancelled):
            progress("plan", 2, 2)

    assert signal.getsignal(signal.SIGINT) is before
