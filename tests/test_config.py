"""config.yaml: where it is found, what it may say, and what is said of everything else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coop_tui import i18n
from coop_tui.config import (
    MOST_BYTES,
    BadConfig,
    Config,
    NoConfig,
    Office,
    Reminders,
    find,
    load,
    sample_text,
    user_folder,
    without_file,
)
from coop_tui.errors import CoopError
from coop_tui.i18n import LANGUAGES, Language
from coop_tui.yaml_in import BadYaml

CONTRACT = """\
office: {city: Kota Jambi, unit: "Bagian Kerja Sama, Sekretariat Daerah", country: ID}
language: id              # id | en
store: data/coop.json
backups: {keep: 20}
reminders: {agreement_ends_days: 365, batch_starts_days: 30, partner_quiet_months: 12}
theme: textual-dark       # any theme that the app lists
symbols: unicode          # unicode | ascii
keys: {}                  # action: keys
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str, name: str = "config.yaml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def said(file: Path) -> Config:
    """What a configuration says, wherever in the file it says so."""
    return msgspec.structs.replace(load(file), lines={})


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CoopError) as refused:
        load(written(folder, text))
    return refused.value.message()


def test_the_configuration_of_the_contract(folder: Path) -> None:
    file = written(folder, CONTRACT)

    assert said(file) == Config(
        file=file,
        office=Office(city="Kota Jambi", unit="Bagian Kerja Sama, Sekretariat Daerah", country="ID"),
        store=folder / "data" / "coop.json",
        language="id",
        backups_keep=20,
        reminders=Reminders(agreement_ends_days=365, batch_starts_days=30, partner_quiet_months=12),
        theme="textual-dark",
        symbols="unicode",
        keys={},
    )


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "office:\nbackups:\nreminders:\nkeys:\ntheme:\nsymbols:\nlanguage:\n"]
)
def test_what_is_not_said_has_its_default(folder: Path, text: str) -> None:
    file = written(folder, text)

    assert said(file) == Config(
        file=file, office=Office(city="", unit="", country="ID"), store=folder / "data/coop.json"
    )
    assert (load(file).theme, load(file).symbols, load(file).language) == ("coop-dark", "unicode", "id")


def test_every_key_can_be_set(folder: Path) -> None:
    text = (
        "office:\n  city: Oslo\n  unit: U\n  country: NO\nlanguage: en\nstore: /srv/coop.json\n"
        "access: group\nbackups:\n  keep: 0\n"
        "reminders:\n  agreement_ends_days: 1\n  batch_starts_days: 2\n  partner_quiet_months: 3\n"
        "theme: '2019'\nsymbols: ascii\nkeys:\n  undo: f5\n  redo: ctrl+y,f6\n"
    )
    found = load(written(folder, text))

    assert (found.office, found.language, found.store) == (Office("Oslo", "U", "NO"), "en", Path("/srv/coop.json"))
    assert (found.access, found.backups_keep, found.reminders) == ("group", 0, Reminders(1, 2, 3))
    assert (found.theme, found.symbols, found.keys) == ("2019", "ascii", {"undo": "f5", "redo": "ctrl+y,f6"})


def test_norway_stays_norway_and_a_number_with_a_leading_zero_a_text(folder: Path) -> None:
    office = load(written(folder, "office: {city: 0812, country: NO}")).office

    assert (office.city, office.country) == ("0812", "NO")


def test_a_relative_store_lies_beside_the_file_wherever_one_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder / "a", "store: ../b/coop.json")

    assert load(folder / "a" / "config.yaml").store.resolve() == folder / "b" / "coop.json"
    monkeypatch.chdir(folder / "a")
    assert load(Path("config.yaml")).store.resolve() == folder / "b" / "coop.json"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "tema: x",
            1,
            ["“tema” is unknown", "office, language, store, access, backups, reminders, theme, symbols, keys"],
        ),
        ("office:\n  kota: x", 2, ["“kota” is unknown", "city, unit, country"]),
        ("offise:\n  city: x", 1, ["“offise” is unknown"]),
        ("language: id\n\nbackups:\n  keep: 3\n  days: 2\n", 5, ["“days” is unknown", "keep"]),
        (
            "reminders: {due: 1}",
            1,
            ["“due” is unknown", "agreement_ends_days, batch_starts_days"],
        ),
        ("language: id\nlanguage: en", 2, ["“language” stands here twice"]),
        ("office: {city: a, city: b}", 1, ["“city” stands here twice"]),
        ("\nlanguage: de", 2, ["“language” must be one of id, en"]),
        ("language: [id]", 1, ["“language” must be one of id, en"]),
        ("symbols: emoji", 1, ["“symbols” must be one of unicode, ascii"]),
        ("office: Jambi", 1, ["“office” must hold further keys"]),
        ("office:\n  - city", 1, ["“office” must hold further keys"]),
        ("office:\n  city: 2019", 2, ["“office.city” must be a text"]),
        ("office:\n  unit: true", 2, ["“office.unit” must be a text"]),
        ("office: {country: Indonesia}", 1, ["“office.country” must be a country’s code"]),
        ("office: {country: false}", 1, ["“office.country” must be a text"]),
        ("store: 5", 1, ["“store” must be a text"]),
        ("store:\n  - a", 1, ["“store” must be a text"]),
        ("access: everybody", 1, ["“access” must be one of owner, group"]),
        ("access: 0660", 1, ["“access” must be one of owner, group"]),
        ("backups: {keep: many}", 1, ["“backups.keep” must be a whole number from 0"]),
        ("backups:\n\n  keep: -1", 3, ["“backups.keep” must be a whole number from 0"]),
        ("backups: {keep: 2.5}", 1, ["“backups.keep” must be a whole number from 0"]),
        ("backups: {keep: true}", 1, ["“backups.keep” must be a whole number from 0"]),
        ("reminders: {batch_starts_days: '30'}", 1, ["“reminders.batch_starts_days” must be a whole number from 0"]),
        ("theme: {a: b}", 1, ["“theme” must be a text"]),
        ("keys:\n  undo: 5", 2, ["“keys.undo” must be a text"]),
        ("keys: [f5]", 1, ["“keys” must hold further keys"]),
        ("- a", 1, ["“config.yaml” must hold further keys"]),
        ("just text", 1, ["“config.yaml” must hold further keys"]),
        ("a: &x 1\nb: *x", 1, ["anchors"]),
        ("a: 1\n---\nb: 1", 2, ["only one document"]),
        ("office: {city: 'x", 1, ["not YAML"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, line: int, words: list[str]) -> None:
    message = refusal(folder, text)

    assert message.startswith(f"{folder / 'config.yaml'}, line {line}: ")
    assert not [word for word in words if word not in message], message


def test_a_file_too_large_is_not_read(folder: Path) -> None:
    assert "larger than 1 MB" in refusal(folder, "#" * (MOST_BYTES + 1))


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "config.yaml").write_bytes(b"office: {city: J\xe4mbi}")
    with pytest.raises(CoopError, match="not a text file in UTF-8"):
        load(folder / "config.yaml")


def test_a_byte_order_mark_is_no_part_of_the_first_key(folder: Path) -> None:
    (folder / "config.yaml").write_bytes("\ufefflanguage: en".encode())
    assert load(folder / "config.yaml").language == "en"


@pytest.mark.parametrize("missing", ["nowhere.yaml", "."])
def test_what_cannot_be_read_is_told(folder: Path, missing: str) -> None:
    with pytest.raises((NoConfig, BadYaml)) as refused:
        load(folder / missing)
    assert str(folder / missing) in refused.value.message()


# Where it is found


def test_the_search_goes_from_the_named_one_to_the_users_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, environment = written(folder, "", "a.yaml"), written(folder, "", "b.yaml")
    here, own = written(folder, ""), written(user_folder(), "")
    monkeypatch.setenv("COOP_TUI_CONFIG", str(environment))

    assert find(named) == named
    assert find(None) == environment
    monkeypatch.delenv("COOP_TUI_CONFIG")
    assert find(None).resolve() == here
    here.unlink()
    assert find(None) == own
    own.unlink()
    with pytest.raises(NoConfig) as refused:
        find(None)
    assert str(own) in refused.value.message()
    assert "coop-tui init" in refused.value.message()


def test_what_was_named_is_not_replaced_by_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder, "")
    with pytest.raises(NoConfig, match=r"nowhere\.yaml"):
        find(Path("nowhere.yaml"))
    monkeypatch.setenv("COOP_TUI_CONFIG", str(folder))
    with pytest.raises(NoConfig):
        find(None)


def test_the_users_own_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "coop-tui"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    assert user_folder() == tmp_path / "roaming" / "coop-tui"


def test_a_register_can_be_used_without_a_configuration(tmp_path: Path) -> None:
    found = without_file(tmp_path / "coop.json")

    assert (found.store, found.theme, found.reminders.agreement_ends_days) == (tmp_path / "coop.json", "coop-dark", 365)


# What `init` writes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("city", ["Kota Contoh", 'Kota "X", Y: #1', "NO", "كوتا", "2019"])
def test_what_init_writes_reads_back(folder: Path, language: Language, city: str) -> None:
    i18n.use(language)
    office = Office(city=city, unit="Bagian: Kerja Sama", country="ID")
    file = written(folder, sample_text(office, language))

    assert said(file) == Config(file=file, office=office, store=folder / "data" / "coop.json", language=language)


def test_what_init_writes_shows_every_key(folder: Path) -> None:
    assert [line.partition(":")[0] for line in sample_text(Office("a", "b"), "en").splitlines()] == [
        line.partition(":")[0] for line in CONTRACT.replace("backups", "access:\nbackups").splitlines()
    ]


def test_a_wrong_key_is_told_in_the_language_in_use(folder: Path) -> None:
    with pytest.raises(BadConfig) as refused:
        load(written(folder, "x: 1"))
    assert (refused.value.line, refused.value.file) == (1, folder / "config.yaml")
