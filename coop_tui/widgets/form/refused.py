"""Where in a form it belongs why the register refused a record."""

from __future__ import annotations

from collections.abc import Iterator

from coop_tui.errors import CoopError
from coop_tui.records import AnyKind
from coop_tui.records.fields import Record, specs
from coop_tui.records.kind import Path, Problem
from coop_tui.records.words import path_words
from coop_tui.register import AlreadyThere, InvalidRecord, MissingReference
from coop_tui.widgets.form.tree import Tree


def problems_of(kind: AnyKind, typed: Tree, error: CoopError) -> list[Problem]:
    """The problems at fields that `error` is about; none where it is about no field."""
    match error:
        case InvalidRecord(problems=problems):
            places = {path_words(kind, path): path for path in _paths(kind, typed)}
            return [Problem(places[where], what) for where, what in problems if where in places]
        case MissingReference(where=where):
            places = {path_words(kind, path): path for path in _paths(kind, typed)}
            return [Problem(places[where], error.message())] if where in places else []
        case AlreadyThere():
            return [Problem((name,), error.message()) for name in kind.unique[:1]]
    return []


def _paths(kind: AnyKind, typed: Tree) -> Iterator[Path]:
    declared: type[Record] = kind.record
    yield from ((spec.name,) for spec in specs(declared))
    yield from _inner(typed, ())


def _inner(tree: Tree, path: Path) -> Iterator[Path]:
    if isinstance(tree, str):
        return
    for step, one in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*path, step)
        yield from _inner(one, (*path, step))
