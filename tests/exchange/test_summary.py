"""The summary: its shape to the key, figures that agree with each other, and not a word about any person."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import cast

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from coop_tui import i18n
from coop_tui.config import Office
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.summary import summary
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.records import KINDS
from coop_tui.records.fields import ListType, Part, PartType, Record, TextType, specs
from coop_tui.store import JSON, Document
from tests.exchange.registers import Tables, records_of, registers

NOW = datetime(2026, 11, 24, 10, tzinfo=timezone(timedelta(hours=7)))
OFFICE = Office("Kota Contoh", "Bagian Kerja Sama, Sekretariat Daerah")

REPORTED: JSON = [
    {"origin": "own_staff", "reported": 20, "basis": "reported"},
    {"origin": "academia", "reported": 5, "basis": "estimated"},
    {"origin": "own_staff", "reported": 99, "basis": "decree"},
]
TABLES: Tables = {
    "countries": {1: {"code": "SG", "status": "active"}, 2: {"code": "NO", "status": "dormant"}},
    "organisations": {
        1: {"name": "Jejaring", "acronym": "J", "kind": "network", "membership": {"status": "member"}},
        2: {"name": "Forum", "kind": "network", "country": "NO", "membership": {"status": "observer", "until": "2020"}},
        3: {"name": "Calon", "kind": "network", "membership": {"status": "candidate"}},
    },
    "programmes": {1: {"name": "Program Contoh"}},
    "units": {1: {"name": "Dinas Contoh"}},
    "agreements": {
        1: {"title": "Naskah", "document": "mou", "country": "SG", "signed_on": "2020", "ends_on": "2027-03-24"},
        2: {"title": "Surat", "document": "loi", "country": "NO"},
    },
    "batches": {
        1: {
            "programme": 1, "mode": "abroad", "country": "SG", "starts_on": "2019-02-17", "seats": 25,
            "groups": REPORTED,
        },
        2: {"programme": 1, "mode": "abroad", "country": "NO", "starts_on": "2031", "seats": 30},
        3: {"programme": 1, "mode": "online", "title": "Daring"},
        4: {"programme": 1, "mode": "online", "starts_on": "2019-05", "cancelled": {}},
    },
    "people": {1: {"name": "Orang Contoh"}},
    "participations": {1: {"person": 1, "batch": 1, "status": "attended", "unit": 1, "origin": "own_staff"}},
}  # fmt: skip


def of(tables: Tables, year: str | None = None, country: str | None = None) -> Document:
    return summary(records_of(tables), OFFICE, NOW, year, country)


def test_the_whole_shape() -> None:
    assert of(TABLES) == {
        "schema": "coop-tui/summary/1",
        "office": {"city": "Kota Contoh", "unit": "Bagian Kerja Sama, Sekretariat Daerah", "country": "ID"},
        "generated_at": "2026-11-24T10:00:00+07:00",
        "as_of": "2026-11-24",
        "filters": {"year": None, "country": None},
        "totals": {
            "countries": {"total": 2, "active": 1, "exploring": 0, "dormant": 1},
            "organisations": {"total": 3, "memberships": 1},
            "agreements": {
                "total": 2, "in_process": 1, "active": 0, "ending_soon": 1, "expired": 0, "terminated": 0,
            },
            "batches": {"total": 4, "planned": 2, "running": 0, "completed": 1, "unconfirmed": 0, "cancelled": 1},
            "participations": {"own": 20, "others": 5, "reported": 20, "estimated": 5, "named": 1},
            "people": {"named": 1},
            "seats": {"planned": 30, "all": 55},
        },
        "countries": [
            {"code": code, "name": name, "status": status, "batches": done, "participations": came, "agreements": 1}
            for code, name, status, done, came in (
                ("SG", "Singapore", "active", 1, 25),
                ("NO", "Norway", "dormant", 0, 0),
            )
        ],
        "organisations": [
            {"id": 1, "name": "Jejaring", "acronym": "J", "kind": "network", "country": None, "membership": "member"},
            {"id": 2, "name": "Forum", "acronym": None, "kind": "network", "country": "NO", "membership": None},
            {"id": 3, "name": "Calon", "acronym": None, "kind": "network", "country": None, "membership": "candidate"},
        ],
        "agreements": [
            {
                "id": 1, "title": "Naskah", "document": "mou", "regime": None, "country": "SG", "status": "ending_soon",
                "starts_on": None, "ends_on": "2027-03-24", "days_left": 120,
            },
            {
                "id": 2, "title": "Surat", "document": "loi", "regime": None, "country": "NO", "status": "in_process",
                "starts_on": None, "ends_on": None, "days_left": None,
            },
        ],
        "batches": [
            {
                "id": id, "programme": "Program Contoh", "title": title, "country": country, "starts_on": starts_on,
                "ends_on": None, "status": status, "own": own, "others": others,
            }
            for id, title, country, starts_on, status, own, others in (
                (1, None, "SG", "2019-02-17", "completed", 20, 5),
                (2, None, "NO", "2031", "planned", 0, 0),
                (3, "Daring", None, None, "planned", 0, 0),
                (4, None, None, "2019-05", "cancelled", 0, 0),
            )
        ],
        "counts": {
            "by_year": [{"year": "2019", "batches": 1, "participations": 25, "people": 1}],
            "by_country": [{"country": "SG", "batches": 1, "participations": 25, "people": 1}],
            "by_programme": [{"programme": "Program Contoh", "batches": 1, "participations": 25, "people": 1}],
            "by_unit": [
                {"unit": "Dinas Contoh", "batches": 1, "participations": 1, "people": 1},
                {"unit": "unknown", "batches": 1, "participations": 24, "people": 0},
            ],
        },
    }  # fmt: skip


ORDER = {
    "": ["schema", "office", "generated_at", "as_of", "filters", "totals", "countries", "organisations", "agreements",
         "batches", "counts"],
    "office": ["city", "unit", "country"],
    "filters": ["year", "country"],
    "totals": ["countries", "organisations", "agreements", "batches", "participations", "people", "seats"],
    "counts": ["by_year", "by_country", "by_programme", "by_unit"],
}  # fmt: skip


@pytest.mark.parametrize("part", ORDER)
def test_keys_stand_in_the_order_of_the_contract_also_in_the_file(part: str) -> None:
    for read in (of(TABLES), yaml.safe_load(to_yaml(of(TABLES))), yaml.safe_load(to_json(of(TABLES)))):
        assert list(cast(Document, read[part] if part else read)) == ORDER[part]


def test_a_year_limits_the_batches_and_all_that_follows_from_them() -> None:
    found = of(TABLES, year="2019")

    assert found["filters"] == {"year": "2019", "country": None}
    assert [row["id"] for row in rows(found, "batches")] == [1, 4]
    assert [row["batches"] for row in rows(found, "countries")] == [1, 0]
    assert len(rows(found, "agreements")) == 2
    assert [row["year"] for row in rows(cast(Document, found["counts"]), "by_year")] == ["2019"]


def test_a_country_limits_all_that_has_one() -> None:
    for code, counted in {"NO": [], "SG": ["SG"]}.items():
        found = of(TABLES, country=code)

        assert found["filters"] == {"year": None, "country": code}
        for part, ids in {"organisations": [2], "agreements": [2], "batches": [2]}.items():
            assert [row["id"] for row in rows(found, part)] == (
                ids if code == "NO" else [] if part == "organisations" else [1]
            )
        assert [row["code"] for row in rows(found, "countries")] == [code]
        assert [row["country"] for row in rows(cast(Document, found["counts"]), "by_country")] == counted


def test_names_of_countries_are_in_the_language_in_use() -> None:
    i18n.use("id")
    assert [row["name"] for row in rows(of(TABLES), "countries")] == ["Singapura", "Norwegia"]


def rows(found: Document, part: str) -> list[Document]:
    return cast(list[Document], found[part])


def figure(found: Document, *path: str) -> int:
    value: JSON = found
    for step in path:
        assert isinstance(value, dict)
        value = value[step]
    assert isinstance(value, int)
    return value


@settings(
    max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow]
)
@given(registers(most=3))
def test_totals_lists_and_counts_agree(tables: Tables) -> None:
    found = of(tables)
    came = figure(found, "totals", "participations", "own") + figure(found, "totals", "participations", "others")

    assert sum(figure(row, "own") + figure(row, "others") for row in rows(found, "batches")) == came
    for name, by in cast(dict[str, list[Document]], found["counts"]).items():
        assert sum(figure(row, "participations") for row in by) == came
        batches = sum(figure(row, "batches") for row in by)
        completed = figure(found, "totals", "batches", "completed")
        assert batches == completed or (name == "by_unit" and batches > completed)
    for kind in ("countries", "organisations", "agreements", "batches"):
        assert figure(found, "totals", kind, "total") == len(rows(found, kind)) == len(tables[kind])


MARKER = "RAHASIA"
SAFE = {"nip": "198001312005011001", "email": "rahasia@contoh.id", "phone": "0741 555 0199"}


def marked(declared: type[Record] | type[Part]) -> Document:
    """A document with a marker in every personal text, and something in all that leads there."""
    document: Document = {}
    for spec in specs(declared):
        item = spec.type.item if isinstance(spec.type, ListType) else spec.type
        value: JSON = None
        if isinstance(item, PartType):
            value = marked(item.part) or None
        elif isinstance(item, TextType) and spec.personal:
            value = SAFE.get(spec.name, f"{MARKER} {spec.name}")
        elif isinstance(item, TextType) and spec.required:
            value = "Contoh"
        if value is not None:
            document[spec.name] = [value] if isinstance(spec.type, ListType) else value
    return document


REQUIRED: dict[str, Document] = {
    "countries": {"code": "SG"},
    "organisations": {"kind": "network"},
    "batches": {"programme": 1, "mode": "abroad", "starts_on": "2019", "groups": REPORTED},
    "participations": {"person": 1, "batch": 1, "status": "attended"},
    "agreements": {"document": "mou"},
    "activities": {"kind": "meeting", "on": "2020"},
}


def test_no_person_is_in_a_summary() -> None:
    tables: Tables = {
        kind: {1: marked(KINDS[kind].record) | REQUIRED.get(kind, {})} for kind in KINDS if kind != "settings"
    }
    held = repr(tables)
    # people, contacts of countries and organisations, experts, authors, officials of send-offs and of activities
    assert held.count(MARKER) == 7
    assert all(value in held for value in SAFE.values())

    for text in (to_yaml(of(tables)), to_json(of(tables))):
        assert "Contoh" in text
        for personal in (MARKER, *SAFE.values()):
            assert personal not in text
