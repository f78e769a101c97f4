"""Counts, written and read with the separators of a language."""

from __future__ import annotations

import re
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.i18n import Language, _

LARGEST_COUNT: Final = 1_000_000_000

_SEPARATORS: Final[dict[Language, str]] = {"id": ".", "en": ","}
_GROUPED: Final[dict[Language, str]] = {
    "id": r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+",
    "en": r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+",
}


class BadCount(CoopError):
    """`text` is not a whole number from 0 to LARGEST_COUNT as `language` writes it."""

    text: str
    language: Language

    def message(self) -> str:
        return _("“{text}” is not a number from 0 to {largest}. Write it in digits, like 25 or {example}.").format(
            text=self.text,
            example=format_number(1250, self.language),
            largest=format_number(LARGEST_COUNT, self.language),
        )


def format_number(number: int, language: Language) -> str:
    """`2.673` in Indonesian, `2,673` in English."""
    return f"{number:,}".replace(",", _SEPARATORS[language])


def parse_count(text: str, language: Language) -> int:
    """A whole number from 0 to LARGEST_COUNT, with the separators of `language` or none. Raises BadCount."""
    digits = text.strip()
    if not re.fullmatch(_GROUPED[language], digits) or len(digits) > 30:
        raise BadCount(text, language)
    count = int(digits.replace(_SEPARATORS[language], ""))
    if count > LARGEST_COUNT:
        raise BadCount(text, language)
    return count
