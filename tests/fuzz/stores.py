"""Small registers to make wrong: one with a history, one that a script wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.exchange.csv_out import to_csv
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.rows import export_rows
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.records import KINDS
from coop_tui.register import Register
from coop_tui.register.audit import store_problems
from coop_tui.register.describe import change_words
from coop_tui.store import JSON, FileStore, NewId, Operation

TODAY: Final = date(2019, 3, 1)
TABLES: Final[Mapping[str, Mapping[str, Mapping[str, JSON]]]] = {
    "countries": {"1": {"code": "SG", "status": "active", "contacts": [{"name": "Sari", "phone": "0741 123456"}]}},
    "programmes": {"1": {"name": "Program Contoh"}},
    "batches": {
        "1": {
            "programme": 1, "mode": "abroad", "country": "SG", "starts_on": "2019-02-17", "ends_on": "2019-02-23",
            "seats": 25, "groups": [{"origin": "own_staff", "reported": 25, "basis": "reported"}], "topics": ["Air"],
        }
    },
    "people": {"1": {"name": "Budi", "nip": "198001312005011001"}},
    "participations": {"1": {"person": 1, "batch": 1, "status": "attended"}},
    "settings": {"1": {"name": "look:budi", "value": {"language": "id", "more": [1, None, 2.5]}}},
}  # fmt: skip


def opened(path: Path) -> Register:
    """The register, whose problems are failures."""
    return Register(FileStore(path), today=TODAY, by="sari", ending_soon_days=365, on_problem=_pass_over)


def _pass_over(problem: CoopError) -> None:
    assert problem.message()


@cache
def with_history() -> tuple[bytes, bytes]:
    """Snapshot and history of a register in which a few things were changed; the last is not in the snapshot."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "coop.json")
        FileStore.create(path)
        for label, kinds in (("init", ("countries", "programmes", "settings")), ("import", tuple(TABLES))):
            register = opened(path)
            register.commit(_adds(register, kinds), label)
            register.close()
        snapshot = path.read_bytes()
        register = opened(path)
        register.undo()
        register.close()
        return snapshot, path.with_suffix(".history.jsonl").read_bytes()


def _adds(register: Register, kinds: tuple[str, ...]) -> Callable[[NewId], list[Operation]]:
    missing = [
        Operation(kind, int(one), None, dict(document))
        for kind in kinds
        for one, document in TABLES[kind].items()
        if register.records.get(KINDS[kind], int(one)) is None
    ]
    return lambda _new_id: missing


@cache
def by_a_script() -> bytes:
    """The same as another program writes it."""
    return json.dumps(TABLES).encode()


@contextmanager
def placed(snapshot: bytes, history: bytes | None) -> Iterator[Path]:
    """The files in a folder of their own."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "coop.json")
        path.write_bytes(snapshot)
        if history is not None:
            path.with_suffix(".history.jsonl").write_bytes(history)
        yield path


def used(path: Path) -> None:
    """Do with the register whatever can be done with it; all that may go wrong is a CoopError, which passes."""
    for _problem in store_problems(path):
        pass
    register = opened(path)
    try:
        for change in register.store.history():
            assert change_words(change, register.records)
        for kind in KINDS.values():
            rows: list[JSON] = list(export_rows(register.records, kind, lambda _record: True))
            assert to_yaml(rows)
            assert to_json(rows)
            assert to_csv(kind, export_rows(register.records, kind, lambda _record: True))
        register.undo()
    finally:
        register.close()
