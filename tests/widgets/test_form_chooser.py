"""Choosing by typing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from coop_tui.widgets.chooser import SHOWN, Chooser, Suggestion, Suggestions
from tests.widgets.form_app import until

TOWNS = ["Aland", "Beland", "Celand", "Deland", "Eland", "Feland", "Geland", "Heland"]


def towns(text: str) -> Sequence[Suggestion]:
    return [Suggestion(town, "a town") for town in TOWNS if text.lower() in town.lower()]


class ChooserApp(App[None]):
    CSS = "Screen { layout: vertical; } #gap { height: 1fr; } Chooser { width: 30; }"

    def __init__(self, *, eager: bool = True, last: bool = False) -> None:
        super().__init__()
        self.chooser = Chooser("", towns, eager=eager)
        self._last = last

    def compose(self) -> ComposeResult:
        if self._last:
            yield Input(id="before", compact=True)
            yield Vertical(id="gap")
            yield self.chooser
        else:
            yield self.chooser
            yield Input(id="after", compact=True)

    def on_mount(self) -> None:
        self.chooser.focus()

    @property
    def open_list(self) -> Suggestions | None:
        return next(iter(self.screen.query(Suggestions)), None)


async def test_a_letter_opens_the_list_and_tab_takes_and_goes_on() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "l")
        await until(lambda: app.open_list is not None)
        await pilot.press("tab")
        assert app.chooser.value == "Beland"
        await until(lambda: app.focused is not app.chooser)
        await until(lambda: app.open_list is None)


async def test_down_enter_takes_another_and_stays() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "l", "down", "down", "up", "enter")
        assert app.chooser.value == "Celand"
        assert app.focused is app.chooser
        await until(lambda: app.open_list is None)


async def test_more_than_fit_are_reached_by_going_on() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l", *["down"] * 7)
        await until(lambda: app.open_list is not None and app.open_list.size.height == SHOWN)
        await pilot.press("enter")
        assert app.chooser.value == "Heland"


@pytest.mark.parametrize(("text", "taken"), [("", "Aland"), ("Celand", "Celand"), ("nowhere", "Aland")])
async def test_all_choices_opened_by_key_have_the_sign_at_one_so_that_enter_takes_it(text: str, taken: str) -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.chooser.show(text)
        await pilot.press("f4")
        await until(lambda: app.open_list is not None)
        await pilot.press("enter")
        assert app.chooser.value == taken


async def test_escape_closes_the_list_and_nothing_else() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "escape")
        await until(lambda: app.open_list is None)
        assert app.chooser.value == "e"
        await pilot.press("tab")
        await until(lambda: app.focused is not app.chooser)
        assert app.chooser.value == "e"


async def test_free_text_is_only_replaced_when_somebody_chooses() -> None:
    app = ChooserApp(eager=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "l")
        await until(lambda: app.open_list is not None)
        await pilot.press("tab")
        assert app.chooser.value == "el"
        await until(lambda: app.focused is not app.chooser and app.open_list is None)


async def test_a_click_takes() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await until(lambda: app.open_list is not None and app.open_list.region.height > 0)
        await pilot.click(Suggestions, offset=(4, 1))
        await until(lambda: app.chooser.value == "Celand")
        assert app.focused is app.chooser


@pytest.mark.parametrize("last", [False, True])
async def test_the_list_shifts_nothing_and_stays_on_the_screen(last: bool) -> None:
    app = ChooserApp(last=last)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        places = [one.region for one in app.screen.children]
        await pilot.press("l")
        await until(lambda: app.open_list is not None and app.open_list.region.height == SHOWN)
        found = app.open_list
        assert found is not None
        assert [one.region for one in app.screen.children if one is not found] == places
        assert app.screen.region.contains_region(found.region)
        assert not found.region.overlaps(app.chooser.region)


async def test_f4_shows_all_there_is() -> None:
    app = ChooserApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.chooser.show("Celand")
        await pilot.press("f4")
        await until(lambda: len(app.chooser.suggestions) == len(TOWNS))
        assert app.chooser.value == "Celand"
