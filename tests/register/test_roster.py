"""As of which day the people on record are all the staff there is, of the whole city or of an agency."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.register.describe import change_words
from coop_tui.register.roster import on_roster, rosters, state_roster
from coop_tui.store import JSON, Document
from coop_tui.values import PartialDate
from tests.register.desks import at_desk
from tests.strategies import in_memory

UNITS: dict[int, Document] = {
    1: {"name": "Dinas Kini"},
    2: {"name": "Dinas Tua", "until": "2010", "successor": 1},
    3: {"name": "Badan Lain"},
}
PEOPLE: dict[int, Document] = {
    1: {"name": "Pegawai dinas kini", "unit": 1, "origin": "own_staff"},
    2: {"name": "Masih tercatat di dinas tua", "unit": 2},
    3: {"name": "Pegawai BUMD", "unit": 3, "origin": "municipal_company"},
    4: {"name": "ASN tanpa OPD", "origin": "own_staff"},
    5: {"name": "Dosen", "unit": 1, "origin": "academia"},
    6: {"name": "Entah siapa"},
}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, []),
        ({"city": "2019"}, [1, 2, 3, 4]),
        ({"1": "2018-12"}, [1, 2]),
        ({"2": "2018-12"}, [2]),
        ({"3": "2018-12", "1": "2019-03-01"}, [1, 2, 3]),
        ({"3": "2019-03-02"}, []),  # still to come
        ({"99": "2018", "x": "2018", "city": "19", "1": 5, "3": None}, []),  # what a script may have written
        (["city"], []),
    ],
)
def test_who_is_on_it(stated: JSON, expected: list[int]) -> None:
    settings: dict[int, Document] = {1: {"name": "roster", "value": stated}}
    records = in_memory({"units": UNITS, "people": PEOPLE, "settings": settings}, date(2019, 3, 1))
    assert list(on_roster(records)) == expected
    assert bool(rosters(records)) == bool(expected)


def test_it_is_given_taken_back_and_undone_each_as_one_change_without_a_name(path: Path) -> None:
    i18n.use("en")
    with at_desk(path) as register:
        register.create("units", {"name": "Dinas Kini"})
        for unit, day in ((None, "2019-01"), (1, "2018"), (None, "2019-02-01")):
            made = state_roster(register, unit, PartialDate(day))
            assert made is not None
            assert change_words(made, register.records) == "List of staff given"
        assert rosters(register.records) == {None: "2019-02-01", 1: "2018"}
        assert state_roster(register, 1, PartialDate("2018")) is None
        state_roster(register, None, None)
        assert rosters(register.records) == {1: "2018"}
        register.undo()
        assert rosters(register.records) == {None: "2019-02-01", 1: "2018"}
