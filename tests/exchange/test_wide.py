"""One wide sheet: what its rows say of the records they refer to, and what is created for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.exchange.headings import FieldRows, by_field
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate, check_options, parse_filled
from coop_tui.exchange.import_plan import Fate, ImportPlan
from coop_tui.exchange.import_rows import run_import, try_import
from coop_tui.exchange.import_words import block_lines, linked_lines
from coop_tui.exchange.linked_fields import linked_fields
from coop_tui.exchange.rejects import write_rejects
from coop_tui.exchange.table import Row, Rows
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.store import Document, FileStore
from tests.exchange.registers import ENDING_SOON_DAYS, TODAY, Tables, apply, records_of

FIELDS = (
    "batch.programme", "batch.title", "batch.starts_on", "batch.mode",
    "person.name", "person.nip", "unit", "grade", "status",
)  # fmt: skip
CREATE = ImportOptions(create=True)
UPDATE = ImportOptions(OnDuplicate.UPDATE, create=True)
SHEET = [
    "SCP|Air Bersih|17/2/2019|abroad|Ani Contoh|198001312005012001|Dinas Air|III/c|attended",
    "||||Budi Contoh||Dinas Air|III/a|attended",
    "||||Citra Contoh||Dinas Baru||nominated",
    "SCP|Arsip|2020|online|Ani Contoh|198001312005012001|Dinas Air|III/d|attended",
    "||||Budi Contoh||Dinas Air||attended",
]
OFFICE: Tables = {
    "programmes": {1: {"name": "Singapore Cooperation Programme", "acronym": "SCP"}},
    "units": {4: {"name": "Dinas Air"}, 5: {"name": "Dinas Kesehatan"}},
}


def rows_of(kind: str, fields: Sequence[str], lines: Sequence[str]) -> FieldRows:
    """Rows as a sheet has them, from line 2 on, its cells divided by `|`."""
    rows = [
        Row(number, {field: cell for field, cell in zip(fields, line.split("|"), strict=True) if cell})
        for number, line in enumerate(lines, 2)
    ]
    return by_field(Rows(Path("sheet.csv"), tuple(fields), tuple(rows), cells=True), KINDS[kind], {})


def sheet(lines: Sequence[str] = SHEET) -> FieldRows:
    return rows_of("participations", FIELDS, lines)


def added(plan: ImportPlan, kind: str) -> dict[int, Document | None]:
    return {one.id: one.after for one in plan.operations if one.kind == kind}


def fates(plan: ImportPlan) -> list[Fate]:
    assert plan.read == sum(plan.counts.values())
    return [one.fate for one in plan.outcomes]


def reasons(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(one.number, one.field) for one in plan.reasons]


def test_a_sheet_creates_batches_people_units_and_participations_each_once() -> None:
    plan = try_import(records_of(OFFICE), sheet(), CREATE)

    assert fates(plan) == [Fate.ADDED] * 5
    assert added(plan, "units") == {6: {"name": "Dinas Baru"}}
    assert added(plan, "batches") == {
        1: {"programme": 1, "title": "Air Bersih", "mode": "abroad", "starts_on": "2019-02-17"},
        2: {"programme": 1, "title": "Arsip", "mode": "online", "starts_on": "2020"},
    }
    assert list(added(plan, "people").values()) == [
        {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 4, "grade": "III/c"},
        {"name": "Budi Contoh", "unit": 4, "grade": "III/a"},
        {"name": "Citra Contoh", "unit": 6},
    ]
    seats = [(one["person"], one["batch"], one.get("grade")) for one in added(plan, "participations").values() if one]
    assert seats == [(1, 1, "III/c"), (2, 1, "III/a"), (3, 1, None), (1, 2, "III/d"), (2, 2, None)]
    assert list(block_lines(plan)) == ["Batch: empty in 3 rows, taken from the row above (first in row 3)."]
    assert "Added as well, Units (1): Dinas Baru" in linked_lines(plan)
    assert not any("Contoh" in line for line in linked_lines(plan))


def test_what_a_nip_contradicts_is_said_once_of_a_person_who_is_created() -> None:
    lines = [f"SCP|{title}|2019|online|Ani Contoh|198001312005012001|m|attended" for title in ("Air", "Arsip")]
    rows = rows_of("participations", (*FIELDS[:6], "person.sex", "status"), lines)

    plan = try_import(records_of(OFFICE), rows, CREATE)

    assert [one.fate for one in plan.outcomes] == [Fate.ADDED] * 2
    assert [(one.number, "this is a woman" in one.text) for one in plan.notes] == [(2, True)]


def test_the_same_sheet_twice_changes_nothing() -> None:
    records = records_of(OFFICE)
    apply(records, try_import(records, sheet(), CREATE).operations)

    assert fates(try_import(records, sheet(), CREATE)) == [Fate.SKIPPED] * 5
    again = try_import(records, sheet(), UPDATE)

    assert fates(again) == [Fate.UNCHANGED] * 5
    assert again.operations == ()


def test_without_create_rows_are_rejected_and_say_what_is_missing_and_what_is_similar() -> None:
    records = records_of(OFFICE)
    plan = try_import(records, rows_of("people", ("name", "unit"), ["Ani|Dinas Kesehatn", "Budi|Dinas Air", "Cici|?"]))

    assert fates(plan) == [Fate.REJECTED, Fate.ADDED, Fate.REJECTED]
    assert "Similar: Dinas Kesehatan." in plan.reasons[0].text
    assert "Similar" not in plan.reasons[1].text
    assert all("--create" in one.text for one in plan.reasons)


def test_what_only_rejected_rows_refer_to_is_not_created() -> None:
    plan = try_import(
        records_of(OFFICE), rows_of("people", ("name", "unit", "nip"), ["Ani|Dinas X|12", "Budi|Y|"]), CREATE
    )

    assert fates(plan) == [Fate.REJECTED, Fate.ADDED]
    assert [one["name"] for one in added(plan, "units").values() if one] == ["Y"]


def test_an_organisation_of_a_name_alone_is_an_other_one_and_an_agreement_is_not_made_so() -> None:
    fields = ("title", "document", "partners", "renews")
    plan = try_import(
        records_of({}), rows_of("agreements", fields, ["MoU|mou|Kota Umpama|", "Lain|mou||Tak Ada"]), CREATE
    )

    assert fates(plan) == [Fate.ADDED, Fate.REJECTED]
    assert added(plan, "organisations") == {1: {"name": "Kota Umpama", "kind": "other"}}
    assert reasons(plan) == [(3, "renews")]


def test_a_reference_by_a_number_that_nobody_has_creates_nothing() -> None:
    plan = try_import(records_of(OFFICE), rows_of("people", ("name", "unit"), ["Ani|77"]), CREATE)

    assert reasons(plan) == [(2, "unit")]


def test_a_batch_that_lacks_what_it_needs_is_no_guess_and_can_be_given_for_all_rows() -> None:
    lines = ["Air Bersih|2019|Ani"]
    rows = rows_of("participations", ("batch.title", "batch.starts_on", "person.name"), lines)

    plan = try_import(records_of(OFFICE), rows, CREATE)

    assert reasons(plan) == [(2, "status"), (2, "batch.programme"), (2, "batch.mode")]
    filled = {"status": "hadir", "batch.programme": "SCP", "batch.mode": "abroad"}
    plan = try_import(records_of(OFFICE), rows, ImportOptions(create=True, filled=filled))
    assert fates(plan) == [Fate.ADDED]
    assert [one and one["mode"] for one in added(plan, "batches").values()] == ["abroad"]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("Ani Contoh|198001312005012001|", 1),  # by number
        ("Ani Contoh||Dinas Air", 1),  # by name and unit
        ("Ani Contoh|199001312015012001|Dinas Air", None),  # another number is another person
        ("Ani Contoh||Dinas Kesehatan", None),
        ("Budi Contoh||", 2),  # by name alone, as any reference
        ("Budi Contoh||Dinas Air", None),
        ("Citra Contoh||", "several"),
    ],
)
def test_whom_a_row_means(person: str, expected: int | str | None) -> None:
    people: dict[int, Document] = {
        1: {"name": "Ani Contoh", "nip": "198001312005012001", "unit": 4},
        2: {"name": "Budi Contoh"},
        3: {"name": "Citra Contoh", "unit": 4},
        4: {"name": "Citra Contoh", "unit": 5},
    }
    records = records_of({**OFFICE, "people": people, "batches": {1: {"programme": 1, "mode": "online", "title": "B"}}})
    fields = ("person.name", "person.nip", "unit", "batch", "status")

    plan = try_import(records, rows_of("participations", fields, [f"{person}|B|attended"]), CREATE)

    if expected == "several":
        assert reasons(plan) == [(2, "person.name")]
        assert "3, 4" in plan.reasons[0].text
    else:
        (seat,) = added(plan, "participations").values()
        assert seat is not None
        assert seat["person"] == (expected or 5)


def test_what_is_otherwise_on_record_stays_and_is_told_once_or_is_taken_over() -> None:
    records = records_of(
        {**OFFICE, "batches": {1: {"programme": 1, "title": "Arsip", "starts_on": "2020", "mode": "online"}}}
    )
    lines = [f"SCP|Arsip|2020|abroad|Orang {one}||||attended" for one in "AB"]

    kept = try_import(records, sheet(lines), CREATE)
    changed = try_import(records, sheet(lines), UPDATE)

    assert [(one.number, one.field) for one in kept.notes] == [(2, "batch.mode")]
    assert added(kept, "batches") == {}
    assert added(changed, "batches")[1] == {"programme": 1, "title": "Arsip", "mode": "abroad", "starts_on": "2020"}


def test_a_batch_without_a_title_is_the_same_one_again_where_all_that_is_given_is() -> None:
    fields = ("batch.programme", "batch.number", "batch.mode", "person.name", "status")
    rows = rows_of("participations", fields, ["SCP|3|online|Ani|attended", "SCP|3|online|Budi|attended"])
    records = records_of(OFFICE)
    first = try_import(records, rows, CREATE)
    apply(records, first.operations)

    assert len(added(first, "batches")) == 1
    assert fates(try_import(records, rows, UPDATE)) == [Fate.UNCHANGED] * 2


def test_titles_are_filled_down_only_where_most_rows_have_none() -> None:
    lines = [
        *SHEET[:1],
        *(
            line.replace("Ani", f"Orang {at}").replace("198001312005012001", "")
            for at, line in enumerate(SHEET[:1] * 3)
        ),
        "||||Eka Contoh|||| attended",
    ]

    plan = try_import(records_of(OFFICE), sheet(lines), CREATE)

    assert fates(plan) == [Fate.ADDED] * 4 + [Fate.REJECTED]
    assert reasons(plan) == [(6, "batch")]


def test_rejected_rows_of_a_wide_sheet_are_whole_and_can_be_mended(tmp_path: Path) -> None:
    records = records_of(OFFICE)
    plan = try_import(records, sheet([*SHEET, "||||Dedi Contoh||Dinas Air||gone"]), CREATE)
    write_rejects(tmp_path / "r.csv", plan)

    written = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()

    assert "batch.title" in written[0]
    assert "SCP" in written[1]
    assert "Arsip" in written[1]
    assert len(written) == 2


def test_personal_values_of_linked_people_are_masked() -> None:
    plan = try_import(records_of(OFFICE), sheet(["SCP|A|2019|online|Ani|1999RAHASIA|||attended"]), CREATE)

    assert reasons(plan) == [(2, "person.nip")]
    assert "RAHASIA" not in plan.reasons[0].text


def test_a_column_of_choice_tells_which_record_a_row_is() -> None:
    records = records_of(
        {
            "people": {
                1: {"name": "Ani", "email": "a@contoh.id"},
                2: {"name": "B", "phone": "1234567"},
                3: {"name": "C", "phone": "1234567"},
            }
        }
    )
    rows = rows_of("people", ("name", "email", "phone"), ["Ani Baru|a@contoh.id|", "Lain||1234567", "Baru||"])

    by_email = try_import(records, rows, ImportOptions(OnDuplicate.UPDATE, match="email"))
    by_phone = try_import(records, rows, ImportOptions(OnDuplicate.UPDATE, match="phone"))

    assert fates(by_email) == [Fate.UPDATED, Fate.ADDED, Fate.ADDED]
    assert added(by_email, "people")[1] == {"name": "Ani Baru", "email": "a@contoh.id"}
    assert fates(by_phone) == [Fate.ADDED, Fate.REJECTED, Fate.ADDED]
    assert "2, 3" in by_phone.reasons[0].text


def test_options_that_name_no_field_are_refused() -> None:
    for options in (ImportOptions(match="colour"), ImportOptions(filled={"batch.colour": "x"})):
        with pytest.raises(CoopError, match="colour"):
            check_options(KINDS["participations"], options)
    with pytest.raises(CoopError, match="--set"):
        parse_filled(["x"])
    assert parse_filled(["a = b=c"]) == {"a": "b=c"}


@pytest.fixture
def register(tmp_path: Path) -> Register:
    register = Register(
        FileStore.create(tmp_path / "coop.json"),
        today=TODAY,
        by="Sari",
        ending_soon_days=ENDING_SOON_DAYS,
        on_problem=lambda problem: pytest.fail(str(problem)),
    )
    register.create("programmes", {"name": "SCP"})
    return register


def test_everything_is_one_change_and_one_undo_takes_it_back(register: Register) -> None:
    before = register.records.state().tables
    plan = run_import(register, sheet(), CREATE)

    assert {one.kind for one in plan.operations} == {"units", "batches", "people", "participations"}
    register.undo()
    assert register.records.state().tables == before
    register.close()


CELLS = st.sampled_from(
    ["", "", "SCP", "Ani", "2019", "198001312005012001", "12", "online", "attended", "Dinas Air", "="]
)


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys((*FIELDS, "person", "batch"), CELLS)), max_size=8),
       st.sampled_from(OnDuplicate), st.booleans())  # fmt: skip
def test_whatever_a_sheet_says_the_sum_holds_and_every_rejected_row_has_reasons(
    lines: list[dict[str, str]],
    on_duplicate: OnDuplicate,
    create: bool,
) -> None:
    names = (*FIELDS, "person", "batch")
    cells = tuple(Row(at, {name: cell for name, cell in line.items() if cell}) for at, line in enumerate(lines, 2))
    rows = by_field(Rows(Path("sheet.csv"), names, cells, cells=True), KINDS["participations"], {})
    records = records_of({**OFFICE, "people": {7: {"name": "Ani"}}})
    options = ImportOptions(on_duplicate, create=create)

    plan = try_import(records, rows, options)

    assert plan.read == len(lines) == sum(plan.counts.values())
    assert {one.number for one in plan.rejected} == {one.number for one in plan.reasons}
    if not create:
        assert all(one.before is not None for one in plan.linked)
    apply(records, plan.operations)
    again = try_import(records, rows, ImportOptions(create=create))
    taken = [two for one, two in zip(plan.outcomes, again.outcomes, strict=True) if one.fate is not Fate.REJECTED]
    assert all(one.fate is Fate.SKIPPED for one in taken)


def test_linked_fields_come_from_the_references_of_a_kind() -> None:
    assert {"person.nip", "batch.starts_on", "unit.name"} <= linked_fields(KINDS["participations"]).keys()
    assert not any(name.startswith("replaces.") for name in linked_fields(KINDS["participations"]))


def test_a_change_of_a_linked_record_that_cannot_be_is_told() -> None:
    batch: Document = {"programme": 1, "title": "Arsip", "starts_on": "2020-05-01", "mode": "online"}
    records = records_of({**OFFICE, "batches": {1: batch}})
    fields = ("batch.programme", "batch.title", "batch.starts_on", "batch.ends_on", "person.name", "status")
    lines = ["SCP|Arsip|2020-05-01|2019-05-01|Ani|attended", "SCP|Arsip|2020-05-01|2020-05-02|Budi|attended"]

    plan = try_import(records, rows_of("participations", fields, lines), UPDATE)

    assert fates(plan) == [Fate.REJECTED, Fate.ADDED]
    assert reasons(plan) == [(2, "batch.ends_on")]
    assert added(plan, "batches")[1] == {**batch, "ends_on": "2020-05-02"}


@pytest.mark.parametrize("there", [True, False])
def test_rows_that_say_different_things_of_one_linked_record_are_told(*, there: bool) -> None:
    batch: Document = {"programme": 1, "title": "Arsip", "starts_on": "2020", "mode": "at_home"}
    modes = {"A": "online", "B": "abroad", "C": "abroad"}
    lines = [f"SCP|Arsip|2020|{mode}|Orang {one}||||attended" for one, mode in modes.items()]

    plan = try_import(records_of({**OFFICE, "batches": {1: batch} if there else {}}), sheet(lines), UPDATE)

    assert added(plan, "batches")[1] == {**batch, "mode": "abroad"}
    assert [(one.number, one.field) for one in plan.notes] == [(3, "batch.mode")]
    assert "Row 2" in plan.notes[0].text


def test_what_only_two_rows_together_make_impossible_is_told() -> None:
    units: dict[int, Document] = {
        4: {"name": "Dinas Air", "acronym": "DA"},
        5: {"name": "Dinas Pasar", "acronym": "DP"},
    }
    rows = rows_of("people", ("name", "unit.acronym", "unit.name"), ["Ani|DA|Badan Baru", "Budi|DP|Badan Baru"])

    plan = try_import(records_of({"units": units}), rows, UPDATE)

    assert added(plan, "units") == {4: {"name": "Badan Baru", "acronym": "DA"}}
    assert [(one.number, one.field) for one in plan.notes] == [(3, "unit.name")]
    assert "Not taken over" in plan.notes[0].text


def test_no_person_is_made_of_half_a_row_that_is_rejected() -> None:
    line = "SCP|Arsip|2020|online|Ani|198001312005012001|{unit}|III/c|attended"
    lines = [line.format(unit="7"), line.format(unit="Dinas Air").replace("Arsip", "Lain")]

    plan = try_import(records_of(OFFICE), sheet(lines), CREATE)

    assert fates(plan) == [Fate.REJECTED, Fate.ADDED]
    assert list(added(plan, "people").values()) == [
        {"name": "Ani", "nip": "198001312005012001", "unit": 4, "grade": "III/c"}
    ]
    assert reasons(plan) == [(2, "unit")]
