"""Wide sheets, mangled: what is taken at once and what is taken of the rejected rows, once they are mended, is together
what the sheet would have given that had nothing wrong with it; and that sheet once more changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_road import Wishes, look, tried
from coop_tui.exchange.progress import unheard
from coop_tui.exchange.rejects import write_rejects
from coop_tui.records import KINDS
from coop_tui.records.read import to_document
from coop_tui.register import Records
from coop_tui.store import Document
from tests.exchange.registers import Tables, apply, records_of

Cell = str | float | date | None

TITLES: Final = ("Program", "Nama Pelatihan", "Waktu Pelaksanaan", "Bentuk")
OWN: Final = ("Nama Peserta", "NIP", "Instansi", "Gol. Ruang", "Kehadiran")
HEADINGS: Final = (*TITLES, *OWN)
FIELDS: Final = (
    "batch.programme", "batch.title", "batch.starts_on", "batch.mode",
    "person.name", "person.nip", "unit", "grade", "status",
)  # fmt: skip
BATCHES: Final = (
    ("PC", "Pengolahan air", "17 s.d. 23 Februari 2019", "di luar negeri"),
    ("Program Contoh", "=Angkutan", "3/3/2019 - 13/3/2019", "daring"),
    ("PC", "Tata kota", "2020", "di dalam kota"),
)
PEOPLE: Final = (
    ("Ani Contoh", "198001312005012001", "Dinas Air", "III/c"),
    ("Budi Contoh", "198502022009031002", "DA", "III/b"),
    ("Citra Contoh", None, "Dinas Baru", "3-4"),
    ("Dedi Contoh", "140123456", "Dinas Baru", None),
)
BAD: Final[Mapping[str, tuple[Cell, ...]]] = {
    "Nama Pelatihan": (12.5, date(2019, 2, 3)),
    "Waktu Pelaksanaan": ("45/45/2019", "segera", 2019.5),
    "Bentuk": ("entah", 1.5),
    "NIP": ("1.98502E+17", "198502022009031000", 1.98502022009031e17, date(2019, 2, 3)),
    "Instansi": (1.5, date(2019, 2, 3)),
    "Gol. Ruang": (date(2019, 2, 3), 3.25),
    "Kehadiran": ("entah", None, 2.5),
}
ON_RECORD: Final[Tables] = {
    "programmes": {1: {"name": "Program Contoh", "acronym": "PC"}},
    "units": {4: {"name": "Dinas Air", "acronym": "DA"}, 5: {"name": "Dinas Lain"}},
    "people": {7: {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 5, "grade": "II/a"}},
    "batches": {
        1: {"programme": 1, "title": "Pengolahan air", "mode": "online", "starts_on": "2019-02-17"},
        2: {"programme": 1, "title": "Tata kota", "mode": "at_home", "starts_on": "2020"},
    },
}
AGAIN: Final = {
    OnDuplicate.SKIP: Fate.SKIPPED,
    OnDuplicate.UPDATE: Fate.UNCHANGED,
    OnDuplicate.FAIL: Fate.REJECTED,
}
EMPTY: Final[Tables] = {"programmes": ON_RECORD["programmes"], "units": {4: ON_RECORD["units"][4]}}


@dataclass(frozen=True)
class Wide:
    """A sheet: the rows as they should be, what stands in their place, and how the titles of batches stand."""

    rows: list[tuple[Cell, ...]]
    bad: dict[tuple[int, str], Cell]
    layout: str
    options: ImportOptions
    tables: Tables


@st.composite
def sheets(draw: st.DrawFn) -> Wide:
    layout = draw(st.sampled_from(["each", "first", "merged"]))
    rows: list[tuple[Cell, ...]] = []
    for batch in draw(st.lists(st.sampled_from(BATCHES), min_size=1, max_size=3, unique=True)):
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=4, unique=True))
        rows.extend((*batch, *person, draw(st.sampled_from(["Hadir", "ditetapkan"]))) for person in people)
    bad: dict[tuple[int, str], Cell] = {}
    for _once in range(draw(st.integers(0, 4))):
        at, heading = draw(st.integers(0, len(rows) - 1)), draw(st.sampled_from(sorted(BAD)))
        cell = draw(st.sampled_from([one for one in BAD[heading] if layout == "merged" or isinstance(one, str | None)]
                                    or ["#N/A"]))  # fmt: skip
        bad[_first(rows, at) if heading in TITLES and layout != "each" else at, heading] = cell
    options = ImportOptions(draw(st.sampled_from(OnDuplicate)), create=True)
    return Wide(rows, bad, layout, options, draw(st.sampled_from([EMPTY, ON_RECORD])))


def _first(rows: list[tuple[Cell, ...]], at: int) -> int:
    """The first row of the same batch."""
    return next(place for place, row in enumerate(rows) if row[1] == rows[at][1])


def _cell(sheet: Wide, at: int, place: int, *, mended: bool) -> Cell:
    heading = HEADINGS[place]
    if heading in TITLES and sheet.layout != "each" and _first(sheet.rows, at) != at:
        return None
    return sheet.rows[at][place] if mended else sheet.bad.get((at, heading), sheet.rows[at][place])


def make(sheet: Wide, folder: Path, *, mended: bool) -> Path:
    lines = [
        [_cell(sheet, at, place, mended=mended) for place in range(len(HEADINGS))] for at in range(len(sheet.rows))
    ]
    if sheet.layout != "merged":
        path = folder / "a.csv"
        out = io.StringIO(newline="")
        csv.writer(out).writerows([HEADINGS, *(["" if cell is None else cell for cell in line] for line in lines)])
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        return path
    path = folder / "a.xlsx"
    with Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        day = book.add_format({"num_format": "dd mmm yyyy"})
        written = book.add_worksheet()
        written.write_row(0, 0, HEADINGS)
        for row, line in enumerate(lines, 1):
            last = max(at for at in range(len(lines)) if _first(sheet.rows, at) == _first(sheet.rows, row - 1)) + 1
            for column, cell in enumerate(line):
                if column < len(TITLES) and cell is not None:
                    written.merge_range(row, column, last, column, None)
                if isinstance(cell, date):
                    written.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif cell is not None:
                    written.write(row, column, cell)
    return path


def plan_of(path: Path, sheet: Wide, records: Records) -> ImportPlan:
    plan = tried(records, look(records, Wishes(path, KINDS["participations"], options=sheet.options)), unheard)
    assert plan is not None
    assert plan.read == sum(plan.counts.values())
    assert {one.number for one in plan.rejected} == {one.number for one in plan.reasons}
    return plan


def reasons(plan: ImportPlan) -> list[list[tuple[str, str]]]:
    return [[(said.field, said.text) for said in one.remarks] for one in plan.outcomes if one.fate is Fate.REJECTED]


def told(records: Records) -> dict[str, list[Document]]:
    """What is on record, each reference as the name of what it means."""
    names: dict[str, dict[int, str]] = {"programmes": {1: "PC"}, "units": {}, "people": {}, "batches": {}}
    found: dict[str, list[Document]] = {}
    for kind in ("units", "people", "batches", "participations"):
        documents = {one: to_document(held) for one, held in records.all(KINDS[kind]).items()}
        said = [_named(document, names) for document in documents.values()]
        names[kind] = {one: str(document.get("name") or document.get("title")) for one, document in documents.items()}
        found[kind] = sorted(said, key=str)
    return found


def _named(document: Document, names: Mapping[str, Mapping[int, str]]) -> Document:
    kinds = {"unit": "units", "person": "people", "batch": "batches", "programme": "programmes"}
    return {
        field: names[kinds[field]][value] if field in kinds and isinstance(value, int) else value
        for field, value in document.items()
    }


def check(sheet: Wide, folder: Path) -> None:
    meant = records_of(sheet.tables)
    apply(meant, plan_of(make(sheet, folder, mended=True), sheet, meant).operations)
    records = records_of(sheet.tables)
    plan = plan_of(make(sheet, folder, mended=False), sheet, records)
    apply(records, plan.operations)
    if plan.rejected:
        mend(sheet, plan, records, folder)

    assert told(records) == told(meant)
    once_more = plan_of(make(sheet, folder, mended=True), sheet, records)
    assert once_more.operations == ()
    assert {one.fate for one in once_more.outcomes} == {AGAIN[sheet.options.on_duplicate]}


def mend(sheet: Wide, plan: ImportPlan, records: Records, folder: Path) -> None:
    """Take the rejected rows alone, first as they are, then with just those cells mended that are named."""
    for ending in ("csv", "xlsx"):
        alone = folder / f"rejects.{ending}"
        write_rejects(alone, plan)
        again = plan_of(alone, sheet, records)
        assert again.read == len(plan.rejected)
        assert reasons(again) == reasons(plan)
    with (folder / "rejects.csv").open(newline="", encoding="utf-8-sig") as file:
        headings, *lines = csv.reader(file)
    named = {(one.number, one.field) for one in plan.reasons}
    for row, line in zip(plan.rejected, lines, strict=True):
        for field, heading, cell in zip(FIELDS, HEADINGS, sheet.rows[row.number - 2], strict=True):
            if (row.number, field) in named:
                line[headings.index(heading)] = (
                    "" if cell is None else f"'{cell}" if str(cell)[:1] in "=0123" else str(cell)
                )
    mended = folder / "mended.csv"
    with mended.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([headings, *lines])
    apply(records, plan_of(mended, sheet, records).operations)


QUIET: Final = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@settings(max_examples=20, suppress_health_check=QUIET)
@given(sheet=sheets())
def test_a_mangled_wide_sheet_and_its_mended_rows_are_what_was_meant(sheet: Wide, tmp_path: Path) -> None:
    check(sheet, tmp_path)


@pytest.mark.torture
@settings(max_examples=3000, suppress_health_check=QUIET, deadline=None)
@given(sheet=sheets())
def test_many_mangled_wide_sheets(sheet: Wide, tmp_path: Path) -> None:
    check(sheet, tmp_path)
