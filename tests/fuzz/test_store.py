"""A store that an editor, a script or a bad disk has written to: it opens or is refused, and what is refused stays."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.register import DamagedRecords
from coop_tui.store import DamagedLine
from tests.fuzz.mutations import as_json, mutated, refusal, searching, swapped
from tests.fuzz.stores import TABLES, by_a_script, opened, placed, used, with_history
from tests.store.steps import folder_of


def survives(snapshot: bytes, history: bytes | None) -> None:
    """Opening is all right, or refused with a message; then nothing was written. So is whatever is done next."""
    with placed(snapshot, history) as path:
        before = folder_of(path)
        error = refusal(lambda: opened(path).close())
        if isinstance(error, DamagedRecords):  # what a script wrote was recorded first, so that it can be undone
            told = path.with_suffix(".history.jsonl").name
            assert folder_of(path).get(told, b"").startswith(before.get(told, b""))
        elif error is not None:
            assert folder_of(path) == before
        refusal(lambda: used(path))


SNAPSHOTS = st.one_of(
    mutated(st.sampled_from([by_a_script()])),
    mutated(st.builds(lambda: with_history()[0])),
    as_json(swapped(st.just(TABLES))),
)
HISTORIES = mutated(st.builds(lambda: with_history()[1]))


@given(SNAPSHOTS, st.booleans())
def any_snapshot(snapshot: bytes, beside: bool) -> None:
    survives(snapshot, with_history()[1] if beside else None)


@given(HISTORIES)
def any_history(history: bytes) -> None:
    survives(with_history()[0], history)


@st.composite
def lines_with_other_values(draw: st.DrawFn) -> bytes:
    """A history in which one line has other values; half of the time the others continue it."""
    from hashlib import sha256

    lines = [json.loads(line) for line in with_history()[1].splitlines()]
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = draw(swapped(st.just(lines[at])))
    if draw(st.booleans()):
        for before, line in zip(lines[at:], lines[at + 1 :], strict=False):
            if isinstance(before, dict) and isinstance(line, dict):
                told = {name: value for name, value in before.items() if name != "ops"}
                text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
                line["prev"] = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return b"".join(json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines)


@given(lines_with_other_values())
def any_values_in_a_history(history: bytes) -> None:
    survives(with_history()[0], history)


def test_a_value_nested_without_end_is_refused() -> None:
    """What somebody remembered is of no declared form; it could run whoever walks through it out of stack."""
    *before, last = with_history()[1].splitlines(keepends=True)
    ops = b',"ops":[{"kind":"settings","id":9,"salt":"","before":null,"after":{"name":"a","value":%s}}]}\n'
    line = last[: last.index(b',"ops":')] + ops % (b"[" * 900 + b"]" * 900)
    with placed(with_history()[0], b"".join([*before, line])) as path:
        assert isinstance(refusal(lambda: opened(path).close()), DamagedLine | DamagedRecords)


SEARCHES = [any_snapshot, any_history, any_values_in_a_history]


@pytest.mark.parametrize("search", SEARCHES)
def test_it_opens_or_is_refused(search: object) -> None:
    assert callable(search)
    searching(60)(search)()


@pytest.mark.torture
@pytest.mark.parametrize("search", SEARCHES)
def test_it_opens_or_is_refused_at_length(search: object) -> None:
    assert callable(search)
    searching(5_000)(search)()
