"""Keeps the message catalogues: the texts of the code, English and Indonesian beside them, and what is wrong.

The code's English texts are the message ids. English is filled from them; Indonesian is typed by people.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DOMAIN: Final = "coop_tui"
CODE: Final = Path(__file__).resolve().parents[1] / "coop_tui"
LOCALE: Final = CODE / "locale"
SOURCE: Final = "en"
PLURALS: Final = {"en": "nplurals=2; plural=(n != 1);", "id": "nplurals=1; plural=0;"}
KEYWORDS: Final = ("_", "N_", "NP_:1c,2", "p_:1c,2", "n_:1,2", "NN_:1,2")

_HEADER: Final = """msgid ""
msgstr ""
"Project-Id-Version: coop-tui\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def texts_of(code: Path) -> Catalog:
    """Every text that the modules under `code` mark for translation, without translations."""
    texts = Catalog(domain=DOMAIN)
    found = extract_from_dir(code, [("**.py", "python")], keywords=parse_keywords(KEYWORDS), comment_tags=("i18n:",))
    for _, _, text, comments, context in found:
        texts.add(text, auto_comments=comments, context=context)
    return texts


def header(language: str) -> str:
    """The first entry of a catalogue: its language and how many plural forms it has."""
    return _HEADER.format(language=language, plurals=PLURALS[language])


def path_of(language: str) -> Path:
    """The catalogue that people edit."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def parsed(text: str, language: str) -> Catalog:
    """A PO file, or a fragment of one without its header."""
    whole = text if "Plural-Forms:" in text else header(language) + text
    return read_po(StringIO(whole), locale=language, domain=DOMAIN, abort_invalid=True)


def read(language: str) -> Catalog:
    """The catalogue that people edit; an empty one where there is no file yet."""
    path = path_of(language)
    return parsed(path.read_text(encoding="utf-8") if path.exists() else "", language)


def as_text(catalogue: Catalog, language: str) -> str:
    """The catalogue as a PO file: sorted, without dates and line numbers, so that a change shows only itself."""
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return header(language) + body.getvalue().decode().strip("\n") + "\n"


def write(catalogue: Catalog, language: str) -> None:
    """Replaces the catalogue of `language`."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(catalogue, language), encoding="utf-8", newline="\n")


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The entries of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """An id or a translation as its plural forms; one where the text has no plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def is_complete(message: Message, catalogue: Catalog) -> bool:
    """Whether every plural form that the language has is filled in, and nobody doubts it."""
    wanted = catalogue.num_plurals if message.pluralizable else 1
    filled = forms(message.string)
    return not message.fuzzy and len(filled) == wanted and all(filled)


def find(catalogue: Catalog, message: Message) -> Message | None:
    """The same text in another catalogue, if it has one with the same plural."""
    found = catalogue.get(forms(message.id)[0], message.context)
    return found if found is not None and forms(found.id) == forms(message.id) else None


def merged(texts: Catalog, *sources: Catalog, language: str) -> Catalog:
    """The texts of the code with the translations of `sources`; a later source wins where it has one."""
    result = parsed("", language)
    for text in messages(texts):
        known = [found for source in sources if (found := find(source, text)) and any(forms(found.string))]
        newest = known[-1] if known else text
        result.add(
            text.id,
            newest.string,
            flags=newest.flags,
            auto_comments=text.auto_comments,
            user_comments=newest.user_comments,
            context=text.context,
        )
    return result


def as_source(texts: Catalog) -> Catalog:
    """The texts of the code as their own translation."""
    result = parsed("", SOURCE)
    for text in messages(texts):
        result.add(text.id, text.id, auto_comments=text.auto_comments, context=text.context)
    return result


def missing(texts: Catalog, catalogue: Catalog, language: str) -> Catalog:
    """What `catalogue` lacks or doubts, as a catalogue to fill in."""
    result = parsed("", language)
    for text in messages(texts):
        found = find(catalogue, text)
        if found is None or not is_complete(found, catalogue):
            result.add(text.id, auto_comments=text.auto_comments, context=text.context)
    return result


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces; None where the braces do not match."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def same_placeholders(message: Message) -> bool:
    """Whether a translation can be filled with what its text is filled with.

    The last form serves any number and names all that the text's plural names; an earlier one may leave out the count.
    """
    names = [placeholders(form) for form in forms(message.id)]
    if None in names:
        return True  # the text is shown as it is, braces and all
    allowed = frozenset[str]().union(*(found for found in names if found is not None))
    translated = [placeholders(form) for form in forms(message.string)]
    return translated[-1] == names[-1] and all(found is not None and found <= allowed for found in translated)


def problems(texts: Catalog, catalogue: Catalog, language: str) -> list[str]:
    """What is wrong with one language, a line each."""
    found = []
    for text in messages(texts):
        entry = find(catalogue, text)
        name = repr(forms(text.id)[0])
        if entry is None:
            found.append(f"{language}: not in the catalogue: {name}")
        elif entry.fuzzy:
            found.append(f"{language}: still marked fuzzy: {name}")
        elif not is_complete(entry, catalogue):
            found.append(f"{language}: not translated: {name}")
        elif not same_placeholders(entry):
            found.append(f"{language}: other names in braces than the text: {name}")
    unused = [entry for entry in messages(catalogue) if find(texts, entry) is None]
    gone = [*unused, *catalogue.obsolete.values()]
    return found + [f"{language}: no longer in the code: {forms(entry.id)[0]!r}" for entry in gone]


def all_problems() -> list[str]:
    """What is wrong with the catalogues of this project, a line each."""
    texts = texts_of(CODE)
    found = [line for language in PLURALS for line in problems(texts, read(language), language)]
    changed = (entry for entry in messages(read(SOURCE)) if forms(entry.string) != forms(entry.id))
    return found + [f"{SOURCE}: differs from the code: {forms(entry.id)[0]!r}" for entry in changed]


def compile_all() -> None:
    """Writes the .mo file of every language beside its .po, with the names of countries and months that CLDR has."""
    for language in PLURALS:
        catalogue = read(language)
        for context, key, name in cldr_names(language):
            catalogue.add(key, name, context=context)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        path_of(language).with_suffix(".mo").write_bytes(compiled.getvalue())


def cldr_names(language: str) -> Iterator[tuple[str, str, str]]:
    """CLDR's names as (context, key, name). In the catalogue they cost nothing at start; Babel's own data would."""
    locale = Locale(language)
    for code, name in locale.territories.items():
        if len(code) == 2 and code.isalpha():
            yield "cldr territory", code, str(name)
    for style, cldr_style in (("long", "wide"), ("short", "abbreviated")):
        for month, name in locale.months["format"][cldr_style].items():
            yield f"cldr month {style}", str(month), str(name)


def update_all(*sources: Catalog) -> None:
    """Brings both catalogues up to the code; Indonesian takes what `sources` translate."""
    texts = texts_of(CODE)
    write(as_source(texts), SOURCE)
    write(merged(texts, read("id"), *sources, language="id"), "id")


def run_extract(_: argparse.Namespace) -> int:
    """The texts of the code as an empty catalogue."""
    sys.stdout.write(as_text(texts_of(CODE), SOURCE))
    return 0


def run_update(_: argparse.Namespace) -> int:
    """The texts of the code into both catalogues."""
    update_all()
    return 0


def run_compile(_: argparse.Namespace) -> int:
    """The .mo files."""
    compile_all()
    return 0


def run_check(_: argparse.Namespace) -> int:
    """A line per problem; exit code 1 where there is one."""
    found = all_problems()
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


def run_missing(_: argparse.Namespace) -> int:
    """The texts without an Indonesian translation, to be filled in and given back to `fill`."""
    sys.stdout.write(as_text(missing(texts_of(CODE), read("id"), "id"), "id"))
    return 0


def run_fill(arguments: argparse.Namespace) -> int:
    """The translations of a fragment into the Indonesian catalogue."""
    path: Path = arguments.file
    if not path.exists():
        sys.stderr.write(f"{path} does not exist.\n")
        return 1
    update_all(parsed(path.read_text(encoding="utf-8"), "id"))
    return 0


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "extract": run_extract,
    "update": run_update,
    "compile": run_compile,
    "check": run_check,
    "missing": run_missing,
    "fill": run_fill,
}


def main() -> int:
    """Runs one command; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.__doc__)
        one.set_defaults(command=command)
        if name == "fill":
            one.add_argument("file", type=Path)
    arguments = parser.parse_args()
    chosen: Callable[[argparse.Namespace], int] = arguments.command
    return chosen(arguments)


if __name__ == "__main__":
    sys.exit(main())
