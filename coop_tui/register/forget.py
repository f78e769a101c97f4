"""Forgetting a person: out of records, history and our own backups, while what they took part in stays counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from coop_tui import drafts
from coop_tui.errors import CoopError
from coop_tui.register import undo
from coop_tui.register.apart import pair_in
from coop_tui.register.merging import merged_in
from coop_tui.register.state import Records
from coop_tui.store import Change, Document, FileStore, Operation, Tables, parts
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
    """Remove the person of this number for good, whether on record or deleted before, with those who were merged into
    it. Raises what `forget` does; a backup that cannot be rewritten stops nothing.
    """
    choose, label = in_place_of(merges_of(store, person_id)), f"forget people {person_id}"
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


class Merged(msgspec.Struct, frozen=True):
    """What merges have to do with a person: the `people` whose records were merged into theirs and still are, with the
    person; and what others were `lent` of these in merges that were taken back, as changes of documents.
    """

    people: frozenset[int]
    lent: tuple[Operation, ...]


def merges_of(store: FileStore, person_id: int) -> Merged:
    """What merges have to do with a person."""
    found = {person_id}
    undone: list[Change] = []
    for change, taken_back in undo.fates(store):  # the newest first: who came to the person came with those before
        pair = merged_in(change)
        if pair is not None and taken_back is not None:
            undone.append(change)
        elif pair is not None and pair[0] in found:
            found.add(pair[1])
    pairs = [(change, merged_in(change) or (0, 0)) for change in undone]
    lent = (op for change, (_stays, goes) in pairs if goes in found for op in change.ops)
    return Merged(frozenset(found), tuple(op for op in lent if op.before is not None and op.after is not None))


def in_place_of(merged: Merged) -> Choose:
    """A person who took part leaves a record without a name behind, so that participations still have somebody; one who
    did not leaves none. Participations keep what is counted. Who was lent something has it no more in earlier changes.
    """

    def choose(now: Tables) -> Instead:
        took_part = {one.get("person") for one in now.get("participations", {}).values()}
        forgotten = {id: id in took_part for id in merged.people}

        def instead(kind: str, id: int, document: Document) -> Document | None:
            if not same(document, now.get(kind, {}).get(id)):
                document = _given_back(merged.lent, kind, id, document)
            return _instead(forgotten, kind, id, document)

        return instead

    return choose


def _given_back(lent: Sequence[Operation], kind: str, id: int, document: Document) -> Document:
    """A document as it was before it was lent what it has."""
    for op in lent:
        if (op.kind, op.id) == (kind, id) and op.before is not None and op.after is not None:
            names = {name for name, value in op.after.items() if not same(value, op.before.get(name))}
            held = {name for name in names if name in document and same(document[name], op.after[name])}
            kept = {name: value for name, value in document.items() if name not in held}
            document = kept | {name: op.before[name] for name in held if name in op.before}
    return document


def _instead(forgotten: Mapping[int, bool], kind: str, id: int, document: Document) -> Document | None:
    """What stands in the place of a document; `forgotten` says of each of these people whether they took part."""
    if kind == "people" and id in forgotten:
        return {"name": f"? {id}", **_only(_PERSON, document)} if forgotten[id] else None
    if kind == "participations" and any(same(document.get("person"), one) for one in forgotten):
        return _only(_PARTICIPATION, document)
    if kind == "settings" and not forgotten.keys().isdisjoint(pair_in(document.get("name")) or ()):
        return None
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
