"""What the killed programs were doing: every way in which a store is written, each on a small register of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tinydb import TinyDB

from coop_tui.errors import CoopError
from coop_tui.register import Register
from coop_tui.store import Document, FileStore, Operation
from coop_tui.store.backup import put_back, read_backup, write_backup
from coop_tui.store.compacting import compact
from coop_tui.store.forgetting import forget
from coop_tui.store.repair import keep_file, keep_history
from coop_tui.store.salvage import salvage
from coop_tui.store.tinydb_storage import CoopStorage
from tests.store.steps import Desk, history_file, update

BATCH: Document = {"programme": 1, "title": "Kota Contoh", "mode": "online"}
ROWS = 300


class Case(NamedTuple):
    """`stage` brings the register into the state in which `do` is of use; `mend` is what a person is told to do after
    the worst interruption, the same again where that helps.
    """

    do: Callable[[Path], object]
    stage: Callable[[Path], object] = lambda _path: None
    mend: Callable[[Path], object] | None = None


def fail(problem: CoopError) -> None:
    raise problem


def at(path: Path, by: str = "Sari") -> Register:
    return Register(FileStore(path), today=date(2019, 3, 1), by=by, ending_soon_days=365, on_problem=fail)


def register(path: Path) -> None:
    """A register with a backup, a record deleted since, a snapshot, and a change after it."""
    path.parent.mkdir(parents=True)
    FileStore.create(path)
    desk = at(path)
    desk.create("programmes", {"name": "Program Contoh", "acronym": "PC"})
    for number in range(3):
        desk.create("batches", {**BATCH, "title": f"Angkatan {number}"})
    for number in (1, 2):
        desk.create("people", {"name": f"Orang Contoh {number}"})
        desk.create("participations", {"person": number, "batch": 1, "status": "attended"})
    desk.delete("batches", 3)
    write_backup(path, path.parent / "earlier.zip")
    desk.close()
    by_hand(path)


def by_hand(path: Path) -> None:
    """One more change, without a thread that would bring the snapshot up to it."""
    desk = Desk(FileStore(path))
    batch = desk.tables["batches"][2]
    desk.do(update(2, batch, {**batch, "notes": "after the snapshot"}), label="update batches 2")


def taken_back(path: Path) -> None:
    (last,) = islice(FileStore(path).history(), 1)
    ops = [Operation(op.kind, op.id, op.after, op.before) for op in last.ops]
    Desk(FileStore(path)).do(lambda _tables, _new_id: ops, label=f"undo {last.gen}", undoes=last.gen)


def change(desk: Register, kind: str, id: int, fields: Document) -> None:
    before = desk.document(kind, id)
    assert before is not None
    desk.update(kind, id, before, {**before, **fields})


def bring_in(desk: Register, rows: int) -> None:
    """An import: many records, one change."""

    def plan(new_id: Callable[[str], int]) -> Sequence[Operation]:
        made: list[Document] = [{**BATCH, "title": f"Baris {row}", "notes": "x" * 200} for row in range(rows)]
        return [Operation("batches", new_id("batches"), None, document) for document in made]

    desk.commit(plan, f"import batches {rows}")


def take_snapshot(path: Path) -> None:
    desk = at(path)
    desk.store.snapshot(desk.records.state())


def by_script(path: Path, storage: bool = True) -> None:
    """A record put in by TinyDB: through our storage, or, as a stranger would, into the file itself."""
    with TinyDB(path, storage=CoopStorage) if storage else TinyDB(path) as db:
        db.table("countries").insert({"code": "SG"})


def without_snapshot(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def without_history(path: Path) -> None:
    take_snapshot(path)
    history_file(path).unlink()


def damaged(path: Path) -> None:
    """One byte of a line that the snapshot does not know yet, with another line after it."""
    by_hand(path)
    history = history_file(path)
    history.write_bytes(history.read_bytes().replace(b"after the snapshot", b"after the snapshoT", 1))


def unmarked(path: Path) -> None:
    """The file of somebody who took `_meta` out of it."""
    content = json.loads(path.read_bytes())
    del content["_meta"]
    content["batches"]["2"]["title"] = "Judul baru"
    path.write_text(json.dumps(content), encoding="utf-8")


def no_store(path: Path) -> None:
    for file in path.parent.iterdir():
        file.unlink()


def without_a_name(path: Path) -> None:
    def instead(kind: str, id: int, document: Document) -> Document | None:
        return {"name": "Tanpa Nama"} if (kind, id) == ("people", 1) else document

    forget(path, lambda _tables: instead, "Sari", "forget people 1")


def but_for_the_backup(path: Path) -> None:
    for file in (path, history_file(path)):
        file.unlink()


CASES = {
    "init": Case(FileStore.create, no_store),
    "create": Case(lambda path: at(path).create("batches", BATCH)),
    "update": Case(lambda path: change(at(path), "batches", 1, {"notes": "new"})),
    "delete": Case(lambda path: at(path).delete("batches", 1)),
    "import": Case(lambda path: bring_in(at(path), ROWS)),
    "undo": Case(lambda path: at(path).undo()),
    "redo": Case(lambda path: at(path).redo(), taken_back),
    "snapshot": Case(take_snapshot),
    "script": Case(by_script),
    "begin a history": Case(lambda path: at(path).create("batches", BATCH), without_history),
    "take over": Case(at, lambda path: by_script(path, storage=False)),
    "backup": Case(lambda path: write_backup(path, path.parent / "new.zip")),
    "restore": Case(lambda path: at(path).replace_all(read_backup(path.parent / "earlier.zip"), "restore")),
    "put back": Case(lambda path: put_back(path.parent / "earlier.zip", path), but_for_the_backup, keep_history),
    "forget": Case(without_a_name),
    "compact": Case(lambda path: compact(path, 2100)),
    "recover the snapshot": Case(keep_history, without_snapshot),
    "recover the history": Case(lambda path: salvage(path, "Sari"), damaged),
    "recover the file": Case(keep_file, unmarked),
}
