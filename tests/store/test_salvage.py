"""A history or a snapshot that is damaged anywhere: it is noticed, and all that is intact comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.store import Document, FileStore, NewId, NoStore, Operation, Tables
from coop_tui.store.salvage import Salvaged, salvage
from coop_tui.store.verifying import verify
from tests.store.steps import Desk, delete, folder_of, history_file, history_of, insert, read, snapshot, update

Record = tuple[str, int]


class Register(NamedTuple):
    """A register that is whole: its files, its records, and for each record the last line that tells of it."""

    snapshot: bytes
    lines: list[bytes]
    tables: Tables
    told: dict[Record, bytes]

    @property
    def history(self) -> bytes:
        return b"".join(self.lines)


def many(tables: Tables, new_id: NewId) -> list[Operation]:
    return [Operation("people", new_id("people"), None, {"name": f"Orang Contoh {n}", "n": n}) for n in range(4)]


def made(path: Path, snapshot_after: int) -> Register:
    """Nine changes, and a snapshot after the change of that number."""
    desk = Desk(FileStore.create(path))
    title: Document = {"title": 'Kota "Contoh" 日本', "seats": 10}
    work = [
        insert(title), insert({"title": "Laut"}), many, update(1, title, {**title, "seats": 11}), delete(2),
        insert({"kind": "letter", "on": "2024"}, kind="activities"),
        update(2, {"name": "Orang Contoh 1", "n": 1}, {"n": 7}, "people"),
        insert({"title": "Gunung"}), delete(4, "people"),
    ]  # fmt: skip
    for number, edit in enumerate(work, 1):
        desk.do(edit, label=f"test {number}")
        if number == snapshot_after:
            snapshot(desk)
    lines = history_file(path).read_bytes().splitlines(keepends=True)
    told = {(op["kind"], op["id"]): lines[at] for at, one in enumerate(history_of(path)) for op in one.get("ops", [])}
    return Register(path.read_bytes(), lines, desk.tables, told)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Register]:
    """With no snapshot of any change, one in the middle, one of all."""
    return {after: made(tmp_path_factory.mktemp("store") / "coop.json", after) for after in (0, 4, 9)}


def laid(folder: Path, snapshot: bytes | None, history: bytes) -> Path:
    for file in folder.iterdir():
        file.unlink()
    path = folder / "coop.json"
    if snapshot is not None:
        path.write_bytes(snapshot)
    history_file(path).write_bytes(history)
    return path


def opened(path: Path) -> Tables | None:
    """What stands in the store; None where it is refused, with the file that is at fault and the way out."""
    try:
        return read(path)
    except CoopError as error:
        message = error.message()
    assert str(path.parent) in message
    assert "coop-tui recover" in message
    return None


def records(tables: Tables) -> dict[Record, Document]:
    return {(kind, id): document for kind, table in tables.items() for id, document in table.items()}


def wrong(tables: Tables, truth: Tables) -> set[Record]:
    """The records that are not as they should be."""
    found, wanted = records(tables), records(truth)
    return {one for one in found.keys() | wanted.keys() if found.get(one) != wanted.get(one)}


def recovered(path: Path, truth: Tables) -> Salvaged:
    """Recover; it is whole after that, and goes on with new numbers. What is not as it was is said to be lost."""
    done = salvage(path, "Sari")
    assert verify(path) == []
    missing = wrong(read(path), truth)
    assert not missing or not all(loss.certain for loss in done.losses)
    assert salvage(path, "Sari") == Salvaged([], [])
    desk = Desk(FileStore(path))
    desk.do(insert({"title": "new"}))
    assert max(desk.tables["batches"]) > max(truth["batches"])
    return done


def damage(content: bytes, at: int) -> bytes:
    """One byte that is another; sometimes one that leaves a text a text."""
    return content[:at] + bytes([content[at] ^ (1 if at % 3 else 0x80)]) + content[at + 1 :]


@pytest.mark.parametrize("after", [0, 4, 9])
@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.torture)])
def test_any_byte_of_the_history(registers: dict[int, Register], tmp_path: Path, after: int, step: int) -> None:
    register = registers[after]
    end = len(register.history)
    for at in [*range(0, end - 1, step), end - 1]:
        path = laid(tmp_path, register.snapshot, damage(register.history, at))
        found = opened(path)
        assert found in (None, register.tables), at
        if found is None or verify(path):
            damaged = history_file(path).read_bytes()
            done = recovered(path, register.tables)
            assert (
                done.losses
                or at < len(register.lines[0])
                or history_file(path).read_bytes().startswith(register.history)
            ), at
            assert any(file.read_bytes().startswith(damaged) for file in [history_file(path), *done.kept]), at


@pytest.mark.parametrize("after", [0, 4, 9])
@pytest.mark.parametrize("instead", [b"", b"\x8a", b"x"])
def test_a_line_break_that_is_gone_loses_nothing(
    registers: dict[int, Register], tmp_path: Path, after: int, instead: bytes
) -> None:
    register = registers[after]
    for at in [at for at, byte in enumerate(register.history[:-1]) if byte == ord("\n")][1:]:
        history = register.history[:at] + instead + register.history[at + 1 :]
        path = laid(tmp_path, register.snapshot, history)
        assert opened(path) in (None, register.tables)
        assert recovered(path, register.tables).losses == []
        assert history_file(path).read_bytes().startswith(register.history)


def test_what_may_stand_on_the_wrong_side_of_the_snapshot_is_not_called_certain(
    registers: dict[int, Register], tmp_path: Path
) -> None:
    """Two lines run together and damaged besides: which of both an operation belongs to cannot be told."""
    register = registers[4]
    base, *lines = register.lines
    fourth = lines[3].replace(b'"label":', b'"lable":')[:-1] + b"?"
    path = laid(tmp_path, register.snapshot, b"".join([base, *lines[:3], fourth, *lines[4:]]))
    done = recovered(path, register.tables)
    assert [(loss.first, loss.last, loss.certain) for loss in done.losses] == [(4, 5, False)]


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=pytest.mark.torture)])
def test_any_byte_of_the_snapshot(registers: dict[int, Register], tmp_path: Path, step: int) -> None:
    register = registers[9]
    for at in range(0, len(register.snapshot), step):
        path = laid(tmp_path, damage(register.snapshot, at), register.history)
        found = opened(path)
        history = history_file(path).read_bytes()
        assert history.startswith(register.history)
        if found is None:
            assert not recovered(path, register.tables).losses
            assert history_file(path).read_bytes().startswith(register.history)
        elif history == register.history:
            assert found == register.tables, at
            desk = Desk(FileStore(path))
            desk.do(insert({}))
            assert max(desk.tables["batches"]) == 4, at


def test_a_history_cut_anywhere(registers: dict[int, Register], tmp_path: Path) -> None:
    """Put back from an older copy, beside a snapshot that is of today."""
    register = registers[9]
    for end in range(0, len(register.history), 31):
        path = laid(tmp_path, register.snapshot, register.history[:end])
        assert opened(path) is None
        done = recovered(path, register.tables)
        assert all(loss.certain for loss in done.losses)
        assert wrong(read(path), register.tables) == {("batches", 4)}


JUNK = b'{"gen":5,"digests":[""],"ops":[{"kind":"batches","id":1,"salt":"","before":null,"after":{}}]}\n'
Damage = tuple[str, int, int]
DAMAGES = st.tuples(
    st.sampled_from(["byte", "byte", "out", "in", "joined", "split"]),
    st.integers(0, 10**6),
    st.integers(1, 255),
)


def damaged(lines: Sequence[bytes], damages: list[Damage]) -> Iterator[bytes]:
    left = list(lines)
    for what, place, bits in damages:
        at = place % max(1, len(left))
        line = left[at] if left else b""
        byte = place // 10 % max(1, len(line))
        match what:
            case "byte":
                left[at : at + 1] = [line[:byte] + bytes([line[byte] ^ bits]) + line[byte + 1 :]] if line else []
            case "out":
                left[at : at + 1] = []
            case "in":
                left.insert(at, JUNK)
            case "joined":
                left[at : at + 1] = [line[:-1]]
            case "split":
                left[at : at + 1] = [line[:byte] + b"\n" + line[byte:]]
    yield from left


@given(after=st.sampled_from([0, 4, 9, None]), damages=st.lists(DAMAGES, min_size=1, max_size=5))
def test_several_damages_at_once(
    registers: dict[int, Register], tmp_path_factory: pytest.TempPathFactory, after: int | None, damages: list[Damage]
) -> None:
    register = registers[after or 0]
    history = b"".join(damaged(register.lines, damages))
    path = laid(tmp_path_factory.mktemp("damaged"), None if after is None else register.snapshot, history)
    salvage(path, "Sari")
    assert verify(path) == []
    lines = history.splitlines(keepends=True)
    intact = {one for one, line in register.told.items() if line in lines}
    lost = wrong(read(path), register.tables)
    assert lost.isdisjoint(intact if after != 9 else register.told)


def test_without_a_store_there_is_nothing_to_recover(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        salvage(tmp_path / "coop.json", "Sari")
    assert folder_of(tmp_path / "coop.json") == {}


def test_what_is_whole_stays_as_it_is(registers: dict[int, Register], tmp_path: Path) -> None:
    register = registers[9]
    path = laid(tmp_path, register.snapshot, register.history + b'{"gen":10,"at"')
    assert salvage(path, "Sari") == Salvaged([], [])
    assert history_file(path).read_bytes().startswith(register.history)
    assert read(path) == register.tables
