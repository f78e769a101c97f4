"""Partial dates: what they span, how they are read and written."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.i18n import LANGUAGES, Language
from coop_tui.values import (
    PATTERN,
    BadDate,
    NoSuchDay,
    Order,
    PartialDate,
    days_between,
    first_day,
    format_date,
    format_range,
    last_day,
    parse_date,
)

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
partial_dates = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from([4, 7, 10]))
languages = st.sampled_from(LANGUAGES)
orders: st.SearchStrategy[Order] = st.sampled_from(["dmy", "mdy", "ymd"])


def p(text: str) -> PartialDate:
    assert re.search(PATTERN, text)
    return PartialDate(text)


def optional(text: str) -> PartialDate | None:
    return p(text) if text else None


@given(partial_dates)
def test_a_partial_date_spans_the_days_that_begin_with_it(when: PartialDate) -> None:
    first, last = first_day(when), last_day(when)
    assert re.search(PATTERN, when)
    assert first.isoformat().startswith(when)
    assert last.isoformat().startswith(when)
    assert not (first - timedelta(days=1)).isoformat().startswith(when)
    assert not (last + timedelta(days=1)).isoformat().startswith(when)


@given(st.from_regex(PATTERN))
def test_whatever_the_pattern_lets_through_has_days(text: str) -> None:
    when = PartialDate(text)
    assert first_day(when) <= last_day(when)
    assert format_date(when, "id")


@pytest.mark.parametrize(
    "text", ["1899", "2200", "2019-13", "2019-00", "2019-1", "2019-02-32", "2019-02-17\n", "२०१९", ""]
)
def test_the_pattern_refuses(text: str) -> None:
    assert not re.search(PATTERN, text)


def test_a_day_past_the_end_of_its_month_is_the_last() -> None:
    assert first_day(p("2019-02-30")) == last_day(p("2019-02-30")) == date(2019, 2, 28)
    assert last_day(p("2020-02")) == date(2020, 2, 29)


@given(days, st.integers(0, 400))
def test_days_between_counts_both_ends(start: date, more: int) -> None:
    first, last = PartialDate(start.isoformat()), PartialDate((start + timedelta(days=more)).isoformat())
    assert days_between(first, last) == more + 1
    assert days_between(last, first) == (1 if more == 0 else None)
    assert days_between(first, PartialDate(last[:7])) is None
    assert days_between(None, last) is None
    assert days_between(first, None) is None


@given(partial_dates, languages, st.sampled_from(["long", "short"]), orders)
def test_a_written_date_reads_back(when: PartialDate, language: Language, style: str, order: Order) -> None:
    text = format_date(when, language, "long" if style == "long" else "short")
    assert parse_date(text, order) == when
    assert parse_date(text.upper(), order) == when
    assert parse_date(when, order) == when


@given(days, orders)
def test_dates_in_numbers_are_read_in_the_office_s_order(day: date, order: Order) -> None:
    parts = {"d": str(day.day), "m": str(day.month), "y": str(day.year)}
    for between in ("/", "-", ".", " / "):
        assert parse_date(between.join(parts[part] for part in order), order) == day.isoformat()


@given(st.text(st.characters() | st.sampled_from("0123456789 /-.")), orders)
def test_reading_gives_a_partial_date_or_says_why_not(text: str, order: Order) -> None:
    try:
        assert re.search(PATTERN, parse_date(text, order))
    except BadDate as error:
        refused = error.message()
        assert text in refused


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2019", "2019"),
        (" 2019-02 ", "2019-02"),
        ("2019-02-17", "2019-02-17"),
        ("2019/2/17", "2019-02-17"),
        ("17/2/2019", "2019-02-17"),
        ("17-02-2019", "2019-02-17"),
        ("17.2.2019", "2019-02-17"),
        ("17/2/19", "2019-02-17"),
        ("17/2/69", "2069-02-17"),
        ("17/2/70", "1970-02-17"),
        ("2/2019", "2019-02"),
        ("Februari 2019", "2019-02"),
        ("Feb 2019", "2019-02"),
        ("17  Februari   2019", "2019-02-17"),
        ("17 Feb. 2019", "2019-02-17"),
        ("17-Feb-19", "2019-02-17"),
        ("February 17, 2019", "2019-02-17"),
        ("17th February 2019", "2019-02-17"),
        ("Minggu, 17 Februari 2019", "2019-02-17"),
        ("Jum'at, 1 Maret 2019", "2019-03-01"),
        ("Jum\u2019at 1 Maret 2019", "2019-03-01"),
        ("Sun 17 Feb 2019", "2019-02-17"),
        ("2019 Februari 17", "2019-02-17"),
        ("1 Agt 2019", "2019-08-01"),
        ("1 Agu 2019", "2019-08-01"),
        ("1 Ags 2019", "2019-08-01"),
        ("1 AGUSTUS 2019", "2019-08-01"),
        ("1 august 2019", "2019-08-01"),
        ("3 Mei 2019", "2019-05-03"),
        ("3 May 2019", "2019-05-03"),
        ("3 Okt 2019", "2019-10-03"),
        ("3 Oct 2019", "2019-10-03"),
        ("3 Des 2019", "2019-12-03"),
        ("3 Dec 2019", "2019-12-03"),
        ("Pebruari 2019", "2019-02"),
        ("10 Nopember 2019", "2019-11-10"),
        ("Sept 2019", "2019-09"),
    ],
)
def test_dates_as_people_type_them(text: str, when: str) -> None:
    assert parse_date(text) == when


@pytest.mark.parametrize(
    "text",
    ["", "kapan-kapan", "19", "2/19", "Feb 19", "17 Februari", "1/2/3/2019", "2/17/2019", "0/2019", "17 Feb Mar 2019",
     "17 Feb 1819", "1/1/2200", "Februari", "2019-02-17T10", "17 2019 Feb 1", "20190217", "1/2/219", "१७/२/२०१९x"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert "17/2/2019" in caught.value.message()


@pytest.mark.parametrize("text", ["30 Februari 2019", "29/2/2019", "2019-02-31", "0/2/2019"])
def test_a_day_that_the_month_lacks_is_refused_with_the_number_of_its_days(text: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        parse_date(text)
    assert "February 2019 has 28 days" in caught.value.message()


def test_today_is_understood_where_it_is_known() -> None:
    assert parse_date("Hari ini", today=date(2026, 11, 24)) == "2026-11-24"
    assert parse_date("TODAY", today=date(2026, 11, 24)) == "2026-11-24"
    with pytest.raises(BadDate):
        parse_date("today")


@pytest.mark.parametrize(
    ("when", "indonesian", "english", "short"),
    [
        ("2019-02-17", "17 Februari 2019", "17 February 2019", "17 Feb 2019"),
        ("2019-08-01", "1 Agustus 2019", "1 August 2019", "1 Agu 2019"),
        ("2019-02", "Februari 2019", "February 2019", "Feb 2019"),
        ("2019", "2019", "2019", "2019"),
    ],
)
def test_dates_in_words(when: str, indonesian: str, english: str, short: str) -> None:
    assert format_date(p(when), "id") == indonesian
    assert format_date(p(when), "en") == english
    assert format_date(p(when), "id", "short") == short


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019-02-17", "2019-02-23", "17\u201323 Februari 2019"),
        ("2019-02-28", "2019-03-03", "28 Februari \u2013 3 Maret 2019"),
        ("2019-12-28", "2020-01-03", "28 Desember 2019 \u2013 3 Januari 2020"),
        ("2019-02-17", "2019-02-17", "17 Februari 2019"),
        ("2019-07", "2019-07", "Juli 2019"),
        ("2019-07", "2019-08", "Juli\u2013Agustus 2019"),
        ("2019-12", "2020-01", "Desember 2019 \u2013 Januari 2020"),
        ("2019", "2021", "2019\u20132021"),
        ("2019-07", "2019-08-03", "Juli 2019 \u2013 3 Agustus 2019"),
        ("2019", "2020-08-03", "2019 \u2013 3 Agustus 2020"),
        ("2019-02-17", "", "17 Februari 2019 \u2013"),
        ("", "2019-02", "\u2013 Februari 2019"),
        ("", "", ""),
    ],
)
def test_ranges_say_what_both_ends_share_once(start: str, end: str, words: str) -> None:
    assert format_range(optional(start), optional(end), "id") == words
