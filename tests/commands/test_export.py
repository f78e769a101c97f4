"""`export`: the summary says what the sample's source says, and every kind comes out in every form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from coop_tui.records import KINDS
from tests.commands.calling import Answer, Call, call, run
from tests.dashboard import office, store_of

# Typed from the news item, not from what the program said.
TOTALS = {
    "countries": {"total": 5, "active": 5, "exploring": 0, "dormant": 0},
    "organisations": {"total": 12, "memberships": 2},
    "agreements": {"total": 0, "in_process": 0, "active": 0, "ending_soon": 0, "expired": 0, "terminated": 0},
    "batches": {"total": 7, "planned": 1, "running": 0, "completed": 6, "unconfirmed": 0, "cancelled": 0},
    "participations": {"own": 150, "others": 0, "reported": 25, "estimated": 125, "named": 0},
    "people": {"named": 0},
    "seats": {"planned": 25, "all": 25},
}
TODAY = TOTALS | {
    "batches": {"total": 7, "planned": 0, "running": 0, "completed": 6, "unconfirmed": 1, "cancelled": 0},
    "seats": {"planned": 0, "all": 25},
}
KEYS = [
    "schema", "office", "generated_at", "as_of", "filters", "totals", "countries", "organisations", "agreements",
    "batches", "counts",
]  # fmt: skip


def summary_of(answer: Answer) -> Any:  # noqa: ANN401 - nested as YAML is
    assert answer.code == 0, answer.err
    return yaml.safe_load(answer.out)


def ordered(found: Mapping[str, object]) -> list[tuple[str, object]]:
    """A nested mapping with its order, so that it can be compared."""
    return [(key, ordered(value) if isinstance(value, dict) else value) for key, value in found.items()]


@pytest.mark.parametrize(("day", "totals"), [("2019-03-01", TOTALS), ("2026-11-24", TODAY)])
def test_the_totals_of_the_summary_are_those_of_the_source(
    config: Path, capfd: pytest.CaptureFixture[str], day: str, totals: dict[str, dict[str, int]]
) -> None:
    found = summary_of(call(capfd, "--config", config, "--as-of", day, "export"))
    assert ordered(found["totals"]) == ordered(totals)
    assert found["as_of"] == day


def test_the_program_itself_writes_that_summary(config: Path) -> None:
    answer = run("--config", config, "--as-of", "2019-03-01", "export", "summary", "--format", "yaml")
    assert answer.err == ""
    assert summary_of(answer)["totals"] == TOTALS


def test_the_summary_has_its_keys_in_their_order(coop: Call) -> None:
    found = summary_of(coop("export"))
    assert list(found) == KEYS
    assert list(found["office"]) == ["city", "unit", "country"]
    assert found["schema"] == "coop-tui/summary/1"
    assert found["filters"] == {"year": None, "country": None}
    assert found["countries"][0] == {
        "code": "SG", "name": "Singapore", "status": "active", "batches": 6, "participations": 150, "agreements": 0,
    }  # fmt: skip
    assert list(found["counts"]) == ["by_year", "by_country", "by_programme", "by_unit"]
    by_year = {row["year"]: row for row in found["counts"]["by_year"]}
    assert by_year["2019"] == {"year": "2019", "batches": 1, "participations": 25, "people": 0}
    assert by_year["unknown"] == {"year": "unknown", "batches": 5, "participations": 125, "people": 0}
    smart = next(one for one in found["batches"] if one["id"] == 6)
    assert smart == {
        "id": 6, "programme": "Singapore Cooperation Programme", "title": "Smart City and Cybersecurity",
        "country": "SG", "starts_on": "2019-02-17", "ends_on": "2019-02-23", "status": "completed",
        "own": 25, "others": 0,
    }  # fmt: skip


def test_yaml_and_json_carry_the_same_summary(coop: Call) -> None:
    from_yaml, from_json = summary_of(coop("export")), json.loads(coop("export", "--format", "json").out)
    assert from_json.pop("generated_at")[:10] == from_yaml.pop("generated_at")[:10]
    assert ordered(from_json) == ordered(from_yaml)


def test_the_summary_can_be_of_one_year_and_one_country(coop: Call) -> None:
    found = summary_of(coop("export", "--year", "2019", "--country", "Singapura"))
    assert found["filters"] == {"year": "2019", "country": "SG"}
    assert found["totals"]["batches"]["completed"] == 1
    assert found["totals"]["participations"]["own"] == 25


def test_names_of_persons_stay_out_of_the_summary(coop: Call) -> None:
    said = coop("export").out
    for name in ("Teo Jing Kok", "Jamie Foo", "Syarif Fasha"):
        assert name not in said


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_out_alike_in_yaml_json_and_csv(coop: Call, kind: str) -> None:
    rows = yaml.safe_load(coop("export", kind).out)
    assert json.loads(coop("export", kind, "--format", "json").out) == rows
    table = list(csv.DictReader(io.StringIO(coop("export", kind, "--format", "csv").out.removeprefix("\ufeff"))))
    assert [row["id"] for row in table] == [str(row["id"]) for row in rows]
    assert len(rows) == {"countries": 5, "organisations": 12, "programmes": 1, "batches": 7}.get(kind, 0)


def test_a_record_has_its_id_first_and_its_status_last(coop: Call) -> None:
    rows = json.loads(coop("export", "batches", "--format", "json").out)
    assert {next(iter(row)) for row in rows} == {"id"}
    assert [row["status"] for row in rows] == ["completed"] * 6 + ["planned"]
    assert len(rows[5]["experts"]) == 7
    assert len(rows[5]["visits"]) == 7


def test_norway_and_a_telephone_number_stay_what_they_are(config: Path, coop: Call, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(
        json.dumps([{"code": "NO", "notes": "off", "contacts": [{"name": "1e3", "phone": "081234567890"}]}]),
        encoding="utf-8",
    )
    assert coop("import", rows, "--into", "countries").err.splitlines()[-1].endswith("rejected 0")
    said = coop("export", "countries").out
    for read in (yaml.safe_load, YAML(typ="safe").load):
        norway = read(said)[-1]
        assert norway["code"] == "NO"
        assert norway["notes"] == "off"
        assert norway["contacts"] == [{"name": "1e3", "phone": "081234567890"}]


def test_a_file_is_replaced_whole_or_not_at_all(coop: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out.yaml"
    file.write_text("old", encoding="utf-8")
    assert coop("export", "countries", "-o", tmp_path / "none" / "out.yaml").code == 1

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        broken.setattr("os.replace", full)
        answer = coop("export", "countries", "-o", file)
    assert answer.code == 1
    assert answer.err.startswith("error: ")
    assert "out.yaml" in answer.err
    assert file.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["out.yaml"]
    assert coop("export", "countries", "-o", file) == Answer(0, "", "")
    assert "SG" in file.read_text(encoding="utf-8")


def test_a_kind_can_be_of_one_year_and_one_country(coop: Call) -> None:
    rows = yaml.safe_load(coop("export", "batches", "--year", "2019").out)
    assert [row["id"] for row in rows] == [6, 7]
    assert yaml.safe_load(coop("export", "batches", "--country", "DK").out) == []


def test_the_summary_is_no_table(coop: Call) -> None:
    answer = coop("export", "--format", "csv")
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("error: ")


def test_the_countries_are_named_in_the_language_asked_for(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = summary_of(call(capfd, "--config", config, "--language", "id", "export"))
    assert found["countries"][0]["name"] == "Singapura"


def test_an_empty_register_exports_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = office(tmp_path / "empty", sample=False)
    found = summary_of(call(capfd, "--config", empty, "export"))
    assert found["totals"]["countries"]["total"] == 0
    assert call(capfd, "--config", empty, "export", "batches").out.strip() == "[]"
    assert store_of(empty).exists()
