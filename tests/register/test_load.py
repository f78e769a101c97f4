"""What a store may hold that no form let in: made safe, refused by name, and listed in full by the check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given

from coop_tui.register import DamagedRecords
from coop_tui.register.audit import store_problems
from coop_tui.store import Document, FileStore, Operation, State, Tables
from tests.register.desks import BATCH, PROGRAMME, at_desk, edit_file, everything, one_batch, script
from tests.strategies import examples, in_memory, registers

HOSTILE = "a\x1b[31mb\x07\x9bc\u202ed\u2028e\x7f"
SAFE = "a[31mbcde"


@examples(10)
@given(tables=registers())
def test_what_was_stored_is_loaded_the_same(tables: Tables) -> None:
    state = in_memory(tables).state()

    assert msgspec.json.decode(msgspec.json.encode(state.tables), type=dict[str, dict[int, Document]]) == tables


def test_control_characters_of_a_table_are_dropped() -> None:
    records = in_memory({"programmes": {1: {"name": HOSTILE}, 2: {"name": "Contoh"}}})

    assert [records.name("programmes", one) for one in (1, 2)] == [SAFE, "Contoh"]


@pytest.mark.parametrize("hostile", ["\x1b", "\u202e"])
def test_control_characters_are_dropped_wherever_they_stand_in_a_large_table(hostile: str) -> None:
    for length in range(2**20 - 30, 2**20):
        records = in_memory({"programmes": {1: {"name": "x" * length + hostile}}})
        assert records.name("programmes", 1) == "x" * length


@pytest.mark.parametrize("escaped", [True, False])
def test_control_characters_in_the_file_are_dropped(path: Path, escaped: bool) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
    content = json.loads(path.read_bytes())
    content["programmes"]["1"]["name"] = HOSTILE
    content["settings"] = {"1": {"name": "x", "value": {f"k{HOSTILE}": [HOSTILE]}}}
    text = json.dumps(content, ensure_ascii=escaped)
    path.write_text(text, encoding="utf-8")

    with at_desk(path) as register:
        assert everything(register) == {
            "programmes": {1: {**PROGRAMME, "name": SAFE}},
            "settings": {1: {"name": "x", "value": {f"k{SAFE}": [SAFE]}}},
        }


def test_control_characters_of_a_script_are_dropped(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        script(path, "programmes", 1, {**PROGRAMME, "notes": HOSTILE})
        register.poll()
        assert register.document("programmes", 1) == {**PROGRAMME, "notes": SAFE}
    with at_desk(path) as register:
        assert register.document("programmes", 1) == {**PROGRAMME, "notes": SAFE}


DAMAGES: list[tuple[str, Document, str]] = [
    ("batches", {"programme": 1, "mode": "online", "seats": "banyak"}, "batch 1, Seats"),
    ("batches", {"programme": 1, "mode": "online", "starts_on": "2019-13"}, "batch 1, Starts"),
    ("batches", {"programme": 1, "mode": "online", "decree": {"on": "17/2/2019"}}, "batch 1, Mayor's decree"),
    (
        "batches",
        {"programme": 1, "mode": "online", "outputs": [{"title": "A"}, {"title": "B", "presented_on": "2019-2"}]},
        "batch 1, Outputs",
    ),
    ("batches", {"programme": 1, "mode": "online", "experts": [{"name": "A"}, {"role": "x"}]}, "batch 1, Experts 2 › "),
    ("batches", {"programme": 1, "mode": "online", "judul": "x"}, "batch 1, judul"),
    ("batches", {"programme": 1, "mode": "online", "topics": None}, "batch 1, Topics"),
    ("batches", {"mode": "online"}, "batch 1, Programme"),
    ("organisations", {"name": "x", "kind": "klub"}, "organisation 1, Kind"),
    ("programmes", {"name": 5}, "programme 1, Name"),
]


@pytest.mark.parametrize(("kind", "document", "where"), DAMAGES)
def test_a_damaged_record_is_named_with_its_field(path: Path, kind: str, document: Document, where: str) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "SG", "status": "active"})
    edit_file(path, kind, {"1": document})

    with pytest.raises(DamagedRecords) as refused, at_desk(path):
        pass
    assert str(path) in refused.value.message()
    assert where in refused.value.message()


@pytest.mark.parametrize(("kind", "document", "where"), DAMAGES)
def test_a_damaged_change_is_named_with_its_field(path: Path, kind: str, document: Document, where: str) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "SG", "status": "active"})
        script(path, kind, 1, document)
        with pytest.raises(DamagedRecords) as refused:
            register.poll()
    assert where in refused.value.message()


@pytest.mark.parametrize(("kind", "document", "where"), DAMAGES)
def test_a_damaged_record_in_a_snapshot_that_a_script_wrote_is_named(
    path: Path, kind: str, document: Document, where: str
) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "SG", "status": "active"})
    script(path, kind, 1, document)
    store = FileStore(path)
    store.snapshot(State(store.load().generation, {kind: {1: document}}))
    assert store.load().changes == []

    with pytest.raises(DamagedRecords) as refused, at_desk(path):
        pass
    assert where in refused.value.message()


def test_a_table_that_is_no_kind_is_named(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        script(path, "angkatan", 1, {"name": "x"})
        with pytest.raises(DamagedRecords) as refused:
            register.poll()
    assert "angkatan" in refused.value.message()
    with pytest.raises(DamagedRecords), at_desk(path):
        pass


def test_a_number_no_reader_takes_is_damage_not_a_crash(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
    edit_file(path, "settings", {"1": {"name": "\x1b", "value": 10**30}})

    with pytest.raises(DamagedRecords), at_desk(path):
        pass


# The check


def test_a_good_store_has_no_problems(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
        register.delete("batches", 1)
        register.undo()
    assert list(store_problems(path)) == []


@examples(5)
@given(tables=registers())
def test_no_valid_register_has_problems(tmp_path_factory: pytest.TempPathFactory, tables: Tables) -> None:
    path = tmp_path_factory.mktemp("good") / "coop.json"
    store = FileStore.create(path)
    operations = [
        Operation(kind, one, None, document) for kind, table in tables.items() for one, document in table.items()
    ]
    store.load()
    store.commit(lambda _fresh, _new_id: operations, "Sari", "init", generation=0)

    assert list(store_problems(path)) == []
    with at_desk(path) as register:
        assert everything(register) == {kind: table for kind, table in tables.items() if table}


def test_every_problem_of_a_store_is_listed_with_its_record(path: Path) -> None:
    with at_desk(path) as register:
        one_batch(register)
    people: dict[str, Any] = {
        "1": {"name": "Tina Rahasia", "nip": "123", "email": "tina"},
        "2": {"name": "Budi Rahasia", "unit": 8, "sex": "x"},
    }
    tables: dict[str, dict[str, Any]] = {
        "batches": {"1": {**BATCH, "starts_on": "2019-02-30", "groups": [{"reported": -1}], "partners": [4, 5]}},
        "people": people,
        "programmes": {
            "1": {"name": "Sama"},
            "2": {"name": "sama", "country": "sg"},
            "3": {"name": "Judul\x1b", "notes": None},
        },
        "units": {"1": {"name": "A", "since": "2019", "until": "2018"}, "2": {"name": "B", "acronym": " B "}},
        "catatan": {"1": {"x": 1}},
    }
    for kind, table in tables.items():
        edit_file(path, kind, table)

    found = [one for one in store_problems(path) if "coop.json" not in one]

    assert sorted(one.partition(":")[0] for one in found) == sorted(
        [
            "The table “catatan” is no kind of record. A script may have made it.",
            "batch 1, Groups 1 › Head-count",
            "batch 1, Partners 1",
            "batch 1, Partners 2",
            "batch 1, Starts",
            "person 1, E-mail",
            "person 1, NIP",
            "person 2, Sex",
            "person 2, Unit",
            "programme 2, Country",
            "programme 3, Name",
            "unit 1, Until",
            "unit 2, Acronym",
        ]
    )
    assert not [one for one in found if "Rahasia" in one or "123" in one or "tina" in one]


def test_records_that_are_the_same_are_a_problem(path: Path) -> None:
    with at_desk(path) as register:
        register.create("countries", {"code": "SG", "status": "active"})
    script(path, "countries", 2, {"code": "SG"})

    assert list(store_problems(path)) == ["country 2 says the same as country 1. Keep one of them."]


@pytest.mark.parametrize(
    "document",
    [
        {"code": "SG"},
        {"code": "SG", "status": "active", "notes": None},
        {"code": "SG", "status": "active", "fields": []},
    ],
)
def test_what_loads_as_it_should_be_is_no_problem_however_it_is_written(path: Path, document: Document) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
    script(path, "countries", 1, document)

    assert list(store_problems(path)) == []
    with at_desk(path) as register:
        assert register.document("countries", 1) == {"code": "SG", "status": "active"}
