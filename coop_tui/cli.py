"""The front door: global options, commands, exit codes and error lines.

Commands are imported when they run, so that the dashboard does not wait for what it does not need.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import click

from coop_tui import __version__, i18n
from coop_tui.commands import click_words
from coop_tui.errors import CoopError
from coop_tui.i18n import LANGUAGES, N_, _
from coop_tui.session import Session, at_terminal
from coop_tui.values import shown

T = TypeVar("T")

_COMMANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "init": N_("Makes a configuration and a register in a folder."),
        "export": N_("Writes the summary, or all records of a kind."),
        "import": N_("Reads records from a file."),
        "counts": N_("Shows one table of figures."),
        "turns": N_("Shows whose turn it is: which agencies sent people and when, who never went, who went again."),
        "check": N_("Reads everything and lists every problem."),
        "due": N_("Lists what needs attention, most urgent first."),
        "history": N_("Shows who changed what, and when."),
        "undo": N_("Takes back your newest change, or a named one."),
        "redo": N_("Takes back your newest undo."),
        "backup": N_("Writes a copy of the register with its history."),
        "restore": N_("Brings back what a backup holds."),
        "forget": N_("Removes a person for good: from records, history and backups."),
        "compact": N_("Closes the years that are over into files of their own."),
        "recover": N_("Repairs what can be repaired."),
    }
)
_LONGEST: Final = 4000  # letters of an error line; a name can be that long, and a file hold thousands of headings
_MODULES: Final = MappingProxyType({"import": "import_file"})
"""Where a command's module is not called like the command (`import` is a word of Python's)."""

_OF_TODAY: Final = frozenset(("init", "import", "undo", "redo", "backup", "restore", "recover", "compact", "forget"))
"""Commands that change the register, or copy it as it is."""


class Commands(click.Group):
    """The commands, each in a module of its own that is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"coop_tui.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command()
        command.help = _(_COMMANDS[cmd_name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in _COMMANDS.items()])


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(_("Write the day like 2019-02-17")) from error


def _root(
    ctx: click.Context, /, store: Path | None, as_of: date | None, known_on: date | None, who: str | None
) -> None:
    session: Session = ctx.obj
    session.store_file, session.as_of, session.known_on, session.who = store, as_of, known_on, who
    if known_on is not None and ctx.invoked_subcommand in _OF_TODAY:
        said = _("--known-on shows the register as it was, and does not go with “{command}”.")
        raise click.UsageError(said.format(command=ctx.invoked_subcommand))
    if ctx.invoked_subcommand is None and _begun(session):
        gc.disable()  # all that starting makes is there to stay; the dashboard turns it on again
        from coop_tui.app import run

        run(session)


def _begun(session: Session) -> bool:
    """Whether there is a register to show, if need be after the first start's questions; False where they were left."""
    if session.is_first and at_terminal():
        from coop_tui.screens.first_start import ask

        session.config_file = ask(session)
        return session.config_file is not None
    return True


def group() -> click.Group:
    """The whole command line, its texts in the language in use."""
    file = click.Path(path_type=Path)
    options = [
        click.Option(["--config"], type=file, expose_value=False, help=_("The configuration to use."), metavar="FILE"),
        click.Option(
            ["--store"], type=file, help=_("The register to use, in place of the configured one."), metavar="FILE"
        ),
        click.Option(
            ["--language"], type=click.Choice(list(LANGUAGES)), expose_value=False, help=_("The language to speak.")
        ),
        click.Option(["--as-of"], callback=_day, metavar="YYYY-MM-DD", help=_("Take this day for today.")),
        click.Option(
            ["--known-on"],
            callback=_day,
            metavar="YYYY-MM-DD",
            help=_("Show the register as it was recorded at the end of this day; nothing can be changed."),
        ),
        click.Option(["--as", "who"], envvar="COOP_TUI_USER", metavar="NAME", help=_("Who is acting.")),
        click.Option(
            ["--debug"], is_flag=True, expose_value=False, help=_("Show where in the program a failure happened.")
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=_("Show the version."),
        ),
    ]
    return Commands(
        name="coop-tui",
        callback=click.pass_context(_root),
        params=options,
        invoke_without_command=True,
        no_args_is_help=False,
        help=_("The register of a city's international cooperation. Without a command it opens the dashboard."),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        click.echo(f"coop-tui {__version__}")
        ctx.exit()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, and exit with 0 (done), 1 (could not be done) or 2 (wrong usage)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(
        config_file=_asked(given, "--config", Path), language=_asked(given, "--language", i18n.as_language)
    )
    session.speak()
    click_words.translate()
    try:
        code = group().main(given, prog_name="coop-tui", standalone_mode=False, obj=session)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "coop-tui"
        fail(_("{reason} See “{command} --help”.").format(reason=_usage(error), command=command), 2)
    except click.Abort:
        fail(_("Stopped; nothing was changed."), 1)
    except CoopError as error:
        if "--debug" in given:
            raise
        fail(error.message(), 1)
    except OSError as error:
        if "--debug" in given:
            raise
        fail(_("{file}: {reason}").format(file=error.filename or "coop-tui", reason=error.strerror or error), 1)
    except Exception as error:  # what nobody thought of is a fault of ours, and said in one line as well
        if "--debug" in given:
            raise
        fail(_fault(error), 1)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _fault(error: Exception) -> str:
    """What to say of an exception that should not be: its type and place, but not its text, which may hold anything."""
    from traceback import walk_tb

    frames = [frame for frame, _line in walk_tb(error.__traceback__) if "coop_tui" in frame.f_code.co_filename]
    place = f"{Path(frames[-1].f_code.co_filename).name}: {frames[-1].f_code.co_name}" if frames else "coop-tui"
    return _(
        "A fault in the program, not in what you did: {kind} in {place}. What was saved is safe; begin again. "
        "Please report this line, or what --debug shows, which may contain names."
    ).format(kind=type(error).__name__, place=place)


def _usage(error: click.UsageError) -> str:
    said = " ".join(error.format_message().split())
    return said if said.endswith((".", "?", "?)")) else f"{said}."


def fail(message: str, code: int) -> None:
    """Print one line `error: …` and exit with `code`. What stands in it is made safe, and cut where it has no end."""
    said = shown(message)
    click.echo(f"error: {said if len(said) <= _LONGEST else said[:_LONGEST] + '…'}", err=True)
    sys.exit(code)


def _asked(arguments: Sequence[str], option: str, read: Callable[[str], T | None]) -> T | None:
    """What an option says, given several times the last; read before anything is parsed: even a wrong usage is answered
    in the language asked for.
    """
    said = None
    for argument, following in zip(arguments, [*arguments[1:], None], strict=False):
        name, equals, value = argument.partition("=")
        if name == option:
            said = value if equals else following
    return None if said is None else read(said)
