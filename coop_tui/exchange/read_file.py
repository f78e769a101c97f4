"""Reading the records of a file that a person named, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from coop_tui.exchange.csv_in import csv_rows
from coop_tui.exchange.json_in import parse_json
from coop_tui.exchange.limits import read_within
from coop_tui.exchange.table import BadFile, Rows, rows_of_list
from coop_tui.i18n import _
from coop_tui.yaml_in import parse_yaml

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_rows(path: Path) -> Rows:
    """The records of a csv, JSON or YAML file, told by the end of its name. Raises BadFile or BadYaml."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        reason = _("the end of the name must tell what the file is: {endings}.").format(endings=", ".join(_READERS))
        raise BadFile(path, None, reason)
    return reader(path, _text(path, read_within(path)))


def _from_json(path: Path, text: str) -> Rows:
    return rows_of_list(path, parse_json(path, text))


def _from_yaml(path: Path, text: str) -> Rows:
    return rows_of_list(path, parse_yaml(text, str(path)).value)


_READERS: Final[Mapping[str, Callable[[Path, str], Rows]]] = MappingProxyType(
    {".csv": csv_rows, ".tsv": csv_rows, ".json": _from_json, ".yaml": _from_yaml, ".yml": _from_yaml}
)


def _text(path: Path, data: bytes) -> str:
    if data.startswith(_UTF_16):
        raise BadFile(path, None, _("the file is in UTF-16. Save it as “CSV UTF-8” and import that."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(
            path, line, _("the text is not in UTF-8. Save the file as “CSV UTF-8” and import that.")
        ) from error
