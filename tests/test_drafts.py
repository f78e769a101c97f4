"""What was typed and not saved, kept on disk."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import drafts
from coop_tui.drafts import CannotKeep, Draft
from coop_tui.screens.tabs import FIRST
from tests.bounds import bounded
from tests.dashboard import dashboard, office, store_of, toasts, until

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def draft(record_id: int | None = 1, at: datetime = NOON, title: str = "Smart Town") -> Draft:
    return Draft(
        kind="batches",
        record_id=record_id,
        at=at,
        before={"title": "Town"},
        typed={"title": title, "experts": [{"name": "Tina"}]},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drafts.folder_of(tmp_path / "coop.json")


def test_a_draft_comes_back_as_it_was_kept(folder: Path) -> None:
    for record_id in (1, 2, None):
        drafts.keep(folder, "sari", draft(record_id))
    drafts.keep(folder, "sari", draft(2, title="Smart City"))
    assert drafts.find(folder, "sari", "batches", 1) == draft(1)
    assert drafts.find(folder, "sari", "batches", 2) == draft(2, title="Smart City")
    assert drafts.find(folder, "sari", "batches", None) == draft(None)


def test_nobody_finds_another_persons_draft_or_another_records(folder: Path) -> None:
    drafts.keep(folder, "sari", draft(1))
    assert drafts.find(folder, "budi", "batches", 1) is None
    assert drafts.find(folder, "sari", "batches", 2) is None
    assert drafts.find(folder, "sari", "people", 1) is None
    assert drafts.pending(folder, "budi") == []


def test_pending_drafts_are_listed_newest_first(folder: Path) -> None:
    older, newer = draft(1), draft(None, NOON + timedelta(hours=1))
    for one in (newer, older):
        drafts.keep(folder, "sari", one)
    drafts.keep(folder, "budi", draft(5))
    assert drafts.pending(folder, "sari") == [newer, older]
    drafts.drop(folder, "sari", "batches", None)
    assert drafts.pending(folder, "sari") == [older]


def test_without_a_folder_there_is_nothing_and_none_is_made(folder: Path) -> None:
    assert drafts.find(folder, "sari", "batches", 1) is None
    assert drafts.pending(folder, "sari") == []
    drafts.drop(folder, "sari", "batches", 1)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_only_its_owner_reads_a_draft_and_its_name_tells_nothing(folder: Path) -> None:
    drafts.keep(folder, "Sari Example", draft())
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "sari" not in file.name.lower()


@given(st.binary(max_size=60) | st.just(b'{"kind":"batches","record_id":1,"at":"soon","before":{},"typed":{}}'))
def test_a_damaged_draft_is_set_aside(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = drafts.folder_of(tmp_path_factory.mktemp("store") / "coop.json")
    drafts.keep(folder, "sari", draft())
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert drafts.find(folder, "sari", "batches", 1) is None
    assert drafts.pending(folder, "sari") == []
    assert [one.read_bytes() for one in folder.iterdir()] == [content]
    drafts.keep(folder, "sari", draft())
    assert drafts.find(folder, "sari", "batches", 1) == draft()


def test_what_cannot_be_kept_is_said(folder: Path) -> None:
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(CannotKeep) as caught:
        drafts.keep(folder, "sari", draft())
    assert str(folder) in caught.value.message()


@pytest.mark.parametrize("what", ["a pipe", "a gigabyte", "nested without end", "a time without a zone"])
def test_what_somebody_put_in_the_place_of_a_draft_is_passed_over(folder: Path, what: str) -> None:
    drafts.keep(folder, "sari", draft(1))
    drafts.keep(folder, "sari", draft(2))
    file = next(one for one in folder.iterdir() if "-1." in one.name)
    content = file.read_bytes()
    file.unlink()
    match what:
        case "a pipe":
            os.mkfifo(file)
        case "a gigabyte":
            file.touch()
            os.truncate(file, 1 << 30)
        case "nested without end":
            file.write_bytes(content.replace(b'"typed":{', b'"typed":{"a":' + b"[" * 200_000))
        case _:
            file.write_bytes(content.replace(b"12:00:00Z", b"12:00:00"))
    with bounded():
        assert drafts.find(folder, "sari", "batches", 1) is None
        assert drafts.pending(folder, "sari") == [draft(2)]


async def test_a_draft_of_a_kind_that_is_none_does_not_keep_the_dashboard_from_opening(tmp_path: Path) -> None:
    config = office(tmp_path / "office")
    folder = drafts.folder_of(store_of(config))
    drafts.keep(folder, "sari", msgspec.structs.replace(draft(1), kind="nosuch"))
    drafts.keep(folder, "sari", draft(2))
    async with dashboard(config, tab=FIRST.number) as (app, _pilot):
        await until(lambda: any("batch" in said for said in toasts(app)), "the word on the other draft")
