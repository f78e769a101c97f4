"""A bar on the terminal while long work goes on, and ctrl+c to stop it before anything is written."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

import click

from coop_tui.exchange.progress import Cancelled, Progress, Step, share, step_words

_CELLS: Final = 30
_CTRL_C: Final = 2  # cells in which the terminal shows that ctrl+c was pressed


@contextmanager
def shown_progress(steps: Sequence[Step]) -> Iterator[Progress]:
    """The progress of work in `steps`: a bar where standard error is a terminal, and only there, which is gone when the
    work is over. ctrl+c stops the work at the next call, and after the last one no more: then it is done.
    """
    stopped: list[int] = []
    drawn = [""]

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    def draw(line: str) -> None:
        if line != drawn[0]:
            before, drawn[0] = drawn[0], line
            click.echo(f"\r{line.ljust(len(before))}", err=True, nl=False)

    def progress(step: Step, done: int, total: int) -> None:
        if stopped:
            raise Cancelled
        if on_terminal:
            draw(_line(share(steps, step, done, total), step_words(step, done, total)))

    on_terminal = sys.stderr.isatty()
    handled = signal.signal(signal.SIGINT, stop)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, handled)
        if drawn[0]:
            click.echo(f"\r{' ' * (len(drawn[0]) + _CTRL_C)}\r", err=True, nl=False)


def _line(part: float, words: str) -> str:
    """The bar and what is being done, on one line of the terminal."""
    full = int(part * _CELLS)
    return f"[{'#' * full}{'-' * (_CELLS - full)}] {words}"[: shutil.get_terminal_size().columns - _CTRL_C - 1]
