"""What there is to say about a whole import, in lines; not yet made safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.i18n import _, language, n_
from coop_tui.records import KINDS, AnyKind
from coop_tui.store import Operation
from coop_tui.values import format_number

_NAMED: Final = 20  # records of a kind that are called by name


def sum_line(plan: ImportPlan) -> str:
    """The last line, the same in every language."""
    return f"read {plan.read}: " + ", ".join(f"{fate} {count}" for fate, count in plan.counts.items())


def block_lines(plan: ImportPlan) -> Iterator[str]:
    """Which titles of blocks were filled down."""
    for field, numbers in plan.blocks.items():
        if numbers:
            said = n_(
                "{field}: empty in {count} row, taken from the row above (row {first}).",
                "{field}: empty in {count} rows, taken from the row above (first in row {first}).",
                len(numbers),
            )
            yield said.format(field=field, count=format_number(len(numbers), language()), first=numbers[0])


def linked_lines(plan: ImportPlan) -> Iterator[str]:
    """What is added or changed besides the rows: by name, people only by how many they are."""
    by_kind: dict[tuple[str, bool], list[Operation]] = {}
    for one in plan.linked:
        by_kind.setdefault((one.kind, one.before is None), []).append(one)
    for (kind, is_new), found in by_kind.items():
        said = (
            _("Added as well, {kind} ({count}): {names}") if is_new else _("Changed as well, {kind} ({count}): {names}")
        )
        count = format_number(len(found), language())
        names = _names(KINDS[kind], found)
        yield (
            said.format(kind=_(KINDS[kind].many), count=count, names=names)
            if names
            else said.format(kind=_(KINDS[kind].many), count=count, names="").rstrip(": ")
        )


def _names(kind: AnyKind, found: Sequence[Operation]) -> str:
    if kind.personal:
        return ""
    names = [
        next((str(one.after[name]) for name in kind.names if name in one.after), f"{_(kind.one)} {one.id}")
        for one in found[:_NAMED]
        if one.after is not None
    ]
    more = len(found) - _NAMED
    if more > 0:
        names.append(_("{count} more").format(count=format_number(more, language())))
    return "; ".join(names)
