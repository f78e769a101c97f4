"""What click itself says: in the language asked for, and with our texts as long as click says it so."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import click
import pytest

from coop_tui.commands import click_words
from coop_tui.i18n import in_every_language
from tests.commands.calling import call

WRONG: Final = [
    ["nosuch"],
    ["exprt"],
    ["--nosuch"],
    ["--lang", "id", "export"],
    ["export", "nosuch"],
    ["export", "summary", "more"],
    ["export", "--format", "nosuch"],
    ["--as-of", "1/3/2019", "export"],
    ["import", "rows.csv"],
    ["import"],
    ["undo", "none"],
    ["undo", "0"],
    ["history", "--limit", "0"],
    ["init", "--sample=x"],
    ["export", "-o"],
    ["backup"],
    ["--language", "de", "export"],
]


@pytest.mark.parametrize("usage", WRONG, ids=" ".join)
def test_wrong_usage_is_said_in_the_language_asked_for(capfd: pytest.CaptureFixture[str], usage: list[str]) -> None:
    said = {language: call(capfd, "--language", language, *usage) for language in ("en", "id")}
    if "--language" in usage:  # none that we speak: Indonesian, in both
        said["en"] = call(capfd, "--language", "en", "export", "nosuch")
    for answer in said.values():
        assert answer.code == 2
        assert answer.err.count("\n") == 1
    english = {"option", "command", "argument", "no", "such", "missing", "invalid", "value", "for", "not", "choose"}
    assert english & words(said["en"].err)
    assert not english & words(said["id"].err)


def words(text: str) -> set[str]:
    return set(text.casefold().replace("'", " ").replace(":", " ").replace(".", " ").split()) - {"error"}


@pytest.mark.parametrize("command", [[], ["import"], ["export"]])
def test_help_is_in_one_language(capfd: pytest.CaptureFixture[str], command: list[str]) -> None:
    said = call(capfd, "--language", "id", *command, "--help").out
    assert said.startswith("Pemakaian: coop-tui")
    for english in ("Usage", "Options:", "Show", "[required]", "Commands"):
        assert english not in said
    assert "Pilihan:" in said


def test_click_still_says_what_is_translated() -> None:
    said = {
        argument.value
        for file in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    } | {"required"}  # not a literal of its call there
    ours = {*click_words.TEXTS, *(form for forms in click_words.PLURALS for form in forms)}
    assert ours - said == set()
    assert [text for text in click_words.TEXTS if len(set(in_every_language(text))) == 1] == []
