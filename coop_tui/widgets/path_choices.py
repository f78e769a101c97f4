"""Completing the path of a file to import."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from coop_tui.exchange.read_file import CSV, JSON, XLSX, YAML
from coop_tui.values import folded
from coop_tui.widgets.chooser import Suggestion

_MOST = 50
_BEFORE_ANEW: Final = re.compile(r"^.*/(?=/|~/|[A-Za-z]:[\\/])", re.IGNORECASE)


def paths_like(text: str) -> Sequence[Suggestion]:
    """Folders, and files that can be imported, whose names begin with what is typed after the last slash."""
    folder, _slash, begun = _meant(text).rpartition(os.sep)
    shown = f"{folder}{os.sep}" if _slash else ""
    try:
        entries = sorted(
            os.scandir(Path(shown or ".").expanduser()), key=lambda one: (not one.is_dir(), folded(one.name))
        )
    except (OSError, ValueError, RuntimeError):
        return ()
    found = []
    for one in entries:
        hidden = one.name.startswith(".") and not begun.startswith(".")
        if hidden or not folded(one.name).startswith(folded(begun)):
            continue
        if one.is_dir():
            found.append(Suggestion(f"{shown}{one.name}{os.sep}", label=f"{one.name}{os.sep}"))
        elif Path(one.name).suffix.lower() in (*CSV, *XLSX, *JSON, *YAML):
            found.append(Suggestion(f"{shown}{one.name}", label=one.name))
    return found[:_MOST]


def path_of(text: str) -> Path:
    """The file that a typed path means."""
    return Path(os.path.expanduser(_meant(text.strip())))  # noqa: PTH111 - Path.expanduser fails for an unknown user


def _meant(text: str) -> str:
    """What is typed or pasted behind another path begins anew: `~//tmp/a.csv` means `/tmp/a.csv`. A file that was drawn
    into the terminal, or copied as a path, comes in quotes or as an address.
    """
    pasted = text.removeprefix("~/")
    if pasted.lower().startswith("file:"):
        return unquote(urlsplit(pasted).path)
    if pasted[:1] in ("'", '"'):
        return pasted[1:].removesuffix(pasted[0])
    return _BEFORE_ANEW.sub("", text)
