"""What the global options say is what one run of the program goes by."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from coop_tui import i18n
from coop_tui.config import NoConfig
from coop_tui.errors import CoopError
from coop_tui.session import Session, note
from coop_tui.store import FileStore


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a configuration and a store."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("language: en\nreminders: {agreement_ends_days: 7}", encoding="utf-8")
    FileStore.create(tmp_path / "data" / "coop.json")
    return tmp_path


def test_without_options_everything_is_as_configured(folder: Path) -> None:
    session = Session()

    assert session.store.resolve() == folder / "data" / "coop.json"
    assert session.config is session.config
    with session.register() as register:
        assert (register.records.ending_soon_days, register.records.today) == (7, session.today)
        assert register.by == session.by


def test_options_come_first(folder: Path, tmp_path: Path) -> None:
    session = Session(
        config_file=folder / "config.yaml", store_file=Path("x.json"), as_of=date(2019, 3, 1), who=" Sari\x1b\n"
    )

    assert (session.store, session.today, session.by) == (tmp_path / "x.json", date(2019, 3, 1), "Sari")


def test_today_is_what_the_clock_shows_here() -> None:
    before, found, after = (datetime.now().astimezone().date(), Session().today, datetime.now().astimezone().date())
    assert before <= found <= after


def test_who_is_acting_is_the_account_where_nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "tina\x9b")
    assert Session(who=" ").by == "tina"


def test_an_account_without_a_name_still_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nameless)
    assert Session().by


def test_a_named_register_needs_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Session(store_file=Path("x.json")).config.store == tmp_path / "x.json"
    with pytest.raises(NoConfig):
        _ = Session().config
    with pytest.raises(NoConfig):
        _ = Session(store_file=Path("x.json"), config_file=Path("nowhere.yaml")).config


def test_the_language_is_that_of_the_option_else_configured_else_indonesian(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Session(language="id").speak()
    assert i18n.language() == "id"
    Session().speak()
    assert i18n.language() == "en"
    (folder / "config.yaml").write_text("language: [", encoding="utf-8")
    Session().speak()
    assert i18n.language() == "id"


def test_the_register_is_closed_whatever_happens(folder: Path) -> None:
    def stumble() -> None:
        with Session().register() as register:
            register.create("countries", {"code": "SG", "status": "active"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert '"SG"' in (folder / "data" / "coop.json").read_text(encoding="utf-8")


def test_what_did_not_go_as_it_should_is_printed_safely(capsys: pytest.CaptureFixture[str]) -> None:
    class Odd(CoopError):
        def message(self) -> str:
            return "saved\x1b[31m\nelsewhere"

    note(Odd())
    assert capsys.readouterr() == ("", "saved\\x1b[31m elsewhere\n")
