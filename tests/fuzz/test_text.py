"""What a person or a file may write for one value: it is read or refused with a reason, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.records import KINDS
from coop_tui.records.read import Reading, read_value
from coop_tui.values import clean, parse_country, parse_email, parse_nip, parse_phone, parse_web, shown
from tests.fuzz.mutations import mutated, searching
from tests.strategies import specs_of

_VALID: Final = (
    "17/2/2019", "17 Februari 2019", "Feb 2019", "2019-02", "2019", "17.02.19", "198001312005011001", "140123456",
    "sari@contoh.go.id", "0741 123456", "+62 (741) 123-456", "www.contoh.example", "https://contoh.example/a?b=1",
    "Korsel", "RRC", "Côte d’Ivoire", "1.234", "25", "ya", "tidak", "aktif", "own_staff",
    "[\"a\"]", "-", "١٢", "²", "½",
)  # fmt: skip
TEXTS: Final = st.text(max_size=20) | mutated(st.sampled_from(_VALID).map(str.encode)).map(
    lambda raw: raw.decode("utf-8", "surrogateescape")
)
_FIELDS: Final = [spec for kind in KINDS.values() for spec in specs_of(kind)]
_READING: Final = Reading(find=lambda _kind, text: (1,) if text == "1" else (), today=date(2019, 3, 1))
_PARSERS: Final[tuple[Callable[[str], object], ...]] = (
    parse_country, parse_email, parse_nip, parse_phone, parse_web, clean, shown,
)  # fmt: skip


@example("²")
@example("٣")
@example("\udcff")
@example("1" * 5000)
@given(TEXTS)
def any_text(text: str) -> None:
    for parse in _PARSERS:
        with suppress(CoopError):
            parse(text)
    for spec in _FIELDS:
        with suppress(CoopError):
            read_value(spec.type, text, _READING)


def test_any_text_is_read_or_refused() -> None:
    searching(120)(any_text)()


@pytest.mark.torture
def test_any_text_at_length() -> None:
    searching(50_000)(any_text)()
