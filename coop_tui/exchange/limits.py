"""What is taken of a file that somebody else made: how much of it, and that it is a file at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coop_tui.exchange.table import BadFile
from coop_tui.i18n import _
from coop_tui.plain_file import open_plain
from coop_tui.yaml_in import MOST_BYTES

MOST_COLUMNS: Final = 1000


def read_within(path: Path) -> bytes:
    """The whole of the file `path`. Raises BadFile where it is larger than `MOST_BYTES`, or none."""
    try:
        with open_plain(path) as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = _("it could not be read ({reason}). Name a file that can be imported.")
        raise BadFile(path, None, reason.format(reason=getattr(error, "strerror", None) or error)) from error
    if len(data) > MOST_BYTES:
        most = _("the file is larger than {megabytes} MB. Split it into several files.")
        raise BadFile(path, None, most.format(megabytes=MOST_BYTES // 1024**2))
    return data


def check_columns(file: Path, count: int) -> None:
    """Raise BadFile where a table has more columns than any list has."""
    if count > MOST_COLUMNS:
        reason = _("it has {count} columns, and no more than {most} are read. Leave out what is not needed.")
        raise BadFile(file, 1, reason.format(count=count, most=MOST_COLUMNS))
