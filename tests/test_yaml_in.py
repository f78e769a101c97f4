"""Any text is either a value, the same that every YAML reader gives, or refused with a reason. Quickly."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coop_tui.errors import CoopError
from coop_tui.yaml_in import MOST_BYTES, BadYaml, Value, parse_yaml


def value(text: str) -> Value:
    return parse_yaml(text, "berkas.yaml").value


def refusal(text: str) -> BadYaml:
    with pytest.raises(BadYaml) as refused:
        parse_yaml(text, "berkas.yaml")
    assert "berkas.yaml" in refused.value.message()
    return refused.value


SYNTAX = st.text(st.sampled_from("ab1 0:-?[]{},\"'#&*!|>%@`\n\t~.+e<="), max_size=60)


@given(st.text(st.characters(), max_size=60) | SYNTAX)
def test_any_text_is_a_value_or_refused(text: str) -> None:
    with suppress(CoopError):
        json.dumps(parse_yaml(text, "x").value, allow_nan=False)


# what YAML allows as it stands: no controls, and no line separators, which it folds
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)  # fmt: skip


@given(JSON)
def test_json_is_yaml_and_reads_the_same(data: object) -> None:
    assert value(json.dumps(data, ensure_ascii=False)) == data


@given(st.dictionaries(st.text("abcd", min_size=1), TEXTS | st.integers(-99, 99), max_size=4))
def test_what_another_writer_wrote_reads_the_same(data: dict[str, object]) -> None:
    assert value(yaml.safe_dump({key: str(one) for key, one in data.items()}, default_style='"')) == {
        key: str(one) for key, one in data.items()
    }
    assert value(json.dumps(data, indent=2, ensure_ascii=False)) == data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("off", "off"),
        ("y", "y"),
        ("Yes", "Yes"),
        ("081234567890", "081234567890"),
        ("00", "00"),
        ("-01", "-01"),
        ("2019-02-17", "2019-02-17"),
        ("12:30:45", "12:30:45"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("=", "="),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12", 12),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("9" * 41, "9" * 41),
        ("1.5", 1.5),
        ("-1e3", -1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("# nichts", None),
        ("a:", {"a": None}),
        ("a: {}", {"a": {}}),
        ("- a\n- - b", ["a", ["b"]]),
        ("1: x", {"1": "x"}),
        ("NO: x", {"NO": "x"}),
        ("|\n a\n b\n", "a\nb\n"),
    ],
)
def test_what_a_plain_word_means(text: str, expected: object) -> None:
    found = value(text)

    assert (type(found), found) == (type(expected), expected)


def test_every_key_and_item_knows_its_line() -> None:
    parsed = parse_yaml("# satu\noffice:\n  city: A\n\nkeys:\n  - x\n  - y: 1\n    z:\n      - 2\n", "x")

    assert parsed.lines == {
        (): 2,
        ("office",): 2,
        ("office", "city"): 3,
        ("keys",): 5,
        ("keys", 0): 6,
        ("keys", 1): 7,
        ("keys", 1, "y"): 7,
        ("keys", 1, "z"): 8,
        ("keys", 1, "z", 0): 9,
    }


REPEATED = [f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]" for before, one in pairwise("abcdefghi")]
LAUGHS = "\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *REPEATED])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: &x 2", 2, "anchors"),
        ("a: 1\nb: *x", 2, "anchors"),
        ("&x a: 1", 1, "anchors"),
        ("*x : 1", 1, "anchors"),
        (LAUGHS, 1, "anchors"),
        ("\n!!python/object/apply:os.system [ls]", 2, "tags"),
        ("a: !!str 1", 1, "tags"),
        ("a: !x {}", 1, "tags"),
        ("! 12", 1, "tags"),
        ("!!str a: 1", 1, "tags"),
        ("!!set {a}", 1, "tags"),
        ("a: 1\nb: 2\na: 3", 3, "“a” stands here twice"),
        ("a: {b: 1, b: 2}", 1, "“b” stands here twice"),
        ("? [a]\n: 1", 1, "a key must be a single word"),
        ("{{a: 1}: 2}", 1, "a key must be a single word"),
        ("a: 1\n---\nb: 2", 2, "only one document"),
        ("[" * 200_000, 1, "nested too deeply"),
        ("- " * 200_000, 1, "nested too deeply"),
        ("{a: " * 200_000, 1, "nested too deeply"),
        ("a: b: c", 1, "not YAML"),
        ("a: 'x", 1, "not YAML"),
        ("a:\n\t- b", 2, "not YAML"),
        ("a\x00b", 0, "not YAML"),
        ("a: \x1b", 0, "not YAML"),
        ("a: \ud800", 0, "not a text file in UTF-8"),
        ("%YAML 3.0\n---\na", 1, "not YAML"),
    ],
    ids=lambda given: None if isinstance(given, int) else given[:20],
)
def test_what_is_not_taken_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    error = refusal(text)

    assert (error.line, reason in error.reason) == (line, True), error.message()


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    class Huge(str):
        __slots__ = ()

        def __len__(self) -> int:
            return MOST_BYTES + 1

    assert "too large" in refusal(Huge("a: 1")).message()


@pytest.mark.parametrize("depth", [33, 34])
def test_how_deep_is_too_deep(depth: int) -> None:
    text = "[" * depth + "]" * depth
    if depth == 33:
        assert json.dumps(value(text)) == text
    else:
        assert "deeply" in refusal(text).message()


def test_a_message_without_a_line_names_the_file_alone() -> None:
    assert refusal("\x00").message().startswith("berkas.yaml: ")
    assert refusal("a: &x 1").message().startswith("berkas.yaml, line 1: ")
