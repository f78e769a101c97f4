"""What stands in a form's inputs, and how it becomes a record and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.i18n import Language
from coop_tui.records import KINDS
from coop_tui.records.agreements import Agreement
from coop_tui.records.batches import Batch
from coop_tui.records.read import Reading, read
from coop_tui.store import Document
from coop_tui.widgets.form import tree as trees
from coop_tui.widgets.form.edit import Edit
from coop_tui.widgets.form.typed import fitting_fields, parts_of, place_words, typed_fields
from coop_tui.widgets.safe import cleaned
from tests.widgets.form_app import opened, sampled
from tests.widgets.test_form_kinds import expected

TEXTS = st.text("ab ", max_size=3)
FILLED = st.text("ab", min_size=1, max_size=3)
LISTS = st.lists(FILLED, min_size=1, max_size=5)


@given(LISTS, st.data())
def test_what_is_put_is_found_and_the_rest_stays(found: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found)))
    before: trees.Tree = {"list": list(found), "other": "x"}
    after = trees.put(before, ("list", at), "new")
    assert trees.items(after, ("list",)) == [*found[:at], "new", *found[at + 1 :]]
    assert trees.at(after, ("other",)) == "x"
    assert before == {"list": found, "other": "x"}


@given(LISTS, st.data())
def test_what_was_taken_out_can_be_put_back_in_its_place(found: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    before: trees.Tree = {"list": list(found)}
    after = trees.without(before, ("list", at))
    assert trees.items(after, ("list",)) == [*found[:at], *found[at + 1 :]]
    assert trees.with_item(after, ("list", at), found[at]) == before


@given(LISTS, st.data())
def test_moving_there_and_back_changes_nothing(found: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    by = data.draw(st.sampled_from([-1, 1]))
    before: trees.Tree = {"list": list(found)}
    after = trees.moved(before, ("list", at), by)
    if 0 <= at + by < len(found):
        assert trees.at(after, ("list", at + by)) == found[at]
        assert trees.moved(after, ("list", at + by), -by) == before
    else:
        assert after is before


@given(st.lists(TEXTS, max_size=4))
def test_emptying_what_was_typed_leaves_no_trace(typed: list[str]) -> None:
    tree: trees.Tree = {"title": "x"}
    for at, text in enumerate(typed):
        tree = trees.put(tree, ("topics", at), text)
    for at in reversed(range(len(typed))):
        tree = trees.put(tree, ("topics", at), "")
    assert trees.put(tree, ("decree", "number"), "") == {"title": "x"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_the_text_of_a_value_is_read_back_as_the_value(name: str, language: Language, tmp_path: Path) -> None:
    kind = KINDS[name]
    with opened(tmp_path) as register:
        sampled(register)
        document = expected(kind.record)
        i18n.use(language)
        edit = Edit(register, kind, None, {})
        typed = typed_fields(kind.record, document, edit.names.text)
        found = read(kind, typed, Reading(find=edit.names.find))
        assert found.problems == ()
        assert found.document == document


def test_an_untouched_field_stays_as_it_is_on_record(tmp_path: Path) -> None:
    with opened(tmp_path) as register:
        sampled(register)
        register.create("programmes", {"name": "Programme of Examples II"})
        document: Document = {"programme": 1, "mode": "abroad", "partners": [1], "title": "Smart Village"}
        edit = Edit(register, KINDS["batches"], register.create("batches", document), {})
        for at in (1, 2):  # now both have the same name
            before = register.document("programmes", at)
            assert before is not None
            register.update("programmes", at, before, {**before, "name": f"Other name {at}"})
        edit.put(("title",), "Smart Hamlet")
        assert edit.read().problems == ()
        assert edit.read().document == {**document, "title": "Smart Hamlet"}


def test_what_a_file_holds_is_shown_as_far_as_it_fits() -> None:
    found: dict[str, object] = {
        "title": "a\x1b]0;b\x07",
        "nonsense": "c",
        "topics": ["d", 5, ["e"], ""],
        "experts": [{"name": "f", "x": "y"}, "g", {}],
        "decree": "h",
        "notes": ["i"],
    }
    assert fitting_fields(Batch, found) == {"title": "a]0;b", "topics": ["d"], "experts": [{"name": "f"}]}


def test_the_parts_around_a_field() -> None:
    path = ("stages", 1, "letters", 0, "number")
    assert parts_of(Agreement, path) == [("stages", 1), ("stages", 1, "letters", 0)]
    assert place_words(Agreement, path[:4]) == ["Stages", "2", "Letters", "1"]
    assert parts_of(Batch, ("decree", "on")) == [("decree",)]
    assert parts_of(Batch, ("experts", 1)) == []
    assert parts_of(Batch, ("topics", 1)) == []


@given(st.text(max_size=20))
def test_one_line_takes_what_the_register_keeps_and_blanks_at_its_ends(text: str) -> None:
    found = cleaned(text)
    assert "\n" not in found
    assert "\x1b" not in found
    assert cleaned(found) == found
    assert cleaned(found + " ") == found + " "
