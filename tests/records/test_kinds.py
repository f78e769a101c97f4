"""Every kind has the fields, marks, references, choices and keys that the contract lists, typed here from its text."""

from __future__ import annotations

import pytest

from coop_tui.records import KINDS
from coop_tui.records.fields import (
    AnyType,
    ChoiceType,
    CountryType,
    CountType,
    DateType,
    FieldType,
    ListType,
    Part,
    PartType,
    Record,
    RefType,
    TextType,
    YesNoType,
    specs,
)
from tests.strategies import specs_of

ORIGIN = "own_staff|municipal_company|academia|other_government|other"
CONTACTS = "contacts [{name, role, email, phone}]"
# name, `*` where required, type: text where nothing is said, # number, ? yes or no, @ date, CC country, -> reference
CONTRACT = {
    "countries": f"code* CC; status active|exploring|dormant; since @; fields [text]; {CONTACTS}; notes",
    "organisations": "name*; acronym; kind* local_government|government_agency|network|university|training_institution|"
    "company|ngo|donor|other; country CC; parent ->organisations; website; "
    f"membership {{status member|observer|candidate, since @, until @}}; {CONTACTS}; notes",
    "programmes": "name*; acronym; country CC; funder; notes",
    "units": "name*; acronym; aliases [text]; since @; until @; successor ->units; notes",
    "batches": "programme* ->programmes; number; title; mode* abroad|at_home|online; country CC; place; starts_on @; "
    "ends_on @; organiser ->organisations; partners [->organisations]; funder; fully_funded ?; agreement ->agreements; "
    "seats #; decree {number, on @}; "
    f"groups [{{name, origin {ORIGIN}, reported #, basis reported|estimated|decree}}]; topics [text]; "
    "experts [{name, position, organisation, role speaker|facilitator|discussant|host}]; "
    "visits [{place, organisation}]; send_off {on @, place, official}; "
    "outputs [{title, author, presented_on @, mode}]; "
    "follow_ups [{text, due @, done_on @}]; cancelled {on @, reason}; sources [text]; notes",
    "people": f"name*; nip; sex f|m; unit ->units; position; grade; origin {ORIGIN}; email; phone; notes",
    "participations": "person* ->people; batch* ->batches; status* nominated|attended|withdrawn|replaced; "
    f"replaces ->participations; unit ->units; position; grade; origin {ORIGIN}; "
    "paper {title, presented_on @}; notes",
    "agreements": "title*; regime sister_city|foreign_local_government|foreign_institution|national_programme|other; "
    "document* loi|mou|plan_of_action|arrangement|addendum|extension|other; country CC; partners [->organisations]; "
    "unit ->units; number_ours; number_theirs; signed_on @; starts_on @; ends_on @; stated; renews ->agreements; "
    "scope [text]; funding [text]; stages [{stage, done_on @, letters [{number, on @, note}]}]; "
    "evaluations [{year #, result, obstacle}]; documents [{title, location, sha256}]; terminated {on @, reason}; notes",
    "activities": "kind* visit_out|visit_in|meeting|event|letter; on* @; title*; country CC; "
    "partners [->organisations]; agreement ->agreements; batch ->batches; officials [text]; outcome; notes",
    "settings": "name*; value any",
}
KEYS = {
    "countries": "code",
    "organisations": "name, or acronym",
    "programmes": "name, or acronym",
    "units": "name, or acronym, or aliases",
    "batches": "programme + title + starts_on",
    "people": "nip, or name + unit",
    "participations": "person + batch",
    "agreements": "number_ours, or title + country + signed_on",
    "activities": "kind + on + title",
    "settings": "name",
}
DEFAULTS = {"countries": {"status": "active"}}
PERSONAL = {
    *((kind, "contacts", field) for kind in ("countries", "organisations") for field in ("name", "email", "phone")),
    ("batches", "experts", "name"), ("batches", "send_off", "official"), ("batches", "outputs", "author"),
    ("people", "name"), ("people", "nip"), ("people", "email"), ("people", "phone"),
    ("participations", "person"), ("participations", "replaces"),
    ("activities", "officials"),
}  # fmt: skip


def fields_of(declared: type[Record] | type[Part], *, marks: bool) -> list[str]:
    """The fields of a Struct in the notation above."""
    found = []
    for spec in specs(declared):
        name = spec.name + ("*" if marks and spec.required else "")
        kind = type_of(spec.type)
        found.append(name if kind == "text" else f"{name} {kind}")
    return found


SIGNS = {TextType: "text", CountType: "#", YesNoType: "?", DateType: "@", CountryType: "CC", AnyType: "any"}


def type_of(held: FieldType) -> str:
    match held:
        case RefType(kind):
            return f"->{kind}"
        case ChoiceType(choices):
            return "|".join(choices)
        case ListType(item):
            return f"[{type_of(item)}]"
        case PartType(part):
            return f"{{{', '.join(fields_of(part, marks=False))}}}"
    return SIGNS[type(held)]


def test_the_kinds_are_those_of_the_contract() -> None:
    assert set(KINDS) == set(CONTRACT)
    assert all(KINDS[name].name == name for name in KINDS)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_kind_has_exactly_the_fields_of_the_contract_in_its_order(name: str) -> None:
    assert "; ".join(fields_of(KINDS[name].record, marks=True)) == CONTRACT[name]


@pytest.mark.parametrize("name", KEYS)
def test_what_makes_two_rows_the_same(name: str) -> None:
    assert ", or ".join(" + ".join(fields) for fields in KINDS[name].keys) == KEYS[name]


@pytest.mark.parametrize("name", CONTRACT)
def test_whatever_a_kind_names_of_its_fields_is_there(name: str) -> None:
    kind = KINDS[name]
    declared = {spec.name for spec in specs_of(KINDS[name])}
    computed = {one.name for one in kind.computed}

    assert {*kind.unique, *kind.names, *kind.told} <= declared
    assert set(kind.figures) <= computed
    assert {*kind.headline, *(column.field for column in kind.columns)} <= declared | computed
    assert not kind.order or kind.order[0] in {column.field for column in kind.columns}


def test_only_a_status_has_a_default() -> None:
    found = {
        name: {spec.name: spec.default for spec in specs_of(KINDS[name]) if isinstance(spec.default, str)}
        for name in KINDS
    }
    assert {name: defaults for name, defaults in found.items() if defaults} == DEFAULTS


def test_names_numbers_and_addresses_of_persons_are_personal() -> None:
    found = {
        (name, *path) for name, kind in KINDS.items() for path, personal in personal_fields(kind.record) if personal
    }
    assert found == PERSONAL


def personal_fields(declared: type[Record] | type[Part]) -> list[tuple[tuple[str, ...], bool]]:
    found: list[tuple[tuple[str, ...], bool]] = []
    for spec in specs(declared):
        found.append(((spec.name,), spec.personal))
        item = spec.type.item if isinstance(spec.type, ListType) else spec.type
        if isinstance(item, PartType):
            found += [((spec.name, *path), personal) for path, personal in personal_fields(item.part)]
    return found
