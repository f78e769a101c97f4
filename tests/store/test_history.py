"""The history file, to the letter, as an outsider reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone, tzinfo
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.store import RELOAD, Change, DamagedLine, Document, FileStore, MustReload, Operation, history
from coop_tui.store.lines import StoredOperation, change_line, digest, hash_of, is_exact, read_change, read_line
from tests.store.steps import Desk, delete, history_of, insert, read

VERIFIER = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
KEYS = ["gen", "at", "by", "label", "digests", "prev", "ops"]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
documents = st.dictionaries(texts, values, max_size=4)


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def outsider(file: Path) -> subprocess.CompletedProcess[str]:
    """Run the program that docs/store.md prints, on a file of a history."""
    program = VERIFIER.split("```python\n")[1].split("```")[0]
    command = [sys.executable, "-c", program, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_first_line_is_a_base_and_the_others_have_these_keys_in_this_order(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}), label="insert batches 1")
    desk.do(delete(1), label="undo 1", undoes=1)
    base, first, second = history_of(path)
    assert isinstance(desk.store, FileStore)
    assert base == {"base": {"store": desk.store.store_id, "gen": 0, "schema": 1, "last": None}}
    assert list(first) == KEYS
    assert list(second) == [*KEYS[:4], "undoes", *KEYS[4:]]
    assert list(first["ops"][0]) == ["kind", "id", "salt", "before", "after"]
    assert second["undoes"] == 1
    assert second["ops"][0]["before"] == {"n": 1}
    assert len(bytes.fromhex(first["ops"][0]["salt"])) == 16
    assert first["ops"][0]["salt"] != second["ops"][0]["salt"]


def test_every_line_is_compact_json_that_any_library_writes_alike(desk: Desk, path: Path) -> None:
    desk.do(insert({"title": 'é "日本" \\ \x7f \u2028 \n', "topics": [None, True, 1.5]}))
    content = path.with_name("coop.history.jsonl").read_text(encoding="utf-8")
    assert content == "".join(compact(line) + "\n" for line in history_of(path))


def test_hashes_are_what_an_outsider_computes(desk: Desk, path: Path) -> None:
    for n in range(3):
        desk.do(insert({"title": f'",\\"ops\\":[" {n}', "é": 1e16}), label='test ,"ops":')
    lines = history_of(path)
    before = sha256(compact(lines[0]).encode()).hexdigest()
    for line in lines[1:]:
        assert line["prev"] == before
        (op,) = line.pop("ops")
        body = {key: op[key] for key in ("after", "before", "id", "kind")}
        sorted_body = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert line["digests"] == [sha256((op["salt"] + sorted_body).encode()).hexdigest()]
        before = sha256(compact(line).encode()).hexdigest()


@given(documents, documents)
def test_the_digest_does_not_depend_on_the_order_of_keys(before: Document, after: Document) -> None:
    backwards = dict(reversed(before.items()))
    op = StoredOperation("batches", 1, "00", before, after)
    assert digest(op) == digest(StoredOperation("batches", 1, "00", backwards, after))


@given(documents)
def test_what_is_committed_is_what_is_read(document: Document) -> None:
    change = Change(1, "2026-01-01T00:00:00.000+07:00", "Sari", "test", (Operation("batches", 1, None, document),))
    line = change_line(change, "00")
    assert read_change(line) == change
    assert is_exact(line, read_line(line))


def test_the_verifier_in_the_docs_proves_a_history_and_finds_a_change(desk: Desk, path: Path) -> None:
    for n in range(3):
        desk.do(insert({"n": n, "title": "日本"}))
    file = path.with_name("coop.history.jsonl")
    good = file.read_bytes()
    proved = outsider(file)
    assert (proved.returncode, proved.stdout.strip()) == (0, hash_of(good.splitlines(keepends=True)[-1]))
    file.write_bytes(good.replace(b'"n":1', b'"n":7'))
    assert outsider(file).stderr.strip() == "line 3 is not what was written"
    lines = good.splitlines(keepends=True)
    file.write_bytes(b"".join([lines[0], lines[1], lines[3]]))
    assert outsider(file).stderr.strip() == "line 3 is not what was written"


def test_the_time_has_an_offset_and_never_goes_back(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        hour_now = 12

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(2026, 5, 17, cls.hour_now, tzinfo=tz or timezone(timedelta(hours=7)))

        def astimezone(self, tz: tzinfo | None = None) -> Clock:
            return self if tz is None else super().astimezone(tz)

    monkeypatch.setattr(history, "datetime", Clock)
    desk.do(insert({}))
    Clock.hour_now = 11
    desk.do(insert({}))
    Desk(FileStore(path)).do(insert({}))
    Clock.hour_now = 13
    desk.do(insert({}))
    noon, one = "2026-05-17T12:00:00.000+07:00", "2026-05-17T13:00:00.000+07:00"
    assert [line["at"] for line in history_of(path)[1:]] == [noon, noon, noon, one]


@pytest.mark.parametrize("torn", [b"{", b'{"gen":3,"at":"', b"\x00" * 5000, b"x" * 200_000])
def test_a_torn_last_line_is_ignored_by_readers_and_cut_by_the_next_commit(desk: Desk, path: Path, torn: bytes) -> None:
    desk.do(insert({"n": 1}))
    file = path.with_name("coop.history.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole + torn)
    assert read(path) == desk.tables
    assert file.read_bytes() == whole + torn
    assert [change.gen for change in desk.store.history()] == [1]
    assert desk.store.changes(1) == (1, [])
    desk.do(insert({"n": 2}))
    assert file.read_bytes().startswith(whole + b'{"gen":2,')
    assert read(path) == desk.tables


@pytest.mark.parametrize("line", [2, 3])
def test_a_damaged_line_is_named(desk: Desk, path: Path, line: int) -> None:
    for n in range(3):
        desk.do(insert({"n": n}))
    file = path.with_name("coop.history.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    lines[line - 1] = b"\x00" + lines[line - 1][1:]
    file.write_bytes(b"".join(lines))
    with pytest.raises(DamagedLine) as damaged:
        read(path)
    assert (damaged.value.file, damaged.value.line) == (file, line)


def test_a_line_changed_after_it_was_written_is_found_by_the_next_one(desk: Desk, path: Path) -> None:
    for n in range(3):
        desk.do(insert({"n": n}))
    file = path.with_name("coop.history.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"by":"Sari"', b'"by":"Budi"', 1))
    with pytest.raises(DamagedLine) as damaged:
        read(path)
    assert damaged.value.line == 3


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 16])
@given(
    st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b" ")), min_size=1, max_size=8),
    st.binary(max_size=9),
)
def test_reading_backwards_gives_the_lines_of_reading_forwards(block: int, lines: list[bytes], torn: bytes) -> None:
    content = b"".join(line + b"\n" for line in lines) + torn.replace(b"\n", b" ")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    expected = [(start, line + b"\n") for start, line in zip(starts, lines, strict=False)][1:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "BLOCK", block)
        assert list(history.lines_backwards(BytesIO(content))) == expected[::-1]
        assert history.end_of_lines(BytesIO(content)) == starts[-1]


def test_a_replaced_history_has_to_be_loaded_again(desk: Desk, path: Path) -> None:
    desk.do(insert({"n": 1}))
    file = path.with_name("coop.history.jsonl")
    content = file.read_bytes()
    file.rename(file.with_suffix(".old"))
    file.write_bytes(content)
    assert desk.store.changed(1)
    assert desk.store.changes(1) is RELOAD
    with pytest.raises(MustReload):
        desk.do(insert({"n": 2}))
    assert file.read_bytes() == content
    desk.reload()
    desk.do(insert({"n": 2}))


def test_a_history_rewritten_in_place_has_to_be_loaded_again(desk: Desk, path: Path) -> None:
    other = Desk(FileStore.create(path.with_name("other.json")))
    for n in range(3):
        desk.do(insert({"n": n}))
        other.do(insert({"n": n}))
    content = path.with_name("other.history.jsonl").read_bytes()
    path.with_name("coop.history.jsonl").write_bytes(content + b" ")
    assert desk.store.changes(3) is RELOAD


def test_a_generation_that_the_history_does_not_have_has_to_be_loaded_again(desk: Desk) -> None:
    desk.do(insert({}))
    assert desk.store.changes(5) is RELOAD


def test_a_vanished_history_has_to_be_loaded_again(desk: Desk, path: Path) -> None:
    path.with_name("coop.history.jsonl").unlink()
    assert desk.store.changed(0)
    assert desk.store.changes(0) is RELOAD


def test_a_store_that_was_not_loaded_cannot_be_changed(path: Path) -> None:
    with pytest.raises(MustReload):
        FileStore(path).commit(lambda _fresh, _new_id: [], "Sari", "test", generation=0)
