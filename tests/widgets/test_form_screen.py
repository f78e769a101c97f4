"""What a person meets in a form: errors where they belong, items, leaving, what others changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Button

from coop_tui.register import Register
from coop_tui.screens.form import FormScreen
from coop_tui.screens.form_questions import FieldHelp, LeaveQuestion
from coop_tui.store import CannotWrite, Document
from coop_tui.widgets import symbols
from coop_tui.widgets.form.inputs import Lines, OneLine
from coop_tui.widgets.form.item_line import ItemLine
from tests.widgets.form_app import FormApp, chooser, focus, form_app, lines, opened, paste, row, sampled, until, view


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with opened(tmp_path) as found:
        yield sampled(found)


BATCH: Document = {
    "programme": 1,
    "title": "Smart Town",
    "mode": "abroad",
    "starts_on": "2019-07",
    "topics": ["Roads", "Water", "Air"],
    "experts": [{"name": "Tina Example", "role": "speaker"}, {"name": "Joko Example", "role": "host"}],
}


def batch(register: Register) -> FormApp:
    return form_app(register, "batches", register.create("batches", BATCH))


def document(app: FormApp) -> Document:
    record_id = app.form.record_id
    assert record_id is not None
    found = app.register.document(app.form.kind, record_id)
    assert found is not None
    return found


def form(app: FormApp) -> FormScreen:
    assert isinstance(app.screen, FormScreen)
    return app.screen


def experts(app: FormApp) -> list[str]:
    return [line for line in lines(app) if "Example" in line]


# What is wrong


async def test_a_field_that_was_left_says_what_is_wrong_and_then_that_it_is_mended(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "31/2/2019", "starts_on")
        assert row(app, "starts_on").error == ""
        await pilot.press("tab")
        await until(lambda: "28 days" in row(app, "starts_on").error)
        await pilot.pause()
        assert any(symbols.symbol("error") in line and "31/2/2019" in line for line in lines(app))
        await focus(app, "starts_on")
        await pilot.press("ctrl+u")
        await paste(app, "feb 2019", "starts_on")
        await pilot.press("tab")
        await until(lambda: row(app, "starts_on").error == "")
        assert row(app, "starts_on").understood == "February 2019"


async def test_what_several_fields_show_together_is_said_when_one_is_left(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "30/6/2019", "ends_on")
        await pilot.press("tab")
        await until(lambda: "Ends before it starts" in row(app, "ends_on").error)


async def test_what_is_required_is_asked_for_on_saving_and_not_before(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "Smart Village", "title")
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert not [one for one in view(app).rows if one.error]
        await pilot.press("ctrl+s")
        await until(lambda: app.focused is row(app, "programme").editor)
        assert row(app, "programme").error
        assert row(app, "mode").error
        assert app.results == []


async def test_saving_leads_to_the_item_that_has_a_problem(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "experts", 1)
        await pilot.press("enter")
        await until(lambda: view(app).base == ("experts", 1))
        await pilot.press("ctrl+u", "ctrl+s")
        await until(lambda: bool(row(app, "experts", 1, "name").error))
        assert app.focused is row(app, "experts", 1, "name").editor
        assert view(app).base == ("experts", 1)


async def test_a_record_that_is_there_already_is_said_at_the_field(register: Register) -> None:
    app = form_app(register, "organisations")
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "example NETWORK", "name")
        await paste(app, "Network", "kind")
        await pilot.press("escape", "ctrl+s")
        await until(lambda: "on record already" in row(app, "name").error)
        assert app.results == []


async def test_a_full_disk_loses_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    app = form_app(register, "organisations")

    def full(*_: object, **__: object) -> None:
        raise CannotWrite(register.store.path, os.strerror(errno.ENOSPC))

    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "Other Network", "name")
        await paste(app, "Network", "kind")
        await pilot.press("escape")
        with monkeypatch.context() as patch:
            patch.setattr(register.store, "commit", full)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert any(os.strerror(errno.ENOSPC) in line for line in lines(app))
            assert row(app, "name").typed == "Other Network"
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert app.results[0] is not None


# Items


async def test_an_item_is_added_edited_moved_removed_and_brought_back(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 40)) as pilot:
        await focus(app, "experts", 2)
        await pilot.press("enter")
        await until(lambda: view(app).base == ("experts", 2))
        assert "Experts › 3" in lines(app)[0]
        await paste(app, "Wati", "experts", 2, "name")
        await pilot.press("ctrl+s")
        await until(lambda: app.focused is row_editor(app, "experts", 2))
        await pilot.press("alt+up")
        await until(lambda: app.focused is row_editor(app, "experts", 1))
        await pilot.press("up", "delete")
        await pilot.pause()
        assert [one.editor.is_there for one in view(app).rows if isinstance(one.editor, ItemLine)].count(True) == 2
        await pilot.press("ctrl+z", "ctrl+s")
        await until(lambda: bool(app.results))
    found = document(app)["experts"]
    assert isinstance(found, list)
    assert found == [
        {"name": "Tina Example", "role": "speaker"},
        {"name": "Wati", "role": "speaker"},
        {"name": "Joko Example", "role": "host"},
    ]


def row_editor(app: FormApp, *path: str | int) -> object:
    return next((one.editor for one in view(app).rows if one.path == path), None)


@pytest.mark.parametrize(
    ("field", "wrong", "right"), [("seats", "ten", "10"), ("starts_on", "soon", "2026"), ("organiser", "Nobody", "")]
)
async def test_an_error_goes_as_soon_as_what_is_typed_can_be_read(
    register: Register, field: str, wrong: str, right: str
) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 40)) as pilot:
        editor = (await focus(app, field)).editor
        assert isinstance(editor, OneLine)
        editor.value = wrong
        await pilot.press("shift+tab")
        await until(lambda: bool(row(app, field).error))
        await focus(app, field)
        editor.value = right
        await until(lambda: not row(app, field).error)


async def test_lines_of_a_list_are_typed_one_below_the_other(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 40)) as pilot:
        await focus(app, "topics", 3)
        await paste(app, "Soil", "topics", 3)
        await pilot.press("enter")
        await until(lambda: app.focused is row_editor(app, "topics", 4))
        await paste(app, "Fire", "topics", 4)
        await focus(app, "topics", 0)
        await pilot.press("ctrl+delete")
        await focus(app, "topics", 0)
        await pilot.press("alt+down", "ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app)["topics"] == ["Air", "Water", "Soil", "Fire"]


async def test_the_mouse_does_the_same(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        line = lines(app)[row(app, "experts", 1).region.y]
        up, down, remove = line.index("↑"), line.index("↓"), line.index("✕")
        await pilot.click(offset=(up, row(app, "experts", 1).region.y))
        await pilot.pause()
        await pilot.click(offset=(down, row(app, "topics", 0).region.y))
        await pilot.pause()
        await pilot.click(offset=(remove, row(app, "topics", 2).region.y))
        await pilot.pause()
        await pilot.click(ItemLine)
        await until(lambda: view(app).base == ("decree",))
        await pilot.press("escape")
        await until(lambda: view(app).base == ())
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app)["topics"] == ["Water", "Roads"]
    assert [one["name"] for one in parts(document(app)["experts"])] == ["Joko Example", "Tina Example"]


def parts(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


async def test_going_back_from_a_changed_item_asks(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        for answer, name in (("escape", "Tina Example!"), ("w", "Tina Example")):
            await focus(app, "experts", 0)
            await pilot.press("enter")
            await until(lambda: view(app).base == ("experts", 0))
            await pilot.press("exclamation_mark", "escape")
            await until(lambda: isinstance(app.screen, LeaveQuestion))
            await pilot.press(answer)
            await until(lambda: isinstance(app.screen, FormScreen))
            if answer == "escape":
                assert row(app, "experts", 0, "name").typed == name
                await pilot.press("backspace", "escape")
            await until(lambda: view(app).base == ())
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app) == BATCH


async def test_an_item_that_was_begun_and_dropped_leaves_nothing(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "visits", 0)
        await pilot.press("enter")
        await until(lambda: view(app).base == ("visits", 0))
        await paste(app, "Har", "visits", 0, "place")
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        await pilot.press("w")
        await until(lambda: isinstance(app.screen, FormScreen) and view(app).base == ())
        await pilot.pause()
        assert not form(app).changed


# Leaving


async def test_a_form_in_which_nothing_was_typed_is_left_at_once(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await until(lambda: bool(app.results))
    assert app.results == [None]


@pytest.mark.parametrize(("answer", "title"), [("w", "Smart Town"), ("s", "Smart Town 2"), ("enter", None)])
async def test_a_changed_form_asks_before_it_is_left(register: Register, answer: str, title: str | None) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        await pilot.pause()
        assert "not saved" in lines(app)[0]
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        assert isinstance(app.focused, Button)
        assert app.focused.id == "stay"
        await pilot.press(answer)
        if title is None:
            await until(lambda: isinstance(app.screen, FormScreen))
            assert row(app, "title").typed == "Smart Town 2"
        else:
            await until(lambda: bool(app.results))
            assert document(app)["title"] == title


async def test_quitting_asks_for_every_open_form(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, FormScreen))
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(lambda: isinstance(app.screen, LeaveQuestion))
        await pilot.press("w")
        await until(lambda: not app.is_running)
    assert document(app)["title"] == "Smart Town"


# What others did meanwhile


async def test_other_fields_that_somebody_else_changed_are_kept(register: Register, tmp_path: Path) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        with opened(tmp_path, by="budi") as other:
            other.update("batches", 2, BATCH, {**BATCH, "place": "Example Town"})
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app) == {**BATCH, "title": "Smart Town 2", "place": "Example Town"}


@pytest.mark.parametrize(("key", "title"), [("f6", "Smart Town 2"), ("f7", "Smart City")])
async def test_theirs_stands_beside_mine_until_one_is_chosen(
    register: Register, tmp_path: Path, key: str, title: str
) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        with opened(tmp_path, by="budi") as other:
            other.update("batches", 2, BATCH, {**BATCH, "title": "Smart City", "place": "Example Town"})
        await pilot.press("ctrl+s")
        await until(lambda: any("theirs: Smart City" in line for line in lines(app)))
        assert row(app, "title").typed == "Smart Town 2"
        assert row(app, "place").typed == "Example Town"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.results == []
        await pilot.press(key)
        await until(lambda: not any("theirs:" in line for line in lines(app)))
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app) == {**BATCH, "title": title, "place": "Example Town"}


async def test_a_record_that_somebody_else_deleted_comes_back_with_what_was_typed_if_wanted(
    register: Register, tmp_path: Path
) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        with opened(tmp_path, by="budi") as other:
            other.delete("batches", 2)
        await pilot.press("ctrl+s")
        await until(lambda: any("budi deleted this record" in line for line in lines(app)))
        await pilot.press("enter")  # the answer with the focus changes nothing
        await until(lambda: isinstance(app.screen, FormScreen))
        assert row(app, "title").typed == "Smart Town 2"
        assert register.document("batches", 2) is None
        await pilot.press("ctrl+s")
        await until(lambda: any("budi deleted this record" in line for line in lines(app)))
        await pilot.press("y")
        await until(lambda: bool(app.results))
    assert document(app) == {**BATCH, "title": "Smart Town 2"}


async def test_a_name_that_changed_meanwhile_does_not_stand_in_the_way(register: Register, tmp_path: Path) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
        with opened(tmp_path, by="budi") as other:
            before = other.document("programmes", 1)
            assert before is not None
            other.update("programmes", 1, before, {**before, "name": "Renamed Programme"})
        register.poll()
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert document(app)["programme"] == 1


# Choosing


async def test_a_record_is_made_in_place_and_chosen(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "organiser")
        await paste(app, "New Body", "organiser")
        await until(lambda: bool(chooser(app, "organiser").suggestions))
        assert chooser(app, "organiser").suggestions[-1].creates
        await pilot.press("up", "enter")
        await until(lambda: app.screen is not app.form and isinstance(app.screen, FormScreen))
        await until(lambda: row(app, "name").typed == "New Body")
        await paste(app, "Network", "kind")
        await pilot.press("escape", "ctrl+s")
        await until(lambda: app.screen is app.form)
        await until(lambda: row(app, "organiser").typed == "New Body")
        assert app.focused is row(app, "organiser").editor
    assert register.document("organisations", 2) == {"name": "New Body", "kind": "network"}


async def test_an_unknown_name_is_an_error_at_its_field(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "programme")
        await paste(app, "zzz", "programme")
        await pilot.press("escape", "tab")
        await until(lambda: bool(row(app, "programme").error))


async def test_hostile_names_are_suggested_as_text(register: Register) -> None:
    name = "[/nope] [@click=app.quit]Hostile[/] Town"
    register.create("programmes", {"name": name})
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "programme")
        await paste(app, "hostile", "programme")
        await until(lambda: any(name in line for line in lines(app)))
        await pilot.press("enter")
        assert row(app, "programme").typed == name


async def test_records_of_one_name_are_told_apart(register: Register) -> None:
    for _twin in range(2):
        register.create("people", {"name": "Twin Example"})
    app = form_app(register, "participations")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "person")
        await paste(app, "twin", "person")
        await until(lambda: bool(chooser(app, "person").suggestions))
        await pilot.press("down", "enter")
        await paste(app, "smart town", "batch")
        await pilot.press("escape")
        await paste(app, "Attended", "status")
        await pilot.press("escape", "ctrl+s")
        await until(lambda: bool(app.results))
    made = app.results[0]
    assert made is not None
    assert register.document("participations", made) == {"person": 4, "batch": 1, "status": "attended"}


# Help, several lines, signs


async def test_help_explains_the_field_with_the_focus(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "starts_on")
        await pilot.press("f1")
        await until(lambda: isinstance(app.screen, FieldHelp))
        await pilot.pause()
        shown = "\n".join(lines(app))
        assert "Starts" in shown
        assert "17/2/2019" in shown
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, FormScreen))
        assert app.focused is row(app, "starts_on").editor


async def test_a_question_mark_is_help_only_where_nothing_is_typed(register: Register) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "title")
        await pilot.press("question_mark")
        assert row(app, "title").typed == "?"
        await focus(app, "decree")
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, FieldHelp))


async def test_up_and_down_go_through_the_fields_and_out_of_a_long_text(register: Register) -> None:
    app = form_app(register, "programmes")
    async with app.run_test(size=(80, 24)) as pilot:
        await focus(app, "notes")
        await pilot.press("a", "enter", "b", "up")
        assert isinstance(app.focused, Lines)
        await pilot.press("up")
        await until(lambda: app.focused is row(app, "funder").editor)
        await pilot.press("down")
        await until(lambda: app.focused is row(app, "notes").editor)


async def test_letters_and_corrections_that_come_all_at_once_keep_their_order(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await focus(app, "title")
        for key in ("backspace", "backspace", "o", "n", "end", "!", "left", "x", "home", "delete"):
            app.simulate_key(key)
        await until(lambda: row(app, "title").typed == "mart Toonx!")


async def test_ascii_signs(register: Register) -> None:
    symbols.use("ascii")
    try:
        app = batch(register)
        async with app.run_test(size=(80, 40)) as pilot:
            await paste(app, "x", "starts_on")
            await pilot.press("tab")
            await until(lambda: bool(row(app, "starts_on").error))
            await pilot.pause()
            shown = "\n".join(lines(app))
            assert "^ v x" in shown
            assert not set(shown) & set("↑↓✕✗›·…")
    finally:
        symbols.use("unicode")


# Drafts


async def test_what_was_typed_survives_a_closed_terminal(register: Register, tmp_path: Path) -> None:
    app = form_app(register, "batches")
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, "Smart Village", "title")
        await focus(app, "experts", 0)
        await pilot.press("enter")
        await until(lambda: view(app).base == ("experts", 0))
        await paste(app, "Wat", "experts", 0, "name")
    again = form_app(register, "batches")
    async with again.run_test(size=(80, 24)) as pilot:
        await until(lambda: any("Continued" in line for line in lines(again)))
        assert row(again, "title").typed == "Smart Village"
        await focus(again, "experts", 0)
        await pilot.press("enter")
        await until(lambda: view(again).base == ("experts", 0))
        assert row(again, "experts", 0, "name").typed == "Wat"
        await pilot.press("f5")
        await until(lambda: view(again).base == () and row(again, "title").typed == "")
        assert not form(again).changed
    assert list((tmp_path / "coop.drafts").glob("*")) == []


async def test_a_draft_is_written_while_somebody_types_and_gone_when_it_is_saved(
    register: Register, tmp_path: Path
) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not (tmp_path / "coop.drafts").exists()
        await paste(app, " 2", "title")
        await until(lambda: len(list((tmp_path / "coop.drafts").glob("*.json"))) == 1)
        await pilot.press("ctrl+s")
        await until(lambda: bool(app.results))
    assert list((tmp_path / "coop.drafts").glob("*")) == []


@pytest.mark.parametrize("waits", [True, False])
async def test_a_draft_that_cannot_be_written_is_said_and_nothing_else_happens(
    register: Register, tmp_path: Path, waits: bool
) -> None:
    (tmp_path / "coop.drafts").write_text("in the way", encoding="utf-8")
    app = batch(register)
    async with app.run_test(size=(80, 24)):
        await paste(app, " 2", "title")
        if waits:
            await until(lambda: any("could not be kept" in line for line in lines(app)))
        assert row(app, "title").typed == "Smart Town 2"


async def test_a_draft_over_a_record_that_changed_since_is_a_conflict_and_loses_nothing(register: Register) -> None:
    app = batch(register)
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(app, " 2", "title")
    register.update("batches", 2, BATCH, {**BATCH, "title": "Smart City", "place": "Example Town"})
    again = form_app(register, "batches", 2)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(lambda: row(again, "title").typed == "Smart Town 2")
        await pilot.press("ctrl+s")
        await until(lambda: any("theirs: Smart City" in line for line in lines(again)))
