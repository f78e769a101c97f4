"""The signs of the interface, each with a form in ASCII for terminals whose width of a sign could be doubted."""

from __future__ import annotations

from typing import Final, Literal

from coop_tui.records.fields import Tone
from coop_tui.values import signs

Sign = Literal[
    "add",
    "bar",
    "becomes",
    "cut",
    "down",
    "error",
    "estimate",
    "less",
    "link",
    "more",
    "pick",
    "previous",
    "remove",
    "rule",
    "saved",
    "sorted_down",
    "sorted_up",
    "up",
]

_SIGNS: Final[dict[Sign, tuple[str, str]]] = {
    "add": ("+", "+"),
    "bar": ("▇", "#"),
    "becomes": ("→", ">"),
    "cut": ("…", "~"),
    "down": ("↓", "v"),
    "error": ("✗", "x"),
    "estimate": ("≈", "~"),
    "less": ("−", "-"),
    "link": ("›", ">"),
    "more": ("·", "-"),
    "pick": ("›", ">"),
    "previous": ("‹", "<"),
    "remove": ("✕", "x"),
    "rule": ("─", "-"),
    "saved": ("●", "*"),
    "sorted_down": ("▾", "v"),
    "sorted_up": ("▴", "^"),
    "up": ("↑", "^"),
}
_TONES: Final[dict[Tone, tuple[str, str]]] = {
    "good": ("●", "*"),
    "open": ("○", "o"),
    "busy": ("◐", "%"),
    "soon": ("◑", "!"),
    "bad": ("✗", "x"),
    "off": ("–", "-"),
}


def use(symbols: Literal["unicode", "ascii"]) -> None:
    """Draw signs in this form from now on."""
    signs.use(symbols)


def symbol(sign: Sign) -> str:
    """A sign in the form in use, one cell wide."""
    return _SIGNS[sign][signs.form()]


def tone_sign(tone: Tone) -> str:
    """The sign of a status, so that it reads without colour."""
    return _TONES[tone][signs.form()]


def middle_dot() -> str:
    """What stands between the parts of a line."""
    return (" · ", " - ")[signs.form()]
