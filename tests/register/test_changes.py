"""What a change may do, what it takes along, and why it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coop_tui.errors import CoopError
from coop_tui.register import (
    AlreadyThere,
    InvalidRecord,
    MissingReference,
    StillReferred,
)
from coop_tui.register.describe import change_words
from coop_tui.store import Conflict, Document, FileStore, Operation
from tests.register.desks import BATCH, PERSON, PROGRAMME, at_desk, everything, later, one_batch, script


def test_a_batch_takes_its_participations_along_and_undo_brings_them_back(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
        before = everything(register)
        register.delete("batches", 1)

        assert everything(register) == {"programmes": before["programmes"], "people": before["people"]}
        register.undo()
        assert everything(register) == before


def test_the_number_of_a_deleted_record_is_never_used_again(path: Path) -> None:
    with at_desk(path) as register:
        assert register.create("countries", {"code": "SG", "status": "active"}) == 1
        register.delete("countries", 1)
        assert register.create("countries", {"code": "SG", "status": "active"}) == 2


def test_deletion_is_refused_by_what_refers_to_the_record(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
        with pytest.raises(StillReferred) as refused:
            register.delete("programmes", 1)
        assert "Program Contoh is still used by Kota Contoh." in refused.value.message()

        with pytest.raises(StillReferred) as refused:
            register.delete("people", 2)
        assert "person 2 is still used by participation 2." in refused.value.message()
        assert "Tina" not in refused.value.message()


def test_many_referrers_are_told_by_their_first_few_and_a_number(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        for number in range(8):
            register.create("batches", {**BATCH, "title": f"Contoh {number}"})
        with pytest.raises(StillReferred) as refused:
            register.delete("programmes", 1)

    assert refused.value.referrers == ["Contoh 0", "Contoh 1", "Contoh 2", "Contoh 3", "Contoh 4", "3 more"]


def test_a_record_that_refers_to_itself_alone_can_be_deleted(path: Path) -> None:
    with at_desk(path) as register:
        register.create("organisations", {"name": "Lembaga Contoh", "kind": "other", "parent": 1})
        register.delete("organisations", 1)
        assert everything(register) == {}


def test_a_whole_change_is_judged_together(path: Path) -> None:
    """Two records swap their names, and refer to each other, in one change."""

    def swap(_new_id: object) -> list[Operation]:
        one, two = register.document("organisations", 1), register.document("organisations", 2)
        return [
            Operation("organisations", 1, one, {"name": "Dua", "kind": "other", "parent": 2}),
            Operation("organisations", 2, two, {"name": "Satu", "kind": "other", "parent": 1}),
        ]

    with at_desk(path) as register:
        register.create("organisations", {"name": "Satu", "kind": "other"})
        register.create("organisations", {"name": "Dua", "kind": "other"})
        register.commit(swap, "swap")
        assert everything(register)["organisations"] == {
            1: {"name": "Dua", "kind": "other", "parent": 2},
            2: {"name": "Satu", "kind": "other", "parent": 1},
        }
        register.undo()
        assert everything(register)["organisations"] == {
            1: {"name": "Satu", "kind": "other"},
            2: {"name": "Dua", "kind": "other"},
        }


@pytest.mark.parametrize("second", ["SATU", " satu", "Satù"])
def test_two_new_records_of_one_change_cannot_be_the_same(path: Path, second: str) -> None:
    with at_desk(path) as register, pytest.raises((AlreadyThere, InvalidRecord)):
        register.commit(
            lambda new_id: [
                Operation("units", new_id("units"), None, {"name": "Satu"}),
                Operation("units", new_id("units"), None, {"name": second}),
            ],
            "import units",
        )


def test_a_new_record_cannot_take_the_key_of_one_changed_beside_it(path: Path) -> None:
    with at_desk(path) as register:
        register.create("units", {"name": "Satu"})
        with pytest.raises(AlreadyThere):
            register.commit(
                lambda new_id: [
                    Operation("units", new_id("units"), None, {"name": "Satu"}),
                    Operation("units", 1, {"name": "Satu"}, {"name": "Satu", "acronym": "S"}),
                ],
                "import units",
            )


def test_what_is_there_twice_already_can_still_be_edited(path: Path) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "SG", "status": "active"})
    script(path, "countries", 2, {"code": "SG", "status": "active"})
    with at_desk(path) as register:
        both: Document = {"code": "SG", "status": "active"}
        register.update("countries", 2, both, {**both, "notes": "sama dengan 1"})
        with pytest.raises(AlreadyThere):
            register.create("countries", both)
        register.delete("countries", 1)
        with pytest.raises(AlreadyThere):
            register.create("countries", both)


def test_what_a_script_left_wrong_in_one_field_stands_in_the_way_of_that_field_alone(path: Path) -> None:
    with at_desk(path) as register:
        register.create("people", PERSON)
    script(path, "people", 1, {**PERSON, "nip": "12"})
    with at_desk(path) as register:
        found = register.document("people", 1)
        assert found is not None
        register.update("people", 1, found, {**found, "notes": "tetap bisa diubah"})
        with pytest.raises(InvalidRecord):
            register.update("people", 1, found, {**found, "nip": "123"})
        assert register.document("people", 1) == {**found, "notes": "tetap bisa diubah"}


def test_a_missing_reference_says_where_it_stands(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        with pytest.raises(MissingReference) as refused:
            register.create("batches", {**BATCH, "partners": [7]})
    assert "batch 1: Partners 1 refers to organisation 7, which is not on record." in refused.value.message()


def test_nothing_may_refer_to_what_goes_in_the_same_change(path: Path) -> None:
    with at_desk(path) as register:
        register.create("units", {"name": "Satu"})
        with pytest.raises(MissingReference):
            register.commit(
                lambda new_id: [
                    Operation("units", 1, {"name": "Satu"}, None),
                    Operation("units", new_id("units"), None, {"name": "Dua", "successor": 1}),
                ],
                "swap",
            )
        assert everything(register) == {"units": {1: {"name": "Satu"}}}


def test_an_invalid_record_says_all_that_is_wrong(path: Path) -> None:
    with at_desk(path) as register, pytest.raises(InvalidRecord) as refused:
        register.create("organisations", {"name": "", "kind": "klub", "country": "XX"})
    assert [where for where, _what in refused.value.problems] == ["Name", "Kind", "Country"]


def test_a_value_changed_only_in_its_type_is_a_change(path: Path) -> None:
    with at_desk(path) as register:
        register.create("settings", {"name": "x", "value": 1})
        register.update("settings", 1, {"name": "x", "value": 1}, {"name": "x", "value": True})
        assert register.document("settings", 1) == {"name": "x", "value": True}
        assert register.document("settings", 1) is not None
        assert register.store.changed(0)
        assert register.records.generation == 2


def test_changes_to_different_fields_merge_and_to_the_same_one_conflict(path: Path) -> None:
    with at_desk(path) as sari, at_desk(path, "Budi") as budi:
        sari.create("programmes", PROGRAMME)
        budi.poll()
        sari.update("programmes", 1, PROGRAMME, {**PROGRAMME, "funder": "Kota"})
        budi.update("programmes", 1, PROGRAMME, {**PROGRAMME, "country": "SG"})
        assert budi.document("programmes", 1) == {**PROGRAMME, "country": "SG", "funder": "Kota"}
        with pytest.raises(Conflict) as refused:
            sari.update("programmes", 1, PROGRAMME, {**PROGRAMME, "funder": "Provinsi", "country": "SG"})
        assert refused.value.fields == ("funder",)
        assert everything(sari) == everything(budi)


def test_others_changes_are_news_once(path: Path) -> None:
    with at_desk(path) as sari, at_desk(path, "Budi") as budi:
        sari.create("programmes", PROGRAMME)
        assert [change.label for change in sari.news()] == ["create programmes"]
        assert budi.poll()
        assert [(change.by, change.label) for change in budi.news()] == [("Sari", "create programmes")]
        assert (budi.poll(), budi.news(), sari.news()) == (False, [], [])


# The store is replaced under the register


def test_a_replaced_store_is_loaded_anew_and_saved_as_it_is(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "backup" / "coop.json"
    with at_desk(other) as register:
        for name in ("Satu", "Dua", "Tiga"):
            register.create("units", {"name": name})
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        for name in ("coop.json", "coop.history.jsonl"):
            shutil.copyfile(other.with_name(name), path.with_name(f"{name}.new"))
            path.with_name(f"{name}.new").replace(path.with_name(name))
        old = register.records
        assert register.poll()
        assert register.records is not old
        register.create("units", {"name": "Empat"})
    with at_desk(path) as register:
        assert [one["name"] for one in everything(register)["units"].values()] == ["Satu", "Dua", "Tiga", "Empat"]
        assert register.store.load().changes == []
    assert not [file for file in path.parent.iterdir() if "foreign" in file.name]


def test_a_change_made_before_the_replacement_was_noticed_goes_into_the_new_store(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "backup" / "coop.json"
    with at_desk(other) as register:
        register.create("units", {"name": "Satu"})
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        for name in ("coop.json", "coop.history.jsonl"):
            shutil.copyfile(other.with_name(name), path.with_name(f"{name}.new"))
            path.with_name(f"{name}.new").replace(path.with_name(name))
        assert register.create("units", {"name": "Dua"}) == 2
        assert everything(register) == {"units": {1: {"name": "Satu"}, 2: {"name": "Dua"}}}


def test_a_restored_backup_is_one_change_whatever_moved(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
        before = everything(register)
        wanted: dict[str, dict[int, Document]] = {
            "programmes": {3: {"name": "Program Contoh"}},
            "batches": {1: {**BATCH, "programme": 3}, 2: {**BATCH, "programme": 3}},
        }
        register.replace_all(wanted, "restore")
        assert everything(register) == wanted
        register.undo()
        assert everything(register) == before
        assert register.replace_all(before, "restore") is None


# What is said of a change


def test_changes_are_told_without_persons(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
        register.update("people", 1, register.document("people", 1) or {}, {"name": "Nina Rahasia"})
        register.delete("batches", 1)
        register.undo()
        register.redo()
        words = [change_words(change, register.records) for change in register.store.history()]
        labels = [change.label for change in register.store.history()]

    assert words == [
        "Change 9 redone",
        "Change 8 undone",
        "Kota Contoh: deleted",
        "person 1: changed",
        "participation 2: added",
        "person 2: added",
        "participation 1: added",
        "person 1: added",
        "Kota Contoh: added",
        "Program Contoh: added",
    ]
    assert labels[:4] == ["redo 9", "undo 8", "delete batches 1", "update people 1"]


def test_lookups_follow_every_change(path: Path) -> None:
    with at_desk(path) as register:
        records = register.records
        one_batch(register)
        assert list(records.find("programmes", "pc")) == [1]
        assert list(records.find("batches", " KOTA  contoh")) == [1]
        assert len(records.participations_of(1)) == 2
        later(register, acronym="BARU")
        assert (list(records.find("programmes", "pc")), list(records.find("programmes", "baru"))) == ([], [1])
        register.delete("batches", 1)
        assert (list(records.find("batches", "kota contoh")), list(records.participations_of(1))) == ([], [])
        register.undo()
        assert (list(records.find("batches", "1")), len(records.participations_of(1))) == ([1], 2)
        assert (records.name("units", 5), records.label("units", 5)) == ("? 5", "unit 5")
        assert list(records.find("units", "9" * 5000)) == []
        assert records.short_name("programmes", 1) == "BARU"
        assert list(records.referrers("batches", 1)) == [("participations", 1), ("participations", 2)]


def test_a_read_only_register_says_so_and_stays(path: Path) -> None:
    FileStore.create(path)
    content = path.read_text(encoding="utf-8").replace('"schema":1', '"schema":2')
    path.write_text(content, encoding="utf-8")
    with at_desk(path) as register, pytest.raises(CoopError) as refused:
        register.create("programmes", PROGRAMME)
    assert "newer" in refused.value.message()
    assert path.read_text(encoding="utf-8") == content
