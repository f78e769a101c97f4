"""The path of a file as it is typed: where it begins anew, and what is offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.widgets.path_choices import path_of, paths_like


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/lists/a.csv", "/lists/a.csv"),
        ("~/", "/home/contoh"),
        ("~/a.csv", "/home/contoh/a.csv"),
        ("~//lists/a.csv", "/lists/a.csv"),
        ("~/~/a.csv ", "/home/contoh/a.csv"),
        ("/lists/~/a//b//c.csv", "/c.csv"),
        ("/a~/b~.csv", "/a~/b~.csv"),
        ("~/'/lists/a b.csv' ", "/lists/a b.csv"),  # drawn into the terminal
        ('~/"/lists/a b.csv"', "/lists/a b.csv"),  # copied as a path
        ("~/file:///lists/a%20b.csv", "/lists/a b.csv"),
        ("~/C:/lists/a.csv", "C:/lists/a.csv"),
        ("~/it's.csv", "/home/contoh/it's.csv"),
    ],
)
def test_a_path_behind_another_begins_anew(monkeypatch: pytest.MonkeyPatch, typed: str, meant: str) -> None:
    monkeypatch.setenv("HOME", "/home/contoh")
    assert path_of(typed) == Path(meant)


def test_choices_are_those_of_the_path_that_began_anew(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists.csv").touch()
    found = [one.text for one in paths_like(f"~/{tmp_path}/l")]
    assert found == [f"{tmp_path}/lists/", f"{tmp_path}/lists.csv"]
