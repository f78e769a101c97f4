"""config.yaml: where it is found, what it may say, and what it says when nothing was written."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

from coop_tui.errors import CoopError
from coop_tui.i18n import LANGUAGES, Language, _, as_language
from coop_tui.plain_file import open_plain, read_plain
from coop_tui.yaml_in import BadYaml, Parsed, Value, parse_yaml

ENVIRONMENT: Final = "COOP_TUI_CONFIG"
FILE_NAME: Final = "config.yaml"
MOST_BYTES: Final = 1024 * 1024
THEME: Final = "coop-dark"
SYMBOLS: Final = ("unicode", "ascii")
ACCESS: Final = MappingProxyType({"owner": 0o600, "group": 0o660})
"""Whom the register's files are open to, and their mode."""

STORE: Final = "data/coop.json"
_KEEP: Final = 20
_KEYS: Final = ("office", "language", "store", "access", "backups", "reminders", "theme", "symbols", "keys")

T = TypeVar("T")


class Office(msgspec.Struct, frozen=True):
    """Whose register it is. `country` is an ISO 3166-1 alpha-2 code."""

    city: str
    unit: str
    country: str = "ID"


class Reminders(msgspec.Struct, frozen=True):
    """When something is due, in days and months."""

    agreement_ends_days: int = 365
    batch_starts_days: int = 30
    partner_quiet_months: int = 12


class Config(msgspec.Struct, frozen=True):
    """One validated configuration. Paths are absolute; `keys` is action → keys, `lines` where each key stands."""

    file: Path
    office: Office
    store: Path
    language: Language = "id"
    access: str = "owner"
    backups_keep: int = _KEEP
    reminders: Reminders = Reminders()
    theme: str = THEME
    symbols: str = SYMBOLS[0]
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    lines: Mapping[tuple[str | int, ...], int] = msgspec.field(default_factory=dict)


class NoConfig(CoopError):
    """No configuration where one was looked for; `named` where somebody said that it is there."""

    looked: str
    named: bool = True

    def message(self) -> str:
        return _(
            "There is no configuration ({looked}). Make one here with “coop-tui init”, or name one with --config."
        ).format(looked=self.looked)


class BadConfig(CoopError):
    """A key of the configuration that is unknown or has a value it does not take."""

    file: Path
    line: int
    reason: str

    def message(self) -> str:
        return _("{file}, line {line}: {reason}").format(file=self.file, line=self.line, reason=self.reason)


def user_folder() -> Path:
    """Where this user's own configuration is kept, by the system's custom."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "coop-tui"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "coop-tui"


def find(named: Path | None) -> Path:
    """The configuration to use: named, `$COOP_TUI_CONFIG`, `./config.yaml`, the user's own. Raises `NoConfig`."""
    from_environment = os.environ.get(ENVIRONMENT)
    asked = named or (Path(from_environment) if from_environment else None)
    if asked is not None:
        if not asked.is_file():
            raise NoConfig(str(asked))
        return asked
    for candidate in (Path(FILE_NAME), user_folder() / FILE_NAME):
        if candidate.is_file():
            return candidate
    raise NoConfig(f"{FILE_NAME}, {user_folder() / FILE_NAME}", named=False)


def load(file: Path) -> Config:
    """Read and check a configuration. Raises `BadConfig`, `BadYaml` or `NoConfig`."""
    try:
        with open_plain(file) as opened:
            text = read_plain(opened, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadYaml(str(file), 0, _("this is not a text file in UTF-8.")) from error
    except FileNotFoundError as error:
        raise NoConfig(str(file)) from error
    except OSError as error:
        reason = _("it could not be read ({reason}).").format(reason=error.strerror or error)
        raise BadYaml(str(file), 0, reason) from error
    return _Reader(file, parse_yaml(text, str(file))).config()


def without_file(store: Path) -> Config:
    """What holds where only a register was named and no configuration is found."""
    return Config(file=Path(FILE_NAME), office=Office(city="", unit=""), store=store)


class _Reader:
    """Takes one key after the other out of the parsed file, and refuses what it does not know."""

    def __init__(self, file: Path, parsed: Parsed) -> None:
        self._file = file
        self._lines = parsed.lines
        self._top = parsed.value

    def config(self) -> Config:
        top = self._mapping((), self._top, _KEYS)
        office = self._mapping(("office",), top.get("office"), Office.__struct_fields__)
        backups = self._mapping(("backups",), top.get("backups"), ("keep",))
        reminders = self._mapping(("reminders",), top.get("reminders"), Reminders.__struct_fields__)
        keys = self._mapping(("keys",), top.get("keys"), None)
        store = self._text(("store",), top.get("store"), STORE)
        if "\0" in store:
            raise self._wrong(("store",), _("the name of a file"))
        return Config(
            file=self._file,
            office=Office(
                city=self._text(("office", "city"), office.get("city"), ""),
                unit=self._text(("office", "unit"), office.get("unit"), ""),
                country=self._country(office.get("country")),
            ),
            store=self._file.resolve().parent / store,
            language=self._language(top.get("language")),
            access=self._one_of(("access",), top.get("access"), tuple(ACCESS)),
            backups_keep=self._count(("backups", "keep"), backups.get("keep"), _KEEP),
            reminders=Reminders(
                **{
                    key: self._count(("reminders", key), value, 0)
                    for key, value in reminders.items()
                    if value is not None
                }
            ),
            theme=self._text(("theme",), top.get("theme"), THEME),
            symbols=self._one_of(("symbols",), top.get("symbols"), SYMBOLS),
            keys={action: self._text(("keys", action), value, "") for action, value in keys.items()},
            lines=self._lines,
        )

    def _mapping(self, path: tuple[str, ...], value: Value, known: tuple[str, ...] | None) -> dict[str, Value]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._bad(
                path, _("“{key}” must hold further keys, one on each line.").format(key=".".join(path) or FILE_NAME)
            )
        for key in value:
            if known is not None and key not in known:
                reason = _("the key “{key}” is unknown. Allowed here: {known}.").format(key=key, known=", ".join(known))
                raise self._bad((*path, key), reason)
        return value

    def _text(self, path: tuple[str, ...], value: Value, default: str) -> str:
        return self._typed(path, value, default, str, _("a text"))

    def _count(self, path: tuple[str, ...], value: Value, default: int) -> int:
        count = self._typed(path, value, default, int, _("a whole number from 0"))
        if count < 0 or isinstance(count, bool):
            raise self._wrong(path, _("a whole number from 0"))
        return count

    def _country(self, value: Value) -> str:
        code = self._text(("office", "country"), value, "ID")
        if not re.fullmatch("[A-Z]{2}", code):
            raise self._wrong(("office", "country"), _("a country’s code of two letters, like ID"))
        return code

    def _one_of(self, path: tuple[str, ...], value: Value, allowed: tuple[str, ...]) -> str:
        """A word of `allowed`, whose first is the default."""
        if value is None:
            return allowed[0]
        if value not in allowed:
            raise self._wrong(path, _("one of {allowed}").format(allowed=", ".join(allowed)))
        return str(value)

    def _language(self, value: Value) -> Language:
        found = as_language(self._one_of(("language",), value, LANGUAGES))
        assert found is not None
        return found

    def _typed(self, path: tuple[str, ...], value: Value, default: T, wanted: type[T], words: str) -> T:
        if value is None:
            return default
        if not isinstance(value, wanted):
            raise self._wrong(path, words)
        return value

    def _wrong(self, path: tuple[str, ...], allowed: str) -> BadConfig:
        return self._bad(path, _("“{key}” must be {allowed}.").format(key=".".join(path), allowed=allowed))

    def _bad(self, path: tuple[str, ...], reason: str) -> BadConfig:
        return BadConfig(self._file, self._lines.get(path, 1), reason)


def sample_text(office: Office, language: Language) -> str:
    """What `init` writes: every key with its default, and a word on each in the language in use."""
    named = msgspec.structs.asdict(office).items()
    written = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in named)
    reminders = ", ".join(f"{key}: {value}" for key, value in msgspec.structs.asdict(Reminders()).items())
    lines = (
        (f"office: {{{written}}}", ""),
        (f"language: {language}", " | ".join(LANGUAGES)),
        (f"store: {STORE}", _("the register; relative to this file")),
        ("access: owner", " | ".join(ACCESS)),
        (f"backups: {{keep: {_KEEP}}}", ""),
        (f"reminders: {{{reminders}}}", ""),
        (f"theme: {THEME}", _("any theme the dashboard lists")),
        (f"symbols: {SYMBOLS[0]}", " | ".join(SYMBOLS)),
        ("keys: {}", _("action: keys, such as undo: f5")),
    )
    return "".join(f"{line:<25} # {note}\n" if note else f"{line}\n" for line, note in lines)
