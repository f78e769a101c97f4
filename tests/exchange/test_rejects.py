"""The rows that an import did not take come alone, are refused for the same reasons, and are taken once mended."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from coop_tui import i18n
from coop_tui.exchange.headings import parse_renames
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_road import Wishes, look, tried
from coop_tui.exchange.marks import read_back, uncomputed, written
from coop_tui.exchange.meanings import REASON
from coop_tui.exchange.progress import unheard
from coop_tui.exchange.rejects import beside, write_rejects
from coop_tui.exchange.table import BadCell
from coop_tui.records import KINDS
from coop_tui.records.fields import AnyType, CountType, FieldType, ListType, TextType, YesNoType
from coop_tui.register import Records
from tests.exchange.registers import Tables, apply, records_of
from tests.exchange.spreadsheets.expected import expected, register
from tests.exchange.spreadsheets.workbooks import NAMES, make

OFFICE: Tables = {"programmes": {1: {"name": "Program Contoh", "acronym": "PC"}}, "units": {4: {"name": "Dinas Air"}}}
CREATE = ImportOptions(create=True)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def imported(
    path: Path,
    kind: str,
    options: ImportOptions = CREATE,
    said: Mapping[str, str] = MappingProxyType({}),
    mended: Mapping[int, Mapping[str, str]] = MappingProxyType({}),
) -> ImportPlan:
    """What becomes of the rows of a file, as on the road that the screen goes."""
    return plan_of(Wishes(path, KINDS[kind], said=said, options=options, mended=mended), records_of(OFFICE))


def plan_of(wishes: Wishes, records: Records) -> ImportPlan:
    plan = tried(records, look(records, wishes), unheard)
    assert plan is not None
    return plan


def reasons(plan: ImportPlan) -> list[list[tuple[str, str]]]:
    return [[(said.field, said.text) for said in one.remarks] for one in plan.outcomes if one.fate is Fate.REJECTED]


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", NAMES)
def test_rejected_rows_of_every_spreadsheet_are_rejected_alike_alone(tmp_path: Path, name: str, ending: str) -> None:
    i18n.use("id")
    wanted, path = expected(name), tmp_path / f"rejects.{ending}"
    wishes = Wishes(
        make(name, tmp_path),
        KINDS[wanted.into],
        said=parse_renames(wanted.said.map),
        order=wanted.said.date_order,
        options=ImportOptions(create=wanted.wide),
    )
    first = plan_of(wishes, records_of(register()))
    write_rejects(path, first)
    if first.rejected:
        again = plan_of(replace(wishes, file=path), records_of(register()))
        assert again.read == len(first.rejected)
        assert reasons(again) == reasons(first)


@pytest.mark.parametrize(
    ("held", "value", "text"),
    [
        (TextType(), 12.5, "#NUMBER! 12.5"),
        (CountType(0), 1.125, "#NUMBER! 1.125"),
        (TextType(), 2**70, f"#NUMBER! {2**70}"),
        (TextType(), True, "#JSON! true"),
        (TextType(), ["a"], '#JSON! ["a"]'),
        (TextType(), "#DATE! 2019", "'#DATE! 2019"),
        (TextType(), "#TANGGAL! 2019", "'#TANGGAL! 2019"),
        (TextType(), "''#DATE!", "'''#DATE!"),
        (TextType(), "#1 rapat!", "#1 rapat!"),
        (YesNoType(), True, "true"),
        (ListType(TextType()), ["a", 1.5], '["a",1.5]'),
        (AnyType(), 1.5, "1.5"),
    ],
)
def test_what_a_text_would_lose_is_marked(held: FieldType, value: object, text: str) -> None:
    assert written(held, value) == text
    if not isinstance(held, YesNoType | ListType | AnyType):
        assert read_back(text) == value


def test_marks_are_read_in_both_languages_and_stand_before_what_they_mark() -> None:
    for language, mark in (("en", "#FORMULA!"), ("id", "#RUMUS!")):
        i18n.use("id" if language == "id" else "en")
        assert written(TextType(), uncomputed("=A1+1")) == f"{mark} =A1+1"
        found = read_back(f"{mark} =A1+1")
        assert isinstance(found, BadCell)
        assert found.message() == uncomputed("").message()
    odd = read_back("#DATE! III/a")
    assert isinstance(odd, BadCell)


def test_the_end_of_a_range_goes_with_the_rows_below_it(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.csv",
        "Program,Nama Pelatihan,Tanggal Pelaksanaan,Bentuk,Nama Peserta,Status\n"
        "PC,Air,17 s.d. 23 Februari 2019,daring,Ani,hadir\n,,,,Budi,entah\n,,,,Citra,hadir\n,,,,Dedi,hadir\n",
    )
    plan = imported(path, "participations")
    write_rejects(tmp_path / "r.csv", plan)
    (line,) = lines_of(tmp_path / "r.csv")

    assert line["Tanggal Pelaksanaan"] == "2019-02-17 \u2013 2019-02-23"
    mended = sheet(tmp_path / "m.csv", (tmp_path / "r.csv").read_text("utf-8-sig").replace("entah,", "hadir,"))
    again = imported(mended, "participations")
    assert [one.after for one in again.linked if one.kind == "batches"] == [
        one.after for one in plan.linked if one.kind == "batches"
    ]
    assert again.added == 1


def test_a_range_that_ends_elsewhere_stays_refused_in_every_row_of_its_block(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.csv",
        "Program,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,Bentuk,Nama Peserta,Status\n"
        "PC,Air,17 s.d. 23 Februari 2019,24/2/2019,daring,Ani,hadir\n,,,,,Budi,hadir\n",
    )
    plan = imported(path, "participations")
    write_rejects(tmp_path / "r.csv", plan)
    again = imported(tmp_path / "r.csv", "participations")

    assert len(plan.rejected) == 2
    assert reasons(again) == reasons(plan)


def test_nothing_is_filled_down_into_a_row_that_was_rejected_because_it_lacks_it(tmp_path: Path) -> None:
    heads = "Program,Nama Pelatihan,Tanggal Mulai,Bentuk,Nama Peserta,Status\n"
    whole = "".join(f"PC,Air,2019,daring,Orang {number},hadir\n" for number in "ABC")
    path = sheet(tmp_path / "a.csv", f"{heads}PC,Air,2019,daring,Ani,entah\n,,,,Budi,hadir\n{whole}")
    plan = imported(path, "participations")
    write_rejects(tmp_path / "r.csv", plan)

    assert [one.number for one in plan.rejected] == [2, 3]
    assert reasons(imported(tmp_path / "r.csv", "participations")) == reasons(plan)


def test_days_given_for_all_rows_are_written_so_that_they_are_read_in_one_way(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "Nama Pelatihan,Kuota\nAir,banyak\n")
    filled = {"programme": "PC", "mode": "daring", "starts_on": "3/2/2019", "ends_on": "2/4/2019"}
    options = ImportOptions(order="mdy", filled=filled)
    plan = imported(path, "batches", options)
    write_rejects(tmp_path / "r.csv", plan)
    (line,) = lines_of(tmp_path / "r.csv")

    assert [line[name] for name in ("starts_on", "ends_on")] == ["2019-03-02", "2019-02-04"]
    assert list(line)[2] == REASON
    assert reasons(imported(tmp_path / "r.csv", "batches", ImportOptions())) == reasons(plan)


def test_a_row_that_was_mended_and_is_still_rejected_is_written_as_it_was_mended(tmp_path: Path) -> None:
    heads = "Program,Nama Pelatihan,Bentuk,Kuota,Tanggal Mulai"
    path = sheet(tmp_path / "a.csv", f"{heads}\nPC,Air,entah,banyak,45/45/2019\n")
    mended = {2: {"Kuota": "25", "Tanggal Mulai": "17/2/2019", "Nama Pelatihan": ""}}
    plan = imported(path, "batches", mended=mended)
    write_rejects(tmp_path / "r.csv", plan)
    (line,) = lines_of(tmp_path / "r.csv")

    assert [[field for field, _text in one] for one in reasons(plan)] == [["mode"]]
    assert [line[name] for name in ("Kuota", "Tanggal Mulai", "Nama Pelatihan")] == ["25", "2019-02-17", ""]


def test_what_a_spreadsheet_would_change_on_opening_is_kept(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.csv",
        "Nama,NIP,HP,Gol,Unit Kerja\nAni,'198001312005012001,'081234567890,3-4,Dinas Entah\n",
    )
    plan = imported(path, "people", ImportOptions())
    write_rejects(tmp_path / "r.csv", plan)
    (line,) = lines_of(tmp_path / "r.csv")

    assert [line[name] for name in ("NIP", "HP", "Gol")] == ["'198001312005012001", "'081234567890", "'3-4"]
    (taken,) = imported(tmp_path / "r.csv", "people").outcomes
    assert taken.after is not None
    assert (taken.after["nip"], taken.after["grade"]) == ("198001312005012001", "3-4")


def test_headings_are_guarded_like_cells(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", "=1+1,Nama,Unit Kerja\nX,Ani,Dinas Entah\n")
    said = {"=1+1": "position"}
    plan = imported(path, "people", ImportOptions(), said=said)
    write_rejects(tmp_path / "r.csv", plan)

    assert (tmp_path / "r.csv").read_text("utf-8-sig").startswith("'=1+1,")
    assert reasons(imported(tmp_path / "r.csv", "people", ImportOptions(), said=said)) == reasons(plan)


@pytest.mark.parametrize("on_duplicate", OnDuplicate)
def test_rejected_rows_of_a_wide_sheet_come_after_those_that_were_taken(
    tmp_path: Path, on_duplicate: OnDuplicate
) -> None:
    options = ImportOptions(on_duplicate, create=True)
    heads = "Program,Nama Pelatihan,Tanggal Mulai,Bentuk,Nama Peserta,NIP,Instansi,Status\n"
    rows: Sequence[str] = (
        "PC,Air,17/2/2019,daring,Ani,198001312005012001,Dinas Air,hadir",
        ",,,,Budi,1.98502E+17,Dinas Air,hadir",
        ",,,,Citra,,Dinas Baru,entah",
        "PC,Arsip,2/17/2019,daring,Ani,198001312005012001,Dinas Air,hadir",
        ",,,,Dedi,,Dinas Air,hadir",
        "PC,Pasar,18/2/2019,daring,Eka,,Dinas Air,hadir",
    )
    path = sheet(tmp_path / "a.csv", heads + "\n".join(rows) + "\n")
    records = records_of(OFFICE)
    wishes = Wishes(path, KINDS["participations"], options=options)
    plan = plan_of(wishes, records)
    assert [one.number for one in plan.rejected] == [3, 4, 5, 6]
    write_rejects(tmp_path / "r.csv", plan)
    apply(records, plan.operations)

    assert reasons(plan_of(replace(wishes, file=tmp_path / "r.csv"), records)) == reasons(plan)


def test_rejected_rows_of_a_workbook_go_into_one(tmp_path: Path) -> None:
    (tmp_path / "a-rejects.xlsx").touch()

    assert [beside(tmp_path / name).name for name in ("a.xlsm", "a.tsv")] == ["a-rejects-2.xlsx", "a-rejects.csv"]


def test_a_number_that_means_another_row_is_written_as_that_of_its_record(tmp_path: Path) -> None:
    on_record: Tables = {"organisations": {9: {"name": "Lain", "kind": "other"}}}
    path = sheet(
        tmp_path / "a.csv", "id,name,kind,parent\n9,Induk,network,\n,Anak,entah,9\n4,Dua,entah,\n,Tiga,entah,4\n"
    )
    records, wishes = records_of(on_record), Wishes(path, KINDS["organisations"])
    plan = plan_of(wishes, records)
    write_rejects(tmp_path / "r.csv", plan)
    apply(records, plan.operations)
    mended = sheet(tmp_path / "m.csv", (tmp_path / "r.csv").read_text("utf-8-sig").replace("entah,", "network,"))
    taken = plan_of(replace(wishes, file=mended), records)

    assert plan.added == 1
    names = {one.id: one.after["name"] for one in (*plan.operations, *taken.operations) if one.after}
    parents = {one.after["name"]: one.after.get("parent") for one in taken.operations if one.after}
    assert {name: names.get(parent) if isinstance(parent, int) else None for name, parent in parents.items()} == {
        "Anak": "Induk",
        "Dua": None,
        "Tiga": "Dua",
    }
