"""What the register writes it reads back: exported, imported into an empty register, exported again, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from coop_tui.exchange.csv_out import FILE_ENCODING, to_csv
from coop_tui.exchange.headings import by_field
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.json_out import to_json
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.rows import export_rows
from coop_tui.exchange.xlsx_out import to_xlsx
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.records import KINDS
from coop_tui.register import Records
from coop_tui.store import Document
from tests.exchange.registers import IMPORT_ORDER, Tables, apply, records_of, registers

Write = Callable[[str, list[Document]], bytes]

SLOW = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a whole register shrinks for minutes

FORMATS: dict[str, Write] = {
    "yaml": lambda _kind, rows: to_yaml(list(rows)).encode(),
    "json": lambda _kind, rows: to_json(list(rows)).encode(),
    "xlsx": lambda kind, rows: to_xlsx(KINDS[kind], rows),
    "csv": lambda kind, rows: to_csv(KINDS[kind], rows).encode(FILE_ENCODING),
}


def written(records: Records, ending: str) -> dict[str, bytes]:
    return {kind: FORMATS[ending](kind, export_rows(records, KINDS[kind])) for kind in IMPORT_ORDER}


def read_in(
    records: Records, folder: Path, ending: str, on_duplicate: OnDuplicate, files: dict[str, bytes]
) -> tuple[int, ...]:
    """Import every file; how many rows were added, updated, unchanged, skipped and rejected in all."""
    counts = [0] * 5
    for kind in IMPORT_ORDER:
        path = folder / f"{kind}.{ending}"
        path.write_bytes(files[kind])
        plan = try_import(
            records, by_field(read_source(path, KINDS[kind], {}).rows, KINDS[kind], {}), ImportOptions(on_duplicate)
        )
        apply(records, plan.operations)
        assert plan.reasons == ()
        now = (plan.added, plan.updated, plan.unchanged, plan.skipped, len(plan.rejected))
        counts = [one + other for one, other in zip(counts, now, strict=True)]
    return tuple(counts)


def size_of(tables: Tables) -> int:
    return sum(len(table) for table in tables.values())


def test_every_kind_has_its_place_in_the_order() -> None:
    assert sorted(IMPORT_ORDER) == sorted(KINDS)


@settings(max_examples=12, phases=UNSHRUNK, suppress_health_check=SLOW)
@given(tables=registers(most=3))
def test_export_import_export_gives_the_same_bytes(tables: Tables, tmp_path: Path) -> None:
    for ending in FORMATS:
        files = written(records_of(tables), ending)
        empty = records_of({})

        assert read_in(empty, tmp_path, ending, OnDuplicate.SKIP, files) == (size_of(tables), 0, 0, 0, 0)
        assert written(empty, ending) == files


@settings(max_examples=8, phases=UNSHRUNK, suppress_health_check=SLOW)
@given(tables=registers(most=3))
def test_an_export_changes_nothing_where_it_came_from(tables: Tables, tmp_path: Path) -> None:
    for ending in FORMATS:
        records = records_of(tables)
        files = written(records, ending)

        assert read_in(records, tmp_path, ending, OnDuplicate.UPDATE, files) == (0, 0, size_of(tables), 0, 0)
        assert written(records, ending) == files
