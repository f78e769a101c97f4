"""One file, every parser, the same values."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable
from typing import cast

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from coop_tui.exchange.yaml_out import to_yaml
from coop_tui.store import JSON
from coop_tui.yaml_in import parse_yaml

Reader = Callable[[str], object]

READERS: dict[str, Reader] = {
    "PyYAML, version 1.1": lambda text: yaml.load(text, yaml.SafeLoader),
    "libyaml, version 1.1": lambda text: yaml.load(text.encode(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
    "ruamel, version 1.2": lambda text: YAML(typ="safe", pure=True).load(io.StringIO(text)),
    "our own": lambda text: parse_yaml(text, "x.yaml").value,
}

# what a parser of one version or the other takes for something else than a text
MISTAKABLE = (
    "", " ", " a", "a ", "\t", "\n", "a\nb", "a\n\nb\n", "\r\n", "~", "null", "Null", "NULL", "y", "Y", "n", "yes",
    "No", "NO", "on", "Off", "OFF", "true", "True", "FALSE", "0", "-1", "+1", "-", "--", "---", "--- a", "...",
    "0812345678901", "017", "0o17", "0x1F", "0b11", "1_000", "1,000", "1:30", "190:20:30", ".5", "1.", "1e3",
    "1E+3", "e3", "E20", "e-1", ".", ".inf", "-.INF", ".NaN", "2019", "2019-02", "2019-02-17",
    "2019-02-17T10:00:00Z", "2019-02-17 10:00:00", "=", "<<", "!", "!!str a", "&a", "*a", "|", ">", ">-", "%a",
    "%YAML 1.2", "@a", "`a`", "?", "? a", "a?", "a: b", "a:b", "a:", ":a", "a #b", "#a", "a#b", "- a", "-a", "[a",
    "]", "{a", "}", "a, b", "'", "'a'", '"', '"a"', "\\", "a\\nb", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85",
    "\x9b1m", "\xa0", "\u2028", "\u2029", "\ufeff", "a\ufeffb", "\u202eabc", "\u200d", "\ufffe", "\uffff",
    "\U0001fffe", "\U0010ffff", "😀", "é", "東京", "٣", "Ⅳ", "ﬀ", "x" * 2000, "é" * 2000, "word " * 500,
)  # fmt: skip

texts = st.sampled_from(MISTAKABLE) | st.text(max_size=20)
scalars: st.SearchStrategy[JSON] = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
)
nested = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)


def same(one: object, other: object) -> bool:
    """Equal, and true, 1, 1.0 and "1" told apart."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(value=nested)
@example(value=list(MISTAKABLE))
@example(value={text: [{text: [[text, {}], []]}] for text in MISTAKABLE})
@example(value=[1e16, 1e-7, 1e22, 5e-324, -0.0, 0.1, 2**63])
def test_every_parser_reads_what_was_written(reader: str, value: JSON) -> None:
    if reader == "our own" and any(len(number) > 40 for number in json.dumps(value).split()):
        return  # it takes a number of more than 40 digits for a text, which no field is
    assert same(READERS[reader](to_yaml(value)), value)


@given(texts)
def test_whatever_is_not_printable_is_an_escape(text: str) -> None:
    assert to_yaml([{text: text}]).replace("\n", "").isprintable()


def test_the_layout() -> None:
    value: JSON = {
        "schema": "coop-tui/summary/1",
        "office": {"city": "Kota Contoh", "unit": "Bagian Kerja Sama, Sekretariat Daerah", "country": "NO"},
        "none": [],
        "batches": [{"id": 6, "days": [1, None], "starts_on": "2019-02-17"}, {"id": 7, "parts": {}}],
    }

    assert to_yaml(value) == (
        "schema: coop-tui/summary/1\n"
        "office:\n"
        "  city: Kota Contoh\n"
        "  unit: Bagian Kerja Sama, Sekretariat Daerah\n"
        '  country: "NO"\n'
        '"none": []\n'
        "batches:\n"
        "  - id: 6\n"
        "    days:\n"
        "      - 1\n"
        "      - null\n"
        '    starts_on: "2019-02-17"\n'
        "  - id: 7\n"
        "    parts: {}\n"
    ).replace('"none"', "none")


def test_a_lone_surrogate_which_no_yaml_can_hold_is_replaced() -> None:
    assert yaml.safe_load(to_yaml(["a\ud800b"])) == ["a\ufffdb"]


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_numbers_that_json_does_not_have_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_yaml(cast(JSON, {"a": [number]}))
