"""A bar on the terminal while long work goes on, and ctrl+c to stop it before anything is written."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

import click

from coop_tui.exchange.progress import Cancelled, Progress, Step, share

_LENGTH: Final = 1000  # steps of the bar


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """The progress of one piece of work: a bar where standard error is a terminal, and only there. ctrl+c stops the
    work at the next call, never while it is written: then it is done.
    """
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    before = signal.signal(signal.SIGINT, stop)
    bar = click.progressbar(length=_LENGTH, file=sys.stderr, show_eta=False) if sys.stderr.isatty() else None

    def progress(step: Step, done: int, total: int) -> None:
        if stopped:
            raise Cancelled
        if bar is not None:
            bar.update(int(share(step, done, total) * _LENGTH) - bar.pos)

    try:
        if bar is None:
            yield progress
        else:
            with bar:
                yield progress
                bar.update(_LENGTH - bar.pos)
    finally:
        signal.signal(signal.SIGINT, before)
