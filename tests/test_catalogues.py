"""Every text that a person sees is in the catalogues, and translated."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import coop_tui
from tests.visible_text import visible_texts, visible_texts_under
from tools import catalogues

PACKAGE = Path(coop_tui.__file__).parent


def module(folder: Path, source: str) -> Path:
    """A package of one module."""
    (folder / "screen.py").write_text(source, encoding="utf-8")
    return folder


def test_both_languages_are_complete() -> None:
    assert catalogues.all_problems() == []


def test_no_visible_text_bypasses_the_catalogue() -> None:
    found = visible_texts_under(PACKAGE)

    assert [line for line in found if not line.startswith("coop_tui/sample/")] == []  # records, in their own language


@pytest.mark.parametrize(
    "source",
    [
        'self.notify("Saved.")',
        'self.notify(f"{count} rows saved.")',
        'yield Static("Nothing yet", id="empty")',
        'Label("Nothing " + name)',
        'Button(_("Save") if ready else "Not ready")',
        'Content("Rows: {count}".format(count=3))',
        'Input(placeholder="Type a name")',
        'Binding("e", "edit", "Edit")',
        'class Table(Widget):\n    BINDINGS = [("e", "edit", "Edit")]',
        'self.border_title = "Countries"',
        'class Table:\n    empty_text: str = "Nothing yet"',
        'Field("Country", column=True)',
        'class Sex(Choice):\n    FEMALE = "f", "Woman"',
        '@click.option("--as", help="Who is acting")\ndef main(): ...',
        '@main.command()\ndef export():\n    """Write the register to a file."""',
        'click.echo("Written.")',
        'class Gone(CoopError):\n    def message(self) -> str:\n        return f"{self.file} is gone."',
    ],
)
def test_a_visible_text_without_the_catalogue_is_found(source: str) -> None:
    assert len(visible_texts(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'self.notify(_("Saved."))',
        'yield Static(n_("{count} row", "{count} rows", count).format(count=count), id="rows", classes="wide")',
        'Static("", id="map")',
        'Static("–" if empty else f"{here} · {there}")',
        'Label(" ".join(names))',
        'Label(str(row["name"]))',
        'Binding("e", "edit", N_("Edit"))',
        'Field(NP_("agreement", "Active"), column=True)',
        'class Sex(Choice):\n    FEMALE = "f", N_("Woman")',
        '@main.command(help=N_("Write the register to a file."))\ndef export():\n    """Exit code 0 or 1."""',
        'label = f"import {count}"',
        'click.Option(["--as", "who"], help=_("Who is acting."))',
        'click.echo("error: " + message, err=True)',
    ],
)
def test_a_text_from_the_catalogue_or_without_words_is_not(source: str) -> None:
    assert visible_texts(source) == []


def test_texts_are_found_by_every_marker(tmp_path: Path) -> None:
    source = '_("One") + N_("Two") + NP_("menu", "Three") + p_("door", "Four") + n_("Five", "Fives", 5) + _(six)'

    texts = catalogues.texts_of(module(tmp_path, source))

    assert {(catalogues.forms(text.id), text.context) for text in catalogues.messages(texts)} == {
        (("One",), None),
        (("Two",), None),
        (("Three",), "menu"),
        (("Four",), "door"),
        (("Five", "Fives"), None),
    }


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("", "not in the catalogue"),
        ('msgid "{name} is gone."\nmsgstr ""', "not translated"),
        ('#, fuzzy\nmsgid "{name} is gone."\nmsgstr "{name} hilang."', "still marked fuzzy"),
        ('msgid "{name} is gone."\nmsgstr "{nama} hilang."', "other names in braces"),
        ('msgid "{name} is gone."\nmsgstr "{name hilang."', "other names in braces"),
        ('msgid "{name} is gone."\nmsgstr "{name} hilang."\n\nmsgid "Old"\nmsgstr "Lama"', "no longer in the code"),
        (
            'msgid "{name} is gone."\nmsgstr "{name} hilang."\n\n#~ msgid "Old"\n#~ msgstr "Lama"',
            "no longer in the code",
        ),
    ],
)
def test_each_fault_of_a_catalogue_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    texts = catalogues.texts_of(module(tmp_path, '_("{name} is gone.")'))

    found = catalogues.problems(texts, catalogues.parsed(entry, "id"), "id")

    assert [problem in line for line in found] == [True]


def test_plurals_are_checked_in_the_forms_that_the_language_has(tmp_path: Path) -> None:
    texts = catalogues.texts_of(module(tmp_path, 'n_("One row", "{count} rows", count)'))
    plural = 'msgid "One row"\nmsgid_plural "{count} rows"\n'

    indonesian = catalogues.parsed(plural + 'msgstr[0] "{count} baris"', "id")
    half = catalogues.parsed(plural + 'msgstr[0] "One row"', "en")

    assert catalogues.problems(texts, indonesian, "id") == []
    assert ["not translated" in line for line in catalogues.problems(texts, half, "en")] == [True]


def test_what_is_missing_can_be_filled_in_and_merged(tmp_path: Path) -> None:
    texts = catalogues.texts_of(module(tmp_path, '_("Saved.") + _("Gone.") + NP_("menu", "Open")'))
    before = catalogues.parsed('msgid "Gone."\nmsgstr "Hilang."', "id")

    fragment = catalogues.as_text(catalogues.missing(texts, before, "id"), "id")
    filled = fragment.replace('msgid "Saved."\nmsgstr ""', 'msgid "Saved."\nmsgstr "Tersimpan."')
    after = catalogues.merged(texts, before, catalogues.parsed(filled, "id"), language="id")

    assert "Gone." not in fragment
    assert {catalogues.forms(text.id)[0]: text.string or "" for text in catalogues.messages(after)} == {
        "Saved.": "Tersimpan.",
        "Gone.": "Hilang.",
        "Open": "",
    }


def test_english_is_its_own_translation(tmp_path: Path) -> None:
    texts = catalogues.texts_of(module(tmp_path, '_("Saved.") + n_("One row", "{count} rows", count)'))

    assert catalogues.problems(texts, catalogues.as_source(texts), "en") == []


def test_a_catalogue_is_written_as_it_was_read(tmp_path: Path) -> None:
    texts = catalogues.texts_of(module(tmp_path, '_("Saved.") + n_("One row", "{count} rows", count)'))
    written = catalogues.as_text(catalogues.as_source(texts), "en")

    assert catalogues.as_text(catalogues.parsed(written, "en"), "en") == written


def test_no_text_is_hidden_from_the_catalogue_in_an_f_string() -> None:
    """Babel does not look into f-strings, so a text marked there would never be translated."""
    hidden = [
        f"{file.name}:{node.lineno}"
        for file in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "n_", "p_"}
        if any(isinstance(one, ast.Constant) for one in node.args)
    ]
    assert hidden == []
