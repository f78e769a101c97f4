"""Addresses and numbers are kept as typed; what belongs in another column is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.values import BadContact, clean, parse_email, parse_phone, parse_web

PARSERS: list[Callable[[str], str]] = [parse_email, parse_phone, parse_web]


@given(st.text(st.characters() | st.sampled_from("0123456789@./:+ ext")), st.sampled_from(PARSERS))
def test_what_is_accepted_is_kept_as_typed(text: str, parse: Callable[[str], str]) -> None:
    try:
        assert parse(text) == clean(text)
    except BadContact as error:
        example = error.message()
        assert "contoh" in example or "0741" in example


@pytest.mark.parametrize("text", ["rekaan@contoh.go.id", "a.b+c@mail.contoh.id", " rekaan@contoh.id "])
def test_email(text: str) -> None:
    assert parse_email(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "rekaan", "rekaan@contoh", "a@b@contoh.id", "dua kata@contoh.id", "@contoh.id", "a@.id", "a@b..id", "a@b."],
)
def test_no_email(text: str) -> None:
    with pytest.raises(BadContact):
        parse_email(text)


@pytest.mark.parametrize(
    "text", ["081234567890", "+62 (741) 123-456", "0741.123456/7 ext. 12", "0741 123456 EXT12", "112"]
)
def test_phone(text: str) -> None:
    assert parse_phone(text) == text


@pytest.mark.parametrize(
    "text", ["", "12", "- ext -", "rekaan@contoh.id", "telepon 123456", "8.1E+10", "\u0661\u0662\u0663"]
)
def test_no_phone(text: str) -> None:
    with pytest.raises(BadContact):
        parse_phone(text)


@pytest.mark.parametrize(
    "text",
    ["contoh.go.id", "www.contoh.id", "https://contoh.id/a?b=c#d", "HTTP://contoh.id:8080/", "m\u00fcnchen.example"],
)
def test_web(text: str) -> None:
    assert parse_web(text) == text


@pytest.mark.parametrize(
    "text", ["", "contoh", "javascript:alert(1)", "ftp://contoh.id", "file:///etc/passwd", "a@contoh.id", "dua kata.id",
             "https://", "https://contoh.id/a b", "a..id", "https://u:p@contoh.id"],
)  # fmt: skip
def test_no_web(text: str) -> None:
    with pytest.raises(BadContact):
        parse_web(text)


def test_a_refusal_takes_no_longer_for_long_texts() -> None:
    for parse in PARSERS:
        for text in ("a." * 20_000 + "!", "1" * 40_000 + "!", "a-" * 20_000, "e" * 40_000, "a@" + "b." * 20_000 + " "):
            with pytest.raises(BadContact):
                parse(text)
