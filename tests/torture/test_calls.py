"""Every way of writing a store, stopped at every single system call: by death, and by a system that refuses."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from coop_tui.errors import CoopError
from coop_tui.store import Tables
from tests.store.steps import read
from tests.torture import traced
from tests.torture.operations import CASES, register
from tests.torture.whole import assert_whole

pytestmark = pytest.mark.skipif(traced.why_not() is not None, reason=str(traced.why_not()))

Standing = Tables | str
"""The records of a store, or what it is refused for."""


class Stage(NamedTuple):
    """A store as a case finds it, what stands in it before and after, and the calls that the case makes."""

    folder: Path
    before: Standing
    after: Standing
    log: str


def standing(path: Path) -> Standing:
    try:
        return read(path)
    except CoopError as error:
        return type(error).__name__


def stage(server: Path, folder: Path, name: str) -> Stage:
    path = folder / "stage" / "coop.json"
    register(path)
    CASES[name].stage(path)
    done = copy(path.parent, folder / "done")
    log = traced.log_of(server, name, done)
    return Stage(path.parent, standing(path), standing(done), log)


def copy(source: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(source, to)
    return to / "coop.json"


def check(found: Stage, path: Path, name: str, said: list[str], where: str) -> None:
    """One of the two states, the later one where that was acknowledged; what is refused can be done again."""
    assert said in ([], ["done"]) or said[0].startswith("ended "), f"{where}: {said}"
    now = standing(path)
    surely_not = said != [] and not said[0].startswith(("ended NotSynced", "ended HalfDone"))
    half = ["Unreadable"] if CASES[name].mend and not surely_not else []
    allowed = [found.after] if said == ["done"] else [found.before] if surely_not else [found.before, found.after]
    assert now in [*allowed, *half], f"{where}: {said}"
    if isinstance(now, str):
        again = CASES[name].do if now == found.before else CASES[name].mend
        assert again is not None, where
        again(path)
        assert standing(path) == found.after, where
    assert_whole(path)


class Fault(NamedTuple):
    """What strace does at a call, whether it goes on doing so, and at which calls it does not."""

    what: str
    often: Literal["", "+"] = ""
    spared: Collection[str] = ()


DEATH = Fault("signal=KILL")
SPARED = ("close", "sendto")  # what was synced before it is closed has no more to lose
FULL = Fault("error=ENOSPC", "+", SPARED)
BROKEN = Fault("error=EIO", "+", SPARED)
REFUSALS = [FULL, BROKEN, *(Fault(f"error={error}", "", SPARED) for error in ("ENOSPC", "EIO", "EACCES"))]


def sweep(server: Path, folder: Path, name: str, fault: Fault, every: int = 1) -> None:
    found = stage(server, folder, name)
    points = [
        (call, number)
        for call, count in traced.counted(found.log).items()
        if call not in fault.spared
        for number in range(1, count + 1)
    ]
    for call, number in points[::every]:
        path = copy(found.folder, folder / "one")
        options = f"inject={call}:{fault.what}:when={number}{fault.often}"
        said = traced.run(server, name, path, "-o", "/dev/null", "-e", options)
        check(found, path, name, said, f"{name}: {options}")


def test_death_at_some_calls(server: Path, tmp_path: Path) -> None:
    sweep(server, tmp_path, "begin a history", DEATH, every=3)


def test_a_full_disk_at_some_calls(server: Path, tmp_path: Path) -> None:
    sweep(server, tmp_path, "create", FULL, every=3)


@pytest.mark.torture
@pytest.mark.parametrize("name", CASES)
def test_death_at_any_call(server: Path, tmp_path: Path, name: str) -> None:
    sweep(server, tmp_path, name, DEATH)


@pytest.mark.torture
@pytest.mark.parametrize("fault", REFUSALS, ids=lambda fault: fault.what + fault.often)
@pytest.mark.parametrize("name", CASES)
def test_a_refusal_at_any_call(server: Path, tmp_path: Path, name: str, fault: Fault) -> None:
    sweep(server, tmp_path, name, fault)
