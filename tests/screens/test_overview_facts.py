"""The figures of the overview are those of the summary, and its lines fit any room."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.config import Office, Reminders
from coop_tui.exchange.summary import summary
from coop_tui.screens.overview_facts import Standing, Year, counted, standing
from coop_tui.screens.overview_lines import AllDue, Facts, Opens, overview_lines
from coop_tui.store import Change, Document, Operation, Tables
from coop_tui.widgets.line_page import Line, cells
from tests.strategies import examples, in_memory, registers
from tests.test_counts import registers as crowded

DAY = date(2026, 11, 24)
NOW = datetime.fromisoformat("2026-11-24T10:00:00+07:00")


def number(found: object, *path: str) -> object:
    for key in path:
        found = cast(Document, found)[key]
    return found


@examples(60)
@given(tables=crowded() | registers())
def test_the_figures_are_those_of_the_summary(tables: Tables) -> None:
    records = in_memory(tables, DAY)
    found, known = counted(records, Reminders()), standing(records)
    whole = summary(records, Office("Kota Contoh", ""), NOW)
    for status, ids in found.by_status.items():
        assert len(ids) == number(whole, "totals", "batches", str(status))
    assert sum(map(len, found.by_status.values())) == number(whole, "totals", "batches", "total")
    own, others = (number(whole, "totals", "participations", side) for side in ("own", "others"))
    assert found.participations == int(str(own)) + int(str(others))
    assert found.named == number(whole, "totals", "participations", "named")
    assert sum(year.estimated for year in found.years) == number(whole, "totals", "participations", "estimated")
    assert len(known.partners) == number(whole, "totals", "countries", "total")
    assert len(known.active) == number(whole, "totals", "countries", "active")
    assert len(known.memberships) == number(whole, "totals", "organisations", "memberships")
    by_year = {
        row["year"]: row["participations"]
        for row in cast(list[Document], number(whole, "counts", "by_year"))
        if row["participations"]
    }
    assert {year.year or "unknown": year.participations for year in found.years} == by_year


@st.composite
def facts(draw: st.DrawFn) -> tuple[Facts, Tables]:
    tables = draw(registers())
    records = in_memory(tables, DAY)
    found = counted(records, Reminders())
    count = draw(st.integers(0, 30))
    years = tuple(Year(str(1990 + n), draw(st.sampled_from([1, 40, 1491278])), n % 2, (n,)) for n in range(count))
    many = draw(st.integers(0, 40))
    change = Change(
        1, "2026-11-24T10:42:00+07:00", "北京" * 9, "update batches 1", (Operation("batches", 1, None, None),)
    )
    return Facts(
        standing(records),
        type(found)(found.by_status, (*years, *found.years), found.named, found.due * many),
        (change,) * draw(st.integers(0, 20)),
        "sari",
        DAY,
    ), tables


def length(line: Line) -> int:
    return sum(cells(piece.text) for piece in line)


@examples(60)
@given(drawn=facts(), width=st.integers(57, 140), height=st.integers(21, 60), language=st.sampled_from(i18n.LANGUAGES))
def test_the_lines_fit_and_everything_is_said_or_led_to(
    drawn: tuple[Facts, Tables], width: int, height: int, language: i18n.Language
) -> None:
    i18n.use(language)
    shown, tables = drawn
    lines = overview_lines(shown, in_memory(tables, DAY), width, height)
    assert len(lines) <= height
    assert max(map(length, lines)) <= width
    assert shown.counted is not None
    targets = [piece.target for line in lines for piece in line if piece.target is not None]
    if shown.counted.due:
        assert shown.counted.due[0].ids in [one.ids for one in targets if isinstance(one, Opens)]
        rows = sum(isinstance(one, Opens) and one.kind == shown.counted.due[0].kind for one in targets)
        assert rows >= len(shown.counted.due) or any(isinstance(one, AllDue) for one in targets) or rows
    bars = [line for line in lines if any(piece.look == "accent" and "▇" in piece.text for piece in line)]
    assert len(bars) >= min(3, len(shown.counted.years))


@pytest.mark.parametrize("count", [4, 5, 30])
def test_years_for_which_there_is_no_room_stand_together_and_all_add_up(count: int) -> None:
    records = in_memory({}, DAY)
    found = counted(records, Reminders())
    years = tuple(Year(str(1990 + n), n + 1, 0, (n,)) for n in range(count))
    facts = Facts(
        Standing((1,), (1,), (), empty=False),
        type(found)({}, (*years, Year(None, 7, 7, (99,))), 0, ()),
        (),
        "sari",
        DAY,
    )
    lines = overview_lines(facts, records, 77, 14)
    bars = [line for line in lines if any("▇" in piece.text for piece in line)]
    figures = [int(line[2].text.strip().replace(",", "")) for line in bars]
    assert sum(figures) == sum(range(1, count + 1)) + 7
    assert len({length(line[:3]) for line in bars}) == 1, "the digits stand in line, those of the earlier years too"
    assert bars[-1][0].text.strip() == "unknown"
    assert [line[0].text.split()[0] for line in bars[1:-1]] == [year.year for year in years][count - len(bars) + 2 :]
    behind = [one.ids for line in bars if isinstance(one := line[0].target, Opens)]
    assert sorted(id for ids in behind for id in ids) == [*range(count), 99]
