"""Files that somebody else wrote: a configuration, rows to import, a backup, a draft. Each is read or refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast
from zipfile import ZipFile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import config, drafts
from coop_tui.config import Office, sample_text
from coop_tui.exchange.csv_out import to_csv
from coop_tui.exchange.headings import by_field, parse_renames
from coop_tui.exchange.import_options import ImportOptions, OnDuplicate
from coop_tui.exchange.import_rows import try_import
from coop_tui.exchange.read_file import read_source
from coop_tui.exchange.rejects import write_rejects
from coop_tui.exchange.rows import export_rows
from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.records import KINDS
from coop_tui.register import Records
from coop_tui.store import JSON
from coop_tui.store.backup import read_backup, write_backup
from coop_tui.values import Order
from tests.fuzz.mutations import as_json, mutated, refusal, searching, swapped
from tests.fuzz.stores import TABLES, TODAY, placed, with_history
from tests.strategies import in_memory

_CONFIG: Final = sample_text(Office("Kota Contoh", "Bagian Contoh"), "id").encode()


@given(mutated(st.just(_CONFIG)))
def any_configuration(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "config.yaml")
        file.write_bytes(content)
        if refusal(lambda: config.load(file)) is None:
            store = config.load(file).store
            assert store.is_absolute()
            drafts.pending(drafts.folder_of(store), "sari")
        assert [one.read_bytes() for one in Path(folder).iterdir()] == [content]


@cache
def _records() -> Records:
    return in_memory(
        {kind: {int(one): dict(document) for one, document in table.items()} for kind, table in TABLES.items()}, TODAY
    )


@cache
def _exported(kind: str, ending: str) -> bytes:
    if ending == ".csv":
        return to_csv(KINDS[kind], export_rows(_records(), KINDS[kind], lambda _record: True)).encode()
    rows: list[JSON] = list(export_rows(_records(), KINDS[kind], lambda _record: True))
    return (to_yaml(rows) if ending == ".yaml" else json.dumps(rows)).encode()


@st.composite
def imports(draw: st.DrawFn) -> tuple[str, str, bytes]:
    """A kind, the ending of a file's name, and a file of that kind made wrong."""
    kind, ending = draw(st.sampled_from(sorted(TABLES))), draw(st.sampled_from([".csv", ".json", ".yaml"]))
    content = _exported(kind, ending)
    if ending == ".json" and draw(st.booleans()):
        return kind, ending, draw(as_json(swapped(st.just(json.loads(content)))))
    return kind, ending, draw(mutated(st.just(content)))


@given(imports(), st.sampled_from(["skip", "update", "fail"]), st.sampled_from(["dmy", "mdy", "ymd"]))
def any_import(given_file: tuple[str, str, bytes], duplicates: str, order: str) -> None:
    kind, ending, content = given_file
    with TemporaryDirectory() as folder:
        file, rejects = Path(folder, f"rows{ending}"), Path(folder, "rejects.csv")
        file.write_bytes(content)
        if refusal(lambda: by_field(read_source(file, KINDS[kind], {}).rows, KINDS[kind], {})) is None:
            rows = by_field(read_source(file, KINDS[kind], {}).rows, KINDS[kind], {})
            plan = try_import(_records(), rows, ImportOptions(OnDuplicate(duplicates), cast(Order, order)))
            assert plan.read == len(rows.rows)
            write_rejects(rejects, plan)
            again = by_field(read_source(rejects, KINDS[kind], {}).rows, KINDS[kind], {})
            assert len(again.rows) == len(plan.rejected), plan.reasons
        assert file.read_bytes() == content


@cache
def _backup() -> bytes:
    with placed(*with_history()) as path:
        target = path.with_name("made.zip")
        write_backup(path, target)
        return target.read_bytes()


def _packed(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


BACKUPS: Final = st.one_of(
    mutated(st.builds(_backup)),
    st.builds(
        lambda snapshot, history: _packed({"coop.json": snapshot, "coop.history.jsonl": history}),
        mutated(st.builds(lambda: with_history()[0])),
        mutated(st.builds(lambda: with_history()[1])),
    ),
)


@given(BACKUPS)
def any_backup(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "made.zip")
        file.write_bytes(content)
        refusal(lambda: read_backup(file))
        assert [one.read_bytes() for one in Path(folder).iterdir()] == [content]


_DRAFT: Final = drafts.Draft(
    kind="batches",
    record_id=1,
    at=datetime(2019, 3, 1, tzinfo=UTC),
    before=dict(TABLES["batches"]["1"]),
    typed={"title": "Air", "topics": ["a"], "decree": {"number": "1"}},
)


@given(mutated(st.just(msgspec.json.encode(_DRAFT))), st.booleans())
def any_draft(content: bytes, alone: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        drafts.keep(folder, "sari", _DRAFT)
        next(folder.iterdir()).write_bytes(content)
        if not alone:
            drafts.keep(folder, "sari", msgspec.structs.replace(_DRAFT, record_id=2))
        found = drafts.find(folder, "sari", "batches", 1)
        assert found is None or found.kind == "batches"
        assert all(draft.kind for draft in drafts.pending(folder, "sari"))


@given(st.lists(st.text(max_size=8) | st.sampled_from(["a=name", "=", "==", "a=", "=a", "a==b"]), max_size=3))
def any_renames(texts: Sequence[str]) -> None:
    refusal(lambda: parse_renames(texts))


SEARCHES: Final = [any_configuration, any_import, any_backup, any_draft, any_renames]


@pytest.mark.parametrize("search", SEARCHES)
def test_it_is_read_or_refused(search: Callable[[], None]) -> None:
    searching(60)(search)()


@pytest.mark.torture
@pytest.mark.parametrize("search", SEARCHES)
def test_it_is_read_or_refused_at_length(search: Callable[[], None]) -> None:
    searching(5_000)(search)()
