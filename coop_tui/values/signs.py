"""In which form signs are written whose width a terminal could doubt."""

from __future__ import annotations

from typing import Literal

_form: Literal[0, 1] = 0


def use(symbols: str) -> None:
    """Write signs as `unicode` or as `ascii` from now on."""
    global _form
    _form = 1 if symbols == "ascii" else 0


def form() -> Literal[0, 1]:
    """0 where signs are written in Unicode, 1 where in ASCII."""
    return _form


def inner() -> str:
    """What stands between a thing and what is in it: `Batch › Title`."""
    return (" › ", " > ")[_form]
