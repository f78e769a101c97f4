"""The rows that an import did not take, as a csv file to be mended and imported alone."""

from __future__ import annotations

from pathlib import Path

from coop_tui.exchange.csv_out import FILE_ENCODING, csv_table
from coop_tui.exchange.headings import REASON
from coop_tui.exchange.import_plan import ImportPlan
from coop_tui.exchange.linked_fields import linked_fields
from coop_tui.exchange.rows import columns
from coop_tui.exchange.write_file import write_whole


def write_rejects(path: Path, plan: ImportPlan) -> None:
    """Write the rejected rows whole, by field name, each with everything that is wrong with it in a last column, which
    an import passes over. Raises as `write_whole` does.
    """
    reasons: dict[int, list[str]] = {}
    for one in plan.reasons:
        reasons.setdefault(one.number, []).append(f"{one.column}: {one.text}")
    rows = plan.rows
    headings = [name for name in (*columns(rows.kind), *linked_fields(rows.kind)) if name in rows.headings]
    table = [{**row.values, REASON: "; ".join(reasons[row.number])} for row in plan.rejected]
    write_whole(path, csv_table(rows.kind, [*headings, REASON], table).encode(FILE_ENCODING))
