"""What a shell is offered when tab is pressed."""

from __future__ import annotations

from typing import Final

import click
import pytest

from coop_tui.commands.completing import names
from tests.commands.calling import run

COMPLETED: Final = [
    ("ex", 1, {"export"}),
    ("export ba", 2, {"batches"}),
    ("history coun", 2, {"countries"}),
    ("export --format ", 3, {"yaml", "json", "csv"}),
    ("import rows.csv --into part", 4, {"participations"}),
    ("counts --by year,co", 3, {"year,country"}),
    ("counts --measure pe", 3, {"people"}),
    ("turns ", 2, {"agencies", "never", "again"}),
    ("--language ", 2, {"id", "en"}),
]


def test_a_shell_completes_commands_kinds_and_formats() -> None:
    for typed, at, expected in COMPLETED:
        env = {"COMP_WORDS": f"coop-tui {typed}", "COMP_CWORD": str(at), "_COOP_TUI_COMPLETE": "bash_complete"}
        answer = run(env=env)
        assert {line.removeprefix("plain,") for line in answer.out.split()} >= expected, answer
        assert "Traceback" not in answer.err


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    answer = run(env={"_COOP_TUI_COMPLETE": f"{shell}_source"})
    assert "coop-tui" in answer.out
    assert answer.err == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["year", "country", "quarter"]),
        ("co", ["country"]),
        ("year,", ["year,country", "year,quarter"]),
        ("year,qu", ["year,quarter"]),
        ("year,quarter,", []),
        ("x", []),
    ],
)
def test_names_with_commas_are_completed_one_after_the_other(typed: str, expected: list[str]) -> None:
    option = click.Option(["--by"], shell_complete=names(["year", "country", "quarter"], most=2))
    with click.Context(click.Command("counts", params=[option])) as ctx:
        assert [item.value for item in option.shell_complete(ctx, typed)] == expected
