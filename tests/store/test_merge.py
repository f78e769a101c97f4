"""Merging what two people did to one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.store import JSON, Conflict, Deleted, Document, merge

values: st.SearchStrategy[JSON] = st.sampled_from([None, True, 1, 1.0, "", "a", [], [1], {"x": 1}, {"x": True}])
documents: st.SearchStrategy[Document] = st.dictionaries(st.sampled_from("abcd"), values)


def seen(document: Document, field: str) -> str:
    """A field's value in a form in which 1, 1.0 and true are three; distinct where there is none."""
    return repr(document[field]) if field in document else "missing"


def changed(one: Document, other: Document) -> set[str]:
    return {field for field in "abcd" if seen(one, field) != seen(other, field)}


@given(documents, documents, documents)
def test_each_field_is_that_of_whoever_changed_it_and_conflicts_are_named(
    before: Document, after: Document, current: Document
) -> None:
    clashing = changed(before, after) & changed(before, current) & changed(after, current)
    if clashing:
        with pytest.raises(Conflict) as conflict:
            merge(before, after, current)
        assert conflict.value.fields == tuple(sorted(clashing))
        assert conflict.value.current is current
        return
    merged = merge(before, after, current)
    for field in "abcd":
        chosen = after if field in changed(before, after) else current
        assert seen(merged, field) == seen(chosen, field)


@given(documents, documents)
def test_what_nobody_else_touched_becomes_what_was_wanted(before: Document, after: Document) -> None:
    merged = merge(before, after, dict(before))
    assert changed(merged, after) == set()
    assert list(merged) == list(after)


@given(documents, documents)
def test_the_same_change_on_both_sides_is_no_conflict(before: Document, after: Document) -> None:
    assert changed(merge(before, after, dict(after)), after) == set()


@given(documents, documents)
def test_a_document_deleted_meanwhile_is_a_conflict_of_its_own(before: Document, after: Document) -> None:
    with pytest.raises(Deleted) as deleted:
        merge(before, after, None, kind="batches", id=6)
    assert (deleted.value.kind, deleted.value.id, deleted.value.current) == ("batches", 6, None)
    assert "batches 6" in deleted.value.message()


def test_nothing_given_is_changed() -> None:
    before: Document = {"a": 1}
    after: Document = {"a": 2}
    current: Document = {"a": 1, "b": 1}
    assert merge(before, after, current) == {"a": 2, "b": 1}
    assert (before, after, current) == ({"a": 1}, {"a": 2}, {"a": 1, "b": 1})
