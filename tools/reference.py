"""Writes docs/reference.md from the declarations: kinds of record, commands, actions, figures, configuration.

`python tools/reference.py` writes it anew; with `check` it says whether it is what the code declares now.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final, get_args, get_type_hints

import click
from textual.binding import Binding

from coop_tui import cli, counts, i18n, screens
from coop_tui.config import Office, sample_text
from coop_tui.records import KINDS, AnyKind, Record
from coop_tui.records.fields import (
    AnyType,
    Choice,
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldSpec,
    FieldType,
    ListType,
    Part,
    PartType,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from coop_tui.records.kind import Computed
from coop_tui.sample import demo
from coop_tui.screens import keymap
from coop_tui.widgets.action import Action, key_words

FILE: Final = Path(__file__).resolve().parents[1] / "docs" / "reference.md"

_HEAD: Final = """# Reference

Made by `make docs` from what the code declares; a change here would be lost.

- [Kinds of record](#kinds-of-record): {kinds}
- [Commands](#commands)
- [Actions and their keys](#actions-and-their-keys)
- [Figures](#figures)
- [Configuration](#configuration)
"""
_KINDS_INTRO: Final = """## Kinds of record

The names of fields are those of the store, of exports and of import headings; an import also takes the labels in
either language. A field with `*` must be filled in. `[]` is a list: `groups[].name` is the name of each group. A date
may be a day, a month or a year (`2019-02-17`, `2019-02`, `2019`); a country is its code of two letters. What is
computed is never stored.
"""

_COMMANDS_INTRO: Final = """## Commands

Global options stand before the command. Without a command the dashboard opens. `--help` after a command says what
stands here, in the language in use.
"""


def both(marked: str) -> tuple[str, str]:
    """A marked text in English and in Indonesian."""
    said = dict(zip(i18n.LANGUAGES, i18n.in_every_language(marked), strict=True))
    return said["en"], said["id"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; a bar in a cell stays a bar."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def code(words: Iterable[str]) -> str:
    """Words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


# Kinds


def kinds() -> Iterator[str]:
    """A section for each kind."""
    yield _KINDS_INTRO
    for kind in KINDS.values():
        english, indonesian = both(kind.many)
        yield f"### {kind.name}\n\n{english} · {indonesian}. {_same(kind)}\n"
        yield table(
            ("field", "English", "Indonesian", "holds"),
            [
                (f"`{path}`{'*' if spec.required else ''}", *both(spec.label), _holds(spec))
                for path, spec in _fields(kind)
            ],
        )
        if kind.computed:
            head = ("computed", "English", "Indonesian")
            yield table(head, [(f"`{one.name}`", *both(one.label)) for one in kind.computed])
        yield "".join(_words(paths, choices) for choices, paths in _choices(kind).items())


def _same(kind: AnyKind) -> str:
    keys = "; or ".join(code(key).replace(", ", " + ") for key in kind.keys)
    return f"Two rows of an import are the same record where they agree in {keys}."


def _fields(kind: AnyKind) -> Iterator[tuple[str, FieldSpec]]:
    return _fields_of(kind.record, "")


def _fields_of(declared: type[Record] | type[Part], before: str) -> Iterator[tuple[str, FieldSpec]]:
    for spec in specs(declared):
        is_list = isinstance(spec.type, ListType)
        path = f"{before}{spec.name}{'[]' if is_list else ''}"
        yield path, spec
        held = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(held, PartType):
            yield from _fields_of(held.part, f"{path}.")


def _holds(spec: FieldSpec) -> str:
    said = _type_words(spec.type)
    return f"{said}; personal" if spec.personal else said


_PLAIN: Final[Mapping[type, str]] = {
    PartType: "the fields below",
    YesNoType: "yes or no",
    DateType: "date",
    CountryType: "country",
    AnyType: "whatever JSON can hold",
}


def _type_words(held: FieldType) -> str:
    match held:
        case ListType(item):
            return f"list: {_type_words(item)}"
        case TextType(lines):
            return "text of several lines" if lines else "text"
        case CountType(least):
            return f"whole number from {least}"
        case ChoiceType(choices):
            return code(choices)
        case RefType(kind):
            return f"id of one of [{kind}](#{kind})"
    return _PLAIN[type(held)]


def _choices(kind: AnyKind) -> Mapping[type[Choice], list[str]]:
    """The few words that fields take, or computed ones say: each set of words with the fields that hold one of it."""
    found: dict[type[Choice], list[str]] = {}
    for path, spec in _fields(kind):
        held = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(held, ChoiceType):
            found.setdefault(held.choices, []).append(path)
    for computed in kind.computed:
        for choices in _said_by(computed):
            found.setdefault(choices, []).append(computed.name)
    return found


def _said_by(computed: Computed[Record]) -> Iterator[type[Choice]]:
    said = get_type_hints(computed.value)["return"]
    for one in get_args(said) or (said,):
        if isinstance(one, type) and issubclass(one, Choice):
            yield one


def _words(paths: Sequence[str], choices: type[Choice]) -> str:
    said = ((one.value, " · ".join(both(one.label))) for one in choices)
    return f"- {code(paths)}: " + "; ".join(f"`{value}` {labels}" for value, labels in said) + "\n"


# Commands


def commands() -> Iterator[str]:
    """The global options, then a section for each command."""
    group = cli.group()
    with click.Context(group, info_name="coop-tui") as top:
        yield _COMMANDS_INTRO
        yield _options(group, top)
        for name in group.list_commands(top):
            command = group.get_command(top, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=top) as ctx:
                usage = " ".join(["coop-tui", name, *command.collect_usage_pieces(ctx)])
                yield f"### {name}\n\n{command.help}\n\n    {usage}\n"
                yield _options(command, ctx)


def _options(command: click.Command, ctx: click.Context) -> str:
    """A table of what the usage line leaves open."""
    records = [record for param in command.params if (record := param.get_help_record(ctx)) and record[1]]
    return table(("option", "does"), [(f"`{option}`", does) for option, does in records]) if records else ""


# Actions


def actions() -> Iterator[str]:
    """Every action that `keys:` in the configuration can give other keys to."""
    yield "## Actions and their keys\n\nThe configuration's `keys:` gives an action other keys: `undo: f5`.\n"
    known = _declared_actions()
    rows = []
    for binding in _bindings():
        action = known.get(binding.id or "")
        keys = code(key_words(key) for key in binding.key.split(","))
        rows.append((f"`{binding.id}`", keys, *both(binding.description), both(action.help)[0] if action else ""))
    yield table(("action", "keys", "English", "Indonesian", "does"), rows)


def _bindings() -> list[Binding]:
    together = [one for bindings in keymap._TOGETHER for one in bindings if one.id]  # noqa: SLF001 - what keys: takes
    return sorted({one.id or "": one for one in together}.values(), key=lambda one: one.id or "")


def _declared_actions() -> Mapping[str, Action]:
    modules = [import_module(f"{screens.__name__}.{found.name}") for found in iter_modules(screens.__path__)]
    held = [value for module in modules for value in vars(module).values()]
    declared = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    return {one.id: one for one in declared if isinstance(one, Action)}


# The rest


def figures() -> str:
    """What can be counted, and by what."""
    return (
        "## Figures\n\n"
        f"Measures: {code(counts.MEASURES)}. Dimensions: {code(counts.DIMENSIONS)}.\n"
        f"What is not known is a row of its own, `{counts.UNKNOWN}`.\n"
    )


def configuration() -> str:
    """The file that `init` writes."""
    written = sample_text(Office(demo.CITY, demo.UNIT), "en")
    return (
        "## Configuration\n\n`config.yaml`, with every key that it may have and what holds where it is left out:\n\n"
        f"```yaml\n{written}```\n"
    )


def page() -> str:
    """The whole page."""
    i18n.use("en")
    head = _HEAD.format(kinds=", ".join(f"[{name}](#{name})" for name in KINDS))
    parts = [head, *kinds(), *commands(), *actions(), figures(), configuration()]
    return "\n".join(part for part in parts if part)


def main(arguments: Sequence[str]) -> int:
    """Write the page, or `check` it; 1 where it is stale."""
    now = page()
    if arguments != ["check"]:
        FILE.write_text(now, encoding="utf-8", newline="\n")
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != now:
        sys.stdout.write(f"{FILE} is not what the code declares now. Run: make docs\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
