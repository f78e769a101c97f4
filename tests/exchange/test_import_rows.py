"""What becomes of each row of an import, and that everything which is wrong with it is said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.exchange.headings import by_field, parse_renames
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_rows import plan_import, run_import, try_import
from coop_tui.exchange.meanings import REASON
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.rejects import write_rejects
from coop_tui.records import KINDS, organisations
from coop_tui.records.organisations import Organisation
from coop_tui.register import Records, Register
from coop_tui.store import Document, FileStore
from coop_tui.store.changes import ids_after
from tests.exchange.registers import ENDING_SOON_DAYS, TODAY, Tables, apply, records_of

NETWORK: Document = {"name": "Jejaring Contoh", "acronym": "JC", "kind": "network"}
UNITS: Tables = {
    "units": {
        4: {"name": "Dinas Contoh", "acronym": "DC", "aliases": ["Kantor Lama", "KL"]},
        7: {"name": "Badan Contoh"},
    }
}


def plan_of(
    folder: Path,
    records: Records,
    kind: str,
    content: str | list[dict[str, object]],
    on_duplicate: OnDuplicate = OnDuplicate.SKIP,
    renames: tuple[str, ...] = (),
) -> ImportPlan:
    path = folder / ("in.csv" if isinstance(content, str) else "in.json")
    path.write_bytes(content.encode() if isinstance(content, str) else msgspec.json.encode(content))
    rows = by_field(read_source(path, KINDS[kind], {}).rows, KINDS[kind], parse_renames(renames))
    return try_import(records, rows, ImportOptions(on_duplicate))


def documents(plan: ImportPlan) -> dict[int, Document | None]:
    return {one.id: one.after for one in plan.operations}


def counts(plan: ImportPlan) -> tuple[int, int, int, int, int]:
    assert plan.read == plan.added + plan.updated + plan.unchanged + plan.skipped + len(plan.rejected)
    return plan.added, plan.updated, plan.unchanged, plan.skipped, len(plan.rejected)


def reasons(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(one.number, one.column) for one in plan.reasons]


@pytest.mark.parametrize("told", ["Dinas Contoh", "dc", "KANTOR LAMA", "kl", "4"])
def test_a_unit_is_meant_by_any_of_its_names(tmp_path: Path, told: str) -> None:
    plan = plan_of(tmp_path, records_of(UNITS), "people", [{"name": "Ani Contoh", "unit": told}])
    assert documents(plan) == {1: {"name": "Ani Contoh", "unit": 4}}


def test_a_name_that_two_units_have_is_asked_about_and_not_guessed(tmp_path: Path) -> None:
    i18n.use("en")
    tables: Tables = {"units": {**UNITS["units"], 9: {"name": "Kantor Lama", "until": "2010", "successor": 4}}}
    plan = plan_of(tmp_path, records_of(tables), "people", [{"name": "Ani Contoh", "unit": "Kantor Lama"}])
    assert counts(plan) == (0, 0, 0, 0, 1)
    assert "This name fits several records: numbers 4, 9." in plan.reasons[0].text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"name": "Satu", "successor": "Dua"}, {"name": "Dua", "successor": "Satu"}, {"name": "Tiga"}], [1, 2]),
        ([{"name": "Satu", "successor": "Satu"}, {"name": "Dua"}], [1]),
        ([{"name": "Satu", "successor": "Satu"}, {"name": "Dua", "successor": "Satu"}, {"name": "Tiga"}], [1, 2]),
        ([{"name": "Dinas Contoh", "successor": "Badan Contoh"}, {"name": "Badan Contoh", "successor": "dc"}], [1, 2]),
        ([{"name": "Dinas Contoh", "successor": "Baru"}, {"name": "Baru", "successor": "dc"}], [1, 2]),
        ([{"name": "Dinas Contoh", "successor": "Baru"}, {"name": "Baru"}], []),
    ],
)
def test_rows_by_which_an_agency_would_follow_itself_are_rejected(
    tmp_path: Path, rows: list[dict[str, object]], expected: list[int]
) -> None:
    i18n.use("en")
    plan = plan_of(tmp_path, records_of(UNITS), "units", rows, OnDuplicate.UPDATE)
    assert [one.number for one in plan.rejected] == expected
    assert len(plan.reasons) == len(expected)
    assert not expected or "leads back to where it began" in plan.reasons[0].text
    assert counts(plan)[-1] == len(expected)


@pytest.mark.parametrize(
    ("row", "same"),
    [
        ({"name": "DINAS  contoh"}, 4),
        ({"name": "Lain", "acronym": "dc"}, 4),
        ({"name": "Lain", "aliases": ["kl"]}, 4),
        ({"name": "Kantor Lama"}, 4),
        ({"id": 4, "name": "Dinas Contoh"}, 4),
        ({"id": 7, "name": "Dinas Contoh"}, 4),
        ({"id": 99, "name": "Dinas Contoh"}, 4),
        ({"name": "Dinas Baru"}, None),
        ({"id": 4, "name": "Dinas Baru"}, None),
    ],
)
def test_whom_a_row_means(tmp_path: Path, row: dict[str, object], same: int | None) -> None:
    plan = plan_of(tmp_path, records_of(UNITS), "units", [row | {"notes": "baru"}], OnDuplicate.UPDATE)

    assert counts(plan) == ((1, 0, 0, 0, 0) if same is None else (0, 1, 0, 0, 0))
    assert list(documents(plan)) == [8 if same is None else same]


def test_a_row_keeps_an_id_that_no_record_ever_had(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,name\n,Pertama\n9,Kedua\n3,Ketiga\n9,Keempat\n,Kelima\n")
    rows = by_field(read_source(path, KINDS["units"], {}).rows, KINDS["units"], {})

    plan = plan_import(records_of({}), rows, ImportOptions(), ids_after({"units": 7}))

    names = {id: document and document["name"] for id, document in documents(plan).items()}
    assert names == {8: "Pertama", 9: "Kedua", 10: "Ketiga", 11: "Keempat", 12: "Kelima"}


def test_a_key_with_a_part_missing_fits_nothing(tmp_path: Path) -> None:
    batch: Document = {"programme": 1, "mode": "abroad", "starts_on": "2019-02"}
    records = records_of({"programmes": {1: {"name": "P"}}, "batches": {1: batch}})

    assert counts(plan_of(tmp_path, records, "batches", [dict(batch)])) == (1, 0, 0, 0, 0)
    assert counts(plan_of(tmp_path, records, "batches", [{"id": 1, **batch}])) == (0, 0, 0, 1, 0)


def test_a_row_that_fits_several_records_is_rejected_and_names_them(tmp_path: Path) -> None:
    records = records_of({"units": {3: {"name": "A", "acronym": "X"}, 5: {"name": "B", "acronym": "X"}}})

    plan = plan_of(tmp_path, records, "units", "acronym,name\nX,C\n")

    assert counts(plan) == (0, 0, 0, 0, 1)
    assert "3, 5" in plan.reasons[0].text


@pytest.mark.parametrize(
    ("on_duplicate", "expected", "notes"),
    [
        (OnDuplicate.SKIP, (1, 0, 0, 2, 0), {}),
        (OnDuplicate.UPDATE, (1, 2, 0, 0, 0), {4: "satu", 8: "dua"}),
        (OnDuplicate.FAIL, (1, 0, 0, 0, 2), {}),
    ],
)
def test_duplicates_on_record_and_in_the_file(
    tmp_path: Path, on_duplicate: OnDuplicate, expected: tuple[int, ...], notes: dict[int, str]
) -> None:
    content = "name,acronym,notes\nDinas Contoh,,satu\nKantor Baru,KB,\nkantor baru,,dua\n"

    plan = plan_of(tmp_path, records_of(UNITS), "units", content, on_duplicate)

    assert counts(plan) == expected
    found = {id: document["notes"] for id, document in documents(plan).items() if document and "notes" in document}
    assert found == notes
    after = documents(plan).get(4)
    assert after is None or after["acronym"] == "DC"


def test_an_update_that_changes_nothing_is_no_change(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, records_of(UNITS), "units", "id,name,acronym\n4,Dinas Contoh,\n", OnDuplicate.UPDATE)

    assert counts(plan) == (0, 0, 1, 0, 0)
    assert plan.operations == ()


def test_an_update_does_not_bring_back_what_a_new_record_starts_with(tmp_path: Path) -> None:
    records = records_of({"countries": {1: {"code": "SG", "status": "dormant"}}})

    plan = plan_of(tmp_path, records, "countries", "code,status,notes\nSingapura,,baru\n", OnDuplicate.UPDATE)

    assert documents(plan) == {1: {"code": "SG", "status": "dormant", "notes": "baru"}}


def test_an_update_may_leave_out_what_is_on_record(tmp_path: Path) -> None:
    records = records_of({"organisations": {1: dict(NETWORK)}})

    plan = plan_of(tmp_path, records, "organisations", "name,website\nJejaring Contoh,contoh.id\n", OnDuplicate.UPDATE)

    assert documents(plan) == {1: NETWORK | {"website": "contoh.id"}}


def test_an_update_is_held_to_what_is_on_record(tmp_path: Path) -> None:
    records = records_of({"units": {1: {"name": "Dinas", "since": "2020"}}})

    plan = plan_of(tmp_path, records, "units", "name,until\nDinas,2019\n", OnDuplicate.UPDATE)

    assert reasons(plan) == [(2, "until")]


def test_an_update_may_not_take_the_key_of_another_record(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, records_of(UNITS), "units", "id,name,acronym\n4,Badan Contoh,DC\n", OnDuplicate.UPDATE)

    assert reasons(plan) == [(2, "name")]
    assert "7" in plan.reasons[0].text


def test_every_reason_of_every_row_is_told_at_once(tmp_path: Path) -> None:
    records = records_of({"programmes": {1: {"name": "P", "acronym": "PP"}}})
    content = (
        "Program,held,country,starts_on,seats\n"
        "pp,abroad,Singapura,17/2/2019,25\n"
        "Q,somewhere,Atlantis,31/2/2019,-1\n"
        ",,,2019,\n"
        "PP,abroad,SG,2020,\n"
    )

    plan = plan_of(tmp_path, records, "batches", content, renames=("Program=programme", "held=mode"))

    assert counts(plan) == (2, 0, 0, 0, 2)
    assert reasons(plan) == [
        (3, "Program"), (3, "held"), (3, "country"), (3, "starts_on"), (3, "seats"), (4, "Program"), (4, "held"),
    ]  # fmt: skip
    assert "Atlantis" in plan.reasons[2].text


def test_nested_values_are_checked_too(tmp_path: Path) -> None:
    experts = '"[{""name"": ""Ahli"", ""role"": ""?""}, {""position"": ""x""}]"'

    plan = plan_of(
        tmp_path,
        records_of({"programmes": {1: {"name": "P"}}}),
        "batches",
        f"programme,mode,experts\nP,online,{experts}\n",
    )

    assert reasons(plan) == [(2, "Experts 1 › Role"), (2, "Experts 2 › Name")]


def test_rejected_values_of_personal_fields_are_masked(tmp_path: Path) -> None:
    content = "name,nip,email,phone,unit\nOrang Rahasia,19991399RAHASIA,rahasia@,RAHASIA,Nowhere\n"

    plan = plan_of(tmp_path, records_of({}), "people", content)

    assert reasons(plan) == [(2, "nip"), (2, "unit"), (2, "email"), (2, "phone")]
    said = " ".join(one.text for one in plan.reasons).lower()
    assert "rahasia" not in said
    assert "19991399" not in said
    assert "nowhere" in said


def test_a_nip_that_contradicts_is_taken_and_told(tmp_path: Path) -> None:
    content = "name,nip,sex\nAni Contoh,198001312005012001,m\nBudi Contoh,198001312005011002,m\n"

    plan = plan_of(tmp_path, records_of({}), "people", content)

    assert counts(plan) == (2, 0, 0, 0, 0)
    assert [(one.number, one.column) for one in plan.notes] == [(2, "sex")]
    assert "By the NIP this is a woman" in plan.notes[0].text


def test_rows_refer_to_each_other_in_any_order_by_name_acronym_and_number(tmp_path: Path) -> None:
    records = records_of({"organisations": {1: dict(NETWORK), 2: {"name": "Dua", "kind": "other"}}})
    content = (
        "id,name,acronym,kind,parent\n,Anak,A,network,Induk\n,Cucu,,network,a\n2,Induk,,network,JC\n,Lain,,network,2\n"
    )

    plan = plan_of(tmp_path, records, "organisations", content)

    parents = {one["name"]: one.get("parent") for one in documents(plan).values() if one}
    ids = {one["name"]: id for id, one in documents(plan).items() if one}
    assert parents == {"Anak": ids["Induk"], "Cucu": ids["Anak"], "Induk": 1, "Lain": ids["Induk"]}
    assert min(ids.values()) == 3


def test_rows_that_are_the_same_record_are_one_to_refer_to(tmp_path: Path) -> None:
    content = "name,kind,parent\nInduk,network,\nINDUK,network,\nAnak,network,Induk\n"

    plan = plan_of(tmp_path, records_of({}), "organisations", content)

    assert counts(plan) == (2, 0, 0, 1, 0)
    assert [one and one.get("parent") for one in documents(plan).values()] == [None, 1]


def test_a_name_of_several_rows_that_are_not_the_same_is_not_guessed(tmp_path: Path) -> None:
    content = "title,document,signed_on,renews\nNaskah,mou,2019,\nNaskah,mou,2020,\nPerpanjangan,extension,,Naskah\n"

    plan = plan_of(tmp_path, records_of({}), "agreements", content)

    assert reasons(plan) == [(4, "renews")]
    assert "2, 3" in plan.reasons[0].text


def test_a_row_that_needs_a_rejected_row_is_rejected_with_it(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"name": f"N{i}", "kind": "network", "parent": f"N{i + 1}"} for i in range(50)]
    rows += [{"name": "N50", "kind": "?"}, {"name": "N1", "kind": "network"}, {"name": "Sendiri", "kind": "network"}]

    plan = plan_of(tmp_path, records_of({}), "organisations", rows)

    assert counts(plan) == (1, 0, 0, 0, 52)
    assert [one and one["name"] for one in documents(plan).values()] == ["Sendiri"]


def test_a_reference_to_a_record_whose_update_is_rejected_still_holds(tmp_path: Path) -> None:
    records = records_of({"organisations": {1: dict(NETWORK)}})
    rows: list[dict[str, object]] = [
        {"id": 1, "name": "Jejaring Contoh", "kind": "?"},
        {"name": "Anak", "kind": "network", "parent": 1},
    ]

    plan = plan_of(tmp_path, records, "organisations", rows, OnDuplicate.UPDATE)

    assert counts(plan) == (1, 0, 0, 0, 1)
    assert documents(plan)[2] == {"name": "Anak", "kind": "network", "parent": 1}


def test_a_status_of_an_agreement_that_disagrees_is_kept_as_stated(tmp_path: Path) -> None:
    content = (
        "title,document,signed_on,ends_on,status\n"
        "Satu,mou,2020,2031,active\nDua,mou,2020,2031,Masih berlaku\nTiga,mou,2020,2021,active\n"
    )

    plan = plan_of(tmp_path, records_of({}), "agreements", content)

    assert [one and one.get("stated") for one in documents(plan).values()] == [None, "Masih berlaku", "active"]
    assert [(one.number, one.column) for one in plan.notes] == [(3, "status"), (4, "status")]


def test_a_status_of_a_batch_is_not_taken_over(tmp_path: Path) -> None:
    records = records_of({"programmes": {1: {"name": "P"}}})

    plan = plan_of(tmp_path, records, "batches", "programme,mode,starts_on,status\nP,online,2031,completed\n")

    assert documents(plan) == {1: {"programme": 1, "mode": "online", "starts_on": "2031"}}
    assert [(one.number, one.column) for one in plan.notes] == [(2, "status")]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_headings_are_names_or_labels_of_any_language(tmp_path: Path, language: i18n.Language) -> None:
    i18n.use(language)
    i18n.in_every_language.cache_clear()

    plan = plan_of(tmp_path, records_of({}), "people", "ID;Name;NIP;E-mail\n;Orang Contoh;140123456;a@contoh.id\n")

    assert documents(plan) == {1: {"name": "Orang Contoh", "nip": "140123456", "email": "a@contoh.id"}}


@pytest.mark.parametrize(
    ("content", "renames", "words"),
    [
        ("name,tinggi badan,umur\n", (), ("tinggi badan", "umur", "nip")),
        ("tinggi badan,umur\n", (), ("none of the 2 headings", "nip", "--map")),
        ("name,Name\n", (), ("name", "Name")),
        ("name,x\n", ("x=colour",), ("colour", "nip")),
        ("name\n", ("x=nip",), ("x", "name")),
        ("name\n", ("x",), ("x", "--map")),
    ],
)
def test_headings_that_mean_nothing_are_named_with_what_is_known(
    tmp_path: Path, content: str, renames: tuple[str, ...], words: tuple[str, ...]
) -> None:
    with pytest.raises(CoopError) as refusal:
        plan_of(tmp_path, records_of({}), "people", content, renames=renames)

    assert all(word in refusal.value.message() for word in words)


def test_rejects_are_whole_and_can_be_mended_and_imported_alone(tmp_path: Path) -> None:
    records = records_of({"programmes": {1: {"name": "P"}}})
    content = 'Program,held,topics,notes\nP,nowhere,"[""a;b"", ""c""]","=1,\n""2"""\nP,online,,\n'
    path = tmp_path / "in.csv"
    path.write_text(content)
    rows = by_field(
        read_source(path, KINDS["batches"], {}).rows, KINDS["batches"], {"Program": "programme", "held": "mode"}
    )
    plan = try_import(records, rows)
    rejects = tmp_path / "rejects.csv"

    write_rejects(rejects, plan)

    written = list(csv.DictReader(rejects.read_text("utf-8-sig").splitlines(keepends=True)))
    assert len(written) == 1
    assert "held: " in written[0][REASON]
    mended = rejects.read_text("utf-8-sig").replace("nowhere", "abroad", 1)
    again = plan_of(tmp_path, records, "batches", mended)
    assert documents(again) == {1: {"programme": 1, "mode": "abroad", "topics": ["a;b", "c"], "notes": '=1,\n"2"'}}


def test_an_import_is_one_change_that_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("name,acronym,successor\nSatu,S,D\nDua,D,\nTiga,,Tidak Ada\n")
    register = Register(
        FileStore.create(tmp_path / "coop.json"),
        today=TODAY,
        by="Sari",
        ending_soon_days=ENDING_SOON_DAYS,
        on_problem=lambda problem: pytest.fail(str(problem)),
    )
    rows = by_field(read_source(path, KINDS["units"], {}).rows, KINDS["units"], {})

    plan = run_import(register, rows)

    assert counts(plan) == (2, 0, 0, 0, 1)
    assert [change.label for change in register.news()] == ["import units"]
    assert [one.successor for one in register.records.all(KINDS["units"]).values()] == [2, None]
    register.undo()
    assert not register.records.all(KINDS["units"])
    register.close()


ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["A", "B", "C", "D", ""]), "kind": st.sampled_from(["network", "?"])},
        optional={
            "id": st.sampled_from([1, 2, 3, 9, "x"]),
            "acronym": st.sampled_from(["A", "X", "Y"]),
            "parent": st.sampled_from(["A", "B", "X", 1, 2, 9, "nobody"]),
        },
    ),
    max_size=7,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    [{"name": "", "kind": "network", "acronym": "X"}, {"name": "A", "kind": "network", "id": 1, "acronym": "X"}],
    OnDuplicate.UPDATE,
)
@given(ROWS, st.sampled_from(OnDuplicate))
def test_whatever_the_file_says_the_sum_holds_and_the_register_stays_whole(
    tmp_path: Path, rows: list[dict[str, object]], on_duplicate: OnDuplicate
) -> None:
    i18n.use("en")
    records = records_of({"organisations": {1: dict(NETWORK), 2: {"name": "A", "kind": "other", "parent": 1}}})

    plan = plan_of(tmp_path, records, "organisations", rows, on_duplicate)
    added, updated, *_rest = counts(plan)

    assert plan.read == len(rows)
    assert {one.number for one in plan.rejected} == {one.number for one in plan.reasons}
    assert sum(one.before is None for one in plan.operations) == added
    assert len(plan.operations) <= added + updated
    apply(records, plan.operations)
    _assert_whole(records.all(organisations.KIND))
    _assert_rejected_alone(tmp_path / "rejects.csv", plan, records, on_duplicate)


def _assert_rejected_alone(path: Path, plan: ImportPlan, records: Records, on_duplicate: OnDuplicate) -> None:
    """Every row is rejected again when it comes after the others, unless what was wrong was another row, or the record
    that it lacked a name for is there now, of another row.
    """
    write_rejects(path, plan)
    again = by_field(read_source(path, KINDS["organisations"], {}).rows, KINDS["organisations"], {})
    alone = try_import(records, again, ImportOptions(on_duplicate)).outcomes
    for row, found in zip(plan.rejected, alone, strict=True):
        of_others = {"This must be filled in."} if found.fate in (Fate.UPDATED, Fate.UNCHANGED, Fate.SKIPPED) else set()
        own = [one.text for one in plan.reasons if one.number == row.number and "of the file" not in one.text]
        assert of_others.issuperset(own) or found.fate is Fate.REJECTED


def _assert_whole(found: Mapping[int, Organisation]) -> None:
    names = [one.name for one in found.values()]
    assert len(set(names)) == len(names)
    assert {one.parent for one in found.values()} <= {None, *found}


@pytest.mark.parametrize("on_duplicate", OnDuplicate)
def test_a_row_on_record_that_cannot_be_read_is_rejected_with_every_reason(
    tmp_path: Path, on_duplicate: OnDuplicate
) -> None:
    content = (
        "name,since,until,successor\nDinas Contoh,kemarin,,Entah\nBadan Contoh,2020,2019,\nBaru,2020,,\nbaru,x,,\n"
    )

    plan = plan_of(tmp_path, records_of(UNITS), "units", content, on_duplicate)

    said = [(2, "since"), (2, "successor"), (3, "until"), (5, "since")]
    key = [(2, "name"), (3, "name"), (5, "name")] if on_duplicate is OnDuplicate.FAIL else []
    assert sorted(reasons(plan)) == sorted(said + key)
    assert counts(plan) == (1, 0, 0, 0, 3)


def test_a_row_on_record_may_leave_out_what_new_ones_need(tmp_path: Path) -> None:
    records = records_of({"organisations": {1: dict(NETWORK)}})

    assert counts(plan_of(tmp_path, records, "organisations", "name,website\nJejaring Contoh,contoh.id\n")) == (
        0, 0, 0, 1, 0,
    )  # fmt: skip


def test_a_row_of_a_record_that_is_lost_takes_those_that_refer_to_it_along(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"name": "Satu", "kind": "network", "parent": "Buruk"},
        {"id": 9, "name": "Satu", "kind": "?"},
        {"name": "Anak", "kind": "network", "parent": 9},
        {"name": "Buruk", "kind": "?"},
    ]
    for on_duplicate in OnDuplicate:
        plan = plan_of(tmp_path, records_of({}), "organisations", rows, on_duplicate)
        assert counts(plan) == (0, 0, 0, 0, 4)
        assert {one.record_id for one in plan.outcomes} == {None}


@pytest.mark.parametrize("on_duplicate", OnDuplicate)
def test_rows_of_one_file_that_are_the_same_are_named_before_anything_is_written(
    tmp_path: Path, on_duplicate: OnDuplicate
) -> None:
    i18n.use("en")
    content = "name,acronym,notes\nBaru,B,\nDinas Contoh,,satu\nbaru,,\nDinas Contoh,,dua\n"

    plan = plan_of(tmp_path, records_of(UNITS), "units", content, on_duplicate)

    told = {one.number: one.text for one in (*plan.notes, *plan.reasons)}
    assert told[4] == "Row 2 of the file is the same. (“baru”)"
    if on_duplicate is not OnDuplicate.FAIL:
        assert told == {4: told[4], 5: "Row 3 of the file is the same. (“Dinas Contoh”)"}


def test_rows_that_nothing_tells_apart_are_both_added_and_said(tmp_path: Path) -> None:
    i18n.use("en")
    content = "name,position,unit\nAni,Analis,\nAni,Kepala,\nAni,Analis,\nBudi,,dc\nBudi,,dc\n"

    plan = plan_of(tmp_path, records_of(UNITS), "people", content)

    assert counts(plan) == (4, 0, 0, 1, 0)
    assert [(one.number, one.text.partition(" of ")[0]) for one in plan.notes] == [(4, "Row 2"), (6, "Row 5")]
    assert "nothing tells" in plan.notes[0].text
