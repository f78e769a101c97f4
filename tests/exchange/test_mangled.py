"""Valid lists, mangled in every way that offices have: each row is still what it was, or refused with its reason, and
what was refused is so again when it comes alone, until it is mended.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from coop_tui.exchange.headings import by_field
from coop_tui.exchange.import_options import ImportOptions
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.rejects import write_rejects
from coop_tui.records import KINDS
from coop_tui.store import Document
from coop_tui.values import PartialDate, format_date, format_range
from tests.exchange.registers import Tables, records_of

KIND: Final = KINDS["batches"]
PROGRAMMES: Final[Tables] = {"programmes": {1: {"name": "Program Contoh", "acronym": "PC"}}}
ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "programme": ("programme", "Program", "NAMA PROGRAM", "Programe"),
    "title": ("title", "Judul", "Nama Pelatihan", "Nama Pelatihn"),
    "mode": ("mode", "Pelaksanaan", "Bentuk", "Bentuk Pelaksanan"),
    "country": ("country", "Negara", "Negara Tujuan", "Negarra"),
    "starts_on": ("starts_on", "Tgl. Mulai", "Tanggal Mulai", "Tanggl Mulai"),
    "ends_on": ("ends_on", "Selesai", "Tanggal Selesai", "Tanggal Selesa"),
    "seats": ("seats", "Kuota", "Jumlah Kuota", "Jumlah Kuta"),
    "topics": ("topics", "Materi", "Topics"),
}
COUNTRIES: Final = {"SG": ("SG", "Singapura", "singapore"), "KR": ("Korsel", "Korea Selatan", "KR"),
                    "CN": ("RRC", "Tiongkok", "China"), "JP": ("Jepang", "JAPAN")}  # fmt: skip
MODES: Final = {"abroad": ("abroad", "di luar negeri", "Luar Negeri"), "online": ("daring", "Online")}
TITLES: Final = ("Air, sanitasi", "Kota; hijau", "Total biaya", "Café", "Tata “ruang”", "=1+1", "#DATE! 2019", "'3-4")


class Formula(NamedTuple):
    """A formula; nobody computed it, or what came of it is an error."""

    text: str
    error: str = ""


NEVER: Final = Formula("=1-1")
BAD: Final[Mapping[str, tuple[Cell, ...]]] = {
    "programme": ("Tidak Ada",),
    "mode": (None, "di mana saja", "#N/A"),
    "country": ("Wakanda", "#DATE! 2019-02-03"),
    "seats": ("banyak", "#REF!"),
    "starts_on": ("45/45/2019", "segera", "#VALUE!"),
}
BAD_IN_WORKBOOKS: Final[Mapping[str, tuple[Cell, ...]]] = {
    "programme": (1.5, True, NEVER),
    "title": (12.5, True, date(2019, 2, 3), NEVER, Formula("=A1"), Formula("=1/0", "#DIV/0!")),
    "mode": (2.5, date(2019, 2, 3)),
    "country": (1.5, NEVER),
    "seats": (1.125, 12.5, False, date(2019, 2, 3), NEVER),
    "starts_on": (5.2019, 2019.5, True, NEVER, Formula("=1/0", "#DIV/0!")),
    "topics": (1.5, True, NEVER),
}

Cell = str | int | float | date | Formula | None
Days = Callable[[date], Cell]
SWAPPED: Final = {"dmy": "mdy", "mdy": "dmy"}
BAD_IN: Final[Mapping[str, Mapping[str, tuple[Cell, ...]]]] = {
    "csv": BAD,
    "xlsx": {field: (*BAD.get(field, ()), *cells) for field, cells in BAD_IN_WORKBOOKS.items()},
    "json": {
        field: (*BAD.get(field, ()), *(cell for cell in cells if isinstance(cell, bool | float)))
        for field, cells in BAD_IN_WORKBOOKS.items()
    },
}
DAYS: Final[Mapping[str, Days]] = {
    "iso": lambda day: day.isoformat(),
    "dmy": lambda day: f"{day.day}/{day.month}/{day.year}",
    "mdy": lambda day: f"{day.month}/{day.day}/{day.year}",
    "short": lambda day: f"{day.day}-{day.month}-{day.year % 100:02}",
    "words": lambda day: format_date(PartialDate(day.isoformat()), "id"),
    "english": lambda day: format_date(PartialDate(day.isoformat()), "en", "short"),
    "cell": lambda day: day,
}


def documents() -> st.SearchStrategy[Document]:
    days = st.dates(date(2010, 1, 13), date(2026, 12, 28)).filter(lambda day: 12 < day.day < 28)
    return st.builds(
        lambda title, mode, country, start, length, seats, topics: {
            "programme": 1, "title": title, "mode": mode, "country": country, "starts_on": start.isoformat(),
            "ends_on": start.replace(day=min(28, start.day + length)).isoformat(), "seats": seats, "topics": topics,
        },
        st.sampled_from(TITLES),
        st.sampled_from(sorted(MODES)), st.sampled_from(sorted(COUNTRIES)), days, st.integers(1, 9),
        st.integers(1, 4000), st.lists(st.sampled_from(["air", "kota", "pasar"]), min_size=1, max_size=3, unique=True),
    )  # fmt: skip


class Made:
    """A table under construction: its cells, and which of its rows is which record. `bad` are the fields of a row that
    nobody can take, `right` the cells that would have been.
    """

    def __init__(self, draw: st.DrawFn, records: Sequence[Document], ending: str) -> None:
        self.draw = draw
        self.ending = ending
        self.fields = draw(st.permutations(sorted(HEADINGS)))
        self.order = draw(st.sampled_from(sorted(DAYS) if ending == "xlsx" else sorted(set(DAYS) - {"cell"})))
        self.counted = draw(st.booleans())
        self.range = draw(st.booleans())
        if self.range:
            self.fields.remove("ends_on")
        others_tell = len(records) > 2 and self.order in SWAPPED and not self.range
        self.swapped = draw(st.integers(1, len(records))) if others_tell else 0
        self.lines: list[list[Cell]] = [
            [text] for text in draw(st.sampled_from([[], ["DAFTAR"], ["REKAP", "Kota Contoh"]]))
        ]
        self.headings = [draw(st.sampled_from(HEADINGS[field])) for field in self.fields]
        self.lines.append([*(["No."] if self.counted else []), *self.headings])
        self.rows: dict[int, Document] = {}
        self.bad: dict[int, set[str]] = {}
        self.right: dict[int, list[Cell]] = {}
        for number, document in enumerate(records, 1):
            self._add(number, document)
        if draw(st.booleans()):
            self.lines.append(["JUMLAH", None, len(records)])

    def _add(self, number: int, document: Document) -> None:
        between = self.draw(st.sampled_from(["", "", "empty", "heading"]))
        if between == "empty":
            self.lines.append([None])
        elif between == "heading" and number > 1:
            self.lines.append(list(next(line for line in self.lines if len(line) > 2)))
        right = [self._cell(field, document) for field in self.fields]
        wrong = self._wrong(number, document)
        cells = [wrong.get(field, cell) for field, cell in zip(self.fields, right, strict=True)]
        self.lines.append([*([number] if self.counted else []), *cells])
        self.rows[len(self.lines)] = document
        self.right[len(self.lines)] = right
        refused = set(wrong) - ({"starts_on"} if "ends_on" in wrong else set())
        if refused:
            self.bad[len(self.lines)] = refused

    def _wrong(self, number: int, document: Document) -> dict[str, Cell]:
        """Cells that nobody can take, by field; of a range that ends elsewhere the start is right."""
        found: dict[str, Cell] = {}
        for _once in range(self.draw(st.sampled_from([0, 0, 1, 2]))):
            field = self.draw(st.sampled_from([one for one in self.fields if one in BAD_IN[self.ending]]))
            found[field] = self.draw(st.sampled_from(BAD_IN[self.ending][field]))
        start, end = (date.fromisoformat(str(document[field])) for field in ("starts_on", "ends_on"))
        if self.swapped:
            found.pop("starts_on", None)
            if self.swapped == number:
                found["starts_on"] = DAYS[SWAPPED[self.order]](start)
        elif not self.range and start < end and "starts_on" not in found and self.draw(st.booleans()):
            found["starts_on"] = format_range(PartialDate(start.isoformat()), PartialDate(end.isoformat()), "id")
            found["ends_on"] = DAYS[self.order](end - timedelta(1))
        return found

    def _cell(self, field: str, document: Document) -> Cell:
        value = document[field]
        match field:
            case "programme":
                return self.draw(st.sampled_from(("PC", "Program Contoh", "1")))
            case "country":
                return self.draw(st.sampled_from(COUNTRIES[str(value)]))
            case "mode":
                return self.draw(st.sampled_from(MODES[str(value)]))
            case "topics":
                assert isinstance(value, list)
                return self.draw(st.sampled_from(["; ", "\n"])).join(map(str, value)) + ";"
            case "starts_on" if self.range:
                start, end = PartialDate(str(value)), PartialDate(str(document["ends_on"]))
                return format_range(start, end, self.draw(st.sampled_from(["id", "en"])))
            case "starts_on" | "ends_on":
                return DAYS[self.order](date.fromisoformat(str(value)))
            case "seats":
                assert isinstance(value, int)
                return value if self.draw(st.booleans()) else f"{value}"
            case "title" if str(value).startswith("'") and self.ending != "json":
                return f"'{value}"
        return str(value)


def as_text(made: Made, path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=made.draw(st.sampled_from([",", ";", "\t"])))
    width = max(map(len, made.lines))
    writer.writerows(
        ["" if cell is None else cell for cell in line] + [""] * (width - len(line)) for line in made.lines
    )
    path.write_bytes(out.getvalue().encode(made.draw(st.sampled_from(ENCODINGS))))


def as_workbook(made: Made, path: Path) -> None:
    with Workbook(path, {"strings_to_formulas": False, "date_1904": made.draw(st.booleans())}) as book:
        if made.draw(st.booleans()):
            book.add_worksheet("Daftar").hide()
        sheet = book.add_worksheet("Isi")
        sheet.activate()
        day = book.add_format({"num_format": "dd mmm yyyy"})
        for row, line in enumerate(made.lines):
            for column, cell in enumerate(line):
                if isinstance(cell, Formula):
                    sheet.write_formula(row, column, cell.text, None, cell.error or 0)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif cell is not None:
                    sheet.write(row, column, cell)


def as_list(made: Made, path: Path) -> None:
    skip = int(made.counted)
    path.write_bytes(
        msgspec.json.encode([dict(zip(made.headings, made.lines[row - 1][skip:], strict=True)) for row in made.rows])
    )


WRITERS: Final[Mapping[str, Callable[[Made, Path], None]]] = {"csv": as_text, "xlsx": as_workbook, "json": as_list}


def row_numbers(made: Made) -> dict[int, int]:
    """From rows of the table to the numbers that the file shows: in a list its records alone are counted."""
    if made.ending == "json":
        return {row: place for place, row in enumerate(made.rows, 1)}
    return {row: row for row in made.rows}


@st.composite
def tables(draw: st.DrawFn) -> Made:
    drawn = draw(st.lists(documents(), min_size=1, max_size=5, unique_by=lambda one: str(one["starts_on"])))
    # each a record of its own: of one that is there already nothing is added
    records = [{**one, "title": f"{one['title']} {number}"} for number, one in enumerate(drawn, 1)]
    return Made(draw, records, draw(st.sampled_from(sorted(WRITERS))))


def plan_of(path: Path, tables: Tables = PROGRAMMES) -> ImportPlan:
    source = read_source(path, KIND, {})
    return try_import(records_of(tables), by_field(source.rows, KIND, {}), ImportOptions())


def reasons(plan: ImportPlan) -> list[list[tuple[str, str]]]:
    """The reasons of each rejected row."""
    return [[(said.field, said.text) for said in one.remarks] for one in plan.outcomes if one.fate is Fate.REJECTED]


def check(made: Made, folder: Path) -> None:
    path = folder / f"a.{made.ending}"
    WRITERS[made.ending](made, path)
    plan = plan_of(path)
    numbers = row_numbers(made)
    refused: dict[int, set[str]] = {}
    for one in plan.reasons:
        refused.setdefault(one.number, set()).add(one.field)

    assert plan.read == len(made.rows) == sum(plan.counts.values())
    assert {one.row.number for one in plan.outcomes} == set(numbers.values())
    assert refused == {numbers[row]: fields for row, fields in made.bad.items()}
    taken = {one.row.number: one.after for one in plan.outcomes if one.fate is Fate.ADDED}
    assert taken == {numbers[row]: document for row, document in made.rows.items() if row not in made.bad}
    for ending in ("csv", "xlsx"):
        check_rejects(made, plan, folder / f"rejects.{ending}")


def check_rejects(made: Made, plan: ImportPlan, path: Path) -> None:
    """Alone every rejected row is refused for the same reasons; with just those cells mended, it is what was meant."""
    write_rejects(path, plan)
    headings, lines = written(path)
    if lines:
        again = plan_of(path)
        assert again.read == len(again.rejected) == len(plan.rejected)
        assert reasons(again) == reasons(plan)

    for line, row in zip(lines, made.bad, strict=True):
        for field in made.bad[row]:
            place = made.fields.index(field)
            line[headings.index(made.headings[place])] = typed(made, made.right[row][place])
    mended = path.with_name("mended.csv")
    with mended.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([headings, *lines])
    taken = plan_of(mended).outcomes if lines else ()
    assert [one.after for one in taken] == [made.rows[row] for row in made.bad]


def typed(made: Made, cell: Cell) -> str:
    """What a person types who wants this cell: a sign before what would be taken for another thing."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith("#") or (text.startswith("'") and made.ending == "json") else text


def written(path: Path) -> tuple[list[str], list[list[str]]]:
    """Headings and lines of a table of texts."""
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file))
    else:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        lines = [[str(cell) for cell in line] for line in sheet.to_python()]
    return lines[0], lines[1:]


QUIET: Final = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@settings(max_examples=25, suppress_health_check=QUIET)
@given(made=tables())
def test_a_mangled_list_is_read_as_it_was_meant(made: Made, tmp_path: Path) -> None:
    check(made, tmp_path)


@pytest.mark.torture
@settings(max_examples=3000, suppress_health_check=QUIET, deadline=None)
@given(made=tables())
def test_many_mangled_lists(made: Made, tmp_path: Path) -> None:
    check(made, tmp_path)
