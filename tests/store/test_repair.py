"""Snapshots and histories that do not belong together, or are damaged, and the two ways out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coop_tui.store import CannotRead, DamagedLine, DoesNotFit, FileStore, Tables, Unreadable
from coop_tui.store.errors import Misfit
from coop_tui.store.repair import keep_file, keep_history
from tests.store.steps import KOTA, Desk, history_file, history_of, insert, read, snapshot


def misfit_of(path: Path) -> Misfit:
    with pytest.raises(DoesNotFit) as refused:
        FileStore(path).load()
    assert "coop-tui recover" in refused.value.message()
    return refused.value.misfit


def with_another_history(saved: Desk, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "coop.json"
    desk = Desk(FileStore.create(other))
    for title in ("Gunung", "Laut"):
        desk.do(insert({"title": title}))
    history_file(path).write_bytes(history_file(other).read_bytes())


def with_a_later_history(saved: Desk, path: Path, tmp_path: Path) -> None:
    older = path.read_bytes()
    saved.do(insert({"title": "lost"}))
    snapshot(saved)
    history_file(path).unlink()
    saved.reload()
    saved.do(insert({"title": "Gunung"}))
    path.write_bytes(older)


def with_a_shorter_history(saved: Desk, path: Path, tmp_path: Path) -> None:
    lines = history_file(path).read_bytes().splitlines(keepends=True)
    history_file(path).write_bytes(b"".join(lines[:2]))


def with_other_changes(saved: Desk, path: Path, tmp_path: Path) -> None:
    with_a_shorter_history(saved, path, tmp_path)
    meta = path.read_bytes()
    path.unlink()
    keep_history(path)
    desk = Desk(FileStore(path))
    desk.do(insert({"title": "Gunung"}))
    path.write_bytes(meta)


def without_meta(saved: Desk, path: Path, tmp_path: Path) -> None:
    path.write_text(json.dumps({"batches": {"1": KOTA, "2": {"title": "Laut"}}}), encoding="utf-8")


Damage = Callable[[Desk, Path, Path], None]

MISFITS: list[tuple[Damage, Misfit]] = [
    (with_another_history, Misfit.OTHER),
    (with_a_later_history, Misfit.OLDER),
    (with_a_shorter_history, Misfit.UNKNOWN),
    (with_other_changes, Misfit.UNKNOWN),
    (without_meta, Misfit.UNMARKED),
]


@pytest.mark.parametrize(("damage", "misfit"), MISFITS)
def test_a_history_that_does_not_fit_is_refused_and_the_file_can_be_kept(
    saved: Desk, path: Path, tmp_path: Path, damage: Damage, misfit: Misfit
) -> None:
    damage(saved, path, tmp_path)
    before = history_file(path).read_bytes()
    assert misfit_of(path) == misfit
    wanted = {1: KOTA, 2: {"title": "Laut"}}
    change = keep_file(path, by="Sari")
    assert read(path) == {"batches": wanted}
    assert history_file(path).read_bytes().startswith(before)
    if change is not None:
        assert (change.by, change.label) == ("Sari", f"keep_file {len(change.ops)}")
    desk = Desk(FileStore(path))
    desk.do(insert({}))
    assert read(path) == desk.tables


@pytest.mark.parametrize(("damage", "misfit"), MISFITS)
def test_a_history_that_does_not_fit_can_be_kept_instead(
    saved: Desk, path: Path, tmp_path: Path, damage: Damage, misfit: Misfit
) -> None:
    damage(saved, path, tmp_path)
    theirs, before = path.read_bytes(), history_file(path).read_bytes()
    copy = keep_history(path)
    assert copy is not None
    assert copy.read_bytes() == theirs
    assert history_file(path).read_bytes() == before
    replayed: Tables = {}
    for line in history_of(path)[1:]:
        for op in line["ops"]:
            replayed.setdefault(op["kind"], {})[op["id"]] = op["after"]
    assert read(path) == replayed


@pytest.mark.parametrize("content", [None, b"", b'{"batches":', b'{"batches":{"1":{},"1":{}}}'])
def test_a_lost_snapshot_is_rebuilt_from_the_history(saved: Desk, path: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    if content != b'{"batches":{"1":{},"1":{}}}':
        with pytest.raises(Unreadable) as refused:
            FileStore(path).load()
        assert "coop-tui recover" in refused.value.message()
    copy = keep_history(path)
    assert (copy is None) == (content is None)
    assert read(path) == saved.tables


def test_beside_a_damaged_history_the_file_can_be_kept(saved: Desk, path: Path) -> None:
    damaged = history_file(path).read_bytes().replace(b"Kota", b"Kode", 1).replace(b'"gen":1,', b'"gen":9,')
    history_file(path).write_bytes(damaged)
    meta = json.loads(path.read_bytes())
    meta["_meta"]["1"]["offset"] = 0
    path.write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(DamagedLine) as refused:
        FileStore(path).load()
    assert refused.value.line == 2
    with pytest.raises(DamagedLine):
        keep_history(path)
    assert keep_file(path) is None
    (kept,) = path.parent.glob("coop.damaged-*.history.jsonl")
    assert kept.read_bytes() == damaged
    desk = Desk(FileStore(path))
    desk.do(insert({}))
    assert read(path) == desk.tables == {"batches": {1: KOTA, 2: {"title": "Laut"}, 3: {}}}


def test_ids_of_a_file_that_was_kept_are_not_used_again(saved: Desk, path: Path) -> None:
    path.write_text(json.dumps({"batches": {"1": KOTA, "9": {"title": "Laut"}}}), encoding="utf-8")
    keep_file(path)
    desk = Desk(FileStore(path))
    desk.do(insert({}))
    assert sorted(desk.tables["batches"]) == [1, 9, 10]


def test_without_a_history_none_can_be_kept(saved: Desk, path: Path) -> None:
    history_file(path).unlink()
    with pytest.raises(CannotRead) as refused:
        keep_history(path)
    assert refused.value.file == history_file(path)
    assert keep_file(path) is None
    assert read(path) == saved.tables
