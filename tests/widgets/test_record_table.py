from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.widgets import Input

from coop_tui.values import folded
from coop_tui.widgets import symbols
from coop_tui.widgets.record_table import RecordTable
from coop_tui.widgets.row_view import TONES, Cell, Column, fitted
from coop_tui.widgets.table_lines import Look, header_line, row_line, text_line
from tests.dashboard import until

if TYPE_CHECKING:
    from textual.message import Message

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])
COLUMNS = (
    Column("name", "Name", 20, grow=True),
    Column("place", "Place", 15, priority=1),
    Column("seats", "Seats", 8, align="right"),
    Column("notes", "Notes", 40, priority=2),
)


@dataclass
class Towns:
    """Invented towns: a name, a place and a number of seats, which may not be known."""

    rows: dict[int, tuple[str, str, int | None]]
    columns: Sequence[Column] = COLUMNS
    asked: list[int] = field(default_factory=list)

    def ids(self) -> Sequence[int]:
        return list(self.rows)

    def __contains__(self, record_id: int) -> bool:
        return record_id in self.rows

    def cells(self, record_id: int) -> Sequence[Cell]:
        self.asked.append(record_id)
        name, place, seats = self.rows[record_id]
        return [(name, ""), (place, "good"), ("" if seats is None else str(seats), "muted"), ("a note", "warn")]

    def sort_key(self, column_key: str) -> Callable[[int], str | int | None]:
        index = [column.key for column in COLUMNS].index(column_key)
        return lambda record_id: self.rows[record_id][index]

    def search_text(self, record_id: int) -> str:
        return folded(" ".join(self.rows[record_id][:2]))


def towns(count: int) -> Towns:
    return Towns({row: (f"Town {row:03}", "North" if row % 2 else "South", row % 10) for row in range(1, count + 1)})


class TableApp(App[None]):
    def __init__(self, source: Towns) -> None:
        super().__init__()
        self.source = source
        self.table = RecordTable(folded)
        self.messages: list[Message] = []
        self.seen: list[int | None] = []
        self.hacked = False

    def compose(self) -> ComposeResult:
        yield self.table
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Input).display = False
        self.table.focus()
        self.watch(self.table, "cursor_id", self.see, init=False)
        self.table.set_source(self.source)

    def see(self, record_id: int | None) -> None:
        self.seen.append(record_id)

    def on_record_table_opened(self, message: RecordTable.Opened) -> None:
        self.messages.append(message)

    def on_record_table_sort_asked(self, message: RecordTable.SortAsked) -> None:
        self.messages.append(message)

    def action_hack(self) -> None:
        self.hacked = True

    def opened(self) -> list[int]:
        return [message.record_id for message in self.messages if isinstance(message, RecordTable.Opened)]


def screen(app: App[None]) -> list[str]:
    """What stands on the screen, a line of text for each of its lines."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def style_at(app: App[None], x: int, y: int) -> Style:
    return app.screen.get_style_at(x, y)


def marked(app: App[None]) -> list[str]:
    return [line for line in screen(app)[1:] if line.startswith("›")]


@SIZES
async def test_headings_and_rows_stand_in_their_columns(size: tuple[int, int]) -> None:
    app = TableApp(towns(3))
    async with app.run_test(size=size):
        lines = screen(app)
        assert lines[0].split() == ["Name", "Place", "Seats"] + (["Notes"] if size[0] > 80 else [])
        assert lines[1].startswith("› Town 001 ")
        assert lines[2].startswith("  Town 002 ")
        assert lines[0].index("Place") == lines[1].index("North") == lines[2].index("South")
        assert lines[0].index("Seats") + len("Seats") == lines[1].index("1", 12) + 1
        assert lines[4].strip() == ""
        assert {cell_len(line) for line in lines} == {size[0]}


@pytest.mark.usefixtures("every_frame_drawn")
async def test_only_rows_on_the_screen_are_asked_for() -> None:
    source = towns(5_000)
    app = TableApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert set(source.asked) == {*range(1, 24), *range(4_978, 5_001)}


@pytest.mark.usefixtures("every_frame_drawn")
async def test_moving_the_cursor_draws_two_rows_and_lays_out_nothing() -> None:
    app = TableApp(towns(100))
    async with app.run_test(size=(80, 24)) as pilot:
        drawn: list[int] = []
        whole_line = app.table.render_line

        def watched(y: int) -> object:
            drawn.append(y)
            return whole_line(y)

        app.table.render_line = watched  # type: ignore[method-assign, assignment] # watched from the outside
        layouts = app.table._layout_updates
        await pilot.press("down")
        assert drawn == [1, 2]
        app.table.apply_filter("north")
        await pilot.pause()
        assert app.table.matches == 50
        assert app.table._layout_updates == layouts


@SIZES
async def test_keys_move_the_cursor_and_keep_it_on_the_screen(size: tuple[int, int]) -> None:
    app = TableApp(towns(200))
    async with app.run_test(size=size) as pilot:
        steps = {
            "up": 1,
            "down": 2,
            "pagedown": 2 + size[1] - 2,
            "pageup": 2,
            "end": 200,
            "ctrl+home": 1,
            "ctrl+end": 200,
            "home": 1,
        }
        for key, record_id in steps.items():
            await pilot.press(key)
            assert app.table.cursor_id == record_id, key
            assert [line.split()[2] for line in marked(app)] == [f"{record_id:03}"], key
        assert app.seen == [1, 2, size[1], 2, 200, 1, 200, 1]


async def test_search_texts_are_read_ahead_between_keys() -> None:
    source = towns(5_000)
    app = TableApp(source)
    read: list[int] = []

    def search_text(record_id: int) -> str:
        read.append(record_id)
        return "x"

    source.search_text = search_text  # type: ignore[method-assign] # a stand-in that counts
    async with app.run_test() as pilot:
        app.table.prepare_filter()
        assert 0 < len(read) < 5_000
        for _ in range(100):
            await pilot.pause(0.01)
            if len(read) == 5_000:
                break
        app.table.apply_filter("x")
        assert len(read) == 5_000
        assert app.table.matches == 5_000


@SIZES
async def test_the_cursor_stays_with_its_record(size: tuple[int, int]) -> None:
    source = towns(100)
    app = TableApp(source)
    async with app.run_test(size=size) as pilot:
        table = app.table
        table.move_to(50)
        await pilot.pause()
        before = screen(app).index(marked(app)[0])

        table.sort_by("name", descending=True)
        table.sort_by("name")
        source.rows[101] = ("Aatown", "North", 1)
        source.rows[50] = ("Town 050 renamed", "South", 0)
        table.records_changed({50, 101})
        await pilot.pause()
        assert table.cursor_id == 50
        assert [line.split()[:4] for line in marked(app)] == [["›", "Town", "050", "renamed"]]

        table.apply_filter("south")
        table.apply_filter("")
        table.replace_source(app.source)
        await pilot.pause()
        assert table.cursor_id == 50
        assert len(marked(app)) == 1
        assert 1 <= before < size[1]


async def test_rows_that_come_above_do_not_move_the_cursor_on_the_screen() -> None:
    source = towns(100)
    app = TableApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.sort_by("name")
        app.table.move_to(50)
        await pilot.pause()
        before = [line[:79] for line in screen(app)]
        source.rows[101] = ("Aatown", "North", 1)
        app.table.records_changed({101})
        await pilot.pause()
        assert [line[:79] for line in screen(app)] == before


@pytest.mark.parametrize(("gone", "nearest"), [(50, 51), (100, 99), (1, 2)])
async def test_where_the_record_vanished_the_cursor_goes_to_the_nearest_row(gone: int, nearest: int) -> None:
    source = towns(100)
    app = TableApp(source)
    async with app.run_test() as pilot:
        app.table.sort_by("name")
        app.table.move_to(gone)
        del source.rows[gone]
        app.table.records_changed({gone})
        await pilot.pause()
        assert app.table.cursor_id == nearest
        assert app.seen[-1] == nearest


async def test_without_rows_a_sentence_says_so() -> None:
    app = TableApp(towns(3))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.empty_text = "Nothing matches “[b]xyz[/b]”. Escape clears the filter. " + "word " * 20
        app.table.apply_filter("xyz")
        await pilot.press("down", "end", "pageup", "enter")
        lines = screen(app)
        assert "Nothing matches “[b]xyz[/b]”. Escape clears the filter." in lines[2]
        assert lines[3].startswith("  word")
        assert (app.table.cursor_id, app.table.matches, app.table.total) == (None, 0, 3)
        assert app.seen == [1, None]
        assert app.opened() == []
        app.table.apply_filter("")
        await pilot.pause()
        assert app.table.cursor_id == 1


async def test_enter_opens_the_record_under_the_cursor() -> None:
    app = TableApp(towns(3))
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert app.opened() == [2]


async def test_a_click_selects_and_a_click_on_the_selected_row_opens() -> None:
    app = TableApp(towns(3))
    async with app.run_test() as pilot:
        await pilot.click(RecordTable, offset=(5, 3))
        assert (app.table.cursor_id, app.opened()) == (3, [])
        app.table._moved_by_click = False
        await pilot.click(RecordTable, offset=(5, 3))
        assert app.opened() == [3]
        await pilot.click(RecordTable, offset=(5, 9))
        assert (app.table.cursor_id, app.opened()) == (3, [3])


@pytest.mark.parametrize("row", [1, 2])
async def test_a_double_click_opens_once(row: int) -> None:
    app = TableApp(towns(3))
    async with app.run_test() as pilot:
        await pilot.double_click(RecordTable, offset=(5, row))
        assert app.opened() == [row]


async def test_a_click_on_a_heading_sorts_by_it_and_the_next_one_reverses() -> None:
    app = TableApp(towns(30))
    async with app.run_test(size=(80, 24)) as pilot:
        x = screen(app)[0].index("Seats")
        for arrow, descending, first in [("▴", False, "010"), ("▾", True, "029"), ("▴", False, "010")]:
            await pilot.click(RecordTable, offset=(x, 0))
            await pilot.press("home")
            assert f"Seats {arrow}" in screen(app)[0]
            assert app.table.sorted_by == ("seats", descending)
            assert screen(app)[1].split()[2] == first
        assert [m.column_key for m in app.messages if isinstance(m, RecordTable.SortAsked)] == ["seats"] * 3
        await pilot.click(RecordTable, offset=(0, 0))
        assert app.table.sorted_by == ("seats", False)


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = TableApp(towns(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], RecordTable, (5, 5), 0)
        await pilot.pause()
        assert app.table.scroll_offset.y > 0
        assert app.table.cursor_id == 1
        assert screen(app)[0].split()[0] == "Name"


async def test_where_the_record_is_gone_from_another_source_the_cursor_is_on_the_one_that_took_its_place() -> None:
    app = TableApp(towns(5))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.sort_by("name", descending=True)
        app.table.apply_filter("town")
        await pilot.press("home", "down")
        assert app.table.cursor_id == 4
        fewer = towns(5)
        del fewer.rows[4]
        app.table.replace_source(fewer)
        assert app.table.cursor_id == 3
        assert app.table.sorted_by == ("name", True)
        assert (app.table.matches, app.table.total) == (4, 4)


async def test_ascii_symbols_and_a_new_language_redraw_headings_and_rows() -> None:
    source = towns(3)
    app = TableApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.sort_by("name", descending=True)
        symbols.use("ascii")
        app.table.replace_source(app.source)
        await pilot.pause()
        lines = screen(app)
        assert "Name v" in lines[0]
        assert lines[3].startswith("> Town 001")
        assert all(line.isascii() for line in lines[:10])
        source.columns = (Column("name", "Nama", 20, grow=True),)
        source.rows[1] = ("Kota", "", None)
        app.table.replace_source(app.source)
        await pilot.pause()
        lines = screen(app)
        assert lines[0].split() == ["Nama", "v"]
        assert lines[3].split() == [">", "Kota"]


async def test_the_cursor_can_be_told_without_colour_and_with_it_in_every_theme() -> None:
    app = TableApp(towns(3))
    async with app.run_test(size=(80, 24)) as pilot:
        cursor, other = Style(), Style()
        for theme in ("textual-dark", "textual-light"):
            app.theme = theme
            await pilot.pause()
            cursor, other = style_at(app, 5, 1), style_at(app, 5, 2)
            assert (cursor.bold, other.bold) == (True, None)
            assert cursor.bgcolor != other.bgcolor
            assert style_at(app, screen(app)[2].index("South"), 2).color != other.color
        app.query_one(Input).display = True
        app.query_one(Input).focus()
        await pilot.pause()
        assert style_at(app, 5, 1).bgcolor not in (cursor.bgcolor, other.bgcolor)
        assert style_at(app, 5, 1).bold


async def test_the_layout_does_not_shift_when_the_scrollbar_appears() -> None:
    app = TableApp(towns(100))
    async with app.run_test(size=(80, 24)) as pilot:
        full = screen(app)[:3]
        app.table.apply_filter("001")
        await pilot.pause()
        assert [line[:79] for line in screen(app)[:2]] == [line[:79] for line in full[:2]]
        assert app.table.show_vertical_scrollbar is False


async def test_a_resize_drops_columns_and_keeps_the_cursor_on_the_screen() -> None:
    app = TableApp(towns(100))
    async with app.run_test(size=(120, 40)) as pilot:
        app.table.move_to(38)
        await pilot.resize_terminal(50, 10)
        await until(lambda: screen(app)[0].split() == ["Name", "Place", "Seats"], "three columns")
        assert [line.split()[2] for line in marked(app)] == ["038"]
        await pilot.resize_terminal(34, 10)
        await until(lambda: screen(app)[0].split() == ["Name", "Seats"], "two columns")


HOSTILE = [
    "[/b] [b]bold[/b] [@click=app.hack]x[/]",
    "[@click=app.hack]click me[/]",
    "\x1b[31mred\x1b[0m \x1b]8;;http://x.example\x07link\x1b]8;;\x07",
    "\x9b31mC1 \x00nul\x7f",
    "abc\u202edcba\u2066\u200f",
    "two\nlines\tand\r\ntab\u2028sep",
    "東京都国際交流課東京都国際交流課東京都国際交流課",
    "🇮🇩🇸🇬🇩🇰 flags",
    "👨‍👩‍👧‍👦 family 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
    "z\u0351\u036b\u0343a\u0334\u0321l\u0315go" + "\u0300" * 60,
    "\u0301leading mark and trailing joiner\u200d",
    "\ud83d lone surrogate",
    "العربية مرحبا",
    "❤️ ☎️ ⚠️ 1️⃣",
    "",
]


@SIZES
async def test_hostile_text_is_shown_as_what_it_is(size: tuple[int, int]) -> None:
    app = TableApp(Towns({row: (text, text, row) for row, text in enumerate(HOSTILE, start=1)}))
    async with app.run_test(size=size) as pilot:
        lines = screen(app)
        assert {cell_len(line) for line in lines} == {size[0]}
        assert "[/b] [b]bold[/b]" in lines[1]
        assert "two lines and tab" in lines[6]
        assert "東京都" in lines[7]
        assert "👨‍👩‍👧‍👦 family" in lines[9]
        forbidden = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202e\u2066\u200f\u2028"}
        assert not forbidden & set("".join(lines))
        assert not any("\ud800" <= character <= "\udfff" for line in lines for character in line)
        for x in range(2, 30, 3):
            await pilot.click(RecordTable, offset=(x, 2))
        assert not app.hacked


LOOK_STYLES = dict.fromkeys(TONES, Style())
TEXTS = st.text(max_size=30) | st.sampled_from(HOSTILE) | st.text("a\u200d\ufe0f👩🇮東\u0301 …", max_size=12)


@given(
    st.lists(TEXTS, min_size=4, max_size=4), st.integers(1, 130), st.booleans(), st.sampled_from(["unicode", "ascii"])
)
def test_every_line_has_exactly_the_cells_of_the_table(
    texts: list[str], width: int, flag: bool, form: Literal["unicode", "ascii"]
) -> None:
    labelled = [
        Column(column.key, text, column.width, column.align, column.grow, column.priority)
        for column, text in zip(COLUMNS, texts, strict=True)
    ]
    symbols.use(form)
    look = Look(width, fitted(labelled, width - 2), Style(), Style(), LOOK_STYLES)
    lines = [
        header_line(look, ("name", flag)),
        row_line(look, [(text, "") for text in texts], is_cursor=flag),
        text_line(look, texts[0], 0),
    ]
    for line in lines:
        assert sum(segment.cell_length for segment in line) == line.cell_length == width
