"""NIP: what it holds, what is refused, and that a refusal repeats none of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.values import BadNip, NipFacts, masked, masked_within, nip_doubts, nip_facts, parse_nip

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
    damages = {
        f"{text}.0": "decimals",
        f"{text},00": "decimals",
        f"{number:.1f}": "decimals",
        f"{number!r}": "exponent",
        f"{number:.5E}".replace(".", ","): "exponent",
        f"{number:.2e}": "exponent",
        f"{text[:15]}000": "zeros",
        f"'{text}": "apostrophe",
        f"\u2019{text}": "apostrophe",
        text[:-1]: "length",
    }
    for damaged, fault in damages.items():
        with pytest.raises(BadNip) as caught:
            parse_nip(damaged)
        assert caught.value.fault == fault


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
        ("10055001", "zero"),
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
        ("198001312005011000", "zeros"),
        ("1,98001E+17", "exponent"),
        ("1.98001312005011e+17", "exponent"),
        ("198001312005011001.0", "decimals"),
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ani Contoh 19800131 200501 1 001 DUK", "Ani Contoh ***001 DUK"),
        ("Ani (1,98001E+17); +62 812 3456 789, ani@contoh.example", "Ani (***+17); ***789, ***ple"),
        ("Angkatan 12 di Contoh, 17/02/2019", "Angkatan 12 di Contoh, 17/02/2019"),
    ],
)
def test_what_is_discreet_within_a_text_is_masked(text: str, shown: str) -> None:
    assert masked_within(text) == shown


def test_a_masked_nip_shows_its_serial_only() -> None:
    assert masked("198001312005011001") == "***001"


TODAY = date(2026, 5, 17)


def doubts(nip: str, sex: str | None = None, grade: str | None = None) -> list[str]:
    return [field for field, said in nip_doubts(parse_nip(nip), sex, grade, TODAY) if said]


@given(nips(), st.sampled_from([None, "m", "f"]), st.sampled_from([None, "III/c", "IV / a", "IX", "Muda"]))
def test_a_nip_is_doubted_where_something_contradicts_it_and_only_there(
    nip: tuple[str, NipFacts], sex: str | None, grade: str | None
) -> None:
    text, facts = nip
    i18n.use("en")
    year = int(text[8:12])
    said = "; ".join(what for _field, what in nip_doubts(parse_nip(text), sex, grade, TODAY))
    assert ("this is a" in said) == (sex is not None and sex != facts.sex)
    assert ("is still to come" in said) == (
        year > TODAY.year or (facts.kind == "pns" and year == TODAY.year and int(text[12:14]) > TODAY.month)
    )
    assert ("that of a PPPK, the grade" in said) == (facts.kind == "pppk" and grade in ("III/c", "IV / a"))
    assert ("that of a PNS, the grade" in said) == (facts.kind == "pns" and grade == "IX")
    assert "at the age" not in said  # of the youngest here, 17 or nearly
    assert not re.search(r"[0-9]{3,}", said)


@given(st.from_regex(r"\A[0-9]{9}\Z"), st.sampled_from([None, "m", "f"]))
def test_an_old_nip_is_never_doubted(text: str, sex: str | None) -> None:
    assert not doubts(text, sex, "III/c")


def test_what_can_hardly_be_is_doubted_and_not_refused() -> None:
    assert doubts("198001311994121001") == ["nip"]  # at 14
    assert doubts("198001311995011001") == []  # at 15
    assert doubts("198012311995111001") == ["nip"]  # a month before
    assert doubts("198001311981211001") == ["nip"]
    assert doubts("199001312026061001") == ["nip"]
    assert doubts("199001312026051001") == []
    assert doubts("198001311990012001", "m", "IX") == ["sex", "nip", "nip"]
