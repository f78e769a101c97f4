"""Text that enters and leaves: nothing that acts on a terminal survives, and nothing else is lost."""

from __future__ import annotations

import json
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.values import clean, folded, shown, suspicious

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEPARATORS = "\u2028\u2029"
CONTROLS = "".join(chr(code) for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc")
FORBIDDEN = frozenset(CONTROLS + BIDI + SEPARATORS + "\ufffe\uffff") - {"\n", "\t"}

any_text = st.text(
    st.characters() | st.sampled_from([*sorted(FORBIDDEN), "\ud800", "\udcff", "\n", "\t", " ", "\u0301"])
)


def harmful(text: str) -> list[str]:
    return [c for c in text if c in FORBIDDEN or unicodedata.category(c) == "Cs"]


@given(any_text, st.booleans())
def test_clean_text_holds_nothing_harmful_and_is_the_same_object_when_cleaned_again(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert not harmful(once)
    assert unicodedata.is_normalized("NFC", once)
    assert clean(once, lines=lines) is once


@given(any_text)
def test_a_one_line_text_has_one_line_and_no_blanks_around_it(text: str) -> None:
    once = clean(text)
    assert not {"\n", "\t"} & set(once)
    assert once == once.strip()


@given(any_text)
def test_several_lines_have_no_trailing_blanks_and_no_empty_lines_around(text: str) -> None:
    lines = clean(text, lines=True).split("\n")
    assert lines == [line.rstrip() for line in lines]
    assert lines == [""] or (lines[0] and lines[-1])


@given(any_text)
def test_clean_drops_nothing_but_what_is_forbidden(text: str) -> None:
    wanted = unicodedata.normalize("NFC", "".join(c for c in text if not harmful(c)))
    assert "".join(clean(text).split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("Kota\tRekaan\r\nUtara", "Kota Rekaan Utara"),
        ("  dua \n\n baris  ", "dua baris"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("dua  spasi", "dua  spasi"),
        ("e\u0301", "\u00e9"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_clean_by_example(text: str, one_line: str) -> None:
    assert clean(text) == one_line


@pytest.mark.parametrize(
    "text", ["\U0001f469\u200d\U0001f33e", "\u0915\u094d\u200c\u0937", "\u2764\ufe0f", "日本", "مرحبا"]
)
def test_clean_keeps_joiners_selectors_and_scripts(text: str) -> None:
    assert clean(text) is text
    assert shown(text) == text


def test_clean_keeps_lines_and_indentation_of_long_texts() -> None:
    assert clean("\n \n  satu \r\n\tdua\rtiga \n\n", lines=True) == "  satu\n\tdua\ntiga"


@given(any_text, st.booleans())
def test_shown_text_does_nothing_to_a_terminal_and_hides_nothing(text: str, lines: bool) -> None:
    seen = shown(text, lines=lines)
    assert not harmful(seen)
    assert lines or not {"\n", "\t"} & set(seen)
    assert len(seen) >= len(text.replace("\r\n", "\n"))
    assert shown(seen, lines=lines) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b]0;x\x07", r"a\x1b]0;x\x07"),
        ("rekap\u202elmx.exe", r"rekap\u202elmx.exe"),
        ("berkas-\udce9.csv", r"berkas-\udce9.csv"),
        ("satu\r\ndua\ttiga\n", "satu dua tiga "),
        ("\x9b31m", r"\x9b31m"),
        ("S\u00e3o Tom\u00e9", "S\u00e3o Tom\u00e9"),
    ],
)
def test_shown_by_example(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_shown_keeps_lines_where_asked() -> None:
    assert shown("satu\r\n\tdua\x00", lines=True) == "satu\n\tdua\\x00"


@given(st.lists(any_text, max_size=3), st.booleans())
def test_the_scan_of_json_never_misses_a_harmful_character(texts: list[str], ascii_only: bool) -> None:
    raw = json.dumps(texts, ensure_ascii=ascii_only).encode(errors="replace")
    if any(harmful(text) for text in json.loads(raw)):
        assert suspicious(raw)


@pytest.mark.parametrize("character", sorted(FORBIDDEN))
def test_the_scan_of_json_finds_each_forbidden_character(character: str) -> None:
    assert suspicious(msgspec.json.encode([f"a{character}b"]))
    assert suspicious(json.dumps([f"a{character}b"]).encode())
    assert suspicious(f'["a\\u{ord(character):04X}b"]'.encode())


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_the_scan_of_json_finds_lone_surrogates(code: int) -> None:
    assert suspicious(f'"\\u{code:04x}"'.encode())
    assert suspicious(f'"\\u{code:04X}"'.encode())


def test_the_scan_of_json_passes_everyday_text() -> None:
    text = 'Ä “kutip” – \u00a0 \n\t "ya" \\ 日本 \U0001f469\u200d\U0001f33e \u0648'
    assert not suspicious(msgspec.json.encode([text]))


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_folding_does_not_see_composition(text: str) -> None:
    assert folded(text) == folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


def test_folding_any_letter_twice_changes_nothing() -> None:
    letters = (chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000)
    assert [letter for letter in letters if folded(folded(letter)) != folded(letter)] == []


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_folding_does_not_see_case(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower()) == folded(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Kota   REKAAN ", "kota rekaan"),
        ("C\u00f4te d\u2019Ivoire", "cote d'ivoire"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("\u0130zmir", "izmir"),
        ("\uff21\u00a0B", "a b"),
    ],
)
def test_folded_by_example(text: str, plain: str) -> None:
    assert folded(text) == plain
