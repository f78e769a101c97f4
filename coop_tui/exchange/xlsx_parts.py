"""The parts of a workbook that are needed to read one of its sheets, unpacked within bounds.

A workbook is a zip of XML files. What somebody made to fill the memory says so in the zip's own list, or lies there: so
every part is unpacked here, no further than it says, and what reads the workbook gets these parts alone.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - the module calls it `error`

from coop_tui.exchange.table import BadFile
from coop_tui.i18n import _

MOST_UNPACKED: Final = 384 << 20  # bytes: a million rows of ten short cells are less
_MOST_PARTS: Final = 5000
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ALWAYS: Final = ("[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, "xl/styles.xml")
_TEXTS: Final = "xl/sharedStrings.xml"
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Parts:
    """The parts of a workbook, each unpacked when it is asked for."""

    def __init__(self, file: Path, data: bytes) -> None:
        self._file = file
        self._left = MOST_UNPACKED
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise self._no_workbook() from error
        names = self._zip.namelist()
        self._names = set(names)
        if len(names) > _MOST_PARTS or len(self._names) < len(names) or _WORKBOOK not in self._names:
            raise self._no_workbook()
        self._read: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """One part; empty where there is none. Raises BadFile."""
        if name not in self._names:
            return b""
        if name not in self._read:
            self._left -= self._zip.getinfo(name).file_size
            if self._left < 0:
                reason = _("unpacked it is larger than {megabytes} MB. Save what is needed as a file of its own.")
                raise BadFile(self._file, None, reason.format(megabytes=MOST_UNPACKED >> 20))
            try:
                self._read[name] = self._zip.read(name)
            except (BadZipFile, ZlibError, EOFError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
                raise self._no_workbook() from error
        return self._read[name]

    def sheet_parts(self) -> list[str]:
        """The part of each sheet, in the order of the workbook; "" for one that has none."""
        targets = {}
        for found in _RELATION.finditer(self.read(_RELATIONS)):
            one = _attributes(found[0])
            targets[one.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        found_parts = []
        for found in _SHEET.finditer(self.read(_WORKBOOK)):
            ids = [value for key, value in _attributes(found[0]).items() if key.endswith(":id")]
            found_parts.append(targets.get(ids[0], "") if ids else "")
        return found_parts

    def alone(self, *sheets: str) -> io.BytesIO:
        """A workbook of what every workbook has, with the parts `sheets` and the texts that these share."""
        wanted = [*_ALWAYS, *([_TEXTS] if sheets else []), *sheets]
        made = io.BytesIO()
        with ZipFile(made, "w") as packed:
            for name in wanted:
                if name in self._names:
                    packed.writestr(name, self.read(name))
        made.seek(0)
        return made

    def texts(self) -> bytes:
        """The texts that cells share."""
        return self.read(_TEXTS)

    def never_computed(self) -> bool:
        """Whether the workbook asks to be computed when it is opened: formulas may hold no value of theirs."""
        return re.search(rb'fullCalcOnLoad\s*=\s*["\'](?:1|true)', self.read(_WORKBOOK)) is not None

    def _no_workbook(self) -> BadFile:
        reason = _("this is no xlsx workbook, or it has a password. Save it as xlsx without one.")
        return BadFile(self._file, None, reason)


def _attributes(tag: bytes) -> Mapping[str, str]:
    return {name.decode(): (one or other).decode("utf-8", "replace") for name, one, other in _ATTRIBUTE.findall(tag)}
