"""Text of a file whose encoding nobody has said: by its mark, its zeros, or whether it is UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from coop_tui.exchange.table import BadFile
from coop_tui.i18n import _

_CODECS: Final[Mapping[str, str]] = MappingProxyType(
    {"utf-8": "utf-8-sig", "utf-16": "utf-16", "windows-1252": "cp1252"}
)
ENCODINGS: Final = tuple(_CODECS)
MARK: Final = "\ufeff"
"""What stands at the beginning of a text to tell its encoding, twice where two programs put it there; where texts were
put together it may stand anywhere.
"""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_THAN_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LOOKED_AT: Final = 4096  # bytes in which zeros tell of UTF-16


def text_of(file: Path, data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text of a file, and in which of `ENCODINGS` it is. Raises BadFile."""
    if encoding is None:
        encoding = _encoding(file, data)
    codec = _CODECS[encoding]
    if encoding == "utf-16" and not data.startswith(_UTF_16):
        codec = _without_mark(data)
    try:
        return data.decode(codec).lstrip(MARK), encoding
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(file, line, _neither().format(encoding=encoding)) from error


def _encoding(file: Path, data: bytes) -> str:
    start = data[:_LOOKED_AT]
    if start.startswith(_UTF_16) or start.count(0) * 4 > len(start):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # a text that mostly is UTF-8 is a damaged one, and nothing that another table of letters would explain
        read = len(_OTHER_THAN_ASCII.findall(data.decode("utf-8", "ignore")))
        if read > len(_OTHER_THAN_ASCII.findall(data.decode("cp1252", "replace"))) // 4:
            raise BadFile(file, data.count(b"\n", 0, error.start) + 1, _neither().format(encoding="utf-8")) from error
        return "windows-1252"
    return "utf-8"


def _without_mark(data: bytes) -> str:
    """Which half of each letter comes first: in Latin script the empty one is the high one."""
    start = data[:_LOOKED_AT]
    return "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _neither() -> str:
    return _("the text is not in {encoding} as a whole. Save the file as “CSV UTF-8”, or name its --encoding.")
