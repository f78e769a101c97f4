"""`--known-on`: every command shows the register as it was recorded at the end of that day."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coop_tui.store import history
from tests.commands.calling import Answer, Call, call
from tests.dashboard import another, contents, dashboard_of, lines, see, store_of, table, text, toasts, until

PAST = ("--known-on", "2019-03-02")


@pytest.fixture
def worked(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """On 2 March 2019 a country becomes dormant; on the 5th it is active again, and a batch is deleted."""
    for day, status, gone in (("2019-03-02", "dormant", None), ("2019-03-05", "active", 7)):
        monkeypatch.setattr(history, "time_after", lambda _before, day=day: f"{day}T10:00:00.000+07:00")
        with another(config) as register:
            before = register.document("countries", 1) or {}
            register.update("countries", 1, before, {**before, "status": status})
            if gone:
                register.delete("batches", gone)
    return config


@pytest.fixture
def then(worked: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    return lambda *arguments: call(capfd, "--config", worked, *PAST, *arguments)


def summary(answer: Answer) -> dict[str, object]:
    assert answer.code == 0, answer
    found = yaml.safe_load(answer.out)
    assert isinstance(found, dict)
    return found


def test_exports_counts_due_and_check_are_of_what_was_known_then(
    then: Call, worked: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = contents(worked.parent)
    now = summary(call(capfd, "--config", worked, "--as-of", "2019-03-02", "export"))
    past = summary(then("export"))
    assert (now["totals"]["countries"]["dormant"], past["totals"]["countries"]["dormant"]) == (0, 1)  # type: ignore[index]
    assert (now["totals"]["batches"]["total"], past["totals"]["batches"]["total"]) == (6, 7)  # type: ignore[index]
    assert past["as_of"] == "2019-03-02"  # what was known then is told as of then
    assert "Public Service" in then("export", "batches", "--format", "csv").out
    assert then("due", "--days", "365").out.count("Public Service") == 1
    assert "Public Service" not in call(capfd, "--config", worked, "--as-of", "2019-03-02", "due").out
    assert yaml.safe_load(then("counts", "--by", "status", "--measure", "batches", "--format", "yaml").out)
    assert then("check").code == 0
    assert "countries" not in then("history").out
    assert [line.split()[0] for line in then("history").out.splitlines()] == ["3", "2"]
    assert contents(worked.parent) == before


def test_as_of_another_day_is_told_from_what_was_known_then(then: Call) -> None:
    late = summary(then("--as-of", "2026-11-24", "export"))
    assert late["as_of"] == "2026-11-24"
    assert late["totals"]["batches"]["unconfirmed"] == 1  # type: ignore[index]


@pytest.mark.parametrize(
    "command",
    [
        ["undo"], ["redo"], ["import", "x.csv", "--into", "countries"], ["restore", "x.zip"], ["recover"],
        ["backup", "x.zip"], ["init"], ["compact"], ["forget", "1"],
    ],
)  # fmt: skip
def test_what_changes_or_copies_the_register_is_refused(then: Call, worked: Path, command: list[str]) -> None:
    before = contents(worked.parent)
    answer = then(*command)
    assert answer.code == 2
    assert answer.err.startswith("error: ")
    assert "--known-on" in answer.err
    assert contents(worked.parent) == before


def test_a_day_before_the_first_record_is_one_plain_line(worked: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = call(capfd, "--config", worked, "--language", "en", "--known-on", "2019-03-01", "export")
    assert answer.code == 1
    assert answer.err == (
        f"error: {store_of(worked)} has nothing on record for 2019-03-01: its history begins on 2019-03-02. "
        "Choose a later day.\n"
    )


async def test_the_dashboard_shows_that_day_says_so_and_refuses_changes(worked: Path) -> None:
    app = dashboard_of(worked)
    app.leave()
    app.session.as_of = None
    from datetime import date

    from coop_tui.app import CoopApp

    app.session.known_on = date(2019, 3, 2)
    before = contents(worked.parent)
    app = CoopApp(app.session)
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await see(app, "as known on 2019-03-02 · coop.json")
            assert "2 Mar 2019" in text(app) or "10.00" in text(app)  # the newest change of then
            await pilot.press("4")
            await see(app, "7 rows")
            await pilot.press("d")
            await until(lambda: bool(toasts(app)))
            assert "Open it without --known-on." in toasts(app)[-1]
            with another(worked) as other:
                other.delete("batches", 6)
            await pilot.press("9")
            await see(app, "2 rows")
            await pilot.press("t")
            await until(lambda: len(toasts(app)) > 1 or len(app.screen_stack) > 1)
            await pilot.press("escape")
            assert table(app).total == 2
            assert "as known on" in lines(app)[0]
    finally:
        app.leave()
    after = contents(worked.parent)
    assert {name for name in before if before[name] != after[name]} <= {"data/coop.json", "data/coop.history.jsonl"}
