"""`counts`: one table of figures, in words for people and in values for programs, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from coop_tui.counts import DIMENSIONS, MEASURES
from coop_tui.store import JSON
from tests.commands.calling import Call, call
from tests.dashboard import another

YEARS = [
    {"year": "2019", "participations": 25, "estimated": 0},
    {"year": "unknown", "participations": 125, "estimated": 125},
]
TABLE = """\
Year     Singapore    Total
2019            25       25
unknown        125 ≈    125 ≈
─────────────────────────────
Total          150 ≈    150 ≈
≈ 125 by estimate.
150 participations; number of people not known.
"""


def test_the_table_says_what_the_source_of_the_sample_says(coop: Call) -> None:
    answer = coop("counts", "--by", "year,country")
    assert (answer.code, answer.out, answer.err) == (0, TABLE, "")


def test_the_table_in_indonesian_and_in_ascii(config: Path, coop: Call) -> None:
    config.write_text(config.read_text(encoding="utf-8") + "symbols: ascii\n", encoding="utf-8")
    out = coop("--language", "id", "counts", "--by", "year").out
    assert "tidak diketahui            125 ~" in out
    assert "Jumlah" in out
    assert "~ 125 berdasarkan perkiraan." in out
    assert not set("≈─").intersection(out)


def test_years_are_compared_where_there_are_two(config: Path, coop: Call) -> None:
    with another(config) as theirs:
        groups: JSON = [{"origin": "own_staff", "reported": 1030, "basis": "reported"}]
        theirs.create("batches", {"programme": 1, "mode": "online", "starts_on": "2018", "groups": groups})
    lines = coop("counts", "--by", "year").out.splitlines()
    assert lines[0].endswith("vs year before")
    assert lines[1].split() == ["2018", "1,030"]
    assert lines[2].split() == ["2019", "25", "−1,005"]
    assert lines[3].split() == ["unknown", "125", "≈"]


def test_programs_get_values_in_every_form(coop: Call) -> None:
    assert json.loads(coop("counts", "--by", "year", "--format", "json").out) == YEARS
    assert yaml.safe_load(coop("counts", "--by", "year", "--format", "yaml").out) == YEARS
    rows = csv.DictReader(io.StringIO(coop("counts", "--by", "year", "--format", "csv").out))
    assert list(rows) == [{name: str(value) for name, value in row.items()} for row in YEARS]


def test_references_have_the_names_of_records_and_choices_their_codes(coop: Call) -> None:
    answer = coop("counts", "--by", "programme,status", "--measure", "batches", "--format", "json")
    name = "Singapore Cooperation Programme"
    assert json.loads(answer.out) == [
        {"programme": name, "status": "planned", "batches": 1},
        {"programme": name, "status": "completed", "batches": 6},
    ]


def test_a_year_and_a_country_limit_what_is_counted(coop: Call) -> None:
    asked = ("counts", "--by", "country", "--format", "json")
    assert json.loads(coop(*asked, "--year", "2019").out) == [{"country": "SG", "participations": 25, "estimated": 0}]
    assert json.loads(coop(*asked, "--country", "Denmark").out) == []


@pytest.mark.parametrize("form", ["table", "csv", "yaml", "json"])
def test_names_are_no_formula_and_no_markup_and_nobody_is_named(config: Path, coop: Call, form: str) -> None:
    name = '=1+1 [/b], "q": #'
    with another(config) as theirs:
        unit = theirs.create("units", {"name": name})
        person = theirs.create("people", {"name": "Rahasia", "unit": unit})
        theirs.create("participations", {"person": person, "batch": 6, "status": "attended"})
    out = coop("counts", "--by", "unit", "--format", form).out
    assert "Rahasia" not in out
    if form == "table":
        assert out.splitlines()[1].startswith(f"{name}  ")
    elif form == "csv":
        assert next(csv.DictReader(io.StringIO(out)))["unit"] == f"'{name}"
    else:
        assert yaml.safe_load(out)[0]["unit"] == name


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ((), DIMENSIONS),
        (("--by", "colour"), ["colour", *DIMENSIONS]),
        (("--by", "year,"), DIMENSIONS),
        (("--by", "year,\x1b[31m"), ["\\x1b[31m"]),
        (("--by", "year", "--measure", "love"), ["love", *MEASURES]),
        (("--by", "year,year"), ["year"]),
        (("--by", "year,country,unit"), ["--by"]),
        (("--by", "year", "--year", "19"), ["19"]),
        (("--by", "year", "--format", "xlsx"), ["--format"]),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_wrong_usage_is_2_and_says_what_there_is(coop: Call, language: str, wrong: list[str], named: list[str]) -> None:
    answer = coop("--language", language, "counts", *wrong)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
    assert "\x1b" not in answer.err
    assert all(name in answer.err for name in named)


def test_looking_changes_nothing_and_a_country_that_is_none_is_1(
    config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in config.parent.rglob("*") if file.is_file()}
    assert call(capfd, "--config", config, "counts", "--by", "year", "--country", "Atlantis").code == 1
    assert call(capfd, "--config", config, "counts", "--by", "year").code == 0
    assert {file: file.read_bytes() for file in config.parent.rglob("*") if file.is_file()} == before
