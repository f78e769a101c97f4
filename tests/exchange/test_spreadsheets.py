"""What an import recognises, by invented files: each must give what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.spreadsheets.expected import expected
from tests.exchange.spreadsheets.workbooks import NAMES, make


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_written_the_same_each_time(tmp_path: Path, name: str) -> None:
    once = make(name, tmp_path).read_bytes()
    assert make(name, tmp_path).read_bytes() == once
    assert expected(name).into
