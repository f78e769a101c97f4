"""What there is to say about a whole import, in lines; not yet made safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from coop_tui.exchange.import_plan import Fate, ImportPlan, Remark
from coop_tui.exchange.linked_fields import DOT, field_spec
from coop_tui.exchange.rows import ID, STATUS
from coop_tui.i18n import NP_, _, language, n_
from coop_tui.records import KINDS, AnyKind
from coop_tui.register import Records
from coop_tui.register.told import name_of
from coop_tui.store import Operation
from coop_tui.values import format_number, signs

FATES: Final[Mapping[Fate, str]] = {
    Fate.ADDED: NP_("row", "added"),
    Fate.UPDATED: NP_("row", "updated"),
    Fate.UNCHANGED: NP_("row", "unchanged"),
    Fate.SKIPPED: NP_("row", "skipped"),
    Fate.REJECTED: NP_("row", "rejected"),
}
"""What becomes of a row, marked with `NP_`."""

_NAMED: Final = 20  # records of a kind that are called by name


class PlannedNames:
    """What records are called, those too that an import would make."""

    def __init__(self, plan: ImportPlan, records: Records) -> None:
        self._plan = plan
        self._records = records

    def name(self, kind: str, record_id: int) -> str:
        """A record's name, and whether it would be new."""
        made = self._plan.made.get((kind, record_id))
        if made is None or self._records.get(KINDS[kind], record_id) is not None:
            return self._records.name(kind, record_id)
        return _("{name} (new)").format(name=name_of(made, self._records))


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
            called = field_words(plan.rows.kind, field)
            yield said.format(field=called, count=format_number(len(numbers), language()), first=numbers[0])


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


def field_words(kind: AnyKind, name: str) -> str:
    """What a field of a row is called: `Batch › Title`."""
    if name == ID:
        return _("Number on record")
    field, dot, _inner = name.partition(DOT)
    outer, spec = field_spec(kind, field), field_spec(kind, name)
    if spec is None:
        return _("Status") if name == STATUS else name
    return signs.inner().join([_(outer.label), _(spec.label)]) if dot and outer is not None else _(spec.label)


def remark_words(kind: AnyKind, remark: Remark) -> str:
    """A remark in one line: the column as the file calls it, or the field in words where the file has none."""
    column = field_words(kind, remark.field) if remark.column == remark.field else remark.column
    return f"{column}: {remark.text}"


def fate_line(plan: ImportPlan) -> str:
    """The sum in words: how many rows there are, and how many of them become what."""
    rows = n_("{count} row", "{count} rows", plan.read).format(count=format_number(plan.read, language()))
    fates = [f"{_(FATES[fate])} {format_number(count, language())}" for fate, count in plan.counts.items() if count]
    return f"{rows}: {', '.join(fates)}" if fates else rows


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
