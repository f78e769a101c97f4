"""What stands in a form's inputs: texts, in lists and groups as the record's kind nests them. Changes give a new tree.

A tree holds no empty texts, lists or groups under a name; only within a list of texts may a line be empty.
"""

from __future__ import annotations

from typing import TypeAlias

from coop_tui.records.kind import Path

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def at(tree: Tree, path: Path) -> Tree:
    """What stands at `path`; "" where nothing does."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step, "")
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return ""
    return tree


def items(tree: Tree, path: Path) -> list[Tree]:
    """The items of the list at `path`; none where there is no list."""
    found = at(tree, path)
    return found if isinstance(found, list) else []


def put(tree: Tree, path: Path, value: Tree) -> Tree:
    """`tree` with `value` at `path`. An item may be put right behind the last one of its list."""
    if not path:
        return value
    step, inner = path[0], path[1:]
    if isinstance(step, str):
        group = dict(tree) if isinstance(tree, dict) else {}
        group[step] = put(group.get(step, ""), inner, value)
        return {name: one for name, one in group.items() if one not in ("", [], {})}
    found = list(tree) if isinstance(tree, list) else []
    found[step : step + 1] = [put(found[step] if step < len(found) else "", inner, value)]
    return _without_empty_end(found)


def without(tree: Tree, path: Path) -> Tree:
    """`tree` without the item of a list, or the group, at `path`."""
    where, last = path[:-1], path[-1]
    if isinstance(last, str):
        return put(tree, path, "")
    left = items(tree, where)
    return put(tree, where, [*left[:last], *left[last + 1 :]])


def with_item(tree: Tree, path: Path, value: Tree) -> Tree:
    """`tree` with `value` as a further item of a list, in the place that `path` says."""
    where, last = path[:-1], path[-1]
    if isinstance(last, str):
        return put(tree, path, value)
    left = items(tree, where)
    return put(tree, where, [*left[:last], value, *left[last:]])


def moved(tree: Tree, path: Path, by: int) -> Tree:
    """`tree` with the item at `path` moved up (negative) or down; the same where it would leave its list."""
    where, last = path[:-1], path[-1]
    left = items(tree, where)
    if not isinstance(last, int) or last >= len(left) or not 0 <= last + by < len(left):
        return tree
    one = left[last]
    rest = [*left[:last], *left[last + 1 :]]
    return put(tree, where, [*rest[: last + by], one, *rest[last + by :]])


def texts(tree: Tree) -> list[str]:
    """All texts of a tree that are not blank, in order."""
    if isinstance(tree, str):
        return [tree] if tree.strip() else []
    inner = tree if isinstance(tree, list) else list(tree.values())
    return [text for one in inner for text in texts(one)]


def _without_empty_end(found: list[Tree]) -> list[Tree]:
    while found and found[-1] in ("", [], {}):
        found = found[:-1]
    return found
