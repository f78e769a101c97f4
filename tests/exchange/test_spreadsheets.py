"""What an import recognises, by invented files: each must give what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.exchange.headings import UnsureDates, by_matches, check_days, match_headings, parse_renames
from coop_tui.exchange.import_options import ImportOptions
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import Source, read_source
from coop_tui.exchange.rejects import write_rejects
from coop_tui.records import KINDS
from coop_tui.store import Document
from tests.exchange.registers import records_of
from tests.exchange.spreadsheets.expected import Expected, expected, register
from tests.exchange.spreadsheets.workbooks import NAMES, make

AS_TYPED = ("countries.csv", "batches-1252.csv", "people-damaged.csv", "batches-1904.xlsx")
"""The files whose rejected cells say in their text alone what is wrong with them."""


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    i18n.use("id")
    yield
    i18n.use("en")


def source_of(path: Path, wanted: Expected) -> Source:
    return read_source(path, KINDS[wanted.into], parse_renames(wanted.said.map))


def plan_of(path: Path, wanted: Expected) -> ImportPlan:
    kind, said = KINDS[wanted.into], parse_renames(wanted.said.map)
    source = read_source(path, kind, said)
    rows = by_matches(source.rows, kind, match_headings(source.rows, kind, said), wanted.said.date_order)
    assert rows.orders == wanted.orders
    return try_import(records_of(register()), rows, ImportOptions(create=wanted.wide))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_written_the_same_each_time(tmp_path: Path, name: str) -> None:
    once = make(name, tmp_path).read_bytes()
    assert make(name, tmp_path).read_bytes() == once


@pytest.mark.parametrize("name", NAMES)
def test_how_it_is_read_and_what_its_headings_mean(tmp_path: Path, name: str) -> None:
    wanted = expected(name)
    source = source_of(make(name, tmp_path), wanted)
    hidden = [one.name for one in source.sheets if one.hidden]

    assert (source.encoding, source.delimiter, source.sheet, source.header_row, hidden) == (
        wanted.detected.encoding,
        wanted.detected.delimiter,
        wanted.detected.sheet,
        wanted.detected.header_row,
        wanted.detected.hidden,
    )
    assert {one.number: one.why for one in source.rows.left_out} == wanted.left_out
    assert {one.heading: one.field for one in match_headings(source.rows, KINDS[wanted.into], {})} == (wanted.headings)


@pytest.mark.parametrize("name", [name for name in NAMES if not expected(name).wide])
def test_what_becomes_of_each_row(tmp_path: Path, name: str) -> None:
    wanted = expected(name)
    plan = plan_of(make(name, tmp_path), wanted)
    rejected: dict[int, list[str]] = {}
    for one in plan.reasons:
        rejected.setdefault(one.number, []).append(one.field)

    assert {one.row.number: one.after for one in plan.outcomes if one.fate is Fate.ADDED} == wanted.records
    assert [one.row.number for one in plan.outcomes if one.fate is Fate.SKIPPED] == wanted.skipped
    assert rejected == wanted.rejected


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name).asks_order])
def test_an_order_that_nothing_tells_is_asked_for(tmp_path: Path, name: str) -> None:
    wanted = expected(name)
    kind, source = KINDS[wanted.into], source_of(make(name, tmp_path), wanted)
    rows = by_matches(source.rows, kind, match_headings(source.rows, kind, {}), None)

    assert list(rows.unsure) == wanted.asks_order
    with pytest.raises(UnsureDates, match="--date-order"):
        check_days(rows)


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name).wide])
def test_a_wide_sheet(tmp_path: Path, name: str) -> None:
    wanted = expected(name)
    plan = plan_of(make(name, tmp_path), wanted)
    made: dict[str, dict[int, Document]] = {"units": {}, "people": {}, "batches": {}}
    for one in plan.linked:
        assert one.after is not None
        made[one.kind][one.id] = one.after
    named = {kind: {id: str(document.get("name") or document.get("title")) for id, document in found.items()}
             for kind, found in {**made, "units": {**register()["units"], **made["units"]}}.items()}  # fmt: skip
    rows = {
        one.row.number: {
            field: named[kind][value] if kind and isinstance(value, int) else value
            for field, value in one.after.items()
            for kind in [{"person": "people", "batch": "batches", "unit": "units"}.get(field)]
        }
        for one in plan.outcomes
        if one.after is not None
    }

    assert rows == wanted.participations
    assert [one["name"] for one in made["units"].values()] == wanted.units
    assert [{**one, "programme": "Program Contoh"} for one in made["batches"].values()] == wanted.batches
    people = [{key: one[key] for key in ("name", "nip") if key in one} for one in made["people"].values()]
    assert people == wanted.people
    assert {number: [one.field for one in plan.reasons if one.number == number] for number in wanted.rejected} == (
        wanted.rejected
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", AS_TYPED)
def test_rejected_rows_are_rejected_alike_when_they_come_alone(tmp_path: Path, name: str, ending: str) -> None:
    wanted = expected(name)
    first = plan_of(make(name, tmp_path), wanted)
    path = tmp_path / f"rejects.{ending}"
    write_rejects(path, first)
    kind, said = KINDS[wanted.into], parse_renames(wanted.said.map)
    source = read_source(path, kind, said)
    rows = by_matches(source.rows, kind, match_headings(source.rows, kind, said), "dmy")
    again = try_import(records_of(register()), rows, ImportOptions(create=wanted.wide))

    assert len(again.rejected) == len(first.rejected) == again.read
    assert [one.field for one in again.reasons] == [one.field for one in first.reasons]
