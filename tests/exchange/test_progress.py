"""How far an import has come is told from the first byte to the last, and it can be stopped wherever it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from coop_tui.exchange.headings import FieldRows, by_matches, match_headings
from coop_tui.exchange.import_road import first_look
from coop_tui.exchange.import_rows import run_import, try_import
from coop_tui.exchange.progress import (
    IMPORTING,
    READING,
    TAKING_BACK,
    TRYING,
    Cancelled,
    Progress,
    Step,
    is_last,
    share,
    step_words,
    unheard,
)
from coop_tui.exchange.read_file import read_source
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.store import FileStore
from tests.exchange.registers import ENDING_SOON_DAYS, TODAY, records_of

UNITS = KINDS["units"]
COUNT = 1_100
NAMES = [f"Dinas Contoh {at}" for at in range(COUNT)]

Told = tuple[Step, int, int]


def csv(file: Path) -> None:
    file.write_text("\n".join(["name", *NAMES, ""]), encoding="utf-8")


def xlsx(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_column(0, 0, ["name", *NAMES])


def as_json(file: Path) -> None:
    file.write_text(json.dumps([{"name": name} for name in NAMES]), encoding="utf-8")


def as_yaml(file: Path) -> None:
    file.write_text(yaml.safe_dump([{"name": name} for name in NAMES]), encoding="utf-8")


WRITERS: dict[str, Callable[[Path], None]] = {".csv": csv, ".xlsx": xlsx, ".json": as_json, ".yaml": as_yaml}


def stopping_at(call: int) -> tuple[list[Told], Progress]:
    """What is told, and a progress that stops the work at this call, counted from 0."""
    told: list[Told] = []

    def hear(step: Step, done: int, total: int) -> None:
        told.append((step, done, total))
        if len(told) > call:
            raise Cancelled

    return told, hear


def listening() -> tuple[list[Told], Progress]:
    return stopping_at(10**6)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    store = FileStore.create(tmp_path / "coop.json")
    return Register(
        store,
        today=TODAY,
        by="Sari",
        ending_soon_days=ENDING_SOON_DAYS,
        on_problem=lambda problem: pytest.fail(str(problem)),
    )


def rows_of(file: Path, progress: Progress = unheard) -> FieldRows:
    rows = read_source(file, UNITS, {}, progress=progress).rows
    return by_matches(rows, UNITS, match_headings(rows, UNITS, {}), None, progress)


@pytest.mark.parametrize("ending", WRITERS)
def test_reading_is_told_from_its_beginning_to_its_end_and_stops_wherever_it_is_told(
    tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"units{ending}"
    WRITERS[ending](file)
    told, hear = listening()
    found = first_look(records_of({}), file, hear)
    assert len(found.source.rows.rows) == COUNT

    shares = [share(READING, *one) for one in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len({one for one in told if one[0] == "read"}) > 3  # it moves while the file is read
    for call in range(len(told)):
        with pytest.raises(Cancelled):
            first_look(records_of({}), file, stopping_at(call)[1])


def test_an_import_is_told_step_by_step_and_nothing_is_written_where_it_is_stopped(
    register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "units.csv"
    csv(file)
    told, hear = listening()
    rows = rows_of(file, hear)
    tried, hear_trying = listening()
    try_import(register.records, rows, progress=hear_trying)
    assert list(dict.fromkeys(step for step, *_of in tried)) == list(TRYING)
    assert share(TRYING, *tried[-1]) == 1
    history = tmp_path / "coop.history.jsonl"
    before = history.read_bytes()
    call = 0
    while True:  # every call but the one after which there is no other
        heard, hear_import = stopping_at(call)
        with pytest.raises(Cancelled):
            run_import(register, rows, progress=hear_import)
        assert history.read_bytes() == before
        assert not register.records.all(UNITS)
        call += 1
        if is_last(*heard[-1]):
            break
    assert list(dict.fromkeys(step for step, *_of in heard)) == list(IMPORTING)
    assert {("check", 500, COUNT), ("write", 500, COUNT)} <= set(heard)
    shares = [share((*READING, *IMPORTING), *one) for one in (*told, *heard)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert run_import(register, rows).added == COUNT
    register.close()


def test_taking_an_import_back_is_told_too_and_stops(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    csv(file)
    run_import(register, rows_of(file))
    with pytest.raises(Cancelled):
        register.undo(watch=stopping_at(3)[1])
    assert len(register.records.all(UNITS)) == COUNT
    told, hear = listening()
    register.undo(watch=hear)
    assert not register.records.all(UNITS)
    assert ("check", 500, COUNT) in told
    assert share(TAKING_BACK, *told[-1]) == 1
    register.redo(watch=hear)
    assert len(register.records.all(UNITS)) == COUNT
    register.close()


def test_a_step_says_how_much_of_it_is_done_only_where_it_knows() -> None:
    assert step_words("read", 0, 0) == "Reading the file…"
    assert step_words("plan", 45, 90) == "Looking at each row: 50 %"
    assert step_words("write", 90, 90) == "Writing the change…"
    assert share(READING, "read", 0, 0) == 0
