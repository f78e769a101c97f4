"""A change as a screen tells it: what was done to which record, and each field before and after, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.register import Register
from coop_tui.register.told import FieldTold, RecordTold, day_words, deed_words, subject_words, time_words, told
from coop_tui.store import Change, Document, Operation
from tests.register.desks import PERSON, at_desk, one_batch


def newest(register: Register) -> Change:
    return next(register.store.history())


def edit(register: Register, kind: str, record_id: int, **fields: object) -> RecordTold:
    before = register.document(kind, record_id)
    assert before is not None
    after: Document = {**before, **fields}  # type: ignore[dict-item]  # documents, as the tests write them
    register.update(kind, record_id, before, {name: value for name, value in after.items() if value is not None})
    found = told(newest(register).ops[-1], register.records)
    assert found is not None
    return found


def sides(found: RecordTold) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {field.label: (field.before, field.after) for field in found.fields}


def test_only_the_fields_that_changed_are_told_with_dates_and_names_written_out(path: Path) -> None:
    i18n.use("id")
    with at_desk(path) as register:
        one_batch(register)
        register.create("programmes", {"name": "Program Lain", "acronym": "PL"})
        found = edit(register, "batches", 1, programme=2, starts_on="2019-02-17", seats=25, country="SG")
        assert (found.name, found.deed) == ("Kota Contoh", "changed")
        assert sides(found) == {
            "Program": (("Program Contoh",), ("Program Lain",)),
            "Negara": ((), ("Singapura",)),
            "Mulai": ((), ("17 Februari 2019",)),
            "Kuota": ((), ("25",)),
        }
        assert sides(edit(register, "batches", 1, starts_on="2019-03", seats=None)) == {
            "Mulai": (("17 Februari 2019",), ("Maret 2019",)),
            "Kuota": (("25",), ()),
        }


def test_of_a_list_what_came_and_what_went(path: Path) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        one_batch(register)
        experts = [{"name": name, "role": "speaker"} for name in ("Ana Contoh", "Beni Contoh", "Caca Contoh")]
        found = edit(register, "batches", 1, experts=experts[:2], topics=["air", "kota"])
        assert sides(found)["Topics"] == ((), ("air", "kota"))
        found = edit(register, "batches", 1, experts=experts[1:], topics=["kota", "air"])
        assert sides(found) == {
            "Topics": (("air", "kota"), ("kota", "air")),  # the order alone is another, and told whole
            "Experts": (("Ana Contoh, Speaker",), ("Caca Contoh, Speaker",)),
        }
        assert all(field.many for field in found.fields)


def test_added_and_deleted_records_are_told_whole_under_the_name_they_had(path: Path) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        one_batch(register)
        register.delete("batches", 1)
        change = newest(register)
        assert (deed_words(change, register.records), subject_words(change, register.records)) == (
            "Deleted",
            "Kota Contoh",
        )
        all_told = [told(one, register.records) for one in change.ops]
        assert {(one.kind.name, one.deed) for one in all_told if one} == {
            ("participations", "deleted"),
            ("batches", "deleted"),
        }
        gone = all_told[-1]
        assert gone is not None
        assert FieldTold("Title", ("Kota Contoh",), (), many=False, masks={}) in gone.fields
        register.create("people", dict(PERSON, nip="198001312005012009"))
        made = told(newest(register).ops[0], register.records)
        assert made is not None
        assert (made.name, made.deed) == ("Tina Rahasia", "added")  # on a screen people have their names
        assert {field.label for field in made.fields if field.masks} >= {"NIP", "Phone"}


def test_several_records_are_counted_and_what_the_program_remembers_is_not_named(path: Path) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        new: list[Document] = [{"code": "SG", "status": "active"}, {"code": "DK", "status": "active"}]
        register.commit(
            lambda new_id: [Operation("countries", new_id("countries"), None, one) for one in new], "import countries"
        )
        change = newest(register)
        assert (deed_words(change, register.records), subject_words(change, register.records)) == (
            "Imported",
            "Countries: 2",
        )
        register.create("settings", {"name": "look:Sari", "value": {}})
        assert subject_words(newest(register), register.records) == ""


@pytest.mark.parametrize(
    ("operation", "deed", "name"),
    [
        (Operation("units", 5, None, None), "removed", "unit 5"),
        (Operation("units", 5, None, {"name": 3}), "added", "unit 5"),
        (Operation("units", 5, {"name": "Dinas", "nosuch": 1}, None), "deleted", "unit 5"),
    ],
)
def test_what_the_history_does_not_hold_or_hold_rightly_is_told_without_fields(
    path: Path, operation: Operation, deed: str, name: str
) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        found = told(operation, register.records)
        assert found is not None
        assert (found.deed, found.name, found.fields) == (deed, name, ())
        assert told(Operation("nosuch", 1, None, {}), register.records) is None
        change = Change(
            1, "2019-02-17T08:05:00.000+07:00", "sari", "create nosuch", (Operation("nosuch", 1, None, {}),)
        )
        assert subject_words(change, register.records) == "nosuch 1"
        assert (day_words(change), day_words(change, "short"), time_words(change)) == (
            "17 February 2019",
            "17 Feb 2019",
            "08.05",
        )
