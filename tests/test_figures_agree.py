"""One figure wherever it is said: overview, Counts, `counts` and summary, and as it is counted slowly."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from coop_tui.counts import value_name
from coop_tui.register import Records
from coop_tui.store import FileStore, Operation
from tests.commands.calling import call
from tests.dashboard import THEN, WIDE, dashboard, lines, office, see, store_of
from tests.exchange.registers import IMPORT_ORDER, Tables, records_of
from tests.strategies import examples
from tests.test_counts import registers, slow

SHOWN = re.compile(r"^\W*(\d{4}|unknown)\s+(?:▇+\s+)?([\d ≈–]*)")  # a year, on the overview its bar, and figures


@settings(examples(6), suppress_health_check=(HealthCheck.function_scoped_fixture, HealthCheck.too_slow))
@given(tables=registers())
async def test_every_screen_and_file_says_the_same(capfd: pytest.CaptureFixture[str], tables: Tables) -> None:
    records = records_of(tables, THEN)
    expected = by_year(slow(records, tables, "participations", ("year",)))
    with TemporaryDirectory() as scratch:
        config = office(Path(scratch), sample=False)
        keep(config, tables)
        assert await on_screen(config, tab=1, words="partner countr") == expected
        assert await on_screen(config, tab=5, words="Measure") == expected
        asked: list[str | Path] = ["--config", config, "--as-of", THEN.isoformat()]
        counts = json.loads(call(capfd, *asked, "counts", "--by", "year", "--format", "json").out)
        assert {row["year"]: row["participations"] for row in counts if row["participations"]} == expected
        summary = yaml.safe_load(call(capfd, *asked, "export").out)
        assert {
            row["year"]: row["participations"] for row in summary["counts"]["by_year"] if row["participations"]
        } == expected
        whole = summary["totals"]["participations"]
        assert whole["own"] + whole["others"] == sum(expected.values())
        for dimension in ("year", "unit"):
            persons = slow(records, tables, "people", (dimension,))
            by_name = {name_of(records, dimension, value): n for (value,), n in persons.items() if value is not None}
            assert summary["totals"]["people"]["named"] == persons[None,]
            rows = summary["counts"][f"by_{dimension}"]
            assert {row[dimension]: row["people"] for row in rows if row["people"]} == by_name
            assert all(row["people"] <= row["participations"] for row in rows)
            asked_people = [*asked, "counts", "--measure", "people", "--by", dimension, "--format", "json"]
            counts = json.loads(call(capfd, *asked_people).out)
            assert {row[dimension]: row["people"] for row in counts} == by_name


def name_of(records: Records, dimension: str, value: object) -> str:
    """A value as the summary has it."""
    return value_name(records, dimension, value if isinstance(value, int) else str(value))


def by_year(cells: Mapping[tuple[object, ...], int]) -> dict[str, int]:
    """The rows with a figure, without the total."""
    return {str(year): figure for (year,), figure in cells.items() if year is not None and figure}


def keep(config: Path, tables: Tables) -> None:
    """Put documents on record, also such as a form would not let through."""
    store = FileStore(store_of(config))
    generation = store.load().generation
    wanted = [Operation(kind, id, None, one) for kind in IMPORT_ORDER for id, one in tables.get(kind, {}).items()]
    store.commit(lambda _fresh, _new_id: wanted, "sari", "import", generation=generation)


async def on_screen(config: Path, *, tab: int, words: str) -> dict[str, int]:
    """The figure of each year that stands on a tab, in a table that in the column `Total`."""
    async with dashboard(config, WIDE, tab=tab) as (app, pilot):
        await see(app, words)
        await pilot.pause()
        shown = lines(app)
    heading = next((line for line in shown if line.startswith(" Year ")), " Year  Total")
    column = heading.split().index("Total") - 1  # whatever stands after it compares with the year before
    found = {line[1]: line[2].replace("≈", "").split() for line in map(SHOWN.match, shown) if line}
    return {year: int(figures[column]) for year, figures in found.items() if figures[column] != "–"}
