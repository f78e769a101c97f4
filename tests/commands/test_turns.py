"""`coop-tui turns`: which agencies sent people, who of the staff never went, who went again; names, but no numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from coop_tui.store import Document
from tests.commands.calling import Call, call
from tests.dashboard import another
from tests.personal import MARK, WHOLE
from tests.personal import office as personal_office
from tests.screens.scenes import WHO_WENT

ROSTER: Document = {"name": "roster", "value": {"city": "2019-02"}}


def filled(config: Path, *more: tuple[str, Document]) -> None:
    with another(config) as register:
        for kind, document in (*WHO_WENT, *more):
            register.create(kind, document)


@pytest.fixture
def turns(config: Path, coop: Call) -> Call:
    """The command on an office in which some went."""
    filled(config)
    return coop


def test_agencies_that_never_sent_anybody_come_first(turns: Call) -> None:
    answer = turns("turns")
    assert (answer.code, answer.err) == (0, "")
    heading, *rows, note = answer.out.splitlines()
    assert heading.split("  ")[0] == "Unit"
    assert [" ".join(row.split()) for row in rows] == [
        "Dinas Belum never – – –",
        "Badan Lain May 2017 1 1 1",
        "Dinas Kini Jan 2019 2 2 2",
    ]
    assert note == "150 participations have no agency on record, so “never” may be wrong."
    assert turns("turns", "agencies").out == answer.out


def test_who_never_went_is_told_only_where_there_is_a_list_of_staff(turns: Call, config: Path) -> None:
    for form in ("table", "yaml", "json", "csv"):
        answer = turns("turns", "never", "--format", form)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("error: Nobody knows who never went: there is no list of staff. Import all staff")
    with another(config) as register:
        register.create("settings", ROSTER)
    answer = turns("turns", "never")
    assert answer.code == 0
    assert [" ".join(line.split()) for line in answer.out.splitlines()] == [
        "Name Unit Position",
        "Citra Contoh Dinas Belum",
        "Of 3 on the list of staff (Feb 2019: all).",
    ]
    with another(config) as register:
        register.create("participations", {"person": 3, "batch": 9, "status": "attended"})
    answer = turns("turns", "never")
    assert answer.out == "Of 3 on the list of staff (Feb 2019: all).\n"
    assert answer.err == "Everybody on the list of staff has gone.\n"


def test_who_went_again_and_when(turns: Call) -> None:
    out = turns("--language", "id", "turns", "again").out.splitlines()
    assert out[1].split("  ")[0] == "Ani Contoh"
    assert out[1].endswith("Jan 2019, Mei 2017")
    assert len(out) == 2


def test_programs_get_values_in_every_form(turns: Call, config: Path) -> None:
    again = [
        {"id": 1, "name": "Ani Contoh", "unit": "Dinas Kini", "position": None, "times": 2,
         "when": ["2019-01", "2017-05"]}
    ]  # fmt: skip
    assert json.loads(turns("turns", "again", "--format", "json").out) == again
    assert yaml.safe_load(turns("turns", "again", "--format", "yaml").out) == again
    rows = list(csv.DictReader(io.StringIO(turns("turns", "again", "--format", "csv").out)))
    assert rows == [
        {"id": "1", "name": "Ani Contoh", "unit": "Dinas Kini", "position": "", "times": "2",
         "when": '["2019-01","2017-05"]'}
    ]  # fmt: skip
    agencies = yaml.safe_load(turns("turns", "--format", "yaml").out)
    assert agencies[0] == {"id": 4, "unit": "Dinas Belum", "last": None, "sent": 0, "batches": 0, "people": 0}
    assert [one["last"] for one in agencies] == [None, "2017-05", "2019-01"]
    header = turns("turns", "--format", "csv").out.splitlines()[0]
    assert header == "id,unit,last,sent,batches,people"


def test_where_nobody_went_that_is_said_beside_the_data(coop: Call) -> None:
    answer = coop("turns", "again")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "Nobody has gone yet whose name is on record.\n"
    assert coop("turns", "again", "--format", "yaml").out == "[]\n"
    assert coop("turns", "nosuch").code == 2


def test_names_are_told_and_no_numbers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = personal_office(tmp_path / "personal")
    batch: Document = {"programme": 1, "mode": "online", "starts_on": "2018", "ends_on": "2018"}
    person: Document = {"name": "Zqname50 Contoh", "nip": "197707072005011950", "unit": 1}
    went: Sequence[Document] = [{"person": 1, "batch": one, "status": "attended"} for one in (2, 3)]
    more: Sequence[tuple[str, Document]] = [
        ("settings", ROSTER), ("people", person), ("batches", batch), ("batches", batch),
        *(("participations", one) for one in went),
    ]  # fmt: skip
    with another(config) as register:
        for kind, document in more:
            register.create(kind, document)
    for which in ("agencies", "never", "again"):
        for form in ("table", "yaml", "json", "csv"):
            answer = call(capfd, "--config", config, "--as-of", "2019-03-01", "turns", which, "--format", form)
            assert answer.code == 0
            assert bool(MARK.search(answer.out)) is (which != "agencies")
            assert not WHOLE.search(answer.out)
