"""Everything that cannot be read is named with its place, in the language in use, and nothing ends in a traceback."""

from __future__ import annotations

import copy
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_tui import i18n
from coop_tui.i18n import Language
from coop_tui.records import KINDS, Record
from coop_tui.records.fields import FieldType, ListType, Part, PartType, specs
from coop_tui.records.kind import Path
from coop_tui.records.read import Reading, read, to_document, to_record
from coop_tui.register.load import document_problems
from coop_tui.store import JSON, Document
from tests.strategies import by_number, documents, examples, specs_of, texts

IDS = dict.fromkeys(KINDS, (1, 2, 3))
EXAMPLES = examples(15)
NAMES = list(KINDS)
READING = Reading(find=by_number)

# What is wrong with a document: every place is given a value that no type takes, left empty where it must not be, or
# called by a name that no field has.

WRONG = 1.5


def places(held: FieldType, value: JSON, path: Path) -> list[Path]:
    """The innermost values of a document."""
    match held:
        case PartType(part):
            return places_in(part, cast(Document, value), path)
        case ListType(item):
            return [
                found
                for position, one in enumerate(cast(list[JSON], value))
                for found in places(item, one, (*path, position))
            ]
    return [path]


def places_in(declared: type[Record] | type[Part], document: Document, path: Path = ()) -> list[Path]:
    held = {spec.name: spec.type for spec in specs(declared)}
    return [
        found
        for name, value in document.items()
        for found in places(held[name], value, (*path, name))
        if found != ("value",)  # of a setting: anything goes
    ]


def put(document: Document, path: Path, value: JSON) -> None:
    holder: JSON = document
    for step in path[:-1]:
        holder = (
            holder[step] if isinstance(holder, list) and isinstance(step, int) else cast(Document, holder)[str(step)]
        )
    if isinstance(holder, list):
        holder[cast(int, path[-1])] = value
    else:
        cast(Document, holder)[str(path[-1])] = value


@pytest.mark.parametrize("name", NAMES)
@EXAMPLES
@given(data=st.data())
def test_every_fault_is_named_with_its_place(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    document = copy.deepcopy(data.draw(documents(kind, IDS)))
    wrong = data.draw(st.lists(st.sampled_from(places_in(kind.record, document)), unique=True, max_size=5))
    missing = data.draw(st.sampled_from([spec.name for spec in specs_of(kind) if spec.required]))
    unknown = data.draw(st.lists(st.sampled_from(["id", "Judul", "name ", ""]), unique=True, max_size=2))
    for path in wrong:
        put(document, path, WRONG)
    for each in unknown:
        document[each] = "x"
    document.pop(missing)

    found = read(kind, document, READING).problems

    expected = {(missing,), *((each,) for each in unknown), *(path for path in wrong if path[0] != missing)}
    assert sorted(map(str, (one.path for one in found))) == sorted(map(str, expected))
    assert all(one.message for one in found)


def test_the_faults_of_nested_lists_are_all_named() -> None:
    raw = {
        "title": "Kota Contoh",
        "document": "surat",
        "stages": [
            {"stage": "prakarsa", "letters": [{"on": "31/2/2019"}, {"on": "2019"}, {"number": "1", "tanggal": "x"}]},
            {"done_on": "besok"},
        ],
        "evaluations": [{"year": "seribu"}, {"year": 1066}],
        "partners": ["9", "1", "x"],
    }

    found = [one.path for one in read(KINDS["agreements"], raw, READING).problems]

    assert sorted(found, key=str) == [
        ("document",),
        ("evaluations", 0, "year"),
        ("evaluations", 1, "year"),
        ("partners", 0),
        ("partners", 2),
        ("stages", 0, "letters", 0, "on"),
        ("stages", 0, "letters", 2, "tanggal"),
        ("stages", 1, "done_on"),
        ("stages", 1, "stage"),
    ]


@pytest.mark.parametrize(("language", "month"), [("id", "Februari"), ("en", "February")])
def test_faults_are_told_in_the_language_in_use(language: Language, month: str) -> None:
    i18n.use(language)
    found = read(KINDS["countries"], {"code": "SG", "since": "31/2/2019"}, READING).problems

    assert month in found[0].message


def test_an_unknown_field_is_answered_with_those_there_are() -> None:
    found = read(KINDS["programmes"], {"name": "Contoh", "akronim": "C"}, READING).problems

    assert [one.path for one in found] == [("akronim",)]
    assert "name, acronym, country, funder, notes" in found[0].message


@pytest.mark.parametrize("value", [None, "", "   ", "\x1b", [], "\u202e\n"])
def test_what_must_be_filled_in_cannot_be_empty(value: object) -> None:
    assert [one.path for one in read(KINDS["programmes"], {"name": value}, READING).problems] == [("name",)]


@pytest.mark.parametrize("value", ["", " ", "\x00", "\u2028", None, [], {}])
@pytest.mark.parametrize("field", ["number", "fully_funded", "seats", "starts_on", "country", "partners", "decree"])
def test_what_may_be_empty_is_left_out(field: str, value: object) -> None:
    found = read(KINDS["batches"], {"programme": 1, "mode": "online", field: value}, READING)

    assert (found.document, found.problems) == ({"programme": 1, "mode": "online"}, ())


HOSTILE = "a\x1b[31m\x9b\u202eb\x00\ud800 \u2028c"


@given(st.text(st.characters(), max_size=30) | st.just(HOSTILE))
def test_texts_come_in_safe(text: str) -> None:
    raw = {"name": f"x{text}", "notes": f"x{text}", "aliases": [f"x{text}", f"x {text}"]}
    found = read(KINDS["units"], raw, READING).document

    for one in (cast(str, found["name"]), cast(str, found["notes"]), *cast(list[str], found["aliases"])):
        forbidden = [c for c in one if c not in "\n\t" and (ord(c) < 32 or 127 <= ord(c) < 160)]
        assert not forbidden
        assert not set(one) & set(
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
        )
        one.encode()
    assert not set(cast(str, found["name"])) & set("\n\t")


# Whatever a file may hold

ATOMS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8) | st.binary()
JSONLIKE = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))


@pytest.mark.parametrize("name", NAMES)
@EXAMPLES
@given(data=st.data())
def test_anything_at_all_is_read_or_refused(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    fields = st.sampled_from([spec.name for spec in specs_of(kind)]) | st.text(max_size=3)
    raw = data.draw(st.dictionaries(fields, JSONLIKE | texts(), max_size=8))

    found = read(kind, raw, READING)

    if not found.problems:
        assert list(document_problems(kind, found.document)) == []
        assert to_document(to_record(kind, found.document)) == found.document


def repr_of(value: object) -> str:
    return type(value).__name__


def nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


NOT_JSON = [nested(100_000), 10**5000, -(2**64), float("nan"), float("inf"), b"x", object()]
NO_COUNTS = ["9" * 5000, 10**5000, 1e300, 2.5, -1, "1.5", True, [3], {"a": 1}, "１２"]


@pytest.mark.parametrize("value", NOT_JSON, ids=repr_of)
@pytest.mark.parametrize("field", ["name", "value"])
def test_what_json_cannot_hold_is_refused(field: str, value: object) -> None:
    found = read(KINDS["settings"], {"name": "x", field: value}, READING).problems

    assert [one.path for one in found] == [(field,)]


@pytest.mark.parametrize("value", NO_COUNTS, ids=repr_of)
def test_a_count_is_a_whole_number_or_refused(value: object) -> None:
    found = read(KINDS["batches"], {"programme": 1, "mode": "online", "seats": value}, READING).problems

    assert [one.path for one in found] == [("seats",)]


def test_a_text_that_came_as_a_float_is_refused_since_it_may_be_damaged() -> None:
    assert read(KINDS["people"], {"name": "Contoh", "nip": 1.98001312005e17}, READING).problems


def test_a_name_that_fits_several_records_is_answered_with_their_numbers() -> None:
    found = read(
        KINDS["batches"], {"programme": "SCP", "mode": "online"}, Reading(find=lambda _kind, _text: (4, 17))
    ).problems

    assert "4, 17" in found[0].message


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("batches", "starts_on", "ends_on"), ("units", "since", "until"), ("agreements", "starts_on", "ends_on")],
)
@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2019-02-17", "2019-02-16", True),
        ("2019-02-17", "2019-02", False),
        ("2019-02-17", "2019-01", True),
        ("2019", "2019-01", False),
        ("2019", "2018", True),
    ],
)
def test_nothing_ends_before_it_starts(name: str, start: str, end: str, first: str, last: str, wrong: bool) -> None:
    raw = {"programme": 1, "mode": "online", "name": "x", "title": "x", "document": "mou", start: first, end: last}
    known = {spec.name for spec in specs_of(KINDS[name])}
    found = read(KINDS[name], {field: value for field, value in raw.items() if field in known}, READING).problems

    assert [one.path for one in found] == ([(end,)] if wrong else [])


def test_a_membership_that_ends_before_it_starts_is_told_at_its_place() -> None:
    raw = {"name": "x", "kind": "network", "membership": {"status": "member", "since": "2019", "until": "2018"}}
    found = read(KINDS["organisations"], raw, READING).problems

    assert [one.path for one in found] == [("membership", "until")]
