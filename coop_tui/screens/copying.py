"""What a screen lists, on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coop_tui.i18n import n_

if TYPE_CHECKING:
    from coop_tui.app import CoopApp


def copy(app: CoopApp, lines: Sequence[str]) -> None:
    """Put lines of text, made safe, on the clipboard of the terminal, which may be far away (OSC 52), and say so."""
    app.copy_to_clipboard("\n".join(lines) + "\n")
    app.say(n_("Copied as text: {count} line.", "Copied as text: {count} lines.", len(lines)).format(count=len(lines)))
