"""Measured figures beside what they must be, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

Unit = Literal["×", "ms", "%", "MiB", ""]
_DIGITS: Final[dict[Unit, int]] = {"×": 2, "ms": 1, "%": 2, "MiB": 0, "": 0}


@dataclass(frozen=True)
class Figure:
    """What was measured, several times over. `budget` is the most that the median may be; None where there is none."""

    what: str
    values: Sequence[float]
    unit: Unit
    how: str
    budget: float | None = None

    @property
    def misses(self) -> bool:
        """Whether the median is above the budget."""
        return self.budget is not None and median(self.values) > self.budget


def ratios(values: Sequence[float], to: Sequence[float]) -> list[float]:
    """Each value over the one that was measured right beside it."""
    return [value / other for value, other in zip(values, to, strict=True)]


def heading() -> str:
    return f"{'':44}{'must be':>12}{'median':>12}  {'(least–most)':16}"


def line(figure: Figure) -> str:
    """One figure: name, budget, median, least and most, `MISS` where it is above its budget, how it was measured."""
    budget = "" if figure.budget is None else f"≤ {figure.budget:g} {figure.unit}"
    spread = f"({_said(min(figure.values), figure.unit)}–{_said(max(figure.values), figure.unit)})"
    mark = "MISS" if figure.misses else ""
    middle = f"{_said(median(figure.values), figure.unit)} {figure.unit}"
    return f"{figure.what:44}{budget:>12}{middle:>12}  {spread:16} {mark:5}{figure.how}"


def _said(value: float, unit: Unit) -> str:
    return f"{value:.{_DIGITS[unit]}f}"
