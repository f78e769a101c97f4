"""What docs/ holds that is made from the code: current, and in need of nothing from the network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from coop_tui import cli
from coop_tui.counts import DIMENSIONS, MEASURES
from coop_tui.records import KINDS
from tools import pictures, reference

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURES: Final = [picture.name for picture in pictures.PICTURES]


def test_the_reference_is_what_the_code_declares() -> None:
    assert reference.FILE.read_text(encoding="utf-8") == reference.page(), "Run: make docs"


def test_the_reference_names_all_there_is() -> None:
    said = reference.page()
    for kind in KINDS.values():
        assert f"### {kind.name}\n" in said
        for field in kind.record.__struct_fields__:
            assert re.search(rf"^\| `{field}(\[\])?`", said, re.MULTILINE)
    for command in cli._COMMANDS:
        assert f"### {command}\n" in said
    for name in (*DIMENSIONS, *MEASURES, "undo", "form.save", "--on-duplicate", "agreement_ends_days"):
        assert name in said


def test_a_stale_reference_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference, "FILE", tmp_path / "reference.md")
    assert reference.main(["check"]) == 1
    assert reference.main([]) == 0
    assert reference.main(["check"]) == 0
    reference.FILE.write_text("older", encoding="utf-8")
    assert reference.main(["check"]) == 1
    assert "make docs" in capsys.readouterr().out


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_needs_nothing_from_elsewhere(name: str) -> None:
    svg = (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"terminal-\d", svg)


def test_every_picture_is_in_the_texts_and_every_one_in_the_texts_is_there() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert {Path(name).stem for name in re.findall(r"!\[[^]]*\]\(([^)]+\.svg)\)", texts)} == set(PICTURES)


async def test_a_picture_that_is_not_reached_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_WAITS", 2)
    with pytest.raises(LookupError, match="never stood"):
        await pictures.draw(pictures.PICTURES[0]._replace(words="Atlantis"), tmp_path)
