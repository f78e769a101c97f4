"""Files that are deleted or replaced under a register that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from coop_tui.errors import CoopError
from coop_tui.register import Register
from coop_tui.register.errors import WentBack
from coop_tui.store import DoesNotFit, NoStore
from coop_tui.store.backup import put_back, write_backup
from tests.register.desks import PROGRAMME, at_desk, everything
from tests.store.steps import history_file


def refused(register: Register) -> CoopError:
    """What a change is refused with; every time, and whatever is shown stays."""
    shown = everything(register)
    found = []
    for _ in range(2):
        with pytest.raises(CoopError) as refusal:
            register.create("countries", {"code": "JP"})
        found.append(refusal.value)
    assert everything(register) == shown
    assert str(register.store.path.parent) in found[0].message()
    assert found[0].message() == found[1].message()
    return found[0]


def test_a_history_that_is_deleted_before_the_file_has_its_changes_is_missed(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        register.store.snapshot(register.records.state())
        gone = history_file(path).read_bytes()
        register.create("countries", {"code": "AU"})
        lost = history_file(path).read_bytes()
        history_file(path).unlink()
        error = refused(register)
        assert isinstance(error, WentBack)
        assert (error.first, error.last) == (2, 2)
        history_file(path).write_bytes(gone)
        assert isinstance(refused(register), WentBack)
        history_file(path).write_bytes(lost)
        register.create("countries", {"code": "JP"})
        assert len(everything(register)["countries"]) == 2


def test_a_history_that_is_rolled_back_alone_does_not_fit(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        older = history_file(path).read_bytes()
        register.create("countries", {"code": "AU"})
        register.store.snapshot(register.records.state())
        newer = history_file(path).read_bytes()
        history_file(path).write_bytes(older)
        assert isinstance(refused(register), DoesNotFit)
        history_file(path).write_bytes(newer)


def test_both_files_deleted_are_missed_and_a_backup_put_back_in_their_place_is_taken_up(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        write_backup(path, path.with_name("backup.zip"))
        for file in (path, history_file(path)):
            file.unlink()
        assert isinstance(refused(register), NoStore)
        put_back(path.with_name("backup.zip"), path)
        register.create("countries", {"code": "JP"})
        assert sorted(everything(register)) == ["countries", "programmes"]


def test_the_file_alone_deleted_or_replaced_by_an_older_one_loses_nothing(path: Path) -> None:
    with at_desk(path) as register:
        register.create("programmes", PROGRAMME)
        register.store.snapshot(register.records.state())
        older = path.read_bytes()
        register.create("countries", {"code": "AU"})
        path.unlink()
        register.create("countries", {"code": "JP"})
        register.store.snapshot(register.records.state())
        path.write_bytes(older)
        register.create("countries", {"code": "NZ"})
        shown = everything(register)
    with at_desk(path) as register:
        assert everything(register) == shown
