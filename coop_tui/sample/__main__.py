"""`python -m coop_tui.sample FOLDER` makes FOLDER/coop.json, the sample register, anew and without a history."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.register import Register
from coop_tui.sample import fill, press_release
from coop_tui.store import FileStore

_WRITTEN_ON: Final = date(2019, 3, 1)  # nothing stored depends on it


def build(folder: Path) -> Path:
    """Make the sample register in `folder`, in place of one that is there. The file made."""
    file = folder / "coop.json"
    problems: list[CoopError] = []
    with TemporaryDirectory() as scratch:
        made = FileStore.create(Path(scratch) / file.name)
        register = Register(made, today=_WRITTEN_ON, by="coop-tui", ending_soon_days=0, on_problem=problems.append)
        fill(register, press_release.RECORDS)
        register.close()
        if problems:
            raise problems[0]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made.path, file)
    return file


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))  # noqa: T201 - a step of the build, not of the program
