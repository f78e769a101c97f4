"""Forgetting a person: out of records, history and our own backups, while what they took part in stays counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from coop_tui import drafts
from coop_tui.errors import CoopError
from coop_tui.register.state import Records
from coop_tui.store import Document, FileStore, Tables, parts
from coop_tui.store.backup import rewrite_backup
from coop_tui.store.changes import same
from coop_tui.store.daily import kept
from coop_tui.store.files import Files
from coop_tui.store.forgetting import Choose, Forgotten, Instead, forget, forget_in

_PERSON: Final = ("sex", "unit", "origin")
"""What figures ask of a person."""
_PARTICIPATION: Final = ("person", "batch", "status", "replaces", "unit", "origin")
"""What figures and references ask of a participation."""
_SHORTEST: Final = 4  # characters of a text that is looked for elsewhere: "Ani" stands in too many words


class Reached(msgspec.Struct, frozen=True):
    """What was done: in the store, in which backups; and not: in which backups, and why, and in which drafts."""

    store: Forgotten
    backups: Sequence[Path]
    failed: Sequence[tuple[Path, CoopError]]
    drafts: Sequence[Path]


def forget_person(store: FileStore, person_id: int, by: str) -> Reached:
    """Remove the person of this number for good, whether on record or deleted before. Raises what `forget` does; a
    backup that cannot be rewritten stops nothing.
    """
    choose, label = in_place_of(person_id), f"forget people {person_id}"
    done = forget(store.path, choose, by, label, mode=store.mode)

    def in_backup(files: Files) -> bool:
        return any(forget_in(files, choose, by, label, store.mode))

    backups, failed = [], []
    for backup in kept(store.path):
        try:
            if rewrite_backup(backup, in_backup, mode=store.mode):
                backups.append(backup)
        except CoopError as error:
            failed.append((backup, error))
    left = drafts.forget(drafts.folder_of(store.path), "people", person_id)
    return Reached(done, backups, failed, left)


def in_place_of(person_id: int) -> Choose:
    """A person who took part leaves a record without a name behind, so that participations still have somebody; one who
    did not leaves none. Participations keep what is counted.
    """

    def choose(now: Tables) -> Instead:
        took_part = any(one.get("person") == person_id for one in now.get("participations", {}).values())
        return partial(_instead, person_id, took_part)

    return choose


def _instead(person_id: int, took_part: bool, kind: str, id: int, document: Document) -> Document | None:  # noqa: FBT001 - bound by partial
    if (kind, id) == ("people", person_id):
        return {"name": f"? {person_id}", **_only(_PERSON, document)} if took_part else None
    if kind == "participations" and same(document.get("person"), person_id):
        return _only(_PARTICIPATION, document)
    return document


def _only(fields: Sequence[str], document: Document) -> Document:
    return {field: document[field] for field in fields if field in document}


def words_of(document: Document) -> list[str]:
    """What somebody may have typed of a person elsewhere too, folded: name, NIP, e-mail, phone."""
    texts = (document.get(field) for field in ("name", "nip", "email", "phone"))
    return [text.casefold() for text in texts if isinstance(text, str) and len(text) >= _SHORTEST]


def still_in_records(records: Records, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The records, as (kind, id), in which one of these words stands."""
    for kind, table in records.state().tables.items():
        for id, record in table.items():
            if _holds(record, words):
                yield kind, id


def still_in_history(store: FileStore, words: Sequence[str]) -> list[int]:
    """The changes in which one of these words stands, oldest first."""
    return sorted(change.gen for change in store.history() if _holds(change, words))


def _holds(record: object, words: Sequence[str]) -> bool:
    text = msgspec.json.encode(record).decode().casefold()
    return any(word in text for word in words)


def copies_beside(path: Path) -> list[Path]:
    """Files beside the store that may be copies of it or pieces of such, and are not ours to change."""
    stem = path.name.partition(".")[0]
    files = Files.of(path)
    ours = {*files, *parts.oldest_first(files.history), drafts.folder_of(path)}
    return sorted(file for file in path.parent.glob(f"{stem}.*") if file not in ours)
