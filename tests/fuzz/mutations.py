"""Valid files made wrong: bytes flipped, taken out, doubled and put in; values of another type; keys given twice.

What is nearly right gets further into a program than what is random.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Final, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from coop_tui.errors import CoopError

T = TypeVar("T")
Change = Callable[[bytes], bytes]

_PIECES: Final = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b" ", b'"', b"'", b"\\", b"\\ud800",
    b"\\u0000",
    b"{", b"}", b"[", b"]", b"[" * 40, b"[" * 3000, b'{"a":' * 3000, b",", b":", b";", b"-", b"- ", b"? ", b"|", b">",
    b"&a ", b"*a ", b"!!str ", b"%YAML 1.1\n", b"---\n", b"...\n", b"<<: ", b"# ", b"null", b"true", b"NaN", b"1e999",
    b"-0", b"0", b"-1", b"1.5", b"9" * 25, b"9" * 4400, b"2019-02-30", b"0000", b"{}", b"[]", b'""', b'"1":',
    b'"id":1,',    "\u202e\u2028\x85".encode(), "é北😀".encode(), b"=1+1", b"@", b"x" * 5000,
)  # fmt: skip


@st.composite
def _change(draw: st.DrawFn) -> Change:
    at, size = draw(st.floats(0, 1)), draw(st.sampled_from([0, 1, 2, 5, 17, 60, 400]))
    piece = draw(st.sampled_from(_PIECES) | st.binary(max_size=3))
    how = draw(st.sampled_from(["put in", "replace", "double", "flip", "cut off"]))

    def change(content: bytes) -> bytes:
        start = int(at * len(content))
        end = min(len(content), start + size)
        match how:
            case "put in":
                return content[:start] + piece + content[start:]
            case "replace":
                return content[:start] + piece + content[end:]
            case "double":
                return content[:end] + content[start:]
            case "flip":
                flipped = bytes([content[start] ^ 1 << size % 8]) if start < len(content) else b""
                return content[:start] + flipped + content[start + 1 :]
        return content[:start]

    return change


def mutated(contents: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """One of `contents` after a few changes of its bytes."""

    def changed(content: bytes, changes: list[Change]) -> bytes:
        for change in changes:
            content = change(content)
        return content

    return st.builds(changed, contents, st.lists(_change(), min_size=1, max_size=3))


_VALUES: Final[st.SearchStrategy[object]] = st.sampled_from(
    [
        None, True, False, 0, 1, -1, 2, 1 << 53, 1 << 64, 10**400, 1.5, 1e308, "", " ", "1", "NO", "2019", "2019-02-30",
        "\x00", "\x1b[2J", "\ud800", "\u202e", "x" * 5000, [], {}, [[]], [None], [1], ["a", "a"], {"": ""},
        {"a": {"b": 1}},        [{"name": "A"}], [[[[[[[[]]]]]]]], "active", "SG", "sari@contoh.example",
    ]
)  # fmt: skip


def swapped(documents: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A JSON value in which a few of the values, wherever they stand, are others, or are gone, or have another name."""

    def with_others(document: object, picks: list[tuple[float, object, str]]) -> object:
        document = json.loads(json.dumps(document))
        for at, value, how in picks:
            places = list(_places(document))
            if not places:
                break
            holder, key = places[int(at * (len(places) - 1))]
            _put(holder, key, deepcopy(value), how)  # one list in two places would hold itself some day
        return document

    picks = st.tuples(st.floats(0, 1), _VALUES, st.sampled_from(["replace", "take out", "rename", "add"]))
    return st.builds(with_others, documents, st.lists(picks, min_size=1, max_size=3))


def _places(value: object) -> list[tuple[dict[str, object] | list[object], str | int]]:
    found: list[tuple[dict[str, object] | list[object], str | int]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found += [(one, key) for key in one]
            waiting += one.values()
        elif isinstance(one, list):
            found += [(one, at) for at in range(len(one))]
            waiting += one
    return found


def _put(holder: dict[str, object] | list[object], key: str | int, value: object, how: str) -> None:
    if isinstance(holder, list):
        assert isinstance(key, int)
        if how == "take out":
            del holder[key]
        elif how == "add":
            holder.insert(key, value)
        else:
            holder[key] = value
        return
    assert isinstance(key, str)
    if how == "replace":
        holder[key] = value
    elif how == "add":
        holder[f"{key}s"] = value
    else:
        taken = holder.pop(key)
        if how == "rename":
            holder[f"{value}"[:20].encode("utf-8", "replace").decode()] = taken


def as_json(documents: st.SearchStrategy[object]) -> st.SearchStrategy[bytes]:
    """The documents as a file, half a character of an escape included."""
    return documents.map(lambda value: json.dumps(value, separators=(",", ":")).encode())


def refusal(work: Callable[[], object]) -> CoopError | None:
    """What is said against `work`; None where it goes through. Whatever else is raised passes."""
    try:
        work()
    except CoopError as error:
        if not error.message():
            raise
        return error
    return None


def searching(most: int) -> settings:
    """Settings for so many examples, each of which writes files."""
    return settings(
        max_examples=most,
        deadline=None,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.function_scoped_fixture,
            HealthCheck.data_too_large,
            HealthCheck.differing_executors,
        ],
    )
