"""What the rows of one wide sheet leave out: titles that stand only above a block, and what is the same for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coop_tui.exchange.column_values import days, plain_values
from coop_tui.exchange.headings import FieldRows
from coop_tui.exchange.linked_fields import DOT
from coop_tui.exchange.meanings import meanings
from coop_tui.exchange.table import Row
from coop_tui.records.fields import DateType, Record, RefType, specs
from coop_tui.values import Order


def completed(
    rows: FieldRows, filled: Mapping[str, str], order: Order
) -> tuple[FieldRows, Mapping[str, Sequence[int]]]:
    """The rows with what they leave out: titles of blocks, which stand in their first row alone, and the values
    `filled` for all rows, days among them by `order`. Beside them which references were filled down, each with the
    numbers of the rows.
    """
    found = list(rows.rows)
    blocks = {field: list(_fill_down(found, names)) for field, names in _block_titles(rows).items()}
    if filled:
        given = _read(rows, filled, order)
        found = [Row(row.number, _with_filled(row.values, given)) for row in found]
    headings = {**{name: name for name in filled}, **rows.headings}
    return replace(rows, rows=tuple(found), headings=headings), blocks


def _read(rows: FieldRows, filled: Mapping[str, str], order: Order) -> Mapping[str, object]:
    """What a person gives for all rows, read as a column of it would be."""
    types = meanings(rows.kind.name).types
    found: dict[str, object] = {}
    for name, text in filled.items():
        if isinstance(types[name], DateType):
            found[name] = days([text], order, ranges=False).starts[0]
        else:
            found[name] = plain_values(types[name], name, [text])[0]
    return found


def _with_filled(values: Mapping[str, object], filled: Mapping[str, object]) -> Mapping[str, object]:
    """A value of a linked record is only for rows that say something of that record."""
    begun = {name.partition(DOT)[0] for name in values if DOT in name}
    more = {
        name: value
        for name, value in filled.items()
        if name not in values and (DOT not in name or name.partition(DOT)[0] in begun)
    }
    return {**values, **more} if more else values


def _block_titles(rows: FieldRows) -> Mapping[str, Sequence[str]]:
    """The references that stand only in the first row of a block, with the columns that tell of them: every row has to
    have one, the first row has it, and most of those that have nothing from merged cells do not.
    """
    declared: type[Record] = rows.kind.record
    titles: dict[str, Sequence[str]] = {}
    if rows.file_rows.whole:
        return titles
    for spec in specs(declared):
        names = [name for name in rows.headings if name.partition(DOT)[0] == spec.name]
        if names and spec.required and isinstance(spec.type, RefType) and len(rows.rows) > 1:
            merged = rows.file_rows.merged
            has = [any(name in row.values for name in names) for row in rows.rows if row.number not in merged]
            if has and has[0] and sum(has) * 2 <= len(has):
                titles[spec.name] = names
    return titles


def _fill_down(rows: list[Row], names: Sequence[str]) -> Iterator[int]:
    """Give rows that have nothing in these columns what stands there in a row above, in place; their numbers."""
    title: Mapping[str, object] = {}
    for at, row in enumerate(rows):
        own = {name: row.values[name] for name in names if name in row.values}
        if own:
            title = own
        else:
            rows[at] = Row(row.number, {**title, **row.values})
            yield row.number
