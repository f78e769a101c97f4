"""The sample register says what the office's news item says: counted here by hand, and computed from the records."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest

from coop_tui.records import KINDS, batches, countries, organisations, programmes
from coop_tui.records.batches import Basis, Batch, BatchStatus, ExpertRole, attendance, status
from coop_tui.records.countries import CountryStatus
from coop_tui.records.organisations import MembershipStatus
from coop_tui.register.audit import store_problems
from coop_tui.sample.__main__ import build
from coop_tui.sample.press_release import RECORDS
from tests.register.desks import at_desk, everything

ROOT = Path(__file__).parents[2]
THEN, NOW = date(2019, 3, 1), date(2026, 11, 24)
MARK = re.compile(r"\b[SIE]: ")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("sample"))


def all_batches() -> list[Batch]:
    return [one for one in RECORDS["batches"] if isinstance(one, Batch)]


def february() -> Batch:
    (found,) = [one for one in all_batches() if one.starts_on == "2019-02-17"]
    return found


def test_five_partner_countries_all_active(built: Path) -> None:
    with at_desk(built) as register:
        found = register.records.all(countries.KIND).values()
        assert {one.code: one.status for one in found} == dict.fromkeys(
            ["SG", "CN", "KR", "DK", "DE"], CountryStatus.ACTIVE
        )


def test_twelve_organisations_two_of_them_memberships(built: Path) -> None:
    with at_desk(built) as register:
        found = register.records.all(organisations.KIND).values()
        assert [one.acronym for one in found] == [
            "UCLG ASPAC", "ICLEI", "CLC", "MND", "MEWR", "MFA", "SNDGO", "LTA", "NEA", "AVA", "URA", "NCS",
        ]  # fmt: skip
        members = {one.acronym: one.membership.status for one in found if one.membership}
        assert members == dict.fromkeys(["UCLG ASPAC", "ICLEI"], MembershipStatus.MEMBER)


def test_seven_batches_of_one_programme_in_singapore(built: Path) -> None:
    with at_desk(built) as register:
        assert [one.acronym for one in register.records.all(programmes.KIND).values()] == ["SCP"]
        found = register.records.all(batches.KIND).values()
        assert Counter((one.programme, one.country, one.mode.value) for one in found) == {(1, "SG", "abroad"): 7}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (THEN, {BatchStatus.COMPLETED: 6, BatchStatus.PLANNED: 1}),
        (date(2019, 2, 20), {BatchStatus.COMPLETED: 5, BatchStatus.RUNNING: 1, BatchStatus.PLANNED: 1}),
        (NOW, {BatchStatus.COMPLETED: 6, BatchStatus.UNCONFIRMED: 1}),
    ],
)
def test_six_completed_and_one_to_come(day: date, expected: dict[BatchStatus, int]) -> None:
    assert Counter(status(one, (), day) for one in all_batches()) == expected


def test_july_2019_is_not_confirmed_today() -> None:
    (july,) = [one for one in all_batches() if one.starts_on == "2019-07"]

    assert (july.title, july.seats, status(july, (), NOW)) == ("Public Service", 25, BatchStatus.UNCONFIRMED)


def test_150_participations_25_reported_125_estimated_and_no_names(built: Path) -> None:
    counted = [attendance(one, ()) for one in all_batches() if status(one, (), THEN) is BatchStatus.COMPLETED]

    assert sum(one.own for one in counted) == 150
    assert sum(one.others for one in counted) == 0
    assert sum(one.reported for one in counted) == 25
    assert sum(one.estimated for one in counted) == 125
    with at_desk(built) as register:
        assert everything(register).keys() == {"countries", "organisations", "programmes", "batches"}


def test_25_planned_seats() -> None:
    assert sum(one.seats or 0 for one in all_batches() if status(one, (), THEN) is BatchStatus.PLANNED) == 25
    assert sum(one.seats or 0 for one in all_batches()) == 25


def test_the_batch_of_february_2019() -> None:
    batch = february()

    assert (batch.title, batch.ends_on) == ("Smart City and Cybersecurity", "2019-02-23")
    assert [(one.reported, one.basis) for one in batch.groups] == [(25, Basis.REPORTED)]
    assert (batch.funder, batch.fully_funded) == ("Pemerintah Singapura", True)
    assert batch.send_off is not None
    assert (batch.send_off.on, batch.send_off.place) == ("2019-02-15", "Griya Mayang")
    assert [(one.name, one.organisation) for one in batch.experts] == [
        ("Teo Jing Kok", "CLC"),
        ("Jamie Foo", "SNDGO"),
        ("Colin Choo", "LTA"),
        ("Loh Ah Tuan", "NEA"),
        ("Chan Chin Kai", "NEA"),
        ("Tan Poh Hong", "AVA"),
        ("Lim Teng Leng", "CLC"),
    ]
    assert Counter(one.role for one in batch.experts) == {ExpertRole.SPEAKER: 6, ExpertRole.DISCUSSANT: 1}
    assert batch.experts[-1].role is ExpertRole.DISCUSSANT
    assert len(batch.visits) == 7
    assert len(batch.follow_ups) == 2
    assert len(batch.outputs) == 1


def test_the_batch_names_its_organisers(built: Path) -> None:
    batch = february()
    assert batch.organiser is not None
    with at_desk(built) as register:
        names = [register.records.short_name("organisations", one) for one in (batch.organiser, *batch.partners)]
    assert names == ["CLC", "MND", "MEWR", "MFA"]


def test_what_was_not_said_stays_empty() -> None:
    earlier = [one for one in all_batches() if one.starts_on is None]

    assert len(earlier) == 5
    assert {(one.title, one.ends_on, one.number) for one in earlier} == {(None, None, None)}
    assert [(one.reported, one.basis) for batch in earlier for one in batch.groups] == [(25, Basis.ESTIMATED)] * 5


def test_every_record_is_marked_with_where_it_comes_from() -> None:
    for kind, records in RECORDS.items():
        for record in records:
            said = [getattr(record, "notes", None) or "", *getattr(record, "sources", ())]
            assert any(MARK.search(text) for text in said), (kind, record)


def test_the_sample_has_no_problems(built: Path) -> None:
    assert list(store_problems(built)) == []
    with at_desk(built) as register:
        assert all(name in KINDS for name in everything(register))


def test_building_replaces_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "new" / "coop.json"
    file.parent.mkdir()
    file.write_text("{}", encoding="utf-8")

    assert build(file.parent) == file
    assert list(store_problems(file)) == []
    assert [one.name for one in file.parent.iterdir()] == ["coop.json"]


def tables(file: Path) -> dict[str, object]:
    found: dict[str, object] = msgspec.json.decode(file.read_bytes())
    return {name: table for name, table in found.items() if name != "_meta"}


def test_the_sample_store_of_the_project_is_what_the_code_builds(built: Path) -> None:
    """`python -m coop_tui.sample data` brings it up to date."""
    assert tables(ROOT / "data" / "coop.json") == tables(built)


def test_the_sample_configuration_of_the_project() -> None:
    from coop_tui.config import Office, Reminders, load

    found = load(ROOT / "config.yaml")

    assert found.office == Office("Kota Jambi", "Bagian Kerja Sama, Sekretariat Daerah", "ID")
    assert (found.store, found.language) == (ROOT / "data" / "coop.json", "id")
    assert (found.theme, found.symbols, found.keys) == ("coop-dark", "unicode", {})
    assert (found.backups_keep, found.reminders) == (20, Reminders(365, 30, 12))
