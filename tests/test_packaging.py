"""What reaches another machine: the wheel, its dependencies and their locks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED: Final = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
NEEDED_TO_DEVELOP: Final = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
NEEDED_TO_BUILD: Final = [Requirement(line) for line in PROJECT["build-system"]["requires"]]
LOCKS: Final = [("requirements.lock", NEEDED), ("requirements-dev.lock", NEEDED + NEEDED_TO_DEVELOP)]


def locked(name: str) -> dict[str, str]:
    """The version of each package in a lock file."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the files in a wheel built from a copy of the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    leave = shutil.ignore_patterns("__pycache__", "*.mo")
    for folder in ("coop_tui", "tools"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=leave)
    for file in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, copy / file)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "."], cwd=copy, check=True)
    (built,) = copy.glob("coop_tui-*.whl")
    return frozenset(zipfile.ZipFile(built).namelist())


def test_every_module_and_data_file_is_in_the_wheel(wheel: frozenset[str]) -> None:
    kept = [path for path in (ROOT / "coop_tui").rglob("*") if path.is_file()]
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in kept
        if path.suffix not in {".po", ".pot", ".mo"} and path.parent.name != "__pycache__"
    }

    assert expected - wheel == set()


def test_the_catalogues_are_in_the_wheel_compiled(wheel: frozenset[str]) -> None:
    assert {name for name in wheel if "/locale/" in name} == {
        "coop_tui/locale/en/LC_MESSAGES/coop_tui.mo",
        "coop_tui/locale/id/LC_MESSAGES/coop_tui.mo",
    }


def test_only_the_package_is_in_the_wheel(wheel: frozenset[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in wheel} <= {"coop_tui"}


@pytest.mark.parametrize("requirement", NEEDED + NEEDED_TO_DEVELOP + NEEDED_TO_BUILD, ids=str)
def test_every_requirement_has_an_upper_bound(requirement: Requirement) -> None:
    assert {bound.operator for bound in requirement.specifier} & {"<", "==", "~="}


@pytest.mark.parametrize(("lock", "requirements"), LOCKS)
def test_a_lock_has_a_version_that_the_project_allows(lock: str, requirements: list[Requirement]) -> None:
    versions = locked(lock)

    assert [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"))
    ] == []


def test_both_locks_agree() -> None:
    for_use, for_development = locked("requirements.lock"), locked("requirements-dev.lock")

    assert {name: for_development.get(name) for name in for_use} == for_use


@pytest.mark.parametrize("lock", [name for name, _ in LOCKS])
def test_a_lock_names_hashes_and_no_hosts(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
