"""The bar of long work, and ctrl+c."""

from __future__ import annotations

import io
import os
import signal
import sys

import pytest

from coop_tui.commands.progress import shown_progress
from coop_tui.exchange.progress import Cancelled


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_moves_on_a_terminal_and_only_there(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for stream in (_Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with shown_progress() as progress:
            progress("plan", 5, 10)
            progress("check", 10, 10)
        said[type(stream)] = stream.getvalue()

    assert said[io.StringIO] == ""
    assert "100%" in said[_Terminal]
    assert "30%" in said[_Terminal]


def test_ctrl_c_stops_at_the_next_step_and_nowhere_else() -> None:
    before = signal.getsignal(signal.SIGINT)
    with shown_progress() as progress:
        progress("plan", 1, 2)
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Cancelled):
            progress("plan", 2, 2)

    assert signal.getsignal(signal.SIGINT) is before
