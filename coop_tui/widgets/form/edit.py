"""One record while somebody edits it: what was on record, what is typed now, what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from coop_tui.records import AnyKind
from coop_tui.records.fields import Record, specs
from coop_tui.records.kind import Path, Problem
from coop_tui.records.read import Read, Reading, read, to_record
from coop_tui.register import NoSuchRecord, Register
from coop_tui.store import JSON, Conflict, Document
from coop_tui.widgets.form import tree as trees
from coop_tui.widgets.form.names import Names, names_of
from coop_tui.widgets.form.tree import Tree
from coop_tui.widgets.form.typed import blank, exact, fitting_fields, typed_fields


class Edit:
    """The typed texts of one record, and the way from them into the register.

    `record_id` None is a new record, `filled` what it already says. `on_change` is called after every change of
    `typed`. Raises NoSuchRecord.
    """

    def __init__(self, register: Register, kind: AnyKind, record_id: int | None, filled: Document) -> None:
        self.register = register
        self.kind = kind
        self.record_id = record_id
        self._filled = filled
        self.names: Names = names_of(register)
        self.theirs: dict[str, JSON] = {}
        self.on_change: Callable[[], None] = lambda: None
        self.before = self._on_record()
        self._start = self._start_from(self.before)
        self.typed: Tree = self._start
        self._removed: list[tuple[Path, Tree]] = []

    def _on_record(self) -> Document:
        if self.record_id is None:
            return self._filled
        found = self.register.document(self.kind.name, self.record_id)
        if found is None:
            raise NoSuchRecord(self.kind.name, self.record_id)
        return found

    def _start_from(self, before: Document) -> dict[str, Tree]:
        found = typed_fields(self.declared, before, self.names.text)
        return {**blank(self.declared), **found} if self.record_id is None else found

    @property
    def declared(self) -> type[Record]:
        """The Struct of the record."""
        found: type[Record] = self.kind.record
        return found

    @property
    def changed(self) -> bool:
        """Whether anything was typed that is not on record."""
        return self.typed != self._start

    @property
    def reading(self) -> Reading:
        """How typed texts are read here."""
        return Reading(find=self.names.find, today=self.register.records.today)

    # Typing

    def text(self, path: Path) -> str:
        """The text typed at `path`; "" where there is none."""
        found = trees.at(self.typed, path)
        return found if isinstance(found, str) else ""

    def put(self, path: Path, value: Tree) -> None:
        """Take in what is typed at `path` now."""
        self._become(trees.put(self.typed, path, value))

    def remove(self, path: Path) -> None:
        """Take away an item or group; `restore` brings it back."""
        self._removed.append((path, trees.at(self.typed, path)))
        self._become(trees.without(self.typed, path))

    def restore(self) -> Path | None:
        """Bring back what was removed last; where it stands now, None where nothing was removed."""
        if not self._removed:
            return None
        path, value = self._removed.pop()
        self._become(trees.with_item(self.typed, path, value))
        return path

    @property
    def can_restore(self) -> bool:
        """Whether anything was removed that `restore` would bring back."""
        return bool(self._removed)

    def move(self, path: Path, by: int) -> bool:
        """Move an item in its list. False where it would leave the list."""
        after = trees.moved(self.typed, path, by)
        there = after != self.typed
        self._become(after)
        return there

    def _become(self, after: Tree) -> None:
        if after != self.typed:
            self.typed = after
            self.on_change()

    def forget(self, path: Path) -> None:
        """Take away an item or group for good."""
        self._become(trees.without(self.typed, path))

    def start_again(self) -> None:
        """Forget what was typed, and start from the record as it is now. Raises NoSuchRecord."""
        self.before = self._on_record()
        self._start = self._start_from(self.before)
        self._removed.clear()
        self.theirs.clear()
        self._become(self._start)

    def take_up_draft(self, before: Document, typed: Mapping[str, object]) -> None:
        """Go on from what was typed at an earlier time, over the record as it was then."""
        self.before = before
        self._start = self._start_from(before)
        self.typed = fitting_fields(self.declared, typed)

    def speak_again(self) -> None:
        """Have what was not touched as it is typed in the language that is now in use; what was typed stays."""
        start, typed = self._start, cast("dict[str, Tree]", self.typed)
        self._start = self._start_from(self.before)
        self.typed = {
            name: self._start[name] if name in self._start and value == start.get(name) else value
            for name, value in typed.items()
        }

    # Reading and saving

    def read(self) -> Read:
        """The record as it would be saved, and all that stands in the way. What was not touched stays as it is."""
        raw: dict[str, object] = {}
        for spec in specs(self.declared):
            now = trees.at(self.typed, (spec.name,))
            if now == trees.at(self._start, (spec.name,)) and spec.name in self.before:
                raw[spec.name] = exact(spec.type, self.before[spec.name])
            elif now != "":
                raw[spec.name] = now
        return read(self.kind, raw, self.reading)

    def doubts(self, found: Read) -> Sequence[Problem]:
        """What can hardly be so in a record that `read` found whole; nothing where it is not."""
        if found.problems:
            return ()
        return list(self.kind.doubts(to_record(self.kind, found.document), self.register.records.today))

    def save(self, document: Document) -> int:
        """Save what `read` found whole; the record's id. Raises what `Register.create` and `Register.update` raise."""
        if self.record_id is None:
            return self.register.create(self.kind.name, document)
        self.register.update(self.kind.name, self.record_id, self.before, document)
        return self.record_id

    def rebase(self, conflict: Conflict, current: Document) -> None:
        """Go on over the record as others have left it: their changes come in, except where mine are different. Those
        stay to be chosen from, in `theirs`.
        """
        start = self._start_from(current)
        mine = cast("dict[str, Tree]", self.typed)
        kept = {name: value for name, value in mine.items() if value != self._start.get(name)}
        emptied = {name for name in self._start if name not in mine}
        merged = {name: value for name, value in start.items() if name not in emptied} | kept
        self.theirs = {name: current.get(name) for name in conflict.fields}
        self.before, self._start = current, start
        self._become(merged)

    def take_theirs(self, name: str) -> None:
        """Settle a field the way others have it."""
        del self.theirs[name]
        self.put((name,), trees.at(self._start, (name,)))

    def keep_mine(self, name: str) -> None:
        """Settle a field the way it is typed here."""
        del self.theirs[name]
