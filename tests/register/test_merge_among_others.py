"""A merge is taken back while others go on working: what they did stays, or it is refused and nothing is changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.records.read import references
from coop_tui.register import Register
from coop_tui.register.errors import ChangedSince, MissingReference, StillReferred
from coop_tui.register.merging import Merging
from coop_tui.store import Document, Tables
from tests.register.desks import at_desk, everything
from tests.register.model import merged_fields
from tests.register.test_machine import refusal
from tests.register.test_merging import FEW, merged, with_two
from tests.strategies import examples, registers

Edit = tuple[str, str, int]
"""What somebody else does, to which kind of record, to the how-manieth of them."""

WORK: Final = st.tuples(
    st.sampled_from(["notes", "grade", "delete", "attend"]),
    st.sampled_from(["people", "participations", "batches", "settings"]),
    st.integers(0, 3),
)


def work(register: Register, edit: Edit, number: int) -> None:
    """Do it, unless it may not be done."""
    what, kind, at = edit
    ids = sorted(register.records.all(KINDS[kind]))
    if what == "attend":
        seat: Document = {
            "person": _nth(register, "people", at),
            "batch": _nth(register, "batches", number),
            "status": "attended",
        }
        with suppress(CoopError):
            register.create("participations", seat)
    elif ids:
        one = ids[at % len(ids)]
        before = register.document(kind, one) or {}
        with suppress(CoopError):
            if what == "delete":
                register.delete(kind, one)
            else:
                register.update(kind, one, before, {**before, what: f"lain {number}"})


def _nth(register: Register, kind: str, at: int) -> int:
    ids = sorted(register.records.all(KINDS[kind]))
    return ids[at % len(ids)] if ids else 1


def without(before: Tables, after: Tables, now: Tables, stays: int) -> Tables | None:
    """What is on record `now` without the merge that made `after` of `before`; None where later changes are in its way.
    Who stayed was part of it, also as before.
    """
    wanted = {kind: dict(table) for kind, table in now.items()}
    for kind in before.keys() | after.keys():
        for id in before.get(kind, {}).keys() | after.get(kind, {}).keys():
            was, became, current = (one.get(kind, {}).get(id) for one in (before, after, now))
            if was == became and (kind, id) != ("people", stays):
                continue
            restored = was if current == became else _fields_restored(was, became, current)
            if restored is None and current != became:
                return None
            wanted.setdefault(kind, {}).pop(id, None)
            if restored is not None:
                wanted[kind][id] = restored
    return {kind: table for kind, table in wanted.items() if table}


def _fields_restored(was: Document | None, became: Document | None, current: Document | None) -> Document | None:
    if was is None or became is None or current is None:
        return None
    return merged_fields(became, was, current)


def whole(tables: Tables) -> bool:
    """Whether every reference leads somewhere, and nobody is twice in one batch."""
    seats = [(one["person"], one["batch"]) for one in tables.get("participations", {}).values()]
    return len(seats) == len(set(seats)) and all(
        target in tables.get(other, {})
        for kind, table in tables.items()
        for document in table.values()
        for _path, other, target in references(KINDS[kind].record, document)
    )


def _among_others(tables: Tables, merging: Merging, edits: list[Edit]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coop.json"
        with at_desk(path) as register, at_desk(path, "Budi") as another:
            register.replace_all(tables, "restore")
            before = everything(register)
            merged(register, merging)
            after = everything(register)
            another.poll()
            for number, edit in enumerate(edits):
                work(another, edit, number)
            now = everything(another)
            wanted = without(before, after, now, merging.stays)
            error = refusal(register.undo)
            found = everything(register)
            another.poll()
            assert everything(another) == found
            if error is None:
                assert found == wanted
                register.redo()
                assert everything(register) == now
            else:
                assert found == now
                if wanted is None:
                    assert isinstance(error, ChangedSince)
                else:
                    assert not whole(wanted)
                    assert isinstance(error, MissingReference | StillReferred)


@examples(25)
@given(with_two(st.just(FEW)), st.lists(WORK, min_size=1, max_size=4))
def test_a_merge_is_taken_back_among_the_changes_of_others(drawn: tuple[Tables, Merging], edits: list[Edit]) -> None:
    _among_others(*drawn, edits)


@pytest.mark.torture
@examples(600)
@given(with_two(st.just(FEW) | registers()), st.lists(WORK, min_size=1, max_size=6))
def test_many_merges_are_taken_back_among_the_changes_of_others(
    drawn: tuple[Tables, Merging], edits: list[Edit]
) -> None:
    _among_others(*drawn, edits)
