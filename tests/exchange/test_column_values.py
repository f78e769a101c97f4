"""What the cells of a column mean, and what is refused because a spreadsheet changed it."""

from __future__ import annotations

from datetime import date

import pytest

from coop_tui.exchange.column_values import days, plain_values
from coop_tui.exchange.meanings import meanings
from coop_tui.exchange.table import BadCell
from coop_tui.values import Order, parse_range


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("17 s.d. 23 Februari 2019", "2019-02-17", "2019-02-23"),
        ("17 s/d 23 Feb 2019", "2019-02-17", "2019-02-23"),
        ("17–23 Februari 2019", "2019-02-17", "2019-02-23"),
        ("17-23 Februari 2019", "2019-02-17", "2019-02-23"),
        ("28 Februari sampai dengan 3 Maret 2019", "2019-02-28", "2019-03-03"),
        ("30 Des 2018 - 4 Jan 2019", "2018-12-30", "2019-01-04"),
        ("17 to 23 February 2019", "2019-02-17", "2019-02-23"),
        ("17/2/2019 - 23/2/2019", "2019-02-17", "2019-02-23"),
        ("17/2 - 23/2/2019", "2019-02-17", "2019-02-23"),
        ("2019-02-17 s.d. 2019-02-23", "2019-02-17", "2019-02-23"),
        ("Februari – Maret 2019", "2019-02", "2019-03"),
        ("2018-2019", "2018", "2019"),
    ],
)
def test_two_days_in_one_text(text: str, start: str, end: str) -> None:
    assert parse_range(text) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "17", "Februari 2019", "23 s.d. 17 Februari 2019", "a - b", "30 s.d. 31 Februari 2019"]
)
def test_what_is_no_range(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize(
    ("cells", "order", "unsure"),
    [
        (["3/2/2019", "17/2/2019"], "dmy", False),
        (["3/2/2019", "2/17/2019"], "mdy", False),
        (["3/2/2019", "5/4/2019"], None, True),
        (["5/5/2019", "2019-03-02", "Maret 2019", "2/2019"], None, False),
        (["17/2/19"], "dmy", False),
        (["3/2/2019", "13/2/2019", "14/2/2019", "2/15/2019"], "dmy", False),
    ],
)
def test_a_column_tells_the_order_of_its_days(cells: list[str], order: Order | None, unsure: bool) -> None:
    found = days(cells, None, ranges=True)

    assert found.unsure is unsure
    assert unsure or found.order == order


def test_the_order_that_a_person_says_goes_for_every_cell() -> None:
    assert list(days(["3/2/2019", "19/02/03", date(2019, 4, 5)], "ymd", ranges=False).starts)[1:] == [
        "2019-02-03",
        "2019-04-05",
    ]


def test_a_day_where_a_text_belongs_is_refused() -> None:
    types = meanings("people").types
    (cell,) = plain_values(types["grade"], "grade", [date(2019, 2, 3)])

    assert isinstance(cell, BadCell)


def test_every_day_words_stand_for_choices_and_no_one_else() -> None:
    types = meanings("people").types
    assert plain_values(types["sex"], "sex", ["P", "l", "Wanita", "f", "?", None]) == ["f", "m", "f", "f", "?", None]


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("people", "Nama Lengkap", "name"),
        ("people", "N.I.P", "nip"),
        ("people", "NIP (18 digit)", "nip"),
        ("people", "Instansi", "unit"),
        ("people", "Colour", None),
        ("batches", "Tgl. Mulai", "starts_on"),
        ("participations", "Nama Peserta", "person.name"),
        ("participations", "Peserta", "person"),
        ("participations", "NIP", "person.nip"),
        ("participations", "unit.acronym", "unit.acronym"),
    ],
)
def test_what_a_heading_means(kind: str, heading: str, field: str | None) -> None:
    assert meanings(kind).exactly(heading) == field


def test_a_heading_that_is_like_two_fields_means_neither() -> None:
    assert meanings("batches").alike("Pelaksanan") is None  # pelaksana organises, pelaksanaan is how it is held


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Jenis Kelamn", "sex"), ("Jabatn", "position"), ("NPI", None), ("Umur", None), ("x" * 500, None)],
)
def test_a_mistyped_heading_means_the_one_field_it_is_like(heading: str, field: str | None) -> None:
    assert meanings("people").alike(heading) == field
