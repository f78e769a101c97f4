"""The language the person reads: gettext catalogues, chosen once per run and switchable at any time.

Texts are written in English in the code and looked up when they are *shown*, never when a module is imported,
so that a change of language reaches every label. Declarations mark their labels with `N_` or `NP_`.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "id"

_FOLDER: Final = Path(__file__).with_name("locale")
_CONTEXT: Final = "\x04"  # gettext's own separator between a context and its text

_language: Language = DEFAULT
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_loaded = False


def use(language: Language) -> None:
    """Show everything in `language` from now on."""
    global _language, _catalogue, _loaded
    _language = language
    _catalogue = _catalogue_of(language)
    _loaded = True


@cache
def _catalogue_of(language: Language) -> gettext.NullTranslations:
    return gettext.translation("coop_tui", _FOLDER, [language], fallback=True)


def language() -> Language:
    """The language in use."""
    return _language


def as_language(text: str) -> Language | None:
    """`text` as a language code, or None where it names none."""
    return next((one for one in LANGUAGES if one == text), None)


def N_(text: str) -> str:
    """Mark `text` for the catalogues; it is translated by `_` when it is shown."""
    return text


def NP_(context: str, text: str) -> str:
    """Mark `text` for the catalogues where one English word has several translations, told apart by `context`."""
    return context + _CONTEXT + text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a text for the catalogues; `n_` translates it when it is shown."""
    return one, many


def _(text: str) -> str:
    """`text` in the language in use. Takes literals and what `N_` and `NP_` returned."""
    if not _loaded:
        use(_language)
    found = _catalogue.gettext(text)
    return found.rpartition(_CONTEXT)[2] if found is text else found


def p_(context: str, text: str) -> str:
    """`text` in the language in use, where one English word has several translations."""
    return _(NP_(context, text))


def n_(one: str, many: str, count: int) -> str:
    """The form of a text that `count` asks for; `{count}` and other names are still to be filled in."""
    if not _loaded:
        use(_language)
    return _catalogue.ngettext(one, many, count)


@cache
def in_every_language(text: str) -> tuple[str, ...]:
    """What a marked text is in each language: for understanding typed words whatever language is in use."""
    return tuple(_catalogue_of(one).gettext(text).rpartition(_CONTEXT)[2] for one in LANGUAGES)


def cldr_name(what: str, key: str, language: Language) -> str:
    """CLDR's name of a `territory` by its code, or of a `month long` or `month short` by its number.

    The names are put into the catalogues when these are compiled; the key itself where there is no such name.
    """
    return _catalogue_of(language).gettext(f"cldr {what}{_CONTEXT}{key}").rpartition(_CONTEXT)[2]
