"""Countries: every code has names, every name finds its code."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.i18n import LANGUAGES, Language
from coop_tui.values import (
    CODES,
    CountryCode,
    UnknownCountry,
    country_name,
    country_names,
    find_country,
    folded,
    parse_country,
    suggest_countries,
)
from coop_tui.values.country_names import EVERYDAY_NAMES

NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
codes = st.sampled_from(sorted(CODES))
languages = st.sampled_from(LANGUAGES)


def test_the_codes_are_those_of_the_standard() -> None:
    letters = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    assert letters - NOT_ISO == CODES
    assert len(CODES) == 249


@given(codes, languages)
def test_a_country_is_found_by_its_code_and_its_names(code: CountryCode, language: Language) -> None:
    name = country_name(code, language)
    assert name != code
    for text in (code, code.lower(), name, name.upper(), f"  {folded(name)} "):
        assert find_country(text) == code


@given(codes, languages)
def test_what_is_typed_of_a_name_suggests_it(code: CountryCode, language: Language) -> None:
    name = country_name(code, language)
    assert suggest_countries(name, language, 1) == [code]
    assert code in suggest_countries(name[:3], language, len(CODES))
    assert code in suggest_countries(name.split()[-1], language, len(CODES))


@given(st.text(max_size=12), languages, st.integers(0, 5))
def test_suggestions_are_few_and_different(text: str, language: Language, limit: int) -> None:
    found = suggest_countries(text, language, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert set(found) <= CODES


def test_everyday_names_belong_to_one_country_and_add_to_the_official_ones() -> None:
    official = {folded(name) for language in LANGUAGES for name in country_names(language).values()}
    everyday = Counter(folded(name) for names in EVERYDAY_NAMES.values() for name in names.split(", "))
    assert set(EVERYDAY_NAMES) <= CODES
    assert max(everyday.values()) == 1
    assert not official & everyday.keys()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korsel", "KR"), ("Korea Selatan", "KR"), ("Korut", "KP"), ("RRC", "CN"), ("RRT", "CN"), ("China", "CN"),
        ("Cina", "CN"), ("Tiongkok", "CN"), ("Inggris", "GB"), ("UK", "GB"), ("Amerika", "US"), ("A.S.", "US"),
        ("USA", "US"), ("Belanda", "NL"), ("Holland", "NL"), ("UEA", "AE"), ("Turki", "TR"), ("Turkiye", "TR"),
        ("Turkey", "TR"), ("Vietnam", "VN"), ("Viet Nam", "VN"), ("Laos", "LA"), ("Rusia", "RU"), ("Ceko", "CZ"),
        ("NO", "NO"), ("no", "NO"), ("Norwegia", "NO"), ("Perancis", "FR"), ("Cote d'Ivoire", "CI"),
        ("Bosnia and Herzegovina", "BA"), ("Saint Lucia", "LC"), ("AS", "AS"), ("Hongkong", "HK"),
        ("Sing\u00a0apura", None),
        ("Korea", None), ("XK", None), ("EU", None), ("", None),
    ],
)  # fmt: skip
def test_names_as_people_say_them(text: str, code: str | None) -> None:
    assert find_country(text) == code


def test_names_shown_are_those_of_cldr() -> None:
    assert country_name(CountryCode("SG"), "id") == "Singapura"
    assert country_name(CountryCode("CN"), "id") == "Tiongkok"
    assert country_name(CountryCode("KR"), "en") == "South Korea"
    assert list(country_names("id").values())[:2] == ["Afganistan", "Afrika Selatan"]


def test_suggestions_come_by_nearness() -> None:
    assert suggest_countries("korea", "id", 5) == ["KR", "KP"]
    assert suggest_countries("sel", "id", 2) == ["NZ", "ZA"]
    assert suggest_countries("AS", "id", 2) == ["US", "AS"]
    assert suggest_countries("Singpura", "id", 3) == ["SG"]
    assert suggest_countries("", "id", 2) == ["AF", "ZA"]


def test_an_unknown_country_is_refused_with_the_nearest() -> None:
    assert parse_country(" singapura ") == "SG"
    with pytest.raises(UnknownCountry) as near:
        parse_country("Singpura")
    assert "Singapore" in near.value.message()
    with pytest.raises(UnknownCountry) as far:
        parse_country("qqqqq")
    assert "qqqqq" in far.value.message()
