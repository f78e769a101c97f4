"""`coop-tui due`: what needs attention, as a table and as YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.commands.calling import Call, call
from tests.dashboard import contents, office


def test_the_table_says_days_what_and_why(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = contents(config.parent)
    answer = call(capfd, "--config", config, "--as-of", "2026-11-24", "due")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "2,673 days  Public Service, July 2019  over, head-count not filled in",
        "2,673 days  Singapore                  no contact on record for a long time",
        "            5 batches                  125 participations by estimate",
    ]
    assert answer.err == ""
    assert contents(config.parent) == before


def test_yaml_has_the_same_with_the_records(coop: Call, config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = call(capfd, "--config", config, "--as-of", "2026-11-24", "due", "--format", "yaml").out
    first, second, last = yaml.safe_load(said)
    assert first == {
        "days": -2673,
        "reason": "unconfirmed",
        "kind": "batches",
        "id": 7,
        "what": "Public Service, July 2019",
        "why": "over, head-count not filled in",
    }
    assert (second["kind"], second["id"]) == ("countries", 1)
    assert (last["days"], last["ids"]) == (None, [1, 2, 3, 4, 5])
    assert [one["reason"] for one in yaml.safe_load(coop("due", "--format", "yaml").out)] == ["estimated"]


@pytest.mark.parametrize(("days", "seen"), [(121, False), (122, True), (0, False)])
def test_days_say_how_far_ahead_is_looked(coop: Call, days: int, seen: bool) -> None:
    assert ("in 122 days  Public Service, July 2019  starts soon" in coop("due", "--days", str(days)).out) is seen


def test_where_nothing_is_due_that_is_said_beside_the_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = office(tmp_path / "new", sample=False)
    answer = call(capfd, "--config", config, "due")
    assert (answer.code, answer.out, answer.err) == (0, "", "Nothing needs attention.\n")
    assert call(capfd, "--config", config, "due", "--format", "yaml").out == "[]\n"


def test_a_calendar_is_not_offered_yet(coop: Call) -> None:
    assert coop("due", "--format", "ics").code == 2
