"""What the import screen says above its list, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from coop_tui.errors import CoopError
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.import_road import Looked
from coop_tui.exchange.import_words import block_lines, fate_line
from coop_tui.exchange.source_words import left_out_lines, merged_lines, order_lines
from coop_tui.i18n import _, language
from coop_tui.records import KINDS
from coop_tui.values import format_number

_LINES: Final = 3
_NAMED: Final = 4  # headings


def _besides(plan: ImportPlan, show: str) -> Iterator[str]:
    """Of which kinds records are added or changed that rows refer to, and how many."""
    for is_new, said in (
        (True, _("Added as well: {counts}. {key} shows them.")),
        (False, _("Changed as well: {counts}. {key} shows them.")),
    ):
        found = Counter(one.kind for one in plan.linked if (one.before is None) is is_new)
        if found:
            counts = (f"{_(KINDS[kind].many)} {format_number(count, language())}" for kind, count in found.items())
            yield said.format(counts=", ".join(counts), key=show)


class UnsureDays(CoopError):
    """Columns of days in digits where nothing tells whether the day or the month comes first; `key` chooses."""

    headings: Sequence[str]
    key: str

    def message(self) -> str:
        return _("{headings}: nothing tells whether the day or the month comes first. {key} chooses.").format(
            headings=", ".join(self.headings), key=self.key
        )


def said_of(looked: Looked, plan: ImportPlan | None, *, choose: str, order: str, show: str) -> Sequence[str]:
    """What stands in the way, else what would be done, else how the file was read; `choose`, `order` and `show` are
    keys.
    """
    unknown = [one.heading for one in looked.matches if one.field is None]
    if unknown:
        text = _("No field is called {headings}. {key} on each chooses its field, or that it is not taken.")
        return [text.format(headings=", ".join(f"“{one}”" for one in unknown[:_NAMED]), key=choose)]
    if looked.rows is None:
        return [] if looked.problem is None else [looked.problem.message()]
    if plan is not None:
        return list(islice((fate_line(plan), *block_lines(plan), *_besides(plan, show)), _LINES))
    unsure = [UnsureDays(looked.rows.unsure, order).message()] if looked.rows.unsure else []
    # letters, sheet and row of the headings stand among the choices, and what each heading means in the list
    read = (*left_out_lines(looked.source), *merged_lines(looked.source), *order_lines(looked.rows))
    return list(islice((*unsure, *read), _LINES))
