"""NIP: what it holds, what is refused, and that a refusal repeats none of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.values import BadNip, NipFacts, masked, nip_facts, parse_nip

births = st.dates(date(1940, 1, 1), date(2005, 12, 31))
serials = st.integers(1, 999).map("{:03}".format)
sexes = st.sampled_from([("1", "m"), ("2", "f")])


@st.composite
def nips(draw: st.DrawFn) -> tuple[str, NipFacts]:
    """A NIP of invented parts, and what it says."""
    born = draw(births)
    digit, sex = draw(sexes)
    year = draw(st.integers(born.year + 17, born.year + 60))
    pppk = draw(st.booleans())
    month = draw(st.integers(21, 29) if pppk else st.integers(1, 12))
    text = f"{born:%Y%m%d}{year}{month:02}{digit}{draw(serials)}"
    return text, NipFacts("pppk" if pppk else "pns", born, "m" if sex == "m" else "f")


@given(nips(), st.sampled_from([" ", ".", "-", "  ", "\u00a0"]))
def test_a_nip_says_when_its_holder_was_born(nip: tuple[str, NipFacts], between: str) -> None:
    text, facts = nip
    typed = between.join([text[:8], text[8:14], text[14:15], text[15:]])
    assert parse_nip(text) == parse_nip(typed) == text
    assert nip_facts(parse_nip(typed)) == facts


@given(st.from_regex(r"\A[0-9]{9}\Z"))
def test_an_old_nip_says_nothing(text: str) -> None:
    assert nip_facts(parse_nip(text)) == NipFacts("old", None, None)


@given(nips())
def test_a_nip_that_was_a_number_is_refused(nip: tuple[str, NipFacts]) -> None:
    text, _facts = nip
    number = float(text)
    for damaged in (f"{text}.0", f"{text},00", f"{number!r}", f"{number:.5E}".replace(".", ","), f"{text[:15]}000"):
        with pytest.raises(BadNip) as caught:
            parse_nip(damaged)
        assert caught.value.fault == "damaged"


@given(st.text() | st.from_regex(r"\A[0-9 .-]{9,22}\Z"))
def test_a_refusal_repeats_no_number(text: str) -> None:
    try:
        nip = parse_nip(text)
    except BadNip as error:
        refused = error.message()
        assert not any(digits in refused for digits in re.findall(r"[0-9]{9,}", text))
    else:
        assert re.fullmatch(r"[0-9]{9}|[0-9]{18}", nip)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "length"),
        ("19800131200501100", "length"),
        ("1980013120050110010", "length"),
        ("19800131200501100A", "signs"),
        ("-", "length"),
        ("\u0661\u0669\u0668\u0660\u0660\u0661\u0663\u0661\u0662", "signs"),
        ("198002312005011001", "born"),
        ("198013012005011001", "born"),
        ("088001312005011001", "born"),
        ("198001312005131001", "appointed"),
        ("198001312005001001", "appointed"),
        ("198001312005201001", "appointed"),
        ("198001312005301001", "appointed"),
        ("198001311979011001", "appointed"),
        ("198001312005013001", "sex"),
        ("198001312005011000", "damaged"),
        ("1,98001E+17", "damaged"),
        ("1.98001312005011e+17", "damaged"),
        ("198001312005011001.0", "damaged"),
    ],
)
def test_what_is_no_nip_is_refused_with_the_reason(text: str, fault: str) -> None:
    with pytest.raises(BadNip) as caught:
        parse_nip(text)
    assert caught.value.fault == fault
    assert caught.value.message()


@given(st.text())
def test_a_mask_shows_three_characters_at_most(text: str) -> None:
    assert masked(text).startswith("***")
    assert len(masked(text)) <= 6
    assert len(text) >= 9 or masked(text) == "***"


def test_a_masked_nip_shows_its_serial_only() -> None:
    assert masked("198001312005011001") == "***001"
