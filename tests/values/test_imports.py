"""The package is loaded at every start: what it needs now and then is loaded then."""

from __future__ import annotations

import subprocess
import sys


def test_the_package_loads_neither_textual_nor_babel() -> None:
    code = "import sys, coop_tui.values; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "coop_tui.values" in loaded
    assert not {"textual", "babel", "rapidfuzz", "unicodedata", "tinydb"} & set(loaded)
