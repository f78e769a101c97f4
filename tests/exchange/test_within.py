"""An export limited to a year or a country."""

from __future__ import annotations

import pytest

from coop_tui.exchange.within import HasNone, within
from coop_tui.records import KINDS
from tests.exchange.registers import Tables, records_of

TABLES: Tables = {
    "countries": {1: {"code": "SG", "status": "active"}, 2: {"code": "NO", "status": "active"}},
    "programmes": {1: {"name": "Program Contoh"}},
    "people": {1: {"name": "Orang Contoh"}},
    "batches": {
        1: {"programme": 1, "mode": "abroad", "country": "SG", "starts_on": "2019-02"},
        2: {"programme": 1, "mode": "abroad", "country": "NO", "starts_on": "2020"},
        3: {"programme": 1, "mode": "online"},
    },
    "participations": {
        1: {"person": 1, "batch": 1, "status": "attended"},
        2: {"person": 1, "batch": 2, "status": "attended"},
    },
    "agreements": {
        1: {"title": "A", "document": "mou", "country": "SG", "signed_on": "2019-12-31"},
        2: {"title": "B", "document": "mou", "starts_on": "2020", "signed_on": "2019"},
    },
}


@pytest.mark.parametrize(
    ("kind", "year", "country", "ids"),
    [
        ("batches", "2019", None, [1]),
        ("batches", None, "NO", [2]),
        ("batches", "2019", "NO", []),
        ("batches", None, None, [1, 2, 3]),
        ("participations", "2020", None, [2]),
        ("participations", None, "SG", [1]),
        ("agreements", "2019", None, [1]),
        ("agreements", "2020", None, [2]),
        ("countries", None, "SG", [1]),
    ],
)
def test_records_are_limited_by_their_own_or_their_batch_s_date_and_country(
    kind: str, year: str | None, country: str | None, ids: list[int]
) -> None:
    records = records_of(TABLES)
    held = records.all(KINDS[kind])
    assert [one for one, record in held.items() if within(records, KINDS[kind], record, year, country)] == ids


@pytest.mark.parametrize(
    ("kind", "year", "country"), [("people", "2019", None), ("people", None, "SG"), ("programmes", "2019", None)]
)
def test_a_kind_that_has_no_date_or_country_says_so(kind: str, year: str | None, country: str | None) -> None:
    records = records_of(TABLES)
    with pytest.raises(HasNone):
        within(records, KINDS[kind], records.all(KINDS[kind])[1], year, country)
