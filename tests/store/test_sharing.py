"""A store that a group of accounts works with."""

from __future__ import annotations

import os
import stat
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tinydb import TinyDB

from coop_tui import drafts, i18n
from coop_tui.store import FileStore
from coop_tui.store.daily import make
from coop_tui.store.repair import keep_history
from coop_tui.store.sharing import Closed, closures
from tests.store.steps import Desk, insert, read
from tests.test_drafts import draft

GROUP, SARI, BUDI = 54321, 54322, 54323  # numbers of a group and two accounts that need not exist


@pytest.fixture
def narrow_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def work(path: Path, mode: int) -> None:
    """Every way in which a file of the store comes to be."""
    store = FileStore.create(path, mode)
    desk = Desk(store)
    desk.do(insert({"n": 1}))
    store.snapshot(desk.state())
    with TinyDB(path) as db:
        db.table("batches").update({"n": 2}, doc_ids=[1])
    desk.do(insert({"n": 3}))
    store = FileStore(path, mode=mode)
    store.load()
    make(path, date(2026, 5, 17), 3, mode)
    keep_history(path, mode=mode)


def modes(folder: Path) -> set[str]:
    return {oct(file.stat().st_mode & 0o777) for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("mode", [0o600, 0o660])
@pytest.mark.usefixtures("narrow_umask")
def test_every_file_has_the_mode_whatever_the_umask(tmp_path: Path, mode: int) -> None:
    work(tmp_path / "coop.json", mode)
    assert modes(tmp_path) == {oct(mode)}
    assert len(list(tmp_path.rglob("*"))) >= 6


@pytest.mark.parametrize("mode", [0o600, 0o660])
def test_a_wide_umask_opens_nothing(tmp_path: Path, mode: int) -> None:
    before = os.umask(0)
    try:
        work(tmp_path / "coop.json", mode)
    finally:
        os.umask(before)
    assert modes(tmp_path) == {oct(mode)}


@pytest.mark.usefixtures("narrow_umask")
def test_what_is_closed_to_the_group_is_said(tmp_path: Path) -> None:
    i18n.use("en")
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "coop.json"
    work(path, 0o660)
    assert [one.closed for one in closures(path)] == [Closed.FOLDER]
    folder.chmod(0o2770)
    assert list(closures(path)) == []
    history = path.with_name("coop.history.jsonl")
    history.chmod(0o640)
    assert [(one.place, one.closed) for one in closures(path)] == [(history, Closed.MODE)]
    assert str(history) in next(closures(path)).message()
    (folder / "backups").chmod(0o700)
    typed = drafts.folder_of(path)
    typed.mkdir(mode=0o700)
    (typed / "anybody.json").touch(mode=0o600)
    assert [one.place for one in closures(path)] == [history, folder / "backups", typed]


def test_drafts_lie_in_a_folder_of_the_group_and_stay_private(tmp_path: Path) -> None:
    folder = drafts.folder_of(tmp_path / "coop.json")
    tmp_path.chmod(0o2770)
    drafts.keep(folder, "sari", draft())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770
    assert modes(folder) == {"0o600"}


def as_account(uid: int, do: Callable[[], None]) -> None:
    """Do something in a process of another account of the group; what it finds wrong fails the test."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.umask(0o077)
            os.setgroups([GROUP])
            os.setgid(uid)
            os.setuid(uid)
            do()
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is, the process ends here
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be two other accounts")
def test_two_accounts_of_a_group_work_on_one_register() -> None:
    with TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer, "shared")
        folder.mkdir()
        os.chown(folder, -1, GROUP)
        folder.chmod(0o2770)
        path = folder / "coop.json"

        def begin() -> None:
            FileStore.create(path, 0o660)

        def edit() -> None:
            store = FileStore(path, mode=0o660)
            desk = Desk(store)
            desk.do(insert({"n": 1}))
            store.snapshot(desk.state())
            make(path, date(2026, 5, 17), 3, 0o660)
            drafts.keep(drafts.folder_of(path), str(os.getuid()), draft())

        as_account(SARI, begin)
        for account in (SARI, BUDI, SARI):
            as_account(account, edit)
        assert sorted(read(path)["batches"]) == [1, 2, 3]
        assert list(closures(path)) == []
