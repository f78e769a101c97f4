"""Valid lists, mangled in every way that offices have: each row is still what it was, or refused with its reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from coop_tui.exchange.headings import by_field
from coop_tui.exchange.import_options import ImportOptions
from coop_tui.exchange.import_plan import Fate
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import read_source
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
BAD: Final[Mapping[str, str]] = {
    "mode": "di mana saja",
    "country": "Wakanda",
    "seats": "banyak",
    "starts_on": "45/45/2019",
}

Cell = str | int | date | None
Days = Callable[[date], Cell]
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
        st.sampled_from(["Air, sanitasi", "Kota; hijau", "Total biaya", "Café", "Tata “ruang”", "=1+1"]),
        st.sampled_from(sorted(MODES)), st.sampled_from(sorted(COUNTRIES)), days, st.integers(1, 9),
        st.integers(1, 4000), st.lists(st.sampled_from(["air", "kota", "pasar"]), min_size=1, max_size=3, unique=True),
    )  # fmt: skip


class Made:
    """A table under construction: its cells, and which of its rows is which record."""

    def __init__(self, draw: st.DrawFn, records: Sequence[Document], *, workbook: bool) -> None:
        self.draw = draw
        self.fields = draw(st.permutations(sorted(HEADINGS)))
        self.days = DAYS[draw(st.sampled_from(sorted(DAYS) if workbook else sorted(set(DAYS) - {"cell"})))]
        self.counted = draw(st.booleans())
        self.range = draw(st.booleans())
        if self.range:
            self.fields.remove("ends_on")
        self.lines: list[list[Cell]] = [
            [text] for text in draw(st.sampled_from([[], ["DAFTAR"], ["REKAP", "Kota Contoh"]]))
        ]
        heading: list[Cell] = [draw(st.sampled_from(HEADINGS[field])) for field in self.fields]
        self.lines.append([*(["No."] if self.counted else []), *heading])
        self.rows: dict[int, Document | None] = {}
        self.bad: dict[int, str] = {}
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
        wrong = self.draw(st.none() | st.none() | st.sampled_from(sorted(BAD)))
        cells: list[Cell] = [BAD[field] if field == wrong else self._cell(field, document) for field in self.fields]
        self.lines.append([*([number] if self.counted else []), *cells])
        self.rows[len(self.lines)] = None if wrong else document
        if wrong:
            self.bad[len(self.lines)] = wrong

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
                return self.days(date.fromisoformat(str(value)))
            case "seats":
                assert isinstance(value, int)
                return value if self.draw(st.booleans()) else f"{value}"
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
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif cell is not None:
                    sheet.write(row, column, cell)


def line_numbers(made: Made, *, workbook: bool) -> dict[int, int]:
    """From rows of the table to the numbers that the file shows: a csv line for each line break in a cell besides."""
    numbers, at = {}, 1
    for row, line in enumerate(made.lines, 1):
        numbers[row] = row if workbook else at
        at += 1 + sum(str(cell).count("\n") for cell in line if cell is not None)
    return numbers


@st.composite
def tables(draw: st.DrawFn) -> tuple[Made, bool]:
    workbook = draw(st.booleans())
    drawn = draw(st.lists(documents(), min_size=1, max_size=5))
    # each a record of its own: of one that is there already a bad row is skipped
    records = [{**one, "title": f"{one['title']} {number}"} for number, one in enumerate(drawn, 1)]
    return Made(draw, records, workbook=workbook), workbook


def check(table: tuple[Made, bool], folder: Path) -> None:
    made, workbook = table
    path = folder / ("a.xlsx" if workbook else "a.csv")
    (as_workbook if workbook else as_text)(made, path)
    source = read_source(path, KIND, {})
    plan = try_import(records_of(PROGRAMMES), by_field(source.rows, KIND, {}), ImportOptions())
    numbers = line_numbers(made, workbook=workbook)
    wanted = {numbers[row]: document for row, document in made.rows.items()}

    assert plan.read == len(wanted) == sum(plan.counts.values())
    assert {one.row.number for one in plan.outcomes} == set(wanted)
    assert {one.number: one.field for one in plan.reasons} == {numbers[row]: field for row, field in made.bad.items()}
    taken = {one.row.number: one.after for one in plan.outcomes if one.fate is Fate.ADDED}
    assert taken == {numbers[row]: document for row, document in made.rows.items() if row not in made.bad}


QUIET: Final = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@settings(max_examples=25, suppress_health_check=QUIET)
@given(table=tables())
def test_a_mangled_list_is_read_as_it_was_meant(table: tuple[Made, bool], tmp_path: Path) -> None:
    check(table, tmp_path)


@pytest.mark.torture
@settings(max_examples=3000, suppress_health_check=QUIET, deadline=None)
@given(table=tables())
def test_many_mangled_lists(table: tuple[Made, bool], tmp_path: Path) -> None:
    check(table, tmp_path)
