"""Everything that is wrong with a store: its files, its records, and what they refer to. For `coop-tui check`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from coop_tui.i18n import _
from coop_tui.records import KINDS, AnyKind
from coop_tui.records.read import references, to_record
from coop_tui.records.words import path_words
from coop_tui.register.index import unique_keys
from coop_tui.register.load import document_problems
from coop_tui.register.succession import rings
from coop_tui.store import Document, FileStore, Tables, apply
from coop_tui.store.verifying import verify


def store_problems(
    file: Path, noted: str | None = None, *, mode: int = 0o600, known_on: date | None = None
) -> Iterator[str]:
    """Each problem in one line, in the language in use; none where all is well. Records are called by their number.
    `noted` is the hash of a line that has to be in the history. With `known_on` the records are those of that day.

    Raises what the store raises where it cannot be read at all, after what its history has shown.
    """
    for problem in verify(file, noted):
        yield problem.message()
    loaded = FileStore(file, mode=mode, known_on=known_on).load()
    tables: Tables = {
        kind: msgspec.json.decode(bytes(raw), type=dict[int, Document]) for kind, raw in loaded.tables.items()
    }
    apply(tables, loaded.changes)
    yield from _unknown_tables(tables)
    for name, kind in KINDS.items():
        yield from _table_problems(kind, tables.get(name, {}), tables)


def _unknown_tables(tables: Tables) -> Iterator[str]:
    for name in sorted(tables.keys() - KINDS.keys()):
        yield _("The table “{name}” is no kind of record. A script may have made it.").format(name=name)


def _table_problems(kind: AnyKind, table: dict[int, Document], tables: Tables) -> Iterator[str]:
    owners: dict[object, int] = {}
    for record_id, problem in rings(kind, table):
        yield f"{_(kind.one)} {record_id}, {path_words(kind, problem.path)}: {problem.message}"
    for record_id, document in table.items():
        what = f"{_(kind.one)} {record_id}"
        broken = False
        for problem in document_problems(kind, document):
            broken = True
            yield f"{what}, {path_words(kind, problem.path)}: {problem.message}"
        for path, other, other_id in references(kind.record, document):
            if other_id not in tables.get(other, {}):
                missing = _("refers to {kind} {id}, which is not on record.").format(
                    kind=_(KINDS[other].one), id=other_id
                )
                yield f"{what}, {path_words(kind, path)}: {missing}"
        if not broken:
            for key in unique_keys(kind)(to_record(kind, document)):
                if owners.setdefault(key, record_id) != record_id:
                    yield _("{what} says the same as {kind} {id}. Keep one of them.").format(
                        what=what, kind=_(kind.one), id=owners[key]
                    )
