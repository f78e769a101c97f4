"""One run of the program: its configuration, language, day, person and register, each found when first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from coop_tui import i18n
from coop_tui.errors import CoopError
from coop_tui.i18n import _
from coop_tui.register import Records, Register
from coop_tui.store import FileStore
from coop_tui.store.platform import account
from coop_tui.values import clean, shown, signs

if TYPE_CHECKING:
    from coop_tui.config import Config


class NoTerminal(CoopError):
    """The dashboard was asked for where no keys can be typed or nothing can be seen, as in a script or a pipe."""

    def message(self) -> str:
        return _(
            "The dashboard needs a terminal, to read keys and to draw on. Commands work here: see “coop-tui --help”."
        )


def at_terminal() -> bool:
    """Whether Textual's two ends, standard input and standard error, are those of a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))


class Session(msgspec.Struct, dict=True, eq=False):
    """What the global options say. `as_of` None means the day `known_on`, or else that which the clock shows."""

    config_file: Path | None = None
    store_file: Path | None = None
    language: i18n.Language | None = None
    as_of: date | None = None
    known_on: date | None = None
    who: str | None = None

    @cached_property
    def config(self) -> Config:
        """The configuration; where only a register was named and there is none, what holds without one."""
        from coop_tui import config  # YAML is loaded when it is read

        try:
            return config.load(config.find(self.config_file))
        except config.NoConfig:
            if self.store_file is None or self.config_file is not None:
                raise
            return config.without_file(self.store_file.absolute())

    @property
    def is_first(self) -> bool:
        """Whether this person has not begun yet: no configuration and no register is named, and none is found."""
        from coop_tui import config

        try:
            config.find(self.config_file)
        except config.NoConfig as missing:
            return self.store_file is None and not missing.named
        return False

    @property
    def store(self) -> Path:
        """The file of the register."""
        return self.store_file.absolute() if self.store_file else self.config.store

    @property
    def file_mode(self) -> int:
        """The mode of the register's files."""
        from coop_tui.config import ACCESS

        return ACCESS[self.config.access]

    def closures(self) -> Iterator[str]:
        """What is closed to the group that the register is configured to be open to, each in one sentence."""
        if self.config.access == "group":
            from coop_tui.store.sharing import closures

            for closure in closures(self.store):
                yield closure.message()

    def file_store(self) -> FileStore:
        """The store of the register, not loaded yet."""
        return FileStore(self.store, mode=self.file_mode, known_on=self.known_on)

    @property
    def today(self) -> date:
        """The day in question."""
        return self.as_of or self.known_on or datetime.now().astimezone().date()

    @property
    def by(self) -> str:
        """Who is acting."""
        return clean(self.who or "") or clean(account())

    def speak(self) -> None:
        """Use the language asked for, else the configured one, else the default; and signs as configured."""
        try:
            configured, symbols = self.config.language, self.config.symbols
        except CoopError:
            configured, symbols = i18n.DEFAULT, ""
        i18n.use(self.language or configured)
        signs.use(symbols)

    def no_records(self) -> Records:
        """What is left to name records by where those of the store cannot be read."""
        return Records({}, 0, self.store, self.today, self.config.reminders.agreement_ends_days)

    def open_register(self, on_problem: Callable[[CoopError], None]) -> Register:
        """The register, to be closed by who asked for it; `on_problem` as it says."""
        return Register(
            self.file_store(),
            today=self.today,
            by=self.by,
            ending_soon_days=self.config.reminders.agreement_ends_days,
            on_problem=on_problem,
            keep_backups=self.config.backups_keep,
        )

    @contextmanager
    def register(self) -> Iterator[Register]:
        """The register, open for one command."""
        opened = self.open_register(note)
        try:
            yield opened
        finally:
            opened.close()


def note(problem: CoopError) -> None:
    """Say on standard error what did not go as it should, without stopping."""
    click.echo(shown(problem.message()), err=True)
