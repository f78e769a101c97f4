"""Counts are written with the separators of CLDR and read back in the same language."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.i18n import LANGUAGES, Language
from coop_tui.values import LARGEST_COUNT, BadCount, format_number, parse_count

languages = st.sampled_from(LANGUAGES)
counts = st.integers(0, LARGEST_COUNT)


@given(st.integers(-LARGEST_COUNT, LARGEST_COUNT), languages)
def test_numbers_are_written_as_cldr_writes_them(number: int, language: Language) -> None:
    assert format_number(number, language) == format_decimal(number, locale=language)


@given(counts, languages)
def test_a_written_count_reads_back(count: int, language: Language) -> None:
    assert parse_count(format_number(count, language), language) == count
    assert parse_count(f" {count} ", language) == count


@given(st.text(st.characters() | st.sampled_from("0123456789.,")), languages)
def test_reading_gives_a_count_or_says_why_not(text: str, language: Language) -> None:
    try:
        assert 0 <= parse_count(text, language) <= LARGEST_COUNT
    except BadCount as error:
        refused = error.message()
        assert text in refused


@pytest.mark.parametrize(
    ("text", "language"),
    [("", "id"), ("-1", "id"), ("+1", "en"),
     ("1e3", "id"), ("2,5", "id"), ("2.5", "en"), ("2,673", "id"), ("2.673", "en"),
     ("26.73", "id"), ("2.6734", "id"), ("1 000", "id"), ("1000000001", "id"), ("\u0662", "id"), ("9" * 5000, "en")],
)  # fmt: skip
def test_what_is_no_count_is_refused(text: str, language: Language) -> None:
    with pytest.raises(BadCount) as caught:
        parse_count(text, language)
    assert format_number(1250, language) in caught.value.message()
