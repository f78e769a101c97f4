from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coop_tui.values import folded
from coop_tui.widgets import row_view
from coop_tui.widgets.row_view import Cell, Column, RowView, fitted


@dataclass
class Register:
    """Records of a name, which anyone can be found by, and a number, which may not be known."""

    records: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    columns: Sequence[Column] = (Column("name", "Name", 10, grow=True), Column("number", "No.", 5))

    def ids(self) -> Sequence[int]:
        return list(self.records)

    def __contains__(self, record_id: int) -> bool:
        return record_id in self.records

    def cells(self, record_id: int) -> Sequence[Cell]:
        name, number = self.records[record_id]
        return [(name, ""), (str(number or ""), "muted")]

    def sort_key(self, column_key: str) -> Callable[[int], str | int | None]:
        if column_key == "name":
            return lambda record_id: self.records[record_id][0]
        return lambda record_id: self.records[record_id][1]

    def search_text(self, record_id: int) -> str:
        return folded(self.records[record_id][0])


def rows(view: RowView) -> list[int]:
    return [view.id_at(position) for position in range(len(view))]


def expected(register: Register, column: str | None, descending: bool, query: str) -> list[int]:
    words = folded(query).split()
    ids = [row for row in sorted(register.records) if all(word in register.search_text(row) for word in words)]
    if column is None:
        return ids
    key = register.sort_key(column)
    known = sorted((row for row in ids if key(row) is not None), key=lambda row: (key(row), row), reverse=descending)
    return known + [row for row in ids if key(row) is None]


NAMES = st.text("ab é", max_size=4)
RECORDS = st.tuples(NAMES, st.none() | st.integers(0, 3))
IDS = st.integers(1, 6)
STEPS = st.one_of(
    st.tuples(st.just("sort"), st.sampled_from([None, "name", "number"]), st.booleans()),
    st.tuples(st.just("filter"), NAMES),
    st.tuples(st.just("change"), st.dictionaries(IDS, st.none() | RECORDS, min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("prepare"), st.integers(1, 5)),
    st.tuples(st.just("reload")),
)


MANY = set(range(300))  # so many that the view sorts anew


def change(
    register: Register, view: RowView, changes: dict[int, tuple[str, int | None] | None], among: set[int]
) -> None:
    for record_id, record in changes.items():
        if record is None:
            register.records.pop(record_id, None)
        else:
            register.records[record_id] = record
    view.changed(changes.keys() | among)


@given(st.dictionaries(IDS, RECORDS), st.lists(STEPS, max_size=15), st.sampled_from([1_200, 0, 1, 3]))
@example({1: ("a", 1), 2: ("b", 2)}, [("sort", "number", False), ("change", {1: ("a", None)}, False)], 1_200)
@example(
    {1: ("a", 1), 2: ("b", None)}, [("sort", "number", True), ("filter", "a"), ("change", {2: ("a", 2)}, False)], 1_200
)
@example({1: ("b", 1), 2: ("a", 2), 3: ("a", 3)}, [("sort", "number", True), ("filter", "a"), ("prepare", 3)], 2)
def test_after_any_steps_the_view_is_what_sorting_and_filtering_everything_gives(
    records: dict[int, tuple[str, int | None]], steps: list[tuple[object, ...]], looked_at: int
) -> None:
    with patch.object(row_view, "_LOOKED_AT", looked_at):
        _take(records, steps, looked_at)


def _take(records: dict[int, tuple[str, int | None]], steps: list[tuple[object, ...]], looked_at: int) -> None:
    register = Register(records)
    view = RowView(folded)
    view.set_source(register)
    column: str | None = None
    descending, query = False, ""
    for step in steps:
        match step:
            case ("sort", str() | None as key, bool() as falling):
                column, descending = key, falling
                view.sort(column, descending=descending)
            case ("filter", str() as query):
                view.filter(query)
            case ("change", dict() as changes, bool() as many):
                change(register, view, changes, among=MANY if many else set())
            case ("prepare", int() as count):
                view.prepare(count)
            case _:
                view.reload()
        shown = rows(view)
        right = expected(register, column, descending, query)
        if not view.settled:  # then a quick look shows the first of them
            looked = expected(register, column, descending, "")[:looked_at]
            assert shown == [row for row in right if row in looked]
            right = shown
        assert shown == right
        assert view.total == len(register.records)
        assert view.sorted_by == (None if column is None else (column, descending))
        places = {row: position for position, row in enumerate(shown)}
        assert {row: view.position_of(row) for row in range(1, 14)} == {row: places.get(row) for row in range(1, 14)}


@given(st.dictionaries(st.integers(1, 9), RECORDS, min_size=1), NAMES, st.booleans(), st.data())
def test_the_place_of_a_row_filtered_out_is_taken_by_the_next_one(
    records: dict[int, tuple[str, int | None]], query: str, descending: bool, data: st.DataObject
) -> None:
    register = Register(records)
    view = RowView(folded)
    view.set_source(register)
    view.sort("number", descending=descending)
    before = rows(view)
    row = data.draw(st.sampled_from(before))
    view.filter(query)
    shown = rows(view)
    following = [other for other in before[before.index(row) :] if other in shown]
    nearest = shown.index(following[0]) if following else max(0, len(shown) - 1)
    assert view.position_near(row) == nearest


def test_a_narrower_query_looks_only_where_the_wider_one_was_found() -> None:
    class Counted(str):
        asked = 0

        __slots__ = ()

        def __contains__(self, word: object) -> bool:
            Counted.asked += 1
            return super().__contains__(word)  # type: ignore[operator] # str itself takes a str only

    register = Register({1: ("kota", 1), 2: ("desa", 2), 3: ("kotabaru", 3)})
    register.search_text = lambda record_id: Counted(register.records[record_id][0])  # type: ignore[method-assign] # a stand-in
    view = RowView(folded)
    view.set_source(register)
    view.filter("kot")
    Counted.asked = 0
    view.filter("kotab")
    assert rows(view) == [3]
    assert Counted.asked == 2


def test_what_a_narrower_query_finds_includes_what_changed_since_the_wider_one() -> None:
    register = Register({1: ("kota", 1), 2: ("desa", 2)})
    view = RowView(folded)
    view.set_source(register)
    view.filter("ko")
    register.records[2] = ("kota", 2)
    view.changed({2})
    view.filter("kot")
    assert rows(view) == [1, 2]


def test_search_texts_can_be_read_ahead_a_few_at_a_time() -> None:
    register = Register(dict.fromkeys(range(1, 6), ("x", None)))
    view = RowView(folded)
    view.set_source(register)
    assert [view.prepare(2) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("position", [-1, 2, 3])
def test_there_is_no_row_outside_the_view(position: int) -> None:
    view = RowView(folded)
    view.set_source(Register({1: ("a", 1), 2: ("b", None)}))
    view.sort("number", descending=True)
    with pytest.raises(IndexError):
        view.id_at(position)


COLUMNS = st.lists(
    st.builds(
        Column,
        key=st.text("abc", min_size=1, max_size=2),
        label=st.just(""),
        width=st.integers(1, 30),
        grow=st.booleans(),
        priority=st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


@given(COLUMNS, st.integers(0, 130))
def test_columns_fit_whole_and_the_least_important_go_first(columns: list[Column], room: int) -> None:
    kept = fitted(columns, room)
    used = sum(fit.width for fit in kept) + len(kept) - 1
    assert used <= room
    assert [fit.index for fit in kept] == sorted(fit.index for fit in kept)
    assert all(fit.column is columns[fit.index] for fit in kept)
    if len(kept) > 1:
        assert all(fit.width >= fit.column.width for fit in kept)
        assert all(fit.width == fit.column.width for fit in kept if not fit.column.grow)
    if any(fit.column.grow for fit in kept):
        assert used == room or kept[0].width < kept[0].column.width
    dropped = set(range(len(columns))) - {fit.index for fit in kept}
    ranks = {index: (column.priority, index) for index, column in enumerate(columns)}
    assert all(ranks[out] > ranks[fit.index] for out in dropped for fit in kept)
    if dropped:  # the last one left out would not have fitted
        last = columns[min(dropped, key=ranks.__getitem__)]
        assert sum(fit.column.width + 1 for fit in kept) + last.width > room
