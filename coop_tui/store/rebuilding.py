"""A history written anew, line by line, and the records that it tells of."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from coop_tui.store import lines, remains
from coop_tui.store.changes import Tables, difference, raise_to
from coop_tui.store.lines import Base, Line, StoredOperation
from coop_tui.store.remains import Gap, Kept
from coop_tui.store.snapshots import Meta

LABEL: Final = "recover"


class Loss(NamedTuple):
    """The changes `first` to `last`, which are damaged or missing.

    `certain` where the records are as these changes left them, and only who made them and when is lost or in doubt;
    else `records`, as kind and id, are those that are known to be concerned: they are as they were before, or missing.
    """

    first: int
    last: int
    certain: bool
    records: tuple[tuple[str, int], ...] = ()


class Sound(NamedTuple):
    """A snapshot of this history, as coop-tui wrote it."""

    meta: Meta
    tables: Tables


class _Hole(NamedTuple):
    """Changes that were filled in as far as could be; `whole` where every operation was there. `open` are records that
    lost ones name, as long as no later change tells of them; the name itself may be what was damaged.
    """

    first: int
    last: int
    whole: bool
    open: set[tuple[str, int]]


class Rebuilt:
    """History and records, as far as they were brought. `snapshot` is what is known from elsewhere."""

    def __init__(self, base: Base, snapshot: Sound | None) -> None:
        self.contents: list[list[bytes]] = []
        """The lines of each file."""
        self.base = base
        self.gen, self.hash, self._at = base.gen, "", ""
        self.last_ids = dict(base.last_ids)
        self._used = dict(base.last_ids)  # as far as the lines tell
        self._snapshot = snapshot
        if snapshot is not None:
            raise_to(self.last_ids, snapshot.meta.last_ids)
        self.tables: Tables = {}
        """The records as the lines tell of them."""
        self._known: Tables | None = None  # the snapshot's records, brought forward by the lines after it
        self._seen: set[str] = set()
        self._holes: list[_Hole] = []
        self._doubts: list[int] = []
        self.holds_snapshot = snapshot is not None
        """Whether all that the snapshot knows is among the records at the end."""

    def begin(self, part: str) -> None:
        """Begin a file, which goes on after the one that is called `part`; "" for the first."""
        base = self.base
        if part:
            base = msgspec.structs.replace(
                base, gen=self.gen, last=self.hash, last_ids=dict(self._used), part=part, at=self._at
            )
        first = lines.base_line(base)
        self.contents.append([first])
        self.hash = self.hash if part else lines.hash_of(first)

    def take(self, kept: Kept) -> None:
        """Go on with a line that was found."""
        self._add(kept.line)
        known = self._snapshot.meta if self._snapshot else None
        if not kept.proven or (known is not None and known.gen == self.gen and known.last != kept.hash):
            self._doubts.append(self.gen)

    def fill(self, gap: Gap, by: str, at: str) -> None:
        """Go on with what is left of damaged lines, as changes of `by`, dated `at` where no line before tells."""
        if not gap.missing:
            return
        first = self.gen + 1
        proved = []
        for ops in remains.operations(gap, first, self._seen):
            self._add(_line(ops, by, self._at or at))
            proved += ops
        named = remains.named(gap.damaged)
        left = {one for one in named - {(op.kind, op.id) for op in proved} if one[0] in self._kinds()}
        lost = remains.counted(gap.damaged) - len(proved)
        if self._snapshot is None or self.gen > self._snapshot.meta.gen:
            for kind in self._kinds():  # whichever of them was lost, its number is not given away again
                self.last_ids[kind] += max(lost, 0)
        self._holes.append(_Hole(first, self.gen, lost <= 0 and not self._may_misplace(gap, first), left))

    def _may_misplace(self, gap: Gap, first: int) -> bool:
        """Whether operations may have come to stand on the wrong side of what the snapshot knows: of a change that has
        no line of its own it cannot be told which are its own.
        """
        known = self._snapshot.meta.gen if self._snapshot else 0
        return first <= known < self.gen and len(gap.damaged) < gap.missing

    def _kinds(self) -> set[str]:
        """Those that there are for sure: a damaged line may name others."""
        return set(self.last_ids)

    def miss(self, gen: int) -> None:
        """Note that of the changes until `gen` nothing was found."""
        self._holes.append(_Hole(1, gen, whole=False, open=set()))

    def end(self, by: str, at: str) -> None:
        """Add what only the snapshot knows, dated `at`."""
        if self._snapshot is None:
            return
        self.fill(Gap([], max(0, self._snapshot.meta.gen - self.gen)), by, at)
        missing = difference(self.tables, self._snapshot.tables if self._known is None else self._known)
        if any(hole.first <= self._snapshot.meta.gen for hole in self._holes):
            if missing:
                self._add(_line([lines.salted(op) for op in missing], by, self._at or at))
        else:
            self.holds_snapshot = not missing

    def meta(self) -> Meta:
        """What a snapshot of the records says of itself."""
        written = self.contents[-1]
        offset = sum(map(len, written[:-1])) if len(written) > 1 else 0
        return Meta(self.base.schema, self.base.store, self.gen, self.hash, self.last_ids, 0, offset)

    def _add(self, line: Line) -> None:
        late = self._at != "" and datetime.fromisoformat(line.at) < datetime.fromisoformat(self._at)
        new = msgspec.structs.replace(line, gen=self.gen + 1, prev=self.hash, at=self._at if late else line.at)
        raw = lines.line_bytes(new)
        self.contents[-1].append(raw)
        self.gen, self.hash, self._at = new.gen, lines.hash_of(raw), new.at
        self._seen.update(new.digests)
        if self._snapshot is not None and self._known is None and self.gen > self._snapshot.meta.gen:
            self._known = {kind: dict(table) for kind, table in self._snapshot.tables.items()}
        for op in new.ops:
            for tables in (self.tables, self._known):
                if tables is not None:
                    _put(tables, op)
            raise_to(self.last_ids, {op.kind: op.id})
            raise_to(self._used, {op.kind: op.id})
            for hole in self._holes:
                hole.open.discard((op.kind, op.id))

    def losses(self) -> list[Loss]:
        """Every hole and every doubt, in the order of the changes."""
        covered = self._snapshot.meta.gen if self._snapshot else 0
        holes = [
            Loss(hole.first, hole.last, certain=True)
            if hole.last <= covered or hole.whole
            else Loss(hole.first, hole.last, certain=False, records=tuple(sorted(hole.open)))
            for hole in self._holes
        ]
        return sorted([*holes, *(Loss(gen, gen, certain=True) for gen in self._doubts)])


def _line(ops: list[StoredOperation], by: str, at: str) -> Line:
    digests = [lines.digest(op) for op in ops]
    return Line(gen=0, at=at, by=by, label=f"{LABEL} {len(ops)}", digests=digests, prev="", ops=ops)


def _put(tables: Tables, op: StoredOperation) -> None:
    if op.after is None:
        tables.get(op.kind, {}).pop(op.id, None)
    else:
        tables.setdefault(op.kind, {})[op.id] = op.after
