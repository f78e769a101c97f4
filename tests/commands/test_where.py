"""Which configuration, register, language and person a command takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.commands.calling import Call, call
from tests.dashboard import office


def named(folder: Path, city: str) -> Path:
    config = office(folder)
    config.write_text(config.read_text(encoding="utf-8").replace("Kota Contoh", city), encoding="utf-8")
    return config


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """One office at each place where a configuration is looked for, the first looked at last."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.chdir(tmp_path)
    return {
        "user": named(tmp_path / "user" / "coop-tui", "User"),
        "here": named(tmp_path / "here", "Here"),
        "environment": named(tmp_path / "environment", "Environment"),
        "option": named(tmp_path / "option", "Option"),
    }


def test_configurations_are_looked_for_in_their_order(
    homes: dict[str, Path], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def city(*options: str | Path) -> str:
        found = yaml.safe_load(call(capfd, *options, "export").out)["office"]["city"]
        assert isinstance(found, str)
        return found

    assert city() == "User"
    monkeypatch.chdir(homes["here"].parent)
    assert city() == "Here"
    monkeypatch.setenv("COOP_TUI_CONFIG", str(homes["environment"]))
    assert city() == "Environment"
    assert city("--config", homes["option"]) == "Option"
    assert city("--config", homes["here"], "--config", homes["option"]) == "Option"


def test_a_configuration_that_is_named_and_missing_is_not_replaced_by_another(
    homes: dict[str, Path], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COOP_TUI_CONFIG", str(tmp_path / "gone.yaml"))
    answer = call(capfd, "export")
    assert answer.code == 1
    assert "gone.yaml" in answer.err


def test_a_register_that_is_named_needs_no_configuration(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = office(tmp_path / "office")
    monkeypatch.chdir(tmp_path)
    answer = call(capfd, "--store", config.parent / "data" / "coop.json", "export")
    assert answer.code == 0
    assert yaml.safe_load(answer.out)["totals"]["batches"]["total"] == 7


def test_the_register_of_a_configuration_lies_relative_to_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path / "office")
    monkeypatch.chdir(tmp_path)
    assert call(capfd, "--config", "office/config.yaml", "check").code == 0


def test_who_acts_is_the_option_then_the_environment_then_the_account(
    config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "account")
    rows = tmp_path / "rows.csv"

    def who(code: str, *options: str) -> str:
        rows.write_text(f"code\n{code}\n", encoding="utf-8")
        assert call(capfd, "--config", config, *options, "import", rows, "--into", "countries").code == 0
        newest = call(capfd, "--config", config, "history", "--limit", "1", "--format", "jsonl").out
        by = json.loads(newest)["by"]
        assert isinstance(by, str)
        return by

    assert who("JP") == "account"
    monkeypatch.setenv("COOP_TUI_USER", "environment")
    assert who("NO") == "environment"
    assert who("FR", "--as", "option") == "option"
    assert who("IT", "--as", "o\x1b[2Jption\u202e") == "o[2Jption"


def test_the_language_is_the_option_then_the_configuration_then_indonesian(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = office(tmp_path / "office", language="en")
    assert "no such" not in call(capfd, "--config", config, "undo").err
    assert call(capfd, "--config", config, "undo").err.startswith("error: There is no change of yours")
    said = call(capfd, "--config", config, "--language", "id", "undo").err
    assert said.startswith("error: Tidak ada")
    missing = call(capfd, "--config", tmp_path / "none.yaml", "undo").err
    assert missing.startswith("error: Konfigurasi tidak ditemukan")


def test_global_options_stand_before_the_command(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "--config", config, "--as-of", "2019-03-01", "export").code == 0
    assert call(capfd, "export", "--as-of", "2019-03-01").code == 2


def test_version_and_help_go_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    version = call(capfd, "--version")
    assert (version.code, version.err) == (0, "")
    assert version.out.startswith("coop-tui ")
    for language, word in (("id", "Perintah"), ("en", "Commands")):
        help_text = call(capfd, "--language", language, "--help")
        assert (help_text.code, help_text.err) == (0, "")
        assert word in help_text.out
        for command in ("init", "export", "import", "check", "history", "undo", "redo", "backup", "restore", "recover"):
            assert f"  {command} " in help_text.out
            assert call(capfd, "--language", language, command, "--help").code == 0


def test_messages_never_mix_with_data(coop: Call, tmp_path: Path) -> None:
    for command in (["export"], ["export", "batches"], ["history"]):
        assert coop(*command).err == ""
    rows = tmp_path / "rows.csv"
    rows.write_text("code\nJP\n", encoding="utf-8")
    for command in (
        ["import", str(rows), "--into", "countries"],
        ["undo"],
        ["redo"],
        ["backup", str(tmp_path / "b.zip")],
    ):
        assert coop(*command).out == ""
