"""Reading the records of a file that a person named, whatever its format, and saying how it was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coop_tui.exchange.csv_in import csv_lines, delimiter_of
from coop_tui.exchange.heading_row import heading_line, rated, rows_below
from coop_tui.exchange.json_in import parse_json
from coop_tui.exchange.limits import read_within
from coop_tui.exchange.meanings import meanings
from coop_tui.exchange.progress import Progress, unheard
from coop_tui.exchange.table import BadFile, Line, Rows, rows_of_list
from coop_tui.exchange.text_in import text_of
from coop_tui.exchange.xlsx_in import Sheet, read_workbook
from coop_tui.i18n import _
from coop_tui.records import AnyKind
from coop_tui.values import folded
from coop_tui.yaml_in import parse_yaml

CSV: Final = (".csv", ".tsv")
XLSX: Final = (".xlsx", ".xlsm")
JSON: Final = (".json",)
YAML: Final = (".yaml", ".yml")


@dataclass(frozen=True)
class Choices:
    """What a person says about a file; what is None is told from the file itself."""

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


NOTHING_SAID: Final = Choices()


@dataclass(frozen=True)
class Source:
    """A file as it was read, with how: what does not apply to its format is None or empty."""

    rows: Rows
    encoding: str | None = None
    delimiter: str | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Opened:
    """A file as far as its format alone tells: the text of a csv, the lines of a sheet, or the records of a list. The
    bytes `data` are kept of a workbook alone: another of its sheets may be meant.
    """

    file: Path
    held: str | tuple[Line, ...] | Rows
    data: bytes = b""
    encoding: str | None = None
    sheets: tuple[Sheet, ...] = ()
    sheet: str | None = None


def read_source(
    path: Path, kind: AnyKind, said: Mapping[str, str], choices: Choices = NOTHING_SAID, progress: Progress = unheard
) -> Source:
    """The records of a csv, xlsx, JSON or YAML file, told by the end of its name. The row of the headings and the
    delimiter are told by the headings that are known, or that the person `said`. Raises BadFile or BadYaml, and what
    `progress` raises.
    """
    return source_of(open_file(path, choices, progress), kind, said, choices, progress)


def open_file(path: Path, choices: Choices = NOTHING_SAID, progress: Progress = unheard) -> Opened:
    """What is told without knowing any heading. Raises BadFile or BadYaml, and what `progress` raises."""
    ending = path.suffix.lower()
    _check(path, ending, choices)
    progress("read", 0, 0)
    data = read_within(path)
    if ending in XLSX:
        sheets, sheet, lines = read_workbook(path, data, choices.sheet, progress)
        return Opened(path, lines, data, sheets=sheets, sheet=sheet)
    text, encoding = text_of(path, data, choices.encoding)
    if ending in CSV:
        return Opened(path, text, encoding=encoding)
    if ending in JSON:
        value = parse_json(path, text, progress)
    else:
        value = parse_yaml(text, str(path), lambda at: progress("read", at, len(text))).value
    return Opened(path, rows_of_list(path, value), encoding=encoding)


def source_of(
    opened: Opened,
    kind: AnyKind,
    said: Mapping[str, str],
    choices: Choices = NOTHING_SAID,
    progress: Progress = unheard,
    most: int | None = None,
) -> Source:
    """The records of a file, or of its first lines, no more than `most`. Raises as `read_source` does."""
    if isinstance(opened.held, Rows):
        return Source(opened.held, encoding=opened.encoding)
    own, known = {folded(heading): field for heading, field in said.items()}, meanings(kind.name)

    def meaning(heading: str) -> str | None:
        meant = own.get(folded(heading))
        return known.exactly(heading) if meant is None else meant

    delimiter, lines, sheet = None, opened.held, opened.sheet
    if isinstance(lines, tuple) and choices.sheet is None:
        sheet, lines = _sheet_meant(opened, lines, lambda found: rated(found, meaning), progress)
    if isinstance(lines, str):
        text = lines
        delimiter = choices.delimiter or delimiter_of(text, lambda found: rated(found, meaning))
        lines = csv_lines(opened.file, text, delimiter, progress, most)
    place = heading_line(opened.file, lines, meaning, choices.header_row)
    return Source(
        rows_below(opened.file, lines[:most], place, progress),
        opened.encoding,
        delimiter,
        opened.sheets,
        sheet,
        lines[place].number,
    )


def _sheet_meant(
    opened: Opened, lines: tuple[Line, ...], rates: Callable[[Sequence[Line]], int], progress: Progress
) -> tuple[str | None, tuple[Line, ...]]:
    """The first sheet in sight of which a heading is known by `rates`, and its lines; else the one that was read."""
    if not rates(lines):
        seen = [one.name for one in opened.sheets if not one.hidden]
        for name in seen[seen.index(opened.sheet) + 1 :] if opened.sheet in seen else ():
            with suppress(BadFile):  # what is wrong with another sheet is nothing to this one
                found = read_workbook(opened.file, opened.data, name, progress)[2]
                if rates(found):
                    return name, found
    return opened.sheet, lines


def _check(path: Path, ending: str, choices: Choices) -> None:
    known = (*CSV, *XLSX, *JSON, *YAML)
    if ending not in known and path.exists():
        reason = _("the end of the name must tell what the file is: {endings}.").format(endings=", ".join(known))
        raise BadFile(path, None, reason)
    for option, given, where in (
        ("--sheet", choices.sheet, XLSX),
        ("--header-row", choices.header_row, (*CSV, *XLSX)),
        ("--encoding", choices.encoding, (*CSV, *JSON, *YAML)),
        ("--delimiter", choices.delimiter, CSV),
    ):
        if given is not None and ending not in where:
            reason = _("{option} does not go with a file of this kind. Leave it out.").format(option=option)
            raise BadFile(path, None, reason)
