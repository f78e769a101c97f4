"""The two themes of our own: quiet colours, one accent, and green, amber and red for statuses only."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="coop-dark",
    dark=True,
    primary="#7aa2c8",
    secondary="#8f9aa8",
    accent="#5aa7a7",
    foreground="#d8dee4",
    background="#15191e",
    surface="#1c2229",
    panel="#232b34",
    success="#7dbb7d",
    warning="#d9a94e",
    error="#e07a70",
)
LIGHT: Final = Theme(
    name="coop-light",
    dark=False,
    primary="#2f5f8a",
    secondary="#5b6672",
    accent="#1f7a7a",
    foreground="#1d2329",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e6e3db",
    success="#2f7d32",
    warning="#8a5a00",
    error="#b3261e",
)
