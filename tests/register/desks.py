"""A register of one's own, and a few records to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.store import Document, FileStore, Operation

PROGRAMME: Document = {"name": "Program Contoh", "acronym": "PC"}
BATCH: Document = {"programme": 1, "title": "Kota Contoh", "mode": "online"}
PERSON: Document = {"name": "Tina Rahasia", "nip": "198001312005012001", "phone": "0999777 10"}


def fail(problem: CoopError) -> None:
    raise problem


@contextmanager
def at_desk(path: Path, by: str = "Sari") -> Iterator[Register]:
    """Somebody at a terminal; a store is made where there is none."""
    if not path.exists():
        FileStore.create(path)
    register = Register(FileStore(path), today=date(2019, 3, 1), by=by, ending_soon_days=365, on_problem=fail)
    try:
        yield register
    finally:
        register.close()


def one_batch(register: Register) -> None:
    """A programme, its batch, two people who took part: as one change each."""
    register.create("programmes", PROGRAMME)
    register.create("batches", BATCH)
    for number in (1, 2):
        register.create("people", {**PERSON, "nip": f"19800131200501200{number}"})
        register.create("participations", {"person": number, "batch": 1, "status": "attended"})


def everything(register: Register) -> dict[str, dict[int, Any]]:
    """All documents that there are, by kind."""
    found = {
        name: {one: register.document(name, one) for one in register.records.all(kind)} for name, kind in KINDS.items()
    }
    return {name: table for name, table in found.items() if table}


def script(path: Path, kind: str, record_id: int, after: dict[str, Any] | None, by: str = "skrip") -> None:
    """What a script of the office's own writes: nobody checks it."""
    store = FileStore(path)
    loaded = store.load()
    register_tables = json.loads(bytes(loaded.tables.get(kind, b"{}")))
    before = register_tables.get(str(record_id))
    for change in loaded.changes:
        for op in change.ops:
            before = op.after if (op.kind, op.id) == (kind, record_id) else before
    store.commit(
        lambda _fresh, _new_id: [Operation(kind, record_id, before, after)],
        by,
        "script 1",
        generation=loaded.generation,
    )


def edit_file(path: Path, kind: str, table: dict[str, Any]) -> None:
    """What somebody with an editor does to coop.json."""
    content = json.loads(path.read_bytes())
    content[kind] = table
    path.write_text(json.dumps(content), encoding="utf-8")


def later(register: Register, **changes: str) -> None:
    """Change some fields of the first programme."""
    before = register.document("programmes", 1)
    assert before is not None
    register.update("programmes", 1, before, {**before, **changes})
